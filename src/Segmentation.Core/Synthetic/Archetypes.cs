using System;
using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Synthetic;

/// <summary>The kinds of shoppers, as data: ten usual ones, and twins that are there when asked for.</summary>
internal static class Archetypes
{
    // Twins are alike in everything that is drawn but the time of day.
    private static readonly Archetype s_twin = new()
    {
        Name = "", Weight = 0,
        Sessions = (10, 20), Views = (2, 4), AddToCart = 0.40, Buy = 0.50,
        PriceLevel = 2.5, MorePieces = 0.20, Evening = 0.03, Mobile = 0.50,
        //            elec clot home spor book beau toys food auto jewe
        Categories = [2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0],
        //            dire orga paid mail soci affi refe
        ChannelUse = [2.0, 2.0, 2.0, 2.0, 2.0, 1.0, 1.0],
    };

    /// <summary>All archetypes; a customer's archetype is an index into this.</summary>
    public static IReadOnlyList<Archetype> All { get; } =
    [
        new()
        {
            Name = "high_value_active", Weight = 0.10,
            Sessions = (15, 30), Views = (2, 4), AddToCart = 0.40, Buy = 0.60,
            PriceLevel = 4.2, MorePieces = 0.30, Evening = 0.65, Mobile = 0.20, Newsletters = 0.8,
            //            elec clot home spor book beau toys food auto jewe
            Categories = [7.0, 1.0, 4.0, 1.0, 0.3, 0.5, 0.3, 0.2, 0.7, 4.0],
            //            dire orga paid mail soci affi refe
            ChannelUse = [6.0, 2.0, 1.0, 1.5, 0.5, 0.3, 0.7],
        },
        new()
        {
            Name = "high_value_dormant", Weight = 0.08,
            Sessions = (5, 10), Views = (2, 5), AddToCart = 0.45, Buy = 0.50, ActiveShare = 1.0 / 3,
            PriceLevel = 4.4, MorePieces = 0.30, Evening = 0.30, Mobile = 0.20, Newsletters = 0.1,
            Categories = [5.0, 1.0, 3.0, 0.5, 0.2, 0.5, 0.2, 0.2, 0.5, 7.0],
            ChannelUse = [3.0, 4.0, 2.0, 0.5, 0.5, 0.3, 1.0],
        },
        new()
        {
            Name = "frequent_low_value", Weight = 0.12,
            Sessions = (20, 40), Views = (1, 3), AddToCart = 0.50, Buy = 0.70,
            PriceLevel = 0.8, MorePieces = 0.25, Evening = 0.20, Mobile = 0.85, Newsletters = 0.8, Search = 0.35,
            Categories = [0.1, 0.4, 0.2, 0.3, 5.0, 3.0, 1.0, 8.0, 0.2, 0.1],
            ChannelUse = [7.0, 2.0, 0.5, 1.5, 0.5, 0.2, 0.3],
        },
        new()
        {
            Name = "high_intent_browser", Weight = 0.15,
            Sessions = (15, 35), Views = (3, 5), AddToCart = 0.30, Buy = 0.10,
            PriceLevel = 2.8, MorePieces = 0.10, Evening = 0.25, Mobile = 0.20, Search = 0.65,
            Categories = [5.0, 0.7, 4.0, 3.0, 0.7, 0.4, 0.5, 0.2, 4.0, 0.7],
            ChannelUse = [1.5, 6.0, 3.0, 0.3, 0.7, 1.0, 2.0],
        },
        new()
        {
            Name = "cart_abandoner", Weight = 0.15,
            Sessions = (10, 25), Views = (2, 3), AddToCart = 0.60, Buy = 0.15,
            PriceLevel = 2.4, MorePieces = 0.25, Evening = 0.55, Mobile = 0.85, RemoveFromCart = 0.25,
            Categories = [0.7, 7.0, 1.0, 1.0, 0.4, 5.0, 0.7, 0.2, 0.2, 1.5],
            ChannelUse = [1.0, 2.0, 3.0, 0.7, 6.0, 1.0, 0.5],
        },
        new()
        {
            Name = "one_time_buyer", Weight = 0.15,
            Sessions = (2, 5), Views = (2, 4), AddToCart = 0.25, Buy = 0, ExactOrders = 1,
            PriceLevel = 2.2, MorePieces = 0.15, Evening = 0.20, Mobile = 0.25, Newsletters = 0.1,
            Categories = [2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 3.0, 1.0, 2.0, 1.0],
            ChannelUse = [1.0, 4.0, 4.0, 0.2, 1.5, 2.0, 1.5],
        },
        new()
        {
            Name = "discount_hunter", Weight = 0.08,
            Sessions = (8, 20), Views = (2, 4), AddToCart = 0.40, Buy = 0.45, Discount = 0.90,
            Campaign = 0.85, Newsletters = 3.0,
            PriceLevel = 1.8, MorePieces = 0.40, Evening = 0.30, Mobile = 0.60,
            Categories = [1.5, 5.0, 1.5, 2.0, 0.5, 1.5, 5.0, 1.0, 0.5, 0.3],
            ChannelUse = [0.7, 1.0, 1.5, 7.0, 1.0, 5.0, 0.3],
        },
        new()
        {
            Name = "weekend_shopper", Weight = 0.10,
            Sessions = (10, 20), Views = (2, 4), AddToCart = 0.40, Buy = 0.50, Weekend = 0.88,
            PriceLevel = 2.6, MorePieces = 0.20, Evening = 0.60, Mobile = 0.40,
            Categories = [0.7, 1.5, 5.0, 6.0, 1.0, 0.5, 2.0, 0.5, 2.0, 0.3],
            ChannelUse = [3.0, 3.0, 1.0, 1.0, 2.0, 0.5, 1.0],
        },
        new()
        {
            Name = "single_event", Weight = 0.05, SingleEvent = true,
            Sessions = (1, 1), Views = (1, 1), AddToCart = 0, Buy = 0,
            PriceLevel = 2.5, MorePieces = 0, Evening = 0.30, Mobile = 0.55,
            Categories = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
            ChannelUse = [1.0, 3.0, 3.0, 0.2, 2.0, 1.0, 1.0],
        },
        new()
        {
            // Visits stop early enough for the last parcel to come back inside the window.
            Name = "refund_heavy", Weight = 0.02, ActiveShare = 0.90,
            Sessions = (8, 15), Views = (3, 5), AddToCart = 0.55, Buy = 0.65, Refunds = (2, 4),
            PriceLevel = 3.0, MorePieces = 0.35, Evening = 0.35, Mobile = 0.75,
            Categories = [0.5, 9.0, 0.7, 1.0, 0.2, 1.0, 0.3, 0.1, 0.2, 1.5],
            ChannelUse = [2.0, 2.0, 2.0, 1.0, 3.0, 0.5, 0.5],
        },
        s_twin with { Name = "daytime_twin" },
        s_twin with { Name = "evening_twin", Evening = 0.97 },
    ];

    /// <summary>The names, in the order of <see cref="All"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(archetype => archetype.Name)];

    /// <summary>The index of a name, or −1.</summary>
    public static int IndexOf(string name)
    {
        for (int i = 0; i < Names.Count; i++)
        {
            if (string.Equals(Names[i], name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
