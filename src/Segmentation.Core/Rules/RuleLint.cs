using System.Collections.Generic;

namespace Segmentation.Rules;

/// <summary>What a check of a rule set against a base found.</summary>
public sealed record RuleLint
{
    /// <summary>The customers of the base.</summary>
    public required int CustomerCount { get; init; }

    /// <summary>Customers whom no rule matches.</summary>
    public required int UncoveredCount { get; init; }

    /// <summary>The share of the base whom no rule matches, in [0, 1]; NaN for an empty base.</summary>
    public double UncoveredShare => UncoveredCount / (double)CustomerCount;

    /// <summary>What each rule matches, in the order of the rules.</summary>
    public required IReadOnlyList<RuleCoverage> Rules { get; init => field = Listed.Of(value); }

    /// <summary>The pairs of rules that some customer matches both of, most customers first.</summary>
    public required IReadOnlyList<RuleOverlap> Overlaps { get; init => field = Listed.Of(value); }

    /// <summary>Every quantile with its value over the base.</summary>
    public required IReadOnlyList<ResolvedThreshold> Thresholds { get; init => field = Listed.Of(value); }

    /// <summary>Columns that the rules name and the base does not have; empty unless the set allows it.</summary>
    public required IReadOnlyList<string> AbsentColumns { get; init => field = Listed.Of(value); }

    /// <summary>What a reader should know, as sentences; empty when nothing is wrong.</summary>
    public required IReadOnlyList<string> Findings { get; init => field = Listed.Of(value); }
}

/// <summary>What one rule matches.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="MatchCount">Customers who match it.</param>
/// <param name="FirstMatchCount">Customers who match it and no rule before it.</param>
/// <param name="ShadowedBy">
/// When the rule matches customers but never first: the ids of the earlier rules that take them, most customers first;
/// else empty.
/// </param>
public sealed record RuleCoverage(Rule Rule, int MatchCount, int FirstMatchCount, IReadOnlyList<string> ShadowedBy)
{
    /// <summary>Whether nobody matches the rule.</summary>
    public bool IsDead => MatchCount == 0;

    /// <summary>Whether everybody who matches the rule matches an earlier one too.</summary>
    public bool IsShadowed => MatchCount > 0 && FirstMatchCount == 0;
}

/// <summary>Two rules that some customers match both of.</summary>
/// <param name="First">The id of the earlier rule.</param>
/// <param name="Second">The id of the later rule.</param>
/// <param name="Count">How many customers match both.</param>
public sealed record RuleOverlap(string First, string Second, int Count);

/// <summary>A quantile and its value over the base.</summary>
/// <param name="Rule">The id of the rule.</param>
/// <param name="Measure">The column, sum or mean.</param>
/// <param name="Probability">The quantile's probability.</param>
/// <param name="Value">Its value; null when nobody has a value.</param>
public sealed record ResolvedThreshold(string Rule, string Measure, double Probability, double? Value);
