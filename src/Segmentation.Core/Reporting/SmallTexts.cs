using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Segmentation.Segments;

namespace Segmentation.Reporting;

/// <summary>
/// Withholds what texts and shares within a segment tell of few customers: "3 members without a value", or 2 % of 100.
/// </summary>
internal static partial class SmallTexts
{
    private const string Instead = "Withheld: it tells of few customers.";

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
            Traits = [.. segment.Traits.Where(t => !cells.IsSmall(t.Text))],
            Rule = segment.Rule is { } rule ? RuleOf(rule, cells) : null,
            Robustness = segment.Robustness is { } found
                ? found with
                {
                    Reasons = cells.Large(found.Reasons),
                    UnsureMemberShare = cells.IsSmallShare(found.UnsureMemberShare, size) ? null : found.UnsureMemberShare,
                }
                : null,
            Validation = segment.Validation is { } checks
                ? checks with { Checks = [.. checks.Checks.Select(c => c with { Reason = cells.Text(c.Reason) })] }
                : null,
            Viability = segment.Viability is { } viability ? ViabilityOf(viability, cells) : null,
            Actionability = segment.Actionability is { } actionability ? ActionabilityOf(actionability, cells) : null,
            Explanation = segment.Explanation is { } explanation && !IsSmall(explanation, cells) ? explanation : null,
            Decision = segment.Decision is { } decision
                ? decision with
                {
                    Reasons = cells.Large(decision.Reasons),
                    PriorityParts =
                        [.. decision.PriorityParts.Select(p => p with { Evidence = cells.Text(p.Evidence) })],
                }
                : null,
        };
    }

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

    private static ReportRule RuleOf(ReportRule rule, Cells cells)
    {
        double? inside = rule.Recall * cells.Size;
        double? outside = (inside / rule.Precision) - inside;
        bool tells = cells.IsSmallShare(rule.Recall, cells.Size) || (outside > 0.5 && outside < cells.Minimum);
        return tells ? rule with { Precision = null, Recall = null } : rule;
    }

    private static SegmentViability ViabilityOf(SegmentViability found, Cells cells)
    {
        return found with
        {
            Targetability = Score(found.Targetability),
            SalesPriority = Score(found.SalesPriority),
            PersonalizationOpportunity = Score(found.PersonalizationOpportunity),
            TimingOpportunity = Score(found.TimingOpportunity),
            ValueReason = cells.Text(found.ValueReason),
            Reasons = cells.Large(found.Reasons),
            TestPlan = found.TestPlan is { } plan && plan.CustomersPerArm >= cells.Minimum && !cells.IsSmall(plan.Reason)
                ? plan
                : null,
        };

        ViabilityScore Score(ViabilityScore score) => score with { Evidence = cells.Text(score.Evidence) };
    }

    private static SegmentActionability ActionabilityOf(SegmentActionability found, Cells cells)
    {
        return found with
        {
            What = Dimension(found.What),
            When = Dimension(found.When),
            How = Dimension(found.How),
            Who = Dimension(found.Who),
            Reasoning = cells.Text(found.Reasoning),
        };

        ActionabilityDimension Dimension(ActionabilityDimension dimension) => dimension with
        {
            Text = cells.Text(dimension.Text),
            Evidence = [.. dimension.Evidence.Where(e => !IsSmall(e, cells))],
        };
    }

    // The share of a word is a count; a mean share, such as that of visits, is none.
    private static bool IsSmall(ActionabilityEvidence evidence, Cells cells) =>
        cells.IsSmall(evidence.Text)
        || (evidence.Level is not null
            && (cells.IsSmallShare(evidence.SegmentValue, cells.Size)
                || cells.IsSmallShare(evidence.RestValue, cells.Others)));

    private static bool IsSmall(SegmentExplanation found, Cells cells) =>
        new[] { found.ExecutiveSummary, found.RecommendedCampaign, found.BusinessHypothesis, found.ExpectedRoi, found.ConfidenceJustification }
            .Concat(found.KeyCharacteristics)
            .Any(text => text is not null && cells.IsSmall(text));

    [GeneratedRegex(
        @"(?<count>\d[\d,]*) (?:customers?|members?|buyers?)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
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
            Counts().Matches(text).Any(m => Number(m.Groups["count"]) is > 0 and double n && n < Minimum)
            || Shares().Matches(text).Any(m => IsSmallShare(Number(m.Groups["share"]) / 100, m.Groups["whom"].Value switch
            {
                "members" => Size,
                "rest" => Others,
                _ => Size + Others,
            }));

        public string Text(string text) => IsSmall(text) ? Instead : text;

        public IReadOnlyList<string> Large(IReadOnlyList<string> texts) => [.. texts.Where(text => !IsSmall(text))];

        private static double Number(Group group) =>
            double.TryParse(group.ValueSpan, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out double n)
                ? n
                : 0;
    }
}
