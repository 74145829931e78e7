using System.Collections.Generic;

namespace Segmentation.Rules;

/// <summary>One named rule.</summary>
/// <param name="Id">A short id, unique in its set.</param>
/// <param name="Name">The name in business words, unique in its set.</param>
/// <param name="When">Whom it matches.</param>
public sealed record Rule(string Id, string Name, Condition When)
{
    /// <summary>What kind of customer it describes, in a sentence.</summary>
    public string? Description { get; init; }

    /// <summary>A dimension to group rules by: for traits <c>WHAT</c>, <c>WHEN</c>, <c>HOW</c> or <c>WHO</c>.</summary>
    public string? Dimension { get; init; }

    /// <summary>What to do about such customers, or any other text that goes with the rule.</summary>
    public string? Text { get; init; }

    /// <summary>
    /// Values of the matched: the first level that fits gives the value; empty when the rule has none.
    /// </summary>
    public IReadOnlyList<RuleLevel> Levels { get; init => field = Listed.Of(value); } = [];

    /// <summary>
    /// The column that gives the value of the matched; null when <see cref="Levels"/> do, or the rule has none.
    /// </summary>
    public string? ValueColumn { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {When}";
}

/// <summary>A value that a matched customer gets under a further condition.</summary>
/// <param name="Value">The value: <c>high</c>.</param>
/// <param name="When">The condition; <see cref="Condition.Always"/> for a fixed value.</param>
public sealed record RuleLevel(string Value, Condition When);

/// <summary>How the rules of a set work together.</summary>
public enum RuleMatching
{
    /// <summary>The first rule that matches counts: every customer belongs to one rule at most.</summary>
    First,

    /// <summary>All rules that match count.</summary>
    All,
}
