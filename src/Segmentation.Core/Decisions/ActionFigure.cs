using System.Collections.Generic;
using System.Linq;
using Segmentation.Profiles;

namespace Segmentation.Decisions;

/// <summary>How a figure is compared.</summary>
internal enum FigureKind
{
    /// <summary>By its mean.</summary>
    Mean,

    /// <summary>By the share of each word.</summary>
    Words,

    /// <summary>By the share of each weekday.</summary>
    Weekdays,

    /// <summary>By its mean on the clock.</summary>
    Clock,
}

/// <summary>A profile figure, the dimension it says something about, and what to do about a difference.</summary>
/// <param name="Column">The column.</param>
/// <param name="Dimension"><c>WHAT</c>, <c>WHEN</c>, <c>HOW</c> or <c>WHO</c>.</param>
/// <param name="Kind">How it is compared.</param>
/// <param name="High">What to do when it is higher; <c>{0}</c> is the word or the hour.</param>
/// <param name="Low">What to do when it is lower; null for words, which only count where they are frequent.</param>
internal sealed record ActionFigure(string Column, string Dimension, FigureKind Kind, string High, string? Low = null)
{
    public const string What = "WHAT";
    public const string When = "WHEN";
    public const string How = "HOW";
    public const string Who = "WHO";

    /// <summary>The one declaration: every figure that is looked at, by dimension.</summary>
    public static IReadOnlyList<ActionFigure> All { get; } =
    [
        new("TopCategory", What, FigureKind.Words, "put {0} first"),
        new("TopCategory2", What, FigureKind.Words, "put {0} first"),
        new("CategoryConcentration", What, FigureKind.Mean, "stay with their main category", "show the whole range"),
        new("AverageOrderValue", What, FigureKind.Mean, "offer premium and bundles", "offer small baskets and entry prices"),
        new("DiscountShare", What, FigureKind.Mean, "offer discounts", "sell at full price, without discounts"),
        new("CartAbandonmentRate", What, FigureKind.Mean, "remind of filled carts", "leave out cart reminders"),
        new("RefundShare", What, FigureKind.Mean, "help to choose right: fewer returns", "rely on what they choose: few returns"),
        new("UnitCount", What, FigureKind.Mean, "offer volume prices", "offer single pieces"),
        new("PreferredWeekday", When, FigureKind.Weekdays, "send on {0}"),
        new("WeekendShare", When, FigureKind.Mean, "send at weekends", "send on working days"),
        new("MorningShare", When, FigureKind.Mean, "send in the morning", "do not send in the morning"),
        new("AfternoonShare", When, FigureKind.Mean, "send in the afternoon", "do not send in the afternoon"),
        new("EveningShare", When, FigureKind.Mean, "send in the evening", "do not send in the evening"),
        new("NightShare", When, FigureKind.Mean, "send late at night", "do not send at night"),
        new("Quarter1Share", When, FigureKind.Mean, "plan for between January and March", "do not count on January to March"),
        new("Quarter2Share", When, FigureKind.Mean, "plan for between April and June", "do not count on April to June"),
        new("Quarter3Share", When, FigureKind.Mean, "plan for between July and September", "do not count on July to September"),
        new("Quarter4Share", When, FigureKind.Mean, "plan for between October and December", "do not count on October to December"),
        new("HourMean", When, FigureKind.Clock, "send around {0}", "send around {0}"),
        new("GapMedianDays", When, FigureKind.Mean, "contact at longer intervals", "contact at shorter intervals"),
        new("Regularity", When, FigureKind.Mean, "time by their rhythm", "do not rely on a rhythm"),
        new("PrimaryDevice", How, FigureKind.Words, "design for {0}"),
        new("PrimaryChannel", How, FigureKind.Words, "use the channel {0}"),
        new("MobileShare", How, FigureKind.Mean, "design for mobile", "design for large screens"),
        new("CampaignShare", How, FigureKind.Mean, "use campaigns", "reach them outside campaigns"),
        new("SearchCount", How, FigureKind.Mean, "answer their searches", "show instead of letting them search"),
        new("ViewsPerSession", How, FigureKind.Mean, "give detail to read", "keep it short"),
        new("Clv", Who, FigureKind.Mean, "give priority", "keep the cost low"),
        new("NetRevenue", Who, FigureKind.Mean, "give priority", "keep the cost low"),
        new("OrderCount", Who, FigureKind.Mean, "reward loyalty", "win the next order"),
        new("PurchasesPerMonth", Who, FigureKind.Mean, "reward loyalty", "win the next order"),
        new("DaysSinceLastPurchase", Who, FigureKind.Mean, "win back", "keep the contact going"),
        new("PChurn90", Who, FigureKind.Mean, "prevent churn", "do not spend on retention"),
        new("SessionCount", Who, FigureKind.Mean, "use their visits", "bring them back to the shop"),
        new("ConversionRate", Who, FigureKind.Mean, "expect them to buy", "remove what keeps them from buying"),
        new("TenureDays", Who, FigureKind.Mean, "thank for long loyalty", "welcome"),
    ];

    /// <summary>
    /// The figures of a run: the declared ones that it has, and every other attribute or input column as WHO.
    /// </summary>
    public static IReadOnlyList<ActionFigure> Of(RunColumns columns)
    {
        List<ActionFigure> figures = [.. All];
        IEnumerable<(string Name, ProfileUnit Unit)> others = columns.Profiles is { } profiles
            ? profiles.Columns.Where(c => c.IsAttribute).Select(c => (c.Name, c.Unit))
            :
            [
                .. columns.Run.Input.Columns.Select(c => (c.Name, c.Unit)),
                .. columns.Run.Input.Texts.Keys.Order(System.StringComparer.Ordinal).Select(name => (name, ProfileUnit.Text)),
            ];
        foreach ((string name, ProfileUnit unit) in others)
        {
            if (!figures.Exists(f => f.Column == name))
            {
                figures.Add(unit == ProfileUnit.Text
                    ? new ActionFigure(name, Who, FigureKind.Words, "address {0}")
                    : new ActionFigure(name, Who, FigureKind.Mean, $"address high {FigureText.Clean(name)}", $"address low {FigureText.Clean(name)}"));
            }
        }

        return figures;
    }
}
