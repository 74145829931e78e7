using System;
using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Profiles;

/// <summary>
/// One customer's profile: a view of one row of a <see cref="ProfileTable"/>. Figures that cannot be computed are null.
/// What each means, with its edge cases, is declared in <see cref="ProfileColumns"/>.
/// </summary>
public sealed class CustomerProfile
{
    /// <summary>Creates the view.</summary>
    public CustomerProfile(ProfileTable table, int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, table.Count);
        Table = table;
        Row = row;
    }

    /// <summary>The customer; after merges were resolved, the surviving id.</summary>
    public string CustomerId => Table.CustomerIds[Row];

    /// <summary>Net revenue.</summary>
    public decimal? NetRevenue => Money(nameof(NetRevenue));

    /// <summary>Orders.</summary>
    public int? OrderCount => Whole(nameof(OrderCount));

    /// <summary>Days since last purchase.</summary>
    public int? DaysSinceLastPurchase => Whole(nameof(DaysSinceLastPurchase));

    /// <summary>Repeat purchase days.</summary>
    public int? Frequency => Whole(nameof(Frequency));

    /// <summary>Days from first to last purchase.</summary>
    public int? RecencyDays => Whole(nameof(RecencyDays));

    /// <summary>Days since first purchase.</summary>
    public int? TDays => Whole(nameof(TDays));

    /// <summary>Spend per repeat purchase day.</summary>
    public decimal? MonetaryValue => Money(nameof(MonetaryValue));

    /// <summary>Expected future value; null until a value model has scored the table.</summary>
    public decimal? Clv => Money(nameof(Clv));

    /// <summary>Probability of a purchase in the next 90 days; null until a value model has scored the table.</summary>
    public double? PActive90 => Number(nameof(PActive90));

    /// <summary>1 − <see cref="PActive90"/>; null until a value model has scored the table.</summary>
    public double? PChurn90 => Number(nameof(PChurn90));

    /// <summary>How the value was computed; null until a value model has scored the table.</summary>
    public string? ValueMethod => Text(nameof(ValueMethod));

    /// <summary>The value is below this with a chance of 10 %.</summary>
    public decimal? ClvP10 => Money(nameof(ClvP10));

    /// <summary>The value is above this with a chance of 10 %.</summary>
    public decimal? ClvP90 => Money(nameof(ClvP90));

    /// <summary>Expected orders of the next 90 days.</summary>
    public double? ExpectedOrders90 => Number(nameof(ExpectedOrders90));

    /// <summary>The horizon of <see cref="PActive"/>, <see cref="PChurn"/>, <see cref="ExpectedOrders"/> and
    /// <see cref="ValueAtRisk"/>, in days.</summary>
    public int? ChurnHorizonDays => Whole(nameof(ChurnHorizonDays));

    /// <summary>Expected orders over the churn horizon.</summary>
    public double? ExpectedOrders => Number(nameof(ExpectedOrders));

    /// <summary>Chance of an order over the churn horizon.</summary>
    public double? PActive => Number(nameof(PActive));

    /// <summary>Chance of no order over the churn horizon.</summary>
    public double? PChurn => Number(nameof(PChurn));

    /// <summary>Chance of not having left for good.</summary>
    public double? PAlive => Number(nameof(PAlive));

    /// <summary>Expected spend of the next order.</summary>
    public decimal? ExpectedOrderValue => Money(nameof(ExpectedOrderValue));

    /// <summary><see cref="Clv"/> times <see cref="PChurn"/>.</summary>
    public decimal? ValueAtRisk => Money(nameof(ValueAtRisk));

    /// <summary>1 where the silence is longer than the hiatus threshold, else 0.</summary>
    public int? Lapsed => Whole(nameof(Lapsed));

    /// <summary>The chance to stay as a multiple of the median.</summary>
    public double? ClvStayingFactor => Number(nameof(ClvStayingFactor));

    /// <summary>The discounted orders given that, as a multiple of the median.</summary>
    public double? ClvOrdersFactor => Number(nameof(ClvOrdersFactor));

    /// <summary>The expected order value as a multiple of the median.</summary>
    public double? ClvSpendFactor => Number(nameof(ClvSpendFactor));

    /// <summary>
    /// What makes <see cref="Clv"/> differ from a typical customer's, strongest first; empty without an individual
    /// forecast.
    /// </summary>
    public IReadOnlyList<ValueDriver> ValueDrivers => ValueDriver.Of(this);

    /// <summary>Why the value was computed by that method.</summary>
    public string? ValueReason => Text(nameof(ValueReason));

    /// <summary>Recency score, higher is better; null until the table has RFM scores.</summary>
    public int? RecencyScore => Whole(nameof(RecencyScore));

    /// <summary>Frequency score, higher is better; null until the table has RFM scores.</summary>
    public int? FrequencyScore => Whole(nameof(FrequencyScore));

    /// <summary>Monetary score, higher is better; null until the table has RFM scores.</summary>
    public int? MonetaryScore => Whole(nameof(MonetaryScore));

    /// <summary>The named RFM segment; null until the table has RFM scores.</summary>
    public string? RfmSegment => Text(nameof(RfmSegment));

    /// <summary>Average order value.</summary>
    public decimal? AverageOrderValue => Money(nameof(AverageOrderValue));

    /// <summary>Gross revenue.</summary>
    public decimal? GrossRevenue => Money(nameof(GrossRevenue));

    /// <summary>Refunds.</summary>
    public decimal? RefundAmount => Money(nameof(RefundAmount));

    /// <summary>Refunded orders.</summary>
    public int? RefundCount => Whole(nameof(RefundCount));

    /// <summary>Refund rate.</summary>
    public double? RefundRate => Number(nameof(RefundRate));

    /// <summary>Share of revenue refunded.</summary>
    public double? RefundShare => Number(nameof(RefundShare));

    /// <summary>Orders per month.</summary>
    public double? PurchasesPerMonth => Number(nameof(PurchasesPerMonth));

    /// <summary>Pieces bought.</summary>
    public double? UnitCount => Number(nameof(UnitCount));

    /// <summary>Different products bought.</summary>
    public int? ProductCount => Whole(nameof(ProductCount));

    /// <summary>Share of orders with a discount.</summary>
    public double? DiscountShare => Number(nameof(DiscountShare));

    /// <summary>First seen.</summary>
    public DateTimeOffset? FirstSeen => Time(nameof(FirstSeen));

    /// <summary>Last seen.</summary>
    public DateTimeOffset? LastSeen => Time(nameof(LastSeen));

    /// <summary>First purchase.</summary>
    public DateTimeOffset? FirstPurchase => Time(nameof(FirstPurchase));

    /// <summary>Last purchase.</summary>
    public DateTimeOffset? LastPurchase => Time(nameof(LastPurchase));

    /// <summary>Days as a customer.</summary>
    public int? TenureDays => Whole(nameof(TenureDays));

    /// <summary>Active days.</summary>
    public int? DaysActive => Whole(nameof(DaysActive));

    /// <summary>Days since last event.</summary>
    public int? DaysSinceLastEvent => Whole(nameof(DaysSinceLastEvent));

    /// <summary>Events.</summary>
    public int? EventCount => Whole(nameof(EventCount));

    /// <summary>Orders in the last 30 days.</summary>
    public int? OrdersLast30Days => Whole(nameof(OrdersLast30Days));

    /// <summary>Orders in the last 90 days.</summary>
    public int? OrdersLast90Days => Whole(nameof(OrdersLast90Days));

    /// <summary>Orders in the last 365 days.</summary>
    public int? OrdersLast365Days => Whole(nameof(OrdersLast365Days));

    /// <summary>Net revenue in the last 30 days.</summary>
    public decimal? RevenueLast30Days => Money(nameof(RevenueLast30Days));

    /// <summary>Net revenue in the last 90 days.</summary>
    public decimal? RevenueLast90Days => Money(nameof(RevenueLast90Days));

    /// <summary>Net revenue in the last 365 days.</summary>
    public decimal? RevenueLast365Days => Money(nameof(RevenueLast365Days));

    /// <summary>Purchase behaviour.</summary>
    public string? BehaviorType => Text(nameof(BehaviorType));

    /// <summary>Average days between purchases.</summary>
    public double? GapMeanDays => Number(nameof(GapMeanDays));

    /// <summary>Variation of days between purchases.</summary>
    public double? GapStdDays => Number(nameof(GapStdDays));

    /// <summary>Shortest gap between purchases.</summary>
    public int? GapMinDays => Whole(nameof(GapMinDays));

    /// <summary>Longest gap between purchases.</summary>
    public int? GapMaxDays => Whole(nameof(GapMaxDays));

    /// <summary>Typical days between purchases.</summary>
    public double? GapMedianDays => Number(nameof(GapMedianDays));

    /// <summary>Irregularity of purchases.</summary>
    public double? GapCv => Number(nameof(GapCv));

    /// <summary>Purchase regularity.</summary>
    public double? Regularity => Number(nameof(Regularity));

    /// <summary>Visits.</summary>
    public int? SessionCount => Whole(nameof(SessionCount));

    /// <summary>Page views.</summary>
    public int? PageViewCount => Whole(nameof(PageViewCount));

    /// <summary>Product views.</summary>
    public int? ItemViewCount => Whole(nameof(ItemViewCount));

    /// <summary>Searches.</summary>
    public int? SearchCount => Whole(nameof(SearchCount));

    /// <summary>Products put into the cart.</summary>
    public int? CartAddCount => Whole(nameof(CartAddCount));

    /// <summary>Products taken out of the cart.</summary>
    public int? CartRemoveCount => Whole(nameof(CartRemoveCount));

    /// <summary>Checkouts begun.</summary>
    public int? CheckoutCount => Whole(nameof(CheckoutCount));

    /// <summary>Cart abandonment.</summary>
    public double? CartAbandonmentRate => Number(nameof(CartAbandonmentRate));

    /// <summary>Visits with a purchase.</summary>
    public double? ConversionRate => Number(nameof(ConversionRate));

    /// <summary>Page views per visit.</summary>
    public double? ViewsPerSession => Number(nameof(ViewsPerSession));

    /// <summary>Main category.</summary>
    public string? TopCategory => Text(nameof(TopCategory));

    /// <summary>Main category, level 2.</summary>
    public string? TopCategory2 => Text(nameof(TopCategory2));

    /// <summary>Main category, level 3.</summary>
    public string? TopCategory3 => Text(nameof(TopCategory3));

    /// <summary>Share of the main category.</summary>
    public double? TopCategoryShare => Number(nameof(TopCategoryShare));

    /// <summary>Categories.</summary>
    public int? CategoryCount => Whole(nameof(CategoryCount));

    /// <summary>Concentration on categories.</summary>
    public double? CategoryConcentration => Number(nameof(CategoryConcentration));

    /// <summary>Preferred weekday.</summary>
    public int? PreferredWeekday => Whole(nameof(PreferredWeekday));

    /// <summary>Preferred hour.</summary>
    public int? PreferredHour => Whole(nameof(PreferredHour));

    /// <summary>Weekend share.</summary>
    public double? WeekendShare => Number(nameof(WeekendShare));

    /// <summary>Morning share.</summary>
    public double? MorningShare => Number(nameof(MorningShare));

    /// <summary>Afternoon share.</summary>
    public double? AfternoonShare => Number(nameof(AfternoonShare));

    /// <summary>Evening share.</summary>
    public double? EveningShare => Number(nameof(EveningShare));

    /// <summary>Night share.</summary>
    public double? NightShare => Number(nameof(NightShare));

    /// <summary>The share of the last year's acts that fell from January to March; null for customers of less than a year.</summary>
    public double? Quarter1Share => Number(nameof(Quarter1Share));

    /// <summary>The share of the last year's acts that fell from April to June; null for customers of less than a year.</summary>
    public double? Quarter2Share => Number(nameof(Quarter2Share));

    /// <summary>The share of the last year's acts that fell from July to September; null for customers of less than a year.</summary>
    public double? Quarter3Share => Number(nameof(Quarter3Share));

    /// <summary>The share of the last year's acts that fell from October to December; null for customers of less than a year.</summary>
    public double? Quarter4Share => Number(nameof(Quarter4Share));

    /// <summary>Average hour.</summary>
    public double? HourMean => Number(nameof(HourMean));

    /// <summary>Concentration on a time of day.</summary>
    public double? HourConcentration => Number(nameof(HourConcentration));

    /// <summary>Average weekday, on the circle [0, 7).</summary>
    public double? WeekdayMean => Number(nameof(WeekdayMean));

    /// <summary>Concentration on a weekday.</summary>
    public double? WeekdayConcentration => Number(nameof(WeekdayConcentration));

    /// <summary>Main device.</summary>
    public string? PrimaryDevice => Text(nameof(PrimaryDevice));

    /// <summary>Share of the main device.</summary>
    public double? PrimaryDeviceShare => Number(nameof(PrimaryDeviceShare));

    /// <summary>Share of mobile devices.</summary>
    public double? MobileShare => Number(nameof(MobileShare));

    /// <summary>Main channel.</summary>
    public string? PrimaryChannel => Text(nameof(PrimaryChannel));

    /// <summary>Share of the main channel.</summary>
    public double? PrimaryChannelShare => Number(nameof(PrimaryChannelShare));

    /// <summary>Share of events from campaigns.</summary>
    public double? CampaignShare => Number(nameof(CampaignShare));

    /// <summary>Share of orders from campaigns.</summary>
    public double? CampaignOrderShare => Number(nameof(CampaignOrderShare));

    /// <summary>Share of revenue from campaigns.</summary>
    public double? CampaignRevenueShare => Number(nameof(CampaignRevenueShare));

    /// <summary>Campaign visits with a purchase, as a share of campaign visits.</summary>
    public double? CampaignConversionRate => Number(nameof(CampaignConversionRate));

    /// <summary>The traits of the customer by what they are about; empty until traits were looked for.</summary>
    public IReadOnlyList<ProfileTrait> Traits =>
    [
        .. TraitDimensions.SelectMany(dimension =>
            (Text(TraitsPrefix + dimension)?.Split("; ") ?? []).Select(name => new ProfileTrait(dimension, name))),
    ];

    /// <summary>
    /// The joined attributes by name, in any case: numbers, texts, or null where missing. Empty when none were joined.
    /// </summary>
    public IReadOnlyDictionary<string, object?> Attributes => Values(column => column.IsAttribute);

    /// <summary>
    /// The additional columns (<see cref="ProfileAggregate"/>) by name, in any case: numbers, texts, or null where missing.
    /// Empty when none were declared.
    /// </summary>
    public IReadOnlyDictionary<string, object?> Aggregates => Values(column => column.IsAggregate);

    /// <summary>The past ids that were merged into this one, in ordinal order; empty when none were.</summary>
    public IReadOnlyList<string> MergedIds => Table.MergeMap?.MergedIdsOf(CustomerId) ?? [];

    /// <summary>
    /// Engagement by category, strongest first within a level; empty when the data has no categories.
    /// </summary>
    public IReadOnlyList<CategoryAffinity> CategoryAffinities => Table.Affinities?.Of(Row) ?? [];

    internal const string TraitsPrefix = "Traits_";

    internal static readonly string[] TraitDimensions = ["WHAT", "WHEN", "HOW", "WHO"];

    internal ProfileTable Table { get; }

    internal int Row { get; }

    /// <inheritdoc/>
    public override string ToString() => CustomerId;

    private Dictionary<string, object?> Values(Func<ProfileColumn, bool> wanted)
    {
        Dictionary<string, object?> values = new(StringComparer.OrdinalIgnoreCase);
        foreach (ProfileColumn column in Table.Columns.Where(wanted))
        {
            values[column.Name] = column.Unit == ProfileUnit.Text ? Text(column.Name) : Number(column.Name);
        }

        return values;
    }

    private double? Number(string name) => Table.Number(name, Row);

    private int? Whole(string name) => (int?)Table.Number(name, Row);

    private decimal? Money(string name) => DecimalMoney.Of(Table.Number(name, Row));

    private string? Text(string name) => Table.Text(name, Row);

    private DateTimeOffset? Time(string name) => Table.Time(name, Row);
}
