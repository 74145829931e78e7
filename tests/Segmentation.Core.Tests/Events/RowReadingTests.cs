using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using Segmentation.Events;
using Segmentation.Statistics;
using Xunit;

namespace Segmentation.Tests.Events;

public sealed class RowReadingTests
{
    private static readonly EventMapping _canonical = EventMappingPresets.Get("Canonical");

    [Fact]
    public void Numbers_are_read_as_the_nearest_double_like_the_framework_does()
    {
        SeededRandom random = new(7);
        NumberReader reader = new('.', null);
        for (int i = 0; i < 100_000; i++)
        {
            int decimals = random.NextInt32(0, 8);
            string text = ((random.NextInt32(0, int.MaxValue - 1) * (long)random.NextInt32(1, 100_000)) - 500_000_000L)
                .ToString(CultureInfo.InvariantCulture);
            text = text.Length > decimals + 1 ? text.Insert(text.Length - decimals, ".") : text;
            Assert.True(reader.TryRead(Encoding.UTF8.GetBytes(text), out double value), text);
            Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), value);
        }
    }

    [Theory]
    [InlineData("0.1", 0.1)]
    [InlineData(" -12.50 ", -12.5)]
    [InlineData("+3", 3)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5)]
    [InlineData("1e3", 1000)]
    [InlineData("123456789012345678", 123456789012345678d)]
    [InlineData("0.30000000000000004", 0.30000000000000004)]
    public void Invariant_numbers_are_read(string text, double expected)
    {
        Assert.True(new NumberReader('.', null).TryRead(Encoding.UTF8.GetBytes(text), out double value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("1.234,56", 1234.56)]
    [InlineData("1.234.567", 1234567d)]
    [InlineData("-12,5", -12.5)]
    [InlineData("1234,5", 1234.5)]
    [InlineData("1.23,5", null)]
    [InlineData("1.2345", null)]
    [InlineData("1234.567,1", null)]
    [InlineData(",5.000", null)]
    [InlineData(".500", null)]
    public void Groups_have_to_be_where_they_belong(string text, double? expected)
    {
        bool read = new NumberReader(',', '.').TryRead(Encoding.UTF8.GetBytes(text), out double value);
        Assert.Equal(expected, read ? value : null);
        Assert.True(!text.Contains('.', StringComparison.Ordinal) || !new NumberReader(
            ',', null).TryRead(Encoding.UTF8.GetBytes(text), out _));
    }

    [Theory]
    [InlineData("2024-02-03", "2024-02-03T00:00:00+00:00")]
    [InlineData("2024-02-03 04:05", "2024-02-03T04:05:00+00:00")]
    [InlineData("2024/02/03 04:05:06", "2024-02-03T04:05:06+00:00")]
    [InlineData("2024-02-03T04:05:06.1234567Z", "2024-02-03T04:05:06.1234567+00:00")]
    [InlineData("2024-02-03 04:05:06 UTC", "2024-02-03T04:05:06+00:00")]
    [InlineData("2024-02-03T04:05:06+0530", "2024-02-03T04:05:06+05:30")]
    [InlineData("2024-02-03T04:05:06.5-08", "2024-02-03T04:05:06.5-08:00")]
    [InlineData("2024-02-03T04:05:06+15:00", null)]
    [InlineData("2024-02-30", null)]
    [InlineData("2024-02-03T4:05", null)]
    [InlineData("2024-02-03T04:05:60", null)]
    [InlineData("2024-02-03T04:05:06.", null)]
    [InlineData("2024-02-03x", null)]
    [InlineData("03-02-2024", null)]
    [InlineData("", null)]
    public void Iso_times_are_read_with_their_offset(string text, string? expected)
    {
        bool read = new TimeReader([], null).TryRead(Encoding.UTF8.GetBytes(text), out long ticks, out short offset);
        DateTimeOffset? time = read
            ? new DateTimeOffset(ticks, TimeSpan.Zero).ToOffset(TimeSpan.FromMinutes(offset))
            : null;
        DateTimeOffset? wanted = expected is null ? null : DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture);
        Assert.Equal(wanted, time);
        Assert.Equal(wanted?.Offset, time?.Offset);
    }

    [Theory]
    [InlineData("2024-07-01 12:00:00", "2024-07-01T10:00:00", 120)]
    [InlineData("2024-01-01 12:00:00", "2024-01-01T11:00:00", 60)]
    [InlineData("2024-07-01 12:00:00 UTC", "2024-07-01T12:00:00", 120)]
    [InlineData("2024-07-01T12:00:00-03:00", "2024-07-01T15:00:00", -180)]
    [InlineData("2024-03-31 01:59:59", "2024-03-31T00:59:59", 60)]
    [InlineData("2024-03-31 03:00:00", "2024-03-31T01:00:00", 120)]
    public void Local_times_become_utc_and_keep_the_shoppers_offset(string text, string utc, int offset)
    {
        Assert.True(new TimeReader(
            [], "Europe/Berlin").TryRead(Encoding.UTF8.GetBytes(text), out long ticks, out short minutes));
        Assert.Equal(DateTime.Parse(utc, CultureInfo.InvariantCulture).Ticks, ticks);
        Assert.Equal(offset, minutes);
    }

    [Fact]
    public void Objects_are_taken_as_they_are()
    {
        DateTimeOffset time = new(2024, 5, 6, 7, 8, 9, 123, TimeSpan.FromHours(2));
        EventMapping mapping = _canonical with { DateFormats = ["dd/MM/yyyy"], DecimalSeparator = ',' };
        using EventDatasetBuilder builder =
            new(mapping, ["customer_id", "timestamp", "event_type", "product_price", "quantity"]);
        builder.Add([17850, time, "view", 1.5, 2.25m]);
        builder.Add([17850L, DateTime.SpecifyKind(time.UtcDateTime, DateTimeKind.Utc), "view", "1,5", null]);
        builder.Add(["17850", new DateTime(2024, 5, 6), "view", double.NaN, 1]);
        builder.Add(["17850", "06/05/2024", "view", float.PositiveInfinity, 1]);
        builder.Add([null, "06/05/2024", "view", 1, 1]);
        builder.Add(["17850", "06/05/2024"]);
        EventDataset dataset = builder.Build();
        EventRecord[] records = [.. dataset.Events];
        Assert.Equal((6, 2, 1), (dataset.RowsRead, dataset.EventCount, dataset.CustomerCount));
        Assert.Equal((time, time.Offset, 1.5m, 2.25), (records[0].Timestamp, records[0].Timestamp.Offset, records[0].ProductPrice!.Value, records[0].Quantity!.Value));
        Assert.Equal((time.ToUniversalTime(), 1.5m), (records[1].Timestamp, records[1].ProductPrice!.Value));
        Assert.Equal(2, dataset.RowsSkipped.Single(rows => rows.Reason == SkipReason.UnreadableNumber).Count);
        Assert.Equal(4, dataset.RowsSkipped.Sum(rows => rows.Count));
    }

    [Fact]
    public void Memory_gives_the_same_events_and_counts_in_every_pass()
    {
        using EventDatasetBuilder builder = new(_canonical, ["customer_id", "timestamp", "event_type", "session_id"]);
        for (int i = 0; i < 30_000; i++)
        {
            builder.Add([i % 3 == 0 ? "" : "C" + (i % 100), "2024-01-01", "view", "S" + i]);
        }

        EventDataset dataset = builder.Build();
        Assert.Equal(dataset.Events.ToList(), dataset.Events.ToList());
        IntakeTally tally = new();
        Assert.Equal(20_000, dataset.Read(tally, CancellationToken.None).Sum(batch => batch.Count));
        Assert.Equal((30_000, 10_000), (tally.RowsRead, tally.RowsSkipped));
        Assert.Equal(
            (30_000, 20_000, 10_000), (dataset.RowsRead, dataset.RowsUsed, dataset.RowsSkipped.Single().Count));
    }

    [Fact]
    public void Nothing_piped_in_and_nothing_usable_are_errors()
    {
        using EventDatasetBuilder empty = new(_canonical, ["customer_id", "timestamp", "event_type"]);
        Assert.Equal(ErrorIds.NoRows, Assert.Throws<SegmentationException>(() => empty.Build()).ErrorId);
        using EventDatasetBuilder useless = new(_canonical, ["customer_id", "timestamp", "event_type"]);
        useless.Add(["A", "never", "view"]);
        Assert.Equal(ErrorIds.NoUsableRows, Assert.Throws<SegmentationException>(() => useless.Build()).ErrorId);
    }

    [Fact]
    public void First_column_with_a_value_wins_then_the_default_then_nothing()
    {
        EventMapping mapping = new()
        {
            Shape = RowShape.Order,
            MissingValues = ["NULL"],
            Fields = new Dictionary<EventField, FieldMapping>
            {
                [EventField.CustomerId] = new("a", "b") { Default = "none" },
                [EventField.Timestamp] = new("t"),
                [EventField.Currency] = FieldMapping.Constant("EUR"),
            },
        };
        using EventDatasetBuilder builder = new(mapping, ["a", "b", "t"]);
        builder.Add(["1", "2", "2024-01-01"]);
        builder.Add(["NULL", "2", "2024-01-01"]);
        builder.Add(["", "NULL", "2024-01-01"]);
        Assert.Equal(
            [("1", "EUR"), ("2", "EUR"), ("none", "EUR")],
            builder.Build().Events.Select(record => (record.CustomerId, record.Currency!)));
    }

    [Fact]
    public void Category_paths_become_levels()
    {
        EventMapping mapping = EventMappingPresets.Get("Rees46");
        using EventDatasetBuilder builder = new(mapping, ["user_id", "event_time", "event_type", "category_code"]);
        builder.Add(["1", "2019-10-01 00:00:00 UTC", "view", "a.b.c.d"]);
        builder.Add(["1", "2019-10-01 00:00:00 UTC", "view", "a"]);
        builder.Add(["1", "2019-10-01 00:00:00 UTC", "view", ""]);
        Assert.Equal(
            [("a", "b", "c.d"), ("a", null, null), (null, null, null)],
            builder.Build().Events
                .Select(record => (record.CategoryLevel1, record.CategoryLevel2, record.CategoryLevel3)));
    }

    [Fact]
    public void Codes_of_bytes_are_exact_for_every_length()
    {
        TextDictionary texts = new();
        Utf8Codes codes = new(texts);
        SeededRandom random = new(11);
        Dictionary<string, int> expected = new(StringComparer.Ordinal);
        for (int i = 0; i < 50_000; i++)
        {
            string text =
                new([.. Enumerable.Range(0, random.NextInt32(0, 40)).Select(_ => "aab\u00E9"[random.NextInt32(4)])]);
            int code = codes.GetOrAdd(Encoding.UTF8.GetBytes(text));
            Assert.Equal(text, texts[code]);
            Assert.Equal(expected.GetValueOrDefault(text, code), code);
            expected[text] = code;
        }

        Assert.Equal(expected.Count, texts.Count);
    }
}
