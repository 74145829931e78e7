using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Segmentation.Rfm;

/// <summary>The scores of a base: higher is better in all three.</summary>
public sealed record RfmScores
{
    /// <summary>The number of scores.</summary>
    public required int Bins { get; init; }

    /// <summary>How the scores were made.</summary>
    public required RfmMethod Method { get; init; }

    /// <summary>Recency: the most recent buyers score highest.</summary>
    public required RfmDimension Recency { get; init; }

    /// <summary>Frequency.</summary>
    public required RfmDimension Frequency { get; init; }

    /// <summary>Monetary value.</summary>
    public required RfmDimension Monetary { get; init; }

    /// <summary>Customers with all three values.</summary>
    public required int ScoredCount { get; init; }

    /// <summary>Customers without purchase or amount: they have no score and take no part in the quantiles.</summary>
    public required int UnscoredCount { get; init; }

    /// <summary>The cut-points, to score another base alike.</summary>
    public RfmCutPoints CutPoints => new(Recency.CutPoints, Frequency.CutPoints, Monetary.CutPoints);

    /// <summary>
    /// Scores that nobody got, each with the value that many share, in words; empty when every score occurs.
    /// </summary>
    public IReadOnlyList<string> Collapsed =>
        [.. new[] { Recency, Frequency, Monetary }.Select(dimension => dimension.Collapsed).OfType<string>()];

    /// <summary>The code of a customer, <c>543</c> or with ten scores <c>10-4-3</c>; null without scores.</summary>
    public string? Code(int row) =>
        Recency.Scores[row] == 0
            ? null
            : CodeOf(Bins, Recency.Scores[row], Frequency.Scores[row], Monetary.Scores[row]);

    internal static string CodeOf(int bins, int recency, int frequency, int monetary)
    {
        string separator = bins > 9 ? "-" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{recency}{separator}{frequency}{separator}{monetary}");
    }
}

/// <summary>One of the three dimensions.</summary>
public sealed record RfmDimension
{
    /// <summary>What is scored: <c>recency</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The score of each customer, 1 to the number of bins; 0 is none.</summary>
    public required byte[] Scores { get; init; }

    /// <summary>The cut-points, ascending on the values' own scale.</summary>
    public required IReadOnlyList<double> CutPoints { get; init => field = Listed.Of(value); }

    /// <summary>How many customers have each score, from score 1 up.</summary>
    public required IReadOnlyList<int> ScoreCounts { get; init => field = Listed.Of(value); }

    /// <summary>The value that most customers share.</summary>
    public required double CommonestValue { get; init; }

    /// <summary>How many share it.</summary>
    public required int CommonestCount { get; init; }

    /// <summary>The scores that nobody got.</summary>
    public IReadOnlyList<int> EmptyScores =>
        [.. Enumerable.Range(1, ScoreCounts.Count).Where(score => ScoreCounts[score - 1] == 0)];

    /// <summary>Which scores are empty and why, in words; null when none is.</summary>
    public string? Collapsed => EmptyScores.Count == 0 || ScoreCounts.Sum() == 0 ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"No customer has {Name} score {string.Join(", ", EmptyScores)}: {CommonestCount:N0} of "
        + $"{ScoreCounts.Sum():N0} customers share the value {CommonestValue}.");
}
