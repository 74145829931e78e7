using System;

namespace Segmentation.Synthetic;

/// <summary>Where a visit comes from.</summary>
/// <param name="Name">The value of the channel column.</param>
/// <param name="Referrer">The referring page, or null when there is none.</param>
/// <param name="CarriesCampaigns">Whether campaigns are run through it.</param>
internal sealed record Channel(string Name, string? Referrer, bool CarriesCampaigns);

/// <summary>The channels, devices, browsers and campaigns of the generated shop.</summary>
internal static class Channels
{
    /// <summary>The channels; archetypes lean towards some of them by position.</summary>
    public static readonly Channel[] All =
    [
        new("direct", null, CarriesCampaigns: false),
        new("organic_search", "https://search.example/", CarriesCampaigns: false),
        new("paid_search", "https://search.example/ads", CarriesCampaigns: true),
        new("email", "https://mail.example/", CarriesCampaigns: true),
        new("social", "https://social.example/", CarriesCampaigns: true),
        new("affiliate", "https://deals.example/", CarriesCampaigns: true),
        new("referral", "https://blog.example/", CarriesCampaigns: false),
    ];

    /// <summary>The position of e-mail, the channel of newsletters.</summary>
    public static readonly int Email = Array.FindIndex(All, channel => channel.Name == "email");

    /// <summary>The devices.</summary>
    public static readonly string[] Devices = ["desktop", "mobile", "tablet"];

    /// <summary>The browsers of each device, in the order of <see cref="Devices"/>.</summary>
    public static readonly string[][] Browsers =
    [
        ["Chrome", "Edge", "Firefox", "Safari"],
        ["Chrome", "Safari", "Samsung Internet"],
        ["Safari", "Chrome"],
    ];

    /// <summary>The campaign of each month, and the newsletter last.</summary>
    public static readonly string[] Campaigns =
    [
        "january_sale", "valentine", "spring_start", "easter", "mothers_day", "summer_start",
        "summer_sale", "back_to_school", "autumn_start", "mid_season_sale", "black_friday", "christmas",
        "newsletter",
    ];
}
