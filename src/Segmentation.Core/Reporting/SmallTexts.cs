using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Segmentation.Profiles;
using Segmentation.Segments;

namespace Segmentation.Reporting;

/// <summary>
/// Withholds what texts and shares within a segment tell of few customers: "3 members without a value", or 2 % of 100.
/// </summary>
internal static partial class SmallTexts
{
    private const string Instead = "Withheld: it tells of few customers.";

    // Names, what was typed, conditions on figures, and what holds for every report.
    private static readonly HashSet<string> s_notSentences = new(StringComparer.Ordinal)
    {
        "title", "name", "segmentId", "runId", "version", "steps", "rule", "definitions", "privacy",
    };

    /// <summary>The segment without them; null as size leaves it as it is, for then nothing tells how many a share is.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="others">All customers that are in other segments.</param>
    /// <param name="minimum">The fewest customers that a figure may be about.</param>
    public static ReportSegment Withhold(ReportSegment segment, int others, int minimum)
    {
        if (segment.Size is not { } size)
        {
            return segment;
        }

        Cells cells = new(size, others, minimum);
        return segment with
        {
            Traits = [.. segment.Traits.Where(t => !IsSmall(t, cells))],
            Rule = segment.Rule is { } rule ? RuleOf(rule, cells) : null,
            Robustness = segment.Robustness is { } tested && cells.IsSmallShare(tested.UnsureMemberShare, size)
                ? tested with { UnsureMemberShare = null }
                : segment.Robustness,
            Viability = segment.Viability is { } viability
                ? ViabilityOf(viability, cells, segment.Rule is { } found && Tells(found, cells))
                : null,
            Actionability = segment.Actionability is { } actionability ? ActionabilityOf(actionability, cells) : null,
            Explanation = segment.Explanation is { } explanation && !IsSmall(explanation, cells) ? explanation : null,
        };
    }

    /// <summary>
    /// The report without the sentences that tell of few customers, in whatever field they are: one of a list is left
    /// out, any other says that it is withheld.
    /// </summary>
    /// <param name="report">The report.</param>
    /// <param name="minimum">The fewest customers that a figure may be about.</param>
    /// <param name="withheld">How many sentences.</param>
    public static SegmentReport WithholdSentences(SegmentReport report, int minimum, out int withheld)
    {
        JsonObject document = JsonReport.ToNode(report);
        int count = Scrub(document, new Cells(report.Run.CustomerCount, 0, minimum));
        for (int i = 0; i < report.Segments.Count; i++)
        {
            if (report.Segments[i].Size is { } size)
            {
                count += Scrub(document["segments"]![i]!, new Cells(size, report.Run.CustomerCount - size, minimum));
            }
        }

        withheld = count;
        return count == 0 ? report : JsonReport.FromNode(document);
    }

    private static int Scrub(JsonNode node, Cells cells)
    {
        int count = 0;
        switch (node)
        {
            case JsonObject fields:
                foreach ((string name, JsonNode? value) in fields.Where(f => !s_notSentences.Contains(f.Key)).ToArray())
                {
                    bool small = value is JsonValue text && IsSmall(text, cells);
                    fields[name] = small ? Instead : value;
                    count += small ? 1 : value is null ? 0 : Scrub(value, cells);
                }

                return count;
            case JsonArray items:
                count = items.RemoveAll(item => item is JsonValue text && IsSmall(text, cells));
                return count + items.Where(item => item is not null).Sum(item => Scrub(item!, cells));
            default:
                return 0;
        }
    }

    private static bool IsSmall(JsonValue value, Cells cells) =>
        value.GetValueKind() == JsonValueKind.String && cells.IsSmall(value.GetValue<string>());

    /// <summary>What can be said of a segment that hides another: nothing against the rest, which would tell its size.</summary>
    public static SegmentActionability WithoutFigures(SegmentActionability found)
    {
        return found with
        {
            What = Bare(found.What),
            When = Bare(found.When),
            How = Bare(found.How),
            Who = Bare(found.Who),
        };

        static ActionabilityDimension Bare(ActionabilityDimension dimension) => dimension with
        {
            Text = "What it rests on is withheld: with it the size of the segment could be found.",
            Evidence = [],
        };
    }

    private static ReportRule RuleOf(ReportRule rule, Cells cells) =>
        Tells(rule, cells) ? rule with { Precision = null, Recall = null } : rule;

