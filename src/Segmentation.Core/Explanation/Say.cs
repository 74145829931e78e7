using System;
using System.Globalization;

namespace Segmentation.Explanation;

/// <summary>Figures within sentences.</summary>
internal static class Say
{
    public static string Count(long count, string thing) => Plural.Of(count, thing);

    public static string Percent(double share) =>
        Segmentation.Percent.Of(share, Math.Abs(share) switch { < 0.01 => "0.##", < 0.1 => "0.#", _ => "0" });

    public static string Money(decimal amount) =>
        amount.ToString(Math.Abs(amount) < 1000 ? "#,0.##" : "#,0", CultureInfo.InvariantCulture);

    public static string Number(double value) => Math.Abs(value) switch
    {
        >= 1000 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };

    public static string Fact(EvidenceFact fact) => (fact.Unit, fact.Number) switch
    {
        (EvidenceUnit.Money, { } number) => Money((decimal)number),
        (EvidenceUnit.Share, { } number) => Percent(number),
        (EvidenceUnit.Days, { } number) => Number(number) + " days",
        (EvidenceUnit.Hour, { } number) =>
            ((int)Math.Round(number) % 24).ToString("00", CultureInfo.InvariantCulture) + ":00",
        (_, { } number) => Number(number),
        _ => fact.Text ?? "",
    };
}
