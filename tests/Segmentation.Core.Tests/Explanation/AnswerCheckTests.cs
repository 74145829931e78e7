using System;
using Segmentation.Explanation;
using Segmentation.Segments;
using Xunit;

namespace Segmentation.Tests.Explanation;

/// <summary>What an answer may say, given the evidence of <see cref="ExplainableSegments"/>.</summary>
public sealed class AnswerCheckTests
{
    private static readonly EvidencePack s_pack = EvidencePack.Of(ExplainableSegments.Create());

    private static readonly KnownWords s_known =
        new(s_pack, RulesExplainer.Explain(ExplainableSegments.Create()), Vocabulary.Shipped);

    [Theory]
    [InlineData("They are 640 customers, 32 % of 2,000.")]
    [InlineData("They are 32 per cent of the base.")]
    [InlineData("They are 32 percent of the base, worth 79,360 in all.")]
    [InlineData("Worth about 79k in all, 124 each.")]
    [InlineData("Worth about 79.4K in all.")]
    [InlineData("Worth 0.079 million in all.")]
    [InlineData("Worth about 79,000 in all.")]
    [InlineData("The expected profit is 2,745 over 365 days.")]
    [InlineData("The expected profit is 2745 over 12 months, with a chance of 88%.")]
    [InlineData("Over 52 weeks they may bring a loss of 310.")]
    [InlineData("The interval is \u2212310 to 5,900.")]
    [InlineData("They buy it 2.4 times as often, 140 % more than others.")]
    [InlineData("They buy it 2.4x as often.")]
    [InlineData("A return of 85.8 per unit of cost.")]
    [InlineData("The lift that can be told is twenty-seven percent.")]
    [InlineData("Three hundred and twenty customers per arm.")]
    [InlineData("One of the best segments; the first to look at, as of 2024-06-30 or not.", "2024-06-30")]
    [InlineData("They bring 79.360 in all, or 79'360, or 79 360.")]
    [InlineData("They are \u0666\u0664\u0660 customers.")]
    [InlineData("They are 320 \u2030 of the base.")]
    [InlineData("They are 320 per mille, or 3,200 basis points, of the base.")]
    [InlineData("Shares of 20 to 48 %, or 20\u201348 %, or between 20 and 48 percent.")]
    [InlineData("The interval is \u2212310 to 5,900, the lift 10 to 27 %.")]
    [InlineData("About one in three of them, or a third, stay.")]
    [InlineData("They buy a lot of garden tools.")]
    [InlineData("They love Garden Tools and buy tools for the garden.")]
    [InlineData("Loyal customers with a clear preference; a dependable, high-value base worth nurturing through tailored, well-timed messaging.")]
    [InlineData("Prioritise them: the expected profit is attractive, yet the lower bound of the interval is negative, so start with a controlled pilot and measure incremental revenue against a holdout group before scaling the campaign.")]
    [InlineData("A targeted cross-sell campaign that leans on their main category should lift repeat purchases; monitor conversion, average order value and churn as key performance indicators.")]
    [InlineData("Launch a loyalty-oriented campaign that rewards repeat purchases with tiered perks. Highlight complementary items, keep the creative simple, and cap contact frequency to avoid fatigue. Begin with a holdout so that the incremental effect can be isolated before rolling out more broadly.")]
    [InlineData("Confidence is moderate: the segment re-emerges consistently under bootstrap resampling, yet the robustness checks over time were skipped and the sample is relatively modest in size. Findings should be corroborated with fresh data.")]
    [InlineData("Dormant high spenders whose purchases have tapered off; reactivation hinges on relevance rather than deep discounting. Consider a win-back sequence that escalates gradually, starting with a friendly check-in and culminating in a time-limited incentive.")]
    [InlineData("They skew toward higher ticket sizes and lower refund propensity, making them comparatively cheap to serve. Their browsing depth suggests deliberate, research-driven decision making, so detailed content and transparent comparisons will likely outperform urgency tactics.")]
    [InlineData("Measured against everyone else, these members visit less, buy less and lapse sooner. Unless the cost of contact is trivial, they are unlikely to repay a dedicated effort; include them in evergreen communications only.")]
    [InlineData("Position the offer as a reward for continued patronage rather than a discount, and sequence the outreach so that each touch adds value. Because the uplift needed to break even is tiny, even a conservative response would cover the outlay, provided the assumed margin holds.")]
    [InlineData("Members display a regular purchase rhythm, which lends itself to replenishment nudges just before the next expected order. Frame the message around convenience and reliability.")]
    [InlineData("The verdict rests on resampled data and on assumptions about margin, contact cost and lift, which nobody has verified yet.")]
    [InlineData("About half of them buy it.")]
    [InlineData("The lower end lies below zero, the mean above 0.")]
    [InlineData("It cannot be told apart from zero.")]
    [InlineData("They like \"Garden tools\".")]
    [InlineData("No numbers at all.")]
    public void What_the_evidence_says_may_be_said(string text, string? date = null) =>
        Assert.Null(AnswerCheck.Refuse(
            date is null ? text : text.Replace(date, s_pack.Find("base.asOf")!.Text, StringComparison.Ordinal), s_known, 1500));

