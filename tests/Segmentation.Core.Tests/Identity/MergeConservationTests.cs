using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Events;
using Segmentation.Identity;
using Segmentation.Synthetic;
using Xunit;

namespace Segmentation.Tests.Identity;

public sealed class MergeConservationTests
{
    private static readonly EventDataset Raw =
        SyntheticEvents.Create(new SyntheticOptions { CustomerCount = 300, Seed = 9 });

    [Theory]
    [InlineData(ConflictPolicy.Merge)]
    [InlineData(ConflictPolicy.Latest)]
    [InlineData(ConflictPolicy.Earliest)]
    [InlineData(ConflictPolicy.Quarantine)]
    public void Merging_keeps_every_event_and_every_cent(ConflictPolicy policy)
    {
        MergeMap map = IdentityResolver.Resolve(Raw.IdHistory, new IdentityOptions { ConflictPolicy = policy });
        MergeConservation check = MergeConservation.Check(Raw, Raw.WithMerges(map));
        Assert.True(check.IsConserved);
        Assert.Equal(Raw.EventCount, check.EventsBefore);
        Assert.Equal(Raw.EventCount, check.EventsAfter);
        Assert.Equal(Raw.CustomerCount, check.CustomersBefore);
        Assert.Equal(check.Components, check.CustomersAfter);
        Assert.Equal(Raw.WithMerges(map).CustomerCount, check.CustomersAfter);
        decimal revenue = Raw.Events.Sum(e => e.Type switch
        {
            EventType.Purchase => e.TotalAmount!.Value,
            EventType.Refund => -e.TotalAmount!.Value,
            _ => 0,
        });
        Assert.Equal(revenue, check.NetRevenueBefore);
        Assert.Equal(revenue, check.NetRevenueAfter);
    }

    [Fact]
    public void Resolving_the_history_of_generated_data_finds_the_true_customers()
    {
        MergeMap map = IdentityResolver.Resolve(Raw.IdHistory);
        Assert.NotEmpty(map.Conflicts);
        Assert.True(map.LongestChain >= 2);
        Assert.All(Raw.Truth!.TrueIds, pair => Assert.Equal(pair.Value, map.Resolve(pair.Key)));
        Assert.Equal(Raw.Truth.TrueIds.Count, map.MergedIdCount);
        Assert.Equal(300, Raw.WithMerges(map).CustomerCount);
    }

    [Fact]
    public void A_map_that_does_not_follow_from_its_ledger_is_found_out()
    {
        MergeMap wrong = new(
            new Dictionary<string, string> { [Raw.Events.First().CustomerId] = "somebody else" },
            asOf: null,
            IdentityResolver.Resolve(Raw.IdHistory).Ledger,
            conflicts: []);
        MergeConservation check = MergeConservation.Check(Raw, Raw.WithMerges(wrong));
        Assert.False(check.IsConserved);
        Assert.Equal(check.EventsBefore, check.EventsAfter);
        Assert.NotEqual(check.Components, check.CustomersAfter);
    }

    [Fact]
    public void Other_data_than_before_is_found_out()
    {
        EventDataset other = SyntheticEvents.Create(new SyntheticOptions { CustomerCount = 299, Seed = 9 });
        Assert.False(MergeConservation.Check(Raw, other).IsConserved);
        Assert.True(MergeConservation.Check(Raw, Raw).IsConserved);
    }
}
