using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using Segmentation.Events;
using Segmentation.Identity;
using Segmentation.Synthetic;
using Xunit;

namespace Segmentation.Tests.Synthetic;

public sealed class SyntheticEventsTests
{
    [Fact]
    public void Same_seed_gives_the_same_bytes_at_each_reading_and_in_any_culture()
    {
        EventDataset dataset = SyntheticEvents.Create(new SyntheticOptions { CustomerCount = 150, Seed = 5 });
        string first = Digest(dataset);
        Assert.Equal(first, Digest(dataset));
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");
            Assert.Equal(first, Digest(SyntheticEvents.Create(new SyntheticOptions { CustomerCount = 150, Seed = 5 })));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Different_seeds_give_different_customers_and_events()
    {
        EventDataset one = SyntheticEvents.Create(new SyntheticOptions { CustomerCount = 50, Seed = 1 });
        EventDataset other = SyntheticEvents.Create(new SyntheticOptions { CustomerCount = 50, Seed = 2 });
        Assert.NotEqual(Digest(one), Digest(other));
        Assert.Empty(one.Truth!.Archetypes.Keys.Intersect(other.Truth!.Archetypes.Keys, StringComparer.Ordinal));
    }

    [Fact]
    public void A_larger_dataset_of_the_same_seed_begins_with_the_smaller_one()
    {
        EventRecord[] small = [.. SyntheticEvents.Create(new SyntheticOptions { CustomerCount = 30 }).Events];
        EventDataset large = SyntheticEvents.Create(new SyntheticOptions { CustomerCount = 90 });
        Assert.Equal(small.Select(Line), large.Events.Take(small.Length).Select(Line));
        Assert.True(large.EventCount > small.Length);
    }

    [Fact]
    public void Archetypes_are_beside_the_data_and_not_in_it()
    {
        EventDataset dataset = SyntheticEvents.Create(new SyntheticOptions { CustomerCount = 100 });
        string all = string.Join('\n', dataset.Events.Select(Line));
        foreach (string name in SyntheticOptions.ArchetypeNames)
        {
            Assert.DoesNotContain(name, all, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(100, dataset.Truth!.Archetypes.Count);
        Assert.Equal(100, dataset.Truth.Archetypes.Keys.Count());
    }

    [Fact]
    public void Ids_do_not_tell_archetypes_apart()
    {
        EventDataset dataset = SyntheticEvents.Create(new SyntheticOptions { CustomerCount = 4_000 });
        string[] byId = [.. dataset.Truth!.Archetypes
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => pair.Value)];
        foreach (IGrouping<string, int> places in Enumerable.Range(0, byId.Length).GroupBy(i => byId[i]))
        {
            double middle = places.Average() / byId.Length;
            double error = Math.Sqrt(1.0 / 12 / places.Count());
            Assert.InRange(middle, 0.5 - (4 * error), 0.5 + (4 * error));
        }
    }

    [Fact]
    public void Past_ids_have_the_earlier_events_and_lead_to_the_true_customer()
    {
        EventDataset dataset = SyntheticEvents.Create(new SyntheticOptions { CustomerCount = 800 });
        Dictionary<string, DateTimeOffset> given = [];
        foreach (IdHistoryEntry row in dataset.IdHistory)
        {
            Assert.True(dataset.Truth!.TrueIds.ContainsKey(row.PastId));
            DateTimeOffset known = given.GetValueOrDefault(row.PastId, DateTimeOffset.MaxValue);
            given[row.PastId] = row.MergedAt!.Value < known ? row.MergedAt.Value : known;
        }

        Assert.Equal(dataset.Truth!.TrueIds.Count, given.Count);
        Assert.Equal(dataset.Truth.TrueIds.Keys.ToHashSet(), given.Keys.ToHashSet());
        Assert.All(
            dataset.Events.Where(e => given.ContainsKey(e.CustomerId) && e.Type == EventType.SessionStart),
            e => Assert.True(e.Timestamp < given[e.CustomerId]));
        Assert.InRange(dataset.Truth.TrueIds.Values.Distinct(StringComparer.Ordinal).Count() / 800.0, 0.10, 0.20);
    }

    [Fact]
    public void The_id_history_has_chains_forks_and_repeated_rows()
    {
        IReadOnlyList<IdHistoryEntry> history =
            SyntheticEvents.Create(new SyntheticOptions { CustomerCount = 2_000 }).IdHistory;
        HashSet<string> past = [.. history.Select(row => row.PastId)];
        Assert.Contains(history, row => past.Contains(row.CustomerId));
        Assert.True(history.Distinct().Count() < history.Count);
        Assert.Contains(
            history.GroupBy(row => row.PastId, StringComparer.Ordinal),
            rows => rows.Select(row => row.CustomerId).Distinct(StringComparer.Ordinal).Count() > 1);
        Assert.Empty(SyntheticEvents.Create(new SyntheticOptions { MergeProbability = 0 }).IdHistory);
    }

    [Fact]
    public void Truth_of_ten_million_customers_is_answered_without_making_them()
    {
        EventDataset dataset = SyntheticEvents.Create(
            new SyntheticOptions { CustomerCount = SyntheticOptions.MaximumCustomerCount });
        (string id, string archetype) = dataset.Truth!.Archetypes.First();
        Assert.Equal(SyntheticOptions.MaximumCustomerCount, dataset.Truth.Archetypes.Count);
        Assert.Equal(archetype, dataset.Truth.Archetypes[id]);
        Assert.False(dataset.Truth.Archetypes.ContainsKey("cust_nobody"));
        (string past, string current) = dataset.Truth.TrueIds.First();
        Assert.Equal(current, dataset.Truth.TrueIds[past]);
        Assert.False(dataset.Truth.TrueIds.ContainsKey(current));
        Assert.False(dataset.Truth.Archetypes.ContainsKey(past));
    }

    [Theory]
    [InlineData(28)]
    [InlineData(45)]
    [InlineData(800)]
    public void Windows_of_any_allowed_length_are_filled_and_not_left(int days)
    {
        DateTimeOffset start = new(2025, 2, 28, 23, 30, 0, TimeSpan.FromHours(-5));
        SyntheticOptions options = new() { CustomerCount = 120, Start = start, End = start.AddDays(days) };
        EventDataset dataset = SyntheticEvents.Create(options);
        Assert.True(dataset.FirstEvent >= start);
        Assert.True(dataset.LastEvent < options.End);
        Assert.True(dataset.LastEvent - dataset.FirstEvent > (options.End - start) * 0.9);
    }

    [Fact]
    public void Reading_stops_when_asked_to()
    {
        using CancellationTokenSource source = new();
        EventDataset dataset = SyntheticEvents.Create(new SyntheticOptions { CustomerCount = 5_000 });
        using IEnumerator<EventBatch> batches = dataset.Read(new IntakeTally(), source.Token).GetEnumerator();
        Assert.True(batches.MoveNext());
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => batches.MoveNext());
    }

    public static TheoryData<SyntheticOptions> Invalid => new()
    {
        new SyntheticOptions { CustomerCount = 0 },
        new SyntheticOptions { CustomerCount = SyntheticOptions.MaximumCustomerCount + 1 },
        new SyntheticOptions { MergeProbability = -0.1 },
        new SyntheticOptions { MergeProbability = double.NaN },
        new SyntheticOptions { Currency = "usd" },
        new SyntheticOptions { Currency = "" },
        new SyntheticOptions { End = new SyntheticOptions().Start },
        new SyntheticOptions { End = new SyntheticOptions().Start.AddDays(27) },
        new SyntheticOptions { End = new SyntheticOptions().Start.AddYears(20) },
        new SyntheticOptions { ArchetypeWeights = Weights("nobody", 1) },
        new SyntheticOptions { ArchetypeWeights = Weights("single_event", -1) },
        new SyntheticOptions { ArchetypeWeights = Weights("single_event", 0) },
        new SyntheticOptions { ArchetypeWeights = Weights("single_event", double.PositiveInfinity) },
    };

    [Theory]
    [MemberData(nameof(Invalid), DisableDiscoveryEnumeration = true)]
    public void An_option_outside_its_range_is_refused_at_once(SyntheticOptions options)
    {
        SegmentationException error = Assert.Throws<SegmentationException>(() => SyntheticEvents.Create(options));
        Assert.Equal(ErrorIds.InvalidOption, error.ErrorId);
        Assert.NotNull(error.RecommendedAction);
    }

    private static Dictionary<string, double> Weights(string name, double weight) =>
        new(StringComparer.Ordinal) { [name] = weight };

    private static string Line(EventRecord e) => string.Create(
        CultureInfo.InvariantCulture,
        $"{e with { Extra = null }} {string.Join(',', e.Extra ?? new Dictionary<string, string>())}");

    private static string Digest(EventDataset dataset)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream, Encoding.UTF8);
        foreach (EventBatch batch in dataset.Read(new IntakeTally(), CancellationToken.None))
        {
            for (int row = 0; row < batch.Count; row++)
            {
                writer.Write(batch.Vocabulary.Customers[batch.Customers[row]]);
                writer.Write((byte)batch.Types[row]);
                writer.Write(batch.UtcTicks[row]);
                writer.Write(batch.OffsetMinutes[row]);
                foreach (EventField field in Enum.GetValues<EventField>())
                {
                    if (EventFields.KindOf(field) == EventFieldKind.Number)
                    {
                        writer.Write(batch.NumberOf(field, row) ?? double.NaN);
                    }
                    else if (EventFields.KindOf(field) != EventFieldKind.Key)
                    {
                        writer.Write(batch.TextOf(field, row) ?? "");
                    }
                }
            }
        }

        return Convert.ToHexString(SHA256.HashData(stream.ToArray()));
    }
}
