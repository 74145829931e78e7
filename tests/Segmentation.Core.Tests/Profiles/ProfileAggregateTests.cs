using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Events;
using Segmentation.Profiles;
using Xunit;

namespace Segmentation.Tests.Profiles;

public sealed class ProfileAggregateTests
{
    private static readonly EventRecord[] s_events =
    [
        With("2024-01-01T10:00", EventType.ViewItem, ("weight", "0.1"), ("colour", "red")),
        With("2024-01-02T10:00", EventType.Purchase, ("weight", "0.2"), ("colour", "blue")),
        With("2024-01-03T10:00", EventType.Purchase, ("weight", "heavy"), ("colour", "blue")),
        With("2024-01-04T10:00", EventType.Purchase, ("weight", "0.3"), ("colour", "green")),
        Build.Event("2024-01-05T10:00", EventType.ViewItem, "other"),
    ];

    [Theory]
    [InlineData(AggregateKind.Sum, 0.6)]
    [InlineData(AggregateKind.Mean, 0.2)]
    [InlineData(AggregateKind.Min, 0.1)]
    [InlineData(AggregateKind.Max, 0.3)]
    [InlineData(AggregateKind.Count, 4)]
    [InlineData(AggregateKind.Distinct, 4)]
    public void Numbers_of_an_extra_property_become_one_figure(AggregateKind kind, double expected)
    {
        ProfileTable table = Table(new ProfileAggregate { Name = "Weight", Source = "weight", Kind = kind });

        Assert.Equal(expected, table.Numbers("Weight")![0]);
        bool isCount = kind is AggregateKind.Count or AggregateKind.Distinct;
        Assert.Equal(isCount ? 0 : double.NaN, table.Numbers("Weight")![1]);
        Assert.Equal(isCount ? 0 : 1, table.Report!.UnreadableAggregateValues);
        Assert.Equal(isCount ? ProfileUnit.Count : ProfileUnit.Number, table.Columns[^1].Unit);
    }

    [Theory]
    [InlineData(AggregateKind.Mode, "blue")]
    [InlineData(AggregateKind.Last, "green")]
    public void Texts_of_an_extra_property_become_one_text(AggregateKind kind, string expected)
    {
        ProfileTable table = Table(new ProfileAggregate { Name = "Colour", Source = "colour", Kind = kind });

        Assert.Equal(expected, table.Text("Colour", 0));
        Assert.Null(table.Text("Colour", 1));
    }

    [Fact]
    public void Last_with_a_unit_is_a_number_and_only_the_types_asked_for_count()
    {
        ProfileTable table = Table(new ProfileAggregate
        {
            Name = "Weight", Source = "weight", Kind = AggregateKind.Last, Unit = ProfileUnit.Number,
            Types = [EventType.ViewItem],
        });

        Assert.Equal(0.1, table.Numbers("Weight")![0]);
    }

    [Fact]
    public void A_share_is_of_the_events_that_have_any_value()
    {
        ProfileTable table = Table(new ProfileAggregate
        {
            Name = "Blue", Source = "colour", Kind = AggregateKind.Share, Value = "blue",
        });

        Assert.Equal(0.5, table.Numbers("Blue")![0]);
        Assert.Equal(double.NaN, table.Numbers("Blue")![1]);
        Assert.Equal(ProfileUnit.Share, table.Columns[^1].Unit);
        Assert.Equal("share of blue in colour", table.Columns[^1].Label);
    }

    [Theory]
    [InlineData(AggregateKind.Share, null)]
    [InlineData(AggregateKind.Mode, "blue")]
    public void A_share_and_only_a_share_names_a_value(AggregateKind kind, string? value)
    {
        SegmentationException error = Assert.Throws<SegmentationException>(
            () => Table(new ProfileAggregate { Name = "Blue", Source = "colour", Kind = kind, Value = value }));

        Assert.Contains("'value'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Event_fields_can_be_aggregated()
    {
        EventRecord[] events =
        [
            Build.Purchase("2024-01-01", 10) with { DeviceType = "mobile" },
            Build.Purchase("2024-01-02", 30) with { DeviceType = "desktop" },
        ];
        ProfileTable table = Build.Table(events, new ProfileOptions
        {
            ExtraAggregates =
            [
                new ProfileAggregate { Name = "Biggest", Source = "total_amount", Kind = AggregateKind.Max },
                new ProfileAggregate { Name = "Devices", Source = "device_type", Kind = AggregateKind.Distinct },
            ],
        });

        Assert.Equal(30, table.Numbers("Biggest")![0]);
        Assert.Equal(2, table.Numbers("Devices")![0]);
    }

    [Fact]
    public void Order_of_events_and_threads_do_not_show()
    {
        ProfileOptions options = new()
        {
            ExtraAggregates =
            [
                .. Enum.GetValues<AggregateKind>().Select(
                    kind => new ProfileAggregate
                    {
                        Name = kind + "Weight", Source = "weight", Kind = kind,
                        Value = kind == AggregateKind.Share ? "0.2" : null,
                    }),
            ],
        };
        string expected = Build.Print(Build.Table(s_events, options with { ThreadCount = 1 }));

        Assert.Equal(expected, Build.Print(Build.Table(s_events.Reverse(), options with { ThreadCount = 4 })));
    }

    [Fact]
    public void Aggregates_are_read_from_dictionaries()
    {
        ProfileAggregate aggregate = Assert.Single(ProfileAggregate.FromDictionary(new Dictionary<string, object?>
        {
            ["Weight"] = new Dictionary<string, object?>
            {
                ["source"] = "weight", ["aggregate"] = "mean", ["types"] = "purchase", ["unit"] = "number",
            },
        }));

        Assert.Equal(("Weight", "weight", AggregateKind.Mean), (aggregate.Name, aggregate.Source, aggregate.Kind));
        Assert.Equal([EventType.Purchase], aggregate.Types);
        Assert.Equal(ProfileUnit.Number, aggregate.Unit);
    }

    [Theory]
    [InlineData("NetRevenue", "weight")]
    [InlineData("two words", "weight")]
    [InlineData("Customers", "customer_id")]
    public void Impossible_aggregates_are_refused(string name, string source)
    {
        SegmentationException error = Assert.Throws<SegmentationException>(
            () => Table(new ProfileAggregate { Name = name, Source = source, Kind = AggregateKind.Count }));

        Assert.Equal(ErrorIds.InvalidOption, error.ErrorId);
    }

    [Fact]
    public void A_property_that_no_event_has_is_an_error()
    {
        SegmentationException error = Assert.Throws<SegmentationException>(
            () => Table(new ProfileAggregate { Name = "Size", Source = "size", Kind = AggregateKind.Mean }));

        Assert.Equal(ErrorIds.MissingColumn, error.ErrorId);
    }

    private static ProfileTable Table(ProfileAggregate aggregate) =>
        Build.Table(s_events, new ProfileOptions { ExtraAggregates = [aggregate] });

    private static EventRecord With(string time, EventType type, params (string Name, string Value)[] extra) =>
        Build.Event(time, type) with
        {
            Extra = extra.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal),
        };
}
