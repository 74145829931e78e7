using System;
using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Rules;

/// <summary>
/// A condition over profile columns, as data: a <see cref="Comparison"/>, or <see cref="AllOf"/> or <see cref="AnyOf"/>
/// others. Missing values meet no comparison but <c>is missing</c>, nor its negation: negating is done in the
/// comparisons
/// themselves, which is SQL's three-valued logic without a third value.
/// </summary>
public abstract record Condition
{
    private protected Condition()
    {
    }

    /// <summary>The condition that every customer meets.</summary>
    public static Condition Always { get; } = new AllOf([]);

    /// <summary>The comparisons it is made of, in reading order.</summary>
    public abstract IEnumerable<Comparison> Comparisons { get; }

    /// <summary>The opposite, which a customer with a missing value does not meet either.</summary>
    public abstract Condition Negate();

    /// <summary>
    /// The condition in words: <c>NetRevenue is at least 200 and DaysSinceLastPurchase is below 30</c>.
    /// </summary>
    public sealed override string ToString() => ConditionText.InWords(this);

    /// <summary>Reads a condition from nested dictionaries; the form is that of <c>when</c> in a rule set.</summary>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidRules"/>: unknown keys or wrong values.
    /// </exception>
    public static Condition FromDictionary(IReadOnlyDictionary<string, object?> values) =>
        ConditionReader.Read(new Setting(values, "Condition", ErrorIds.InvalidRules));

    internal abstract Condition Map(Func<Comparison, Comparison> change);
}

/// <summary>Met when all its parts are met; without parts, always.</summary>
/// <param name="Parts">The parts.</param>
public sealed record AllOf(IReadOnlyList<Condition> Parts) : Condition
{
    /// <inheritdoc/>
    public override IEnumerable<Comparison> Comparisons => Parts.SelectMany(part => part.Comparisons);

    /// <inheritdoc/>
    public override Condition Negate() => new AnyOf([.. Parts.Select(part => part.Negate())]);

    internal override Condition Map(Func<Comparison, Comparison> change) =>
        new AllOf([.. Parts.Select(part => part.Map(change))]);
}

/// <summary>Met when at least one of its parts is met; without parts, never.</summary>
/// <param name="Parts">The parts.</param>
public sealed record AnyOf(IReadOnlyList<Condition> Parts) : Condition
{
    /// <inheritdoc/>
    public override IEnumerable<Comparison> Comparisons => Parts.SelectMany(part => part.Comparisons);

    /// <inheritdoc/>
    public override Condition Negate() => new AllOf([.. Parts.Select(part => part.Negate())]);

    internal override Condition Map(Func<Comparison, Comparison> change) =>
        new AnyOf([.. Parts.Select(part => part.Map(change))]);
}
