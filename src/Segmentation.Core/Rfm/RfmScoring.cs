using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Segmentation.Events;
using Segmentation.Profiles;
using Segmentation.Statistics;

namespace Segmentation.Rfm;

/// <summary>Scores recency, frequency and monetary value by quantiles.</summary>
public static class RfmScoring
{
    /// <summary>Scores the customers of a table.</summary>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.UnknownFeature"/>: one of the three columns is not there; <see
    /// cref="ErrorIds.InvalidOption"/>: bins
    /// outside 3 to 10, or cut-points that do not fit them.
    /// </exception>
    public static RfmScores Score(ProfileTable profiles, RfmOptions? options = null)
    {
        options ??= new RfmOptions();
        return Score(
            Column(profiles, options.RecencyColumn),
            Column(profiles, options.FrequencyColumn),
            Column(profiles, options.MonetaryColumn),
            options);
    }

    /// <summary>
    /// Scores arrays with one entry per customer; NaN is missing, and a customer without all three has no score.
    /// </summary>
    /// <param name="recencyDays">Days since the last purchase.</param>
    /// <param name="frequency">Purchases.</param>
    /// <param name="monetary">Money spent.</param>
    /// <param name="options">How to score; the columns named there play no part.</param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidOption"/>: as above, or arrays of unequal length.
    /// </exception>
    public static RfmScores Score(
        double[] recencyDays, double[] frequency, double[] monetary, RfmOptions? options = null)
    {
        options ??= new RfmOptions();
        if (options.Bins is < 3 or > 10)
        {
            throw Invalid(
                string.Create(CultureInfo.InvariantCulture, $"{options.Bins} scores were asked for."),
                "Choose 3 to 10 bins.");
        }

        if (frequency.Length != recencyDays.Length || monetary.Length != recencyDays.Length)
        {
            throw Invalid("The three columns differ in length.", "Give every customer one entry in each.");
        }

        int[] scored =
        [
            .. Enumerable.Range(0, recencyDays.Length).Where(
                i => !double.IsNaN(recencyDays[i]) && !double.IsNaN(frequency[i]) && !double.IsNaN(monetary[i])),
        ];
        return new RfmScores
        {
            Bins = options.Bins,
            Method = options.Method,
            Recency = Dimension(
                "recency", recencyDays, scored, options, options.CutPoints?.Recency, fewerIsBetter: true),
            Frequency = Dimension(
                "frequency", frequency, scored, options, options.CutPoints?.Frequency, fewerIsBetter: false),
            Monetary = Dimension(
                "monetary", monetary, scored, options, options.CutPoints?.Monetary, fewerIsBetter: false),
            ScoredCount = scored.Length,
            UnscoredCount = recencyDays.Length - scored.Length,
        };
    }

    private static RfmDimension Dimension(
        string name,
        double[] values,
        int[] scored,
        RfmOptions options,
        IReadOnlyList<double>? given,
        bool fewerIsBetter)
    {
        double[] sorted = Array.ConvertAll(scored, row => values[row]);
        Array.Sort(sorted);
        double[] cuts = given is null ? CutPoints(sorted, options) : Checked(name, given, options.Bins);
        bool reached = options.Method == RfmMethod.RCompatible;
        byte[] scores = new byte[values.Length];
        int[] counts = new int[options.Bins];
        foreach (int row in scored)
        {
            int above = 0;
            while (above < cuts.Length && (reached ? values[row] >= cuts[above] : values[row] > cuts[above]))
            {
                above++;
            }

            int score = fewerIsBetter ? options.Bins - above : above + 1;
            scores[row] = (byte)score;
            counts[score - 1]++;
        }

        (double commonest, int count) = Commonest(sorted);
        return new RfmDimension
        {
            Name = name,
            Scores = scores,
            CutPoints = cuts,
            ScoreCounts = counts,
            CommonestValue = commonest,
            CommonestCount = count,
        };
    }

    private static double[] CutPoints(double[] sorted, RfmOptions options)
    {
        int shift = options.Method == RfmMethod.RCompatible ? 1 : 0;
        double[] cuts = new double[options.Bins - 1];
        for (int i = 0; i < cuts.Length; i++)
        {
            cuts[i] = Descriptive.QuantileOfSorted(sorted, (i + 1) / (double)options.Bins) + shift;
        }

        return cuts;
    }

    private static double[] Checked(string name, IReadOnlyList<double> cuts, int bins)
    {
        bool ascending = Enumerable.Range(1, Math.Max(0, cuts.Count - 1)).All(i => cuts[i] >= cuts[i - 1]);
        return cuts.Count == bins - 1 && ascending && cuts.All(double.IsFinite)
            ? [.. cuts]
            : throw Invalid(
                string.Create(CultureInfo.InvariantCulture, $"The {name} cut-points do not fit {bins} scores."),
                string.Create(CultureInfo.InvariantCulture, $"Give {bins - 1} numbers in ascending order."));
    }

    private static (double Value, int Count) Commonest(double[] sorted)
    {
        (double Value, int Count) best = (double.NaN, 0);
        for (int start = 0; start < sorted.Length;)
        {
            int end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            if (end - start > best.Count)
            {
                best = (sorted[start], end - start);
            }

            start = end;
        }

        return best;
    }

    private static double[] Column(ProfileTable profiles, string name)
    {
        string[] numeric = [.. profiles.Columns.Select(c => c.Name).Where(c => profiles.Numbers(c) is not null)];
        return profiles.Numbers(name) ?? throw new SegmentationException(
            ErrorIds.UnknownFeature,
            ErrorKind.NotFound,
            $"RFM: the profiles have no numeric column '{name}'.{NameKey.Hint(name, numeric)}",
            $"Numeric columns: {string.Join(", ", numeric.Take(100))}.",
            name);
    }

    private static SegmentationException Invalid(string message, string action) =>
        new(ErrorIds.InvalidOption, ErrorKind.InvalidArgument, "RFM: " + message, action);
}