    // Of the members whom the rule does not find, or of the others whom it finds.
    private static bool Tells(ReportRule rule, Cells cells)
    {
        double? inside = rule.Recall * cells.Size;
        double? outside = (inside / rule.Precision) - inside;
        return cells.IsSmallShare(rule.Recall, cells.Size) || (outside > 0.5 && outside < cells.Minimum);
    }

    private static bool IsSmall(ReportTrait trait, Cells cells) =>
        cells.IsSmall(trait.Text)
        || (trait.IsShareOfCustomers == true
            && (cells.IsSmallShare(trait.SegmentMean, cells.Size) || cells.IsSmallShare(trait.RestMean, cells.Others)));

    // How well members can be addressed rests on the rule.
    private static SegmentViability ViabilityOf(SegmentViability found, Cells cells, bool ruleTells)
    {
        return found with
        {
            Targetability = ruleTells ? new ViabilityScore(null, Instead) : Score(found.Targetability),
            PersonalizationOpportunity = Score(found.PersonalizationOpportunity),
            TimingOpportunity = Score(found.TimingOpportunity),
            TestPlan = found.TestPlan is { } plan && plan.CustomersPerArm >= cells.Minimum && !cells.IsSmall(plan.Reason)
                ? plan
                : null,
        };

        // Shares of the members.
        ViabilityScore Score(ViabilityScore score) =>
            cells.IsSmallShare(score.Value, cells.Size) ? new ViabilityScore(null, Instead) : score;
    }

    private static SegmentActionability ActionabilityOf(SegmentActionability found, Cells cells)
    {
        return found with
        {
            What = Dimension(found.What),
            When = Dimension(found.When),
            How = Dimension(found.How),
            Who = Dimension(found.Who),
        };

        ActionabilityDimension Dimension(ActionabilityDimension dimension) => dimension with
        {
            Evidence = [.. dimension.Evidence.Where(e => !IsSmall(e, cells))],
        };
    }

    // The share of a word is a count; a mean share, such as that of visits, is none.
    private static bool IsSmall(ActionabilityEvidence evidence, Cells cells) =>
        cells.IsSmall(evidence.Text)
        || ((evidence.Level is not null || CountsSome(evidence))
            && (cells.IsSmallShare(evidence.SegmentValue, cells.Size)
                || cells.IsSmallShare(evidence.RestValue, cells.Others)));

    // A mean below 1 of whole numbers, such as yes and no, is a share of those who have any.
    private static bool CountsSome(ActionabilityEvidence evidence) =>
        evidence is { Unit: ProfileUnit.Number or ProfileUnit.Count, SegmentValue: >= 0 and <= 1, RestValue: >= 0 and <= 1 };

    private static bool IsSmall(SegmentExplanation found, Cells cells) =>
        new[] { found.ExecutiveSummary, found.RecommendedCampaign, found.BusinessHypothesis, found.ExpectedRoi, found.ConfidenceJustification }
            .Concat(found.KeyCharacteristics)
            .Any(text => text is not null && cells.IsSmall(text));

    // 7 members, 7 of 300 members, 7 of the 300 members, 7 repeat buyers
    [GeneratedRegex(
        @"(?<count>\d[\d,]*)( of (the )?(?<count>\d[\d,]*))? (repeat )?(customers?|members?|buyers?|people|persons?|clients?|Kunden)\b",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Counts();

    [GeneratedRegex(
        @"(?<share>\d+(\.\d+)?) ?% of (the |its |all )?(?<whom>members|rest|customers)\b",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shares();

    /// <summary>How large a segment and everybody else are, and how large a cell has to be.</summary>
    private sealed record Cells(int Size, int Others, int Minimum)
    {
        /// <summary>Whether a share of some customers, or what is left of them, is of few.</summary>
        public bool IsSmallShare(double? share, int customers)
        {
            double? part = share * customers;
            return (part > 0.5 && part < Minimum) || (customers - part > 0.5 && customers - part < Minimum);
        }

        public bool IsSmall(string text) =>
            Counts().Matches(text).Any(m => IsSmall([.. m.Groups["count"].Captures.Select(Number)]))
            || Shares().Matches(text).Any(m => IsSmallShare(Number(m.Groups["share"]) / 100, m.Groups["whom"].Value switch
            {
                "members" => Size,
                "rest" => Others,
                _ => Size + Others,
            }));

        // "1,998 of 2,000 members" tells of the two others.
        private bool IsSmall(double[] counts) => counts.Append(counts.Length > 1 ? counts[1] - counts[0] : 0)
            .Any(n => n > 0 && n < Minimum);

        private static double Number(Capture capture) =>
            double.TryParse(capture.ValueSpan, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out double n)
                ? n
                : 0;
    }
}
