namespace Segmentation.Synthetic;

/// <summary>A country that customers live in.</summary>
/// <param name="Name">Its name.</param>
/// <param name="OffsetMinutes">The shoppers' offset from UTC, the same all year.</param>
/// <param name="Weight">The relative number of customers.</param>
/// <param name="Cities">Cities in that zone.</param>
internal sealed record Country(string Name, short OffsetMinutes, double Weight, string[] Cities);

/// <summary>The countries, as data. One zone each and no daylight saving: enough to make local time matter.</summary>
internal static class Countries
{
    /// <summary>All countries; a customer's country is an index into this.</summary>
    public static readonly Country[] All =
    [
        new("United States", -300, 30, ["New York", "Boston", "Atlanta", "Miami", "Philadelphia"]),
        new("Canada", -300, 8, ["Toronto", "Ottawa", "Montreal"]),
        new("Brazil", -180, 6, ["São Paulo", "Rio de Janeiro", "Salvador"]),
        new("United Kingdom", 0, 14, ["London", "Manchester", "Bristol", "Leeds"]),
        new("Germany", 60, 14, ["Berlin", "Hamburg", "Munich", "Cologne"]),
        new("France", 60, 10, ["Paris", "Lyon", "Lille"]),
        new("South Africa", 120, 3, ["Johannesburg", "Durban"]),
        new("India", 330, 6, ["Mumbai", "Delhi", "Bengaluru"]),
        new("Japan", 540, 5, ["Tokyo", "Osaka", "Nagoya"]),
        new("Australia", 600, 4, ["Sydney", "Melbourne"]),
    ];
}
