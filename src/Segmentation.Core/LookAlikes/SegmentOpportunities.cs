using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Decisions;
using Segmentation.Segments;

namespace Segmentation.LookAlikes;

/// <summary>Brings what was found about categories to the segments: their look-alikes, and a priority that counts them.</summary>
public static class SegmentOpportunities
{
    private const int MostCategories = 3;

    /// <summary>
    /// The segments with their look-alikes and the verdict made anew; unchanged where nothing was assessed. All
    /// look-alikes count, not just those listed.
    /// </summary>
    /// <param name="segments">The segments.</param>
    /// <param name="opportunities">What one search found.</param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidOption"/>: opportunities of several searches, whose customers would count twice.
    /// </exception>
    public static IReadOnlyList<Segment> AddTo(
        IReadOnlyList<Segment> segments, IReadOnlyList<CategoryOpportunity> opportunities)
    {
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(opportunities);
        if (opportunities.Select(o => o.Check).Distinct(ReferenceEqualityComparer.Instance).Count() > 1)
        {
            throw new SegmentationException(
                ErrorIds.InvalidOption,
                ErrorKind.InvalidArgument,
                "The look-alikes come from more than one search: their customers would count more than once.",
                "Give the output of one Find-LookAlikeCustomer.");
        }

        if (opportunities.FirstOrDefault(o => o.Total is not null) is not { Total: { } total } found)
        {
            return segments;
        }

        Dictionary<string, LookAlikeMember> members = total.Members.ToDictionary(m => m.CustomerId, StringComparer.Ordinal);
        return
        [
            .. segments.Select(segment =>
            {
                Segment known = segment with { LookAlikes = Of(segment, members, total, found) };
                return known with { Decision = known.Decision is null ? null : Verdict.Of(known) };
            }),
        ];
    }

    private static SegmentLookAlikes Of(
        Segment segment,
        Dictionary<string, LookAlikeMember> members,
        LookAlikeTotal total,
        CategoryOpportunity found)
    {
        LookAlikeMember[] own =
        [
            .. segment.CustomerIds.Select(id => members.TryGetValue(id, out LookAlikeMember member) ? member : default)
                .Where(member => member.CustomerId is not null),
        ];
        double expected = own.Sum(m => m.Chance);
        decimal? value = total.IncrementalValue is null ? null : PurchaseWorth.Money(own.Sum(m => m.Value));
        double share = total.IncrementalValue is not { } all
            ? total.ExpectedFirstPurchases > 0 ? expected / total.ExpectedFirstPurchases : 0
            : all > 0 ? (double)(value!.Value / all) : 0;
        return new SegmentLookAlikes
        {
            Customers = own.Length,
            ExpectedFirstPurchases = expected,
            IncrementalValue = value,
            ShareOfBase = Math.Clamp(share, 0, 1),
            TopCategories =
            [
                .. own.GroupBy(m => m.Category, StringComparer.Ordinal)
                    .OrderByDescending(g => g.Sum(m => m.Chance))
                    .ThenBy(g => g.Key, StringComparer.Ordinal)
                    .Take(MostCategories)
                    .Select(g => g.Key),
            ],
            AsOf = found.AsOf,
            HorizonDays = found.HorizonDays,
        };
    }
}
