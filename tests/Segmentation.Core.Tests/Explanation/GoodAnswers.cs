using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using Segmentation.Segments;

namespace Segmentation.Tests.Explanation;

/// <summary>Answers as good models give them, each about a segment whose evidence supports all of it.</summary>
internal static class GoodAnswers
{
    /// <summary>A segment with an answer about it. A text is null where the evidence supports none.</summary>
    public sealed record Case(
        Segment Segment, string Summary, string[] Points, string? Campaign, string? Hypothesis, string? Roi, string Level, string Why)
    {
        public JsonObject Json() => new()
        {
            ["executive_summary"] = Summary,
            ["key_characteristics"] = new JsonArray([.. Array.ConvertAll(Points, point => (JsonNode?)point)]),
            ["recommended_campaign"] = Campaign,
            ["business_hypothesis"] = Hypothesis,
            ["expected_roi"] = Roi,
            ["confidence_level"] = Level,
            ["confidence_justification"] = Why,
            ["names_used"] = new JsonArray(),
        };
    }

    public static IReadOnlyList<Case> All { get; } =
    [
        new(
            ExplainableSegments.Create(),
            "These 640 customers make up 32 % of the base and are expected to be worth about 79,000 in total. They show a clear leaning towards \"Garden tools\", which they buy 2.4 times as often as everybody else.",
            ["\"Garden tools\": 48 % against 20 % of the others", "Bought more recently: 21.4 days ago, against 88.9 days", "Return fewer goods: 2.1 % against 6.4 %"],
            "Focus on a targeted cross-sell built around \"Garden tools\". Lead with relevance instead of discounts, link the message to what members already own, and stop as soon as the measured uplift falls below break-even.",
            "If members receive the offer, they will spend 10 % more over 365 days than a comparable holdout group. The idea is refuted if the confidence interval of the measured lift stays below 0.12 %, since contact would no longer pay for itself.",
            "The model expects 85.8 per unit of cost, but the plausible range is wide: from a loss of 9.7 up to a gain of 184.4. There is an 88 % chance that acting pays, given a margin of 35 % and a contact cost of 0.05.",
            "medium",
            "The pattern reappears under bootstrap resampling, yet the actionability evidence is only moderate and the profit interval includes losses."),
        new(
            ExplainableSegments.Create("Wine", "Lapsed big spenders"),
            "A valuable group that has drifted away: the gaps between orders keep growing, and most have not bought anything for a while. Each of the 640 members is still expected to be worth 124.",
            ["Above-average spend per order", "\"Wine\" stands out among their purchases", "Rarely ask for a refund"],
            "Run a win-back sequence around \"Wine\" that escalates gradually: start with a gentle reminder that acknowledges their history, then add a time-limited incentive. An aggressive price cut is not needed.",
            "Lapsed members who are contacted will spend 10 % more within a year than those who are not; an interval of the lift entirely below 0.12 % would refute that.",
            "On average 85.8 per unit of cost. The outcome may well be negative, so begin with a controlled pilot before committing the whole budget.",
            "low",
            "It's a useful cut through a continuum rather than a natural group, so don't expect the boundaries to hold over time."),
        new(
            ExplainableSegments.Create("Coffee & Tea", "Frequent small baskets"),
            "Loyal, engaged and easy to reach. They order \"Coffee & Tea\" more than the rest, and their purchase rhythm is regular enough to plan around.",
            ["Who they are: frequent buyers with a steady rhythm", "Why they matter: 32% of all customers", "What to do next: test a replenishment nudge"],
            "Offer a replenishment reminder for \"Coffee & Tea\" shortly before the next expected order. Keep the creative simple, cap contact frequency, and let members opt out easily.",
            "We believe that a reminder increases spending by 10 % over 12 months, because it removes effort at the moment of need.",
            "Expected profit is 2,745, with an interval from \u2212310 to 5,900. The break-even lift of 0.12 % is tiny, so even a conservative response would cover the outlay.",
            "medium",
            "The segment is stable, but nobody has verified the assumptions about margin, cost and lift."),
        new(
            ExplainableSegments.Create() with { Viability = null },
            "A sizeable segment whose members come back regularly. Their value has not been assessed against the cost of contact, so nothing can be said about profit yet.",
            ["Highly responsive to \"Garden tools\"", "Recent activity is well above that of everyone else"],
            "Invite them to explore complementary items to \"Garden tools\" and reward consistency over one-off deals. Measure success through repeat purchase rate and average order value.",
            null,
            null,
            "medium",
            "Robustness is good; without a viability assessment the business case remains open."),
        new(
            NotActionable(),
            "Nothing sets these customers apart that a campaign could use. Treat this segment as a maintenance audience and revisit it once more data has accumulated.",
            ["Size: 640 customers", "Lower refund share than the others"],
            null,
            null,
            "A return of 85.8 per unit of cost is expected, yet it may be as low as \u22129.7. Without something to act on, that figure is of little practical use.",
            "low",
            "There is no actionable dimension, and the differences are modest."),
        new(
            ExplainableSegments.Create("Home office", "Planners"),
            "These buyers appear to plan their purchases carefully, compare alternatives and commit only when the value proposition is convincing. They are 32 percent of the base.",
            ["Deliberate, research-driven decision making", "Strong affinity to \"Home office\" (2.4x)", "Financially attractive even under pessimistic assumptions"],
            "Explain quality and durability in depth, provide transparent comparisons for \"Home office\", and avoid urgency tactics. Set up an A/B test with 320 customers per arm and keep everything except the message identical.",
            "Detailed information converts better than a price reduction: contacted members should spend 10 % more over 365 days than an untouched control group.",
            "Roughly 86 per unit of cost, with an 80 % interval between \u22129.7 and 184.4; the downside is limited to the outlay of 32.",
            "medium",
            "Bootstrap results are convincing; the main risk is regression to the mean, because part of the apparent advantage may simply be chance."),
        new(
            ExplainableSegments.Create("Kids' clothing", "Deal seekers"),
            "Price-sensitive customers who respond to promotions and otherwise wait. Protecting the margin matters more here than raising volume.",
            ["Promotion-driven, with long pauses in between", "\"Kids' clothing\" takes 48 % of first choices, others give it 20 %"],
            "Replace blanket discounts by a threshold incentive: a benefit unlocks only once a second \"Kids' clothing\" order follows. That rewards loyalty without teaching members to wait for the next deal.",
            "A threshold incentive will raise spending by 10 % without hurting the margin of 35 %. If the lift cannot be told apart from zero, the idea has failed.",
            "85.8 per unit of cost in expectation, although cannibalization could shrink it: some of these purchases would have happened anyway.",
            "low",
            "Evidence on their motives is indirect, and a test of this size could only detect a lift of 27 % or more."),
        new(
            ExplainableSegments.Create("Books", "VIP regulars"),
            "The most profitable relationship in the portfolio. Losing even a few of them would cost more than the whole campaign.",
            ["Top tier by lifetime value", "Low churn risk", "Consistently prefer \"Books\""],
            "Recognise rather than persuade: early access to new arrivals in \"Books\", a personal thank-you and a members-only preview. Prioritise retention over acquisition.",
            "Recognition lifts spending by 10 % over the next 365 days. Should the upper end of the interval fall under 0.12 %, stop.",
            "The chance of a profit is 88 %; the expected amount is about 2,700.",
            "medium",
            "Highly stable membership. The priority of 71.5 reflects value as well as trust."),
        new(
            ExplainableSegments.Create("Sports & Outdoor", "Newcomers"),
            "Recent joiners with promising first orders. It is too early to know whether they will stay, so the second purchase is the milestone to watch.",
            ["Joined recently and still exploring", "\"Sports & Outdoor\" is the most common entry point"],
            "Guide them through onboarding: one welcome message, one helpful recommendation from \"Sports & Outdoor\", and then silence until they react. Track incremental lift against the holdout.",
            "A structured onboarding brings 10 % more spending per newcomer over the horizon of 365 days than no contact at all.",
            "Acting is likely to pay (88 %), with 85.8 per unit of cost on average.",
            "low",
            "Little history is available, which makes every forecast about these members uncertain."),
        new(
            ExplainableSegments.Create("Beauty", "Returners"),
            "They spend generously but send a lot back, so gross revenue looks better than it is. Net of refunds they are worth 124 each.",
            ["High engagement, mixed satisfaction", "Over-indexed on \"Beauty\": 140 % more than others"],
            "Help them choose right the first time: better guidance on \"Beauty\", honest descriptions and an easy exchange. Secondary KPI: refund rate must not rise.",
            "With better guidance the net spend of contacted members grows by 10 % in a year, mostly through fewer returns.",
            "Between \u22129.7 and 184.4 per unit of cost; most of the range lies above zero.",
            "medium",
            "Several checks agree, though the sample is modest and seasonal effects can't be excluded."),
    ];

    private static Segment NotActionable()
    {
        Segment segment = ExplainableSegments.Create();
        return segment with
        {
            Actionability = segment.Actionability! with
            {
                What = segment.Actionability!.When with { Name = "WHAT" }, RecommendedAction = null,
            },
        };
    }
}
