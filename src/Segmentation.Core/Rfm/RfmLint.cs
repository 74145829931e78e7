using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Segmentation.Profiles;
using Segmentation.Rules;

namespace Segmentation.Rfm;

/// <summary>What a check of RFM segments over all combinations of scores found.</summary>
public sealed record RfmLint
{
    /// <summary>The combinations of scores: bins³.</summary>
    public required int CellCount { get; init; }

    /// <summary>The combinations that no segment names.</summary>
    public required IReadOnlyList<RfmCell> UncoveredCells { get; init => field = Listed.Of(value); }

    /// <summary>The combinations that several segments name: the order of the rules decides.</summary>
    public required IReadOnlyList<RfmCell> ContestedCells { get; init => field = Listed.Of(value); }

    /// <summary>The check of the rules over the combinations, each counted once.</summary>
    public required RuleLint Rules { get; init; }

    /// <summary>What a reader should know, as sentences; empty when nothing is wrong.</summary>
    public required IReadOnlyList<string> Findings { get; init => field = Listed.Of(value); }

    /// <summary>Checks a set, with the customers of a scored base where one is given.</summary>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidOption"/>: the base has another number of scores; <see
    /// cref="ErrorIds.UnknownFeature"/>: a rule
    /// looks at something other than the three scores.
    /// </exception>
    public static RfmLint Check(RfmSegmentSet set, RfmScores? scores = null)
    {
        if (scores is not null && scores.Bins != set.Bins)
        {
            throw new SegmentationException(
                ErrorIds.InvalidOption,
                ErrorKind.InvalidArgument,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"RFM segments for {set.Bins} scores cannot be checked with {scores.Bins} scores."),
                "Score the base with as many bins as the set is made for.");
        }

        ProfileTable cells = Cells(set.Bins);
        RuleEvaluation evaluation = set.Rules.Evaluate(cells);
        int[] customers = Customers(set.Bins, scores);
        RfmCell[] all =
        [
            .. Enumerable.Range(0, cells.Count).Select(i => new RfmCell(
                cells.CustomerIds[i],
                [.. set.Rules.Rules.Where((_, rule) => evaluation.Matches(i, rule)).Select(rule => rule.Name)],
                scores is null ? null : customers[i])),
        ];
        RfmLint lint = new()
        {
            CellCount = cells.Count,
            UncoveredCells = [.. all.Where(cell => cell.Segments.Count == 0)],
            ContestedCells = [.. all.Where(cell => cell.Segments.Count > 1)],
            Rules = set.Rules.Lint(cells),
            Findings = [],
        };
        return lint with { Findings = [.. Sentences(lint, set), .. scores?.Collapsed ?? []] };
    }

    private static IEnumerable<string> Sentences(RfmLint lint, RfmSegmentSet set)
    {
        foreach ((string what, IReadOnlyList<RfmCell> cells) in
            new[]
            {
                ("belong to no segment", lint.UncoveredCells),
                ("belong to several segments, so that their order decides", lint.ContestedCells),
            })
        {
            if (cells.Count > 0)
            {
                string customers = cells[0].Customers is null
                    ? ""
                    : $" ({Plural.Of(cells.Sum(cell => cell.Customers ?? 0), "customer")})";
                string more = cells.Count > 5 ? ", …" : "";
                string some = string.Join(", ", cells.Take(5).Select(cell => cell.Code)) + more;
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{cells.Count} of {lint.CellCount} combinations of scores{customers} {what}: {some}.");
            }
        }

        foreach (RuleCoverage rule in lint.Rules.Rules)
        {
            if (rule.IsDead)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"Segment '{rule.Rule.Name}' fits no combination of 1 to {set.Bins}.");
            }
            else if (rule.IsShadowed)
            {
                yield return $"Segment '{rule.Rule.Name}' stays empty: earlier segments take all its combinations.";
            }
        }
    }

    private static int[] Customers(int bins, RfmScores? scores)
    {
        int[] customers = new int[bins * bins * bins];
        for (int i = 0; i < (scores?.Recency.Scores.Length ?? 0); i++)
        {
            if (scores!.Recency.Scores[i] > 0)
            {
                int cell = ((scores.Recency.Scores[i] - 1) * bins) + scores.Frequency.Scores[i] - 1;
                customers[(cell * bins) + scores.Monetary.Scores[i] - 1]++;
            }
        }

        return customers;
    }

    private static ProfileTable Cells(int bins)
    {
        int count = bins * bins * bins;
        double[] recency = new double[count];
        double[] frequency = new double[count];
        double[] monetary = new double[count];
        string[] codes = new string[count];
        for (int i = 0; i < count; i++)
        {
            recency[i] = (i / (bins * bins)) + 1;
            frequency[i] = (i / bins % bins) + 1;
            monetary[i] = (i % bins) + 1;
            codes[i] = RfmScores.CodeOf(bins, (int)recency[i], (int)frequency[i], (int)monetary[i]);
        }

        Dictionary<string, double[]> none = new(StringComparer.Ordinal);
        ProfileTable empty = new(
            codes, DateTimeOffset.UnixEpoch, [], none, new Dictionary<string, TextValues>(StringComparer.Ordinal));
        return empty.With(
        [
            (new ProfileColumn(RfmSegmentSet.RecencyScore, "recency score", ProfileUnit.Number, ""), recency),
            (new ProfileColumn(RfmSegmentSet.FrequencyScore, "frequency score", ProfileUnit.Number, ""), frequency),
            (new ProfileColumn(RfmSegmentSet.MonetaryScore, "monetary score", ProfileUnit.Number, ""), monetary),
        ]);
    }
}

/// <summary>One combination of scores.</summary>
/// <param name="Code">Its code: <c>543</c>.</param>
/// <param name="Segments">The segments that name it, in order.</param>
/// <param name="Customers">How many customers have it; null without a scored base.</param>
public sealed record RfmCell(string Code, IReadOnlyList<string> Segments, int? Customers);
