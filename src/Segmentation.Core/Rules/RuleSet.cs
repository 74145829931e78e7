using System.Collections.Generic;
using System.Linq;
using Segmentation.Profiles;

namespace Segmentation.Rules;

/// <summary>Named rules over profile columns, in order, as data.</summary>
public sealed record RuleSet
{
    /// <summary>What the set is for: <c>customer value</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the first match counts, or all do.</summary>
    public RuleMatching Matching { get; init; }

    /// <summary>The rules in order; at least one.</summary>
    public required IReadOnlyList<Rule> Rules { get; init => field = Listed.Of(value); }

    /// <summary>What customers are called whom no rule matches; null leaves them without a name.</summary>
    public string? Otherwise { get; init; }

    /// <summary>
    /// Whether a column that the profiles do not have counts as missing for everybody (and is reported) instead of
    /// being an
    /// error.
    /// </summary>
    public bool AllowAbsentColumns { get; init; }

    /// <summary>
    /// Reads a set from nested dictionaries, lists, texts and numbers, as YAML or JSON hold them. The form is described
    /// in
    /// <c>docs/rules.md</c>.
    /// </summary>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidRules"/>: an unknown key, a wrong value, a name twice; the message names rule and
    /// key.
    /// </exception>
    public static RuleSet FromDictionary(IReadOnlyDictionary<string, object?> values) =>
        RuleSetReader.Read(new Setting(values, "Rules", ErrorIds.InvalidRules));

    /// <summary>The set as nested dictionaries; <see cref="FromDictionary"/> reads them back.</summary>
    public IReadOnlyDictionary<string, object?> ToDictionary() => RuleSetReader.Write(this);

    /// <summary>Finds who matches which rule.</summary>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.UnknownFeature"/>: a column is not in the table; <see cref="ErrorIds.InvalidRules"/>: a text
    /// is compared
    /// with a number.
    /// </exception>
    public RuleEvaluation Evaluate(ProfileTable profiles) => RuleEvaluator.Evaluate(this, profiles);

    /// <summary>
    /// The set with every quantile replaced by its value over these profiles, so that it means the same for other
    /// customers.
    /// </summary>
    /// <exception cref="SegmentationException">As in <see cref="Evaluate"/>, or a column without any value.</exception>
    public RuleSet Resolve(ProfileTable profiles)
    {
        ConditionEvaluator evaluator = new(profiles, AllowAbsentColumns);
        return this with
        {
            Rules =
            [
                .. Rules.Select(rule => rule with
                {
                    When = evaluator.Resolve(rule.When, rule.Id),
                    Levels =
                    [
                        .. rule.Levels.Select(level => level with { When = evaluator.Resolve(level.When, rule.Id) }),
                    ],
                }),
            ],
        };
    }

    /// <summary>
    /// Checks the set against a base: who is covered by no rule, which rules never fire or always come too late, which
    /// overlap,
    /// and what their thresholds are.
    /// </summary>
    /// <exception cref="SegmentationException">As in <see cref="Evaluate"/>.</exception>
    public RuleLint Lint(ProfileTable profiles) => RuleLinter.Lint(this, profiles);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Rules.Count} rules)";
}
