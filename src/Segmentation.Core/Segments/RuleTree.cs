using System.Collections.Generic;
using Segmentation.Rules;

namespace Segmentation.Segments;

/// <summary>
/// A segmentation retold as a decision tree with one leaf per segment: who belongs where, in a few comparisons of raw
/// values, and what that simplicity costs. Of more than 100,000 customers the splits are chosen on 50,000, and counted
/// on all.
/// </summary>
public sealed record RuleTree
{
    /// <summary>The first split; the only leaf where there is one segment.</summary>
    public required RuleTreeNode Root { get; init; }

    /// <summary>The rule of each segment, in the order of the segments.</summary>
    public required IReadOnlyList<SegmentRule> Rules { get; init => field = Listed.Of(value); }

    /// <summary>The segment index that the tree gives to each customer of the run.</summary>
    public required int[] Labels { get; init; }

    /// <summary>The share of customers whom the tree puts into their own segment, in [0, 1].</summary>
    public required double Agreement { get; init; }

    /// <summary>Sum of squared distances to the means of those whom the tree puts together, in scaled space.</summary>
    public required double Cost { get; init; }

    /// <summary>
    /// The cost divided by the run's inertia: 1 is a tree that explains the segments exactly; NaN where the inertia is 0.
    /// </summary>
    public required double PriceOfExplainability { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Root.ToString();
}

/// <summary>A node of a rule tree: a split, or a leaf.</summary>
public sealed record RuleTreeNode
{
    /// <summary>The customers who come here.</summary>
    public required int Count { get; init; }

    /// <summary>The segment index of a leaf; null for a split.</summary>
    public int? Segment { get; init; }

    /// <summary>The id of that segment; null for a split.</summary>
    public string? SegmentId { get; init; }

    /// <summary>What leads to <see cref="Below"/>; null for a leaf.</summary>
    public Condition? Condition { get; init; }

    /// <summary>Those who meet the condition; null for a leaf.</summary>
    public RuleTreeNode? Below { get; init; }

    /// <summary>The others; null for a leaf.</summary>
    public RuleTreeNode? Above { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Text("");

    private string Text(string indent) => Condition is null
        ? System.FormattableString.Invariant($"{indent}{SegmentId} ({Count:N0})")
        : $"{indent}{Condition}\n{Below!.Text(indent + "  ")}\n{indent}else\n{Above!.Text(indent + "  ")}";
}

/// <summary>A segment as one condition over raw values, in three languages that select the same customers.</summary>
public sealed record SegmentRule
{
    /// <summary>The condition.</summary>
    public required Condition Condition { get; init; }

    /// <summary>A filter for <c>Where-Object</c>: <c>$_.NetRevenue -gt 200</c>.</summary>
    public required string Filter { get; init; }

    /// <summary>A condition for a <c>WHERE</c> clause, in standard SQL.</summary>
    public required string Sql { get; init; }

    /// <summary>The condition in words.</summary>
    public required string Words { get; init; }

    /// <summary>How many customers of the run meet it.</summary>
    public required int MatchCount { get; init; }

    /// <summary>The share of those who meet it that belong to the segment; null when nobody meets it.</summary>
    public required double? Precision { get; init; }

    /// <summary>The share of the segment's members who meet it.</summary>
    public required double Recall { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Filter;
}
