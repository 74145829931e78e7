using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Segmentation.Profiles;
using Segmentation.Rules;

namespace Segmentation.Rfm;

/// <summary>A base with RFM scores and named segments.</summary>
public sealed record RfmSegmentation
{
    /// <summary>The name of the text column with the segment.</summary>
    public const string SegmentColumn = "RfmSegment";

    /// <summary>
    /// The profiles with <c>RecencyScore</c>, <c>FrequencyScore</c>, <c>MonetaryScore</c> and, unless there is no set
    /// for the
    /// number of scores, <c>RfmSegment</c>.
    /// </summary>
    public required ProfileTable Profiles { get; init; }

    /// <summary>The scores and how they came about.</summary>
    public required RfmScores Scores { get; init; }

    /// <summary>The segments' rules; null when none fit the number of scores.</summary>
    public required RfmSegmentSet? Segments { get; init; }

    /// <summary>Which customer matches which rule; null without <see cref="Segments"/>.</summary>
    public required RuleEvaluation? Evaluation { get; init; }

    /// <summary>
    /// The size of each segment in the order of the rules, then those whom no rule matches; unscored left out.
    /// </summary>
    public required IReadOnlyList<RfmSegmentSize> Sizes { get; init => field = Listed.Of(value); }

    /// <summary>Scores a base and names its segments.</summary>
    /// <param name="profiles">The profiles.</param>
    /// <param name="options">How to score; null takes the defaults.</param>
    /// <param name="segments">
    /// The segments; null takes <see cref="RfmSegmentSet.Default"/> with five scores, and only scores with any other
    /// number.
    /// </param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidOption"/>: the set was made for another number of scores; and what
    /// <see cref="RfmScoring.Score(ProfileTable, RfmOptions?)"/> and <see cref="RuleSet.Evaluate"/> raise.
    /// </exception>
    public static RfmSegmentation Apply(
        ProfileTable profiles, RfmOptions? options = null, RfmSegmentSet? segments = null)
    {
        RfmScores scores = RfmScoring.Score(profiles, options);
        segments ??= scores.Bins == RfmSegmentSet.Default.Bins ? RfmSegmentSet.Default : null;
        if (segments is not null && segments.Bins != scores.Bins)
        {
            throw new SegmentationException(
                ErrorIds.InvalidOption,
                ErrorKind.InvalidArgument,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The set '{segments.Rules.Name}' is made for {segments.Bins} RFM scores, not {scores.Bins}."),
                "Use as many bins as the set is made for, or a set made for these bins.",
                segments.Rules.Name);
        }

        ProfileTable scored = profiles.With(
        [
            (Declare(RfmSegmentSet.RecencyScore, "recency score", scores), Column(scores.Recency)),
            (Declare(RfmSegmentSet.FrequencyScore, "frequency score", scores), Column(scores.Frequency)),
            (Declare(RfmSegmentSet.MonetaryScore, "monetary score", scores), Column(scores.Monetary)),
        ]);
        if (scores.Collapsed.Count > 0)
        {
            scored = scored.WithNote(new ProfileNote("RFM scores", string.Join(" ", scores.Collapsed)));
        }

        RuleEvaluation? evaluation = segments?.Rules.Evaluate(scored);
        return new RfmSegmentation
        {
            Profiles = evaluation is null ? scored : scored.With([], [(SegmentDeclaration, Names(evaluation, scores))]),
            Scores = scores,
            Segments = segments,
            Evaluation = evaluation,
            Sizes = evaluation is null ? [] : Measure(evaluation, scores),
        };
    }

    private static ProfileColumn SegmentDeclaration => new(
        SegmentColumn,
        "RFM segment",
        ProfileUnit.Text,
        "The first segment of the RFM set whose scores fit. Missing without scores.");

    private static ProfileColumn Declare(string name, string label, RfmScores scores) => new(
        name,
        label,
        ProfileUnit.Number,
        string.Create(
            CultureInfo.InvariantCulture,
            $"1 to {scores.Bins} by quantiles of the base, higher is better. Missing without a purchase."));

    private static double[] Column(RfmDimension dimension) =>
        System.Array.ConvertAll(dimension.Scores, score => score == 0 ? double.NaN : score);

    private static TextValues Names(RuleEvaluation evaluation, RfmScores scores)
    {
        TextValues names = evaluation.Names();
        byte[] scored = scores.Recency.Scores;
        return names with { Codes = [.. names.Codes.Select((code, row) => scored[row] == 0 ? -1 : code)] };
    }

    private static RfmSegmentSize[] Measure(RuleEvaluation evaluation, RfmScores scores)
    {
        double all = scores.ScoredCount;
        List<RfmSegmentSize> sizes =
        [
            .. evaluation.Rules.Rules.Select((rule, i) => new RfmSegmentSize(
                rule.Name, evaluation.FirstMatchCounts[i], evaluation.FirstMatchCounts[i] / all)),
        ];
        int rest = evaluation.FirstMatch.Where((first, row) => first < 0 && scores.Recency.Scores[row] > 0).Count();
        if (rest > 0)
        {
            sizes.Add(new RfmSegmentSize(evaluation.Rules.Otherwise ?? "(no segment)", rest, rest / all));
        }

        return [.. sizes];
    }
}

/// <summary>The size of one RFM segment.</summary>
/// <param name="Name">The segment.</param>
/// <param name="Count">Its customers.</param>
/// <param name="Share">Their share of the scored customers, in [0, 1].</param>
public sealed record RfmSegmentSize(string Name, int Count, double Share);