    [Theory]
    [InlineData("They are 641 customers.")]
    [InlineData("They are 39 % of the base.")]
    [InlineData("32 customers.")]
    [InlineData("They are worth 97k in all.")]
    [InlineData("The return is 900 %.")]
    [InlineData("Expect eighteen percent more.")]
    [InlineData("Expect fifteen per cent more.")]
    [InlineData("Three quarters of them buy again.")]
    [InlineData("Two thirds of them buy again.")]
    [InlineData("Send five messages.")]
    [InlineData("They buy twice as often.")]
    [InlineData("A dozen messages.")]
    [InlineData("Over 18 months.")]
    [InlineData("In 2031 this doubles.")]
    [InlineData("The seventeenth order counts.")]
    [InlineData("The 19th order counts.")]
    [InlineData("A \u00be of them.")]
    [InlineData("The ROI900 is good.")]
    [InlineData("The expected profit is 310.")]
    [InlineData("The interval is \u22125,900 to 310.")]
    [InlineData("Zero of them return anything.")]
    [InlineData("It rises from 0 % to 32 %.")]
    [InlineData("They bring $79,360.", "no currency is in the evidence")]
    [InlineData("They bring 79.360 \u20ac.")]
    [InlineData("Der Gewinn ist 5,4 % h\u00f6her.")]
    [InlineData("Sie sind 640 Kunden, 32 Prozent der Basis, zusammen 79.360 wert.", "it is not English")]
    [InlineData("Sie kaufen f\u00fcnfmal so oft.", "it is not English")]
    [InlineData("Ils sont 640 clients, 32 pour cent de la base, 79 360 en tout.", "it is not English")]
    [InlineData("Compran kayaks y tiendas de campa\u00f1a.", "it is not English")]
    [InlineData("\u0647\u0645 \u0666\u0664\u0660 \u0639\u0645\u064a\u0644", "it is not English")]
    [InlineData("\u4ed6\u4eec\u559c\u6b22\u76ae\u5212\u8247", "it is not English")]
    [InlineData("They are \u0669\u0669\u0669 customers.")]
    [InlineData("They are 450 \u2030 of the base.")]
    [InlineData("They are 320 basis points of the base.")]
    [InlineData("Shares of 15 to 48 %.")]
    [InlineData("The lift is 10 to 45 %.")]
    [InlineData("Between 10 and 19 %.")]
    [InlineData("Two in three will leave.")]
    [InlineData("Three out of 10 stay.")]
    [InlineData("They buy tenfold.")]
    [InlineData("They buy five-fold.")]
    [InlineData("Five sixths of them stay.")]
    [InlineData("An eighth of them stay.")]
    [InlineData("Two billion in all.")]
    [InlineData("It will quintuple.")]
    [InlineData("They love kayaks.")]
    [InlineData("They often buy kayaks and tents.")]
    [InlineData("Kayaks are what they want.")]
    [InlineData("Offer camping gear to them.")]
    [InlineData("Their taste in jewellery stands out.")]
    [InlineData("They are fans of the brand Acme.")]
    [InlineData("They like garden furniture.", "tools are in the evidence, furniture is not")]
    [InlineData("Offer a rucksack with each order.")]
    [InlineData("Send them an email.")]
    [InlineData("Reach them on Instagram.")]
    [InlineData("Design for mobile first.")]
    [InlineData("Write to them in the morning.")]
    [InlineData("Start in December, before Christmas.")]
    [InlineData("Start in May with a spring offer.")]
    [InlineData("Run it over the holidays.")]
    [InlineData("They like \"Kitchen\".")]
    [InlineData("Write to them on Tuesdays.")]
    [InlineData("Write to them on the weekend.")]
    [InlineData("See https://example.com for more.")]
    [InlineData("Write to me@example.com.")]
    [InlineData("<b>Buy</b>")]
    [InlineData("a\u202eb")]
    [InlineData("a\u0007b")]
    [InlineData("   ")]
    public void What_it_does_not_say_is_refused(string text, string? why = null) =>
        Assert.True(AnswerCheck.Refuse(text, s_known, 1500) is not null, why ?? text);

    [Fact]
    public void A_long_answer_is_refused() =>
        Assert.Contains("longer", AnswerCheck.Refuse(new string('x', 1501), s_known, 1500), StringComparison.Ordinal);

    [Theory]
    [InlineData("three", "3")]
    [InlineData("twenty", "20")]
    [InlineData("ninety-nine", "99")]
    [InlineData("two hundred and five", "205")]
    [InlineData("twelve thousand", "12000")]
    [InlineData("one million", "1000000")]
    [InlineData("one percent", "1 percent")]
    [InlineData("one of them", "one of them")]
    [InlineData("the second and the 3rd", "the second and the ")]
    [InlineData("the fourth", "the 4")]
    [InlineData("a quarter of them", "25 percent of them")]
    [InlineData("two thirds", "67 percent")]
    [InlineData("three-fifths of", "60 percent of")]
    [InlineData("one in three", "33 percent")]
    [InlineData("tenfold", "10 times")]
    [InlineData("two billion", "2000000000")]
    [InlineData("next quarter", "next quarter")]
    [InlineData("\uff11\uff12", "12")]
    public void Numbers_in_words_become_digits(string words, string digits) =>
        Assert.Equal(digits, NumberWords.ToDigits(words));

    [Fact]
    public void Rules_say_nothing_that_the_check_refuses()
    {
        Segment segment = ExplainableSegments.Create();
        SegmentExplanation rules = RulesExplainer.Explain(segment);

        Assert.All(
            [
                rules.ExecutiveSummary, rules.RecommendedCampaign!, rules.BusinessHypothesis!, rules.ExpectedRoi!,
                rules.ConfidenceJustification, .. rules.KeyCharacteristics,
            ],
            text => Assert.True(AnswerCheck.Refuse(text, s_known, 1500) is null, $"{AnswerCheck.Refuse(text, s_known, 1500)}: {text}"));
    }
}
