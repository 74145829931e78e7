using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Segmentation.Events;
using Segmentation.Identity;
using Segmentation.Integrations.Files;
using Xunit;

namespace Segmentation.Tests.Files;

public sealed class EventFileWriterTests : IDisposable
{
    private static readonly EventMapping _canonical = EventMappingPresets.Get("Canonical");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("events.csv")]
    [InlineData("events.csv.gz")]
    [InlineData("events.jsonl")]
    [InlineData("events.jsonl.gz")]
    public void Importing_what_was_exported_gives_back_the_same_events(string name)
    {
        EventRecord[] records = [.. Everything()];
        string path = _folder.PathOf(name);
        Assert.Equal(records.Length, EventFileWriter.Write(new EventDataset(new InMemoryEventSource(records)), path));
        EventDataset back = EventFiles.Open([path], new EventFileOptions { Mapping = _canonical });
        EventRecord[] read = [.. back.Events];
        Assert.Equal(records.Length, read.Length);
        for (int i = 0; i < records.Length; i++)
        {
            Assert.Equal(records[i].Extra, read[i].Extra);
            Assert.Equal(records[i].Timestamp.Offset, read[i].Timestamp.Offset);
            Assert.Equal(records[i] with { Extra = null }, read[i] with { Extra = null });
        }

        string again = _folder.PathOf("again" + name);
        EventFileWriter.Write(back, again);
        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(again));
        Assert.Equal(2, _folder.Files.Length);
    }

    [Fact]
    public void Csv_has_only_columns_with_values_no_byte_order_mark_and_line_feeds()
    {
        EventRecord record = new()
        {
            CustomerId = "A", Type = EventType.Purchase, TotalAmount = 1.10m,
            Timestamp = new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)),
        };
        string path = _folder.PathOf("a.csv");
        EventFileWriter.Write(new EventDataset(new InMemoryEventSource([record])), path);
        Assert.Equal(
            "customer_id,event_type,timestamp,total_amount\nA,purchase,2024-01-02T03:04:05+01:00,1.1\n"u8,
            File.ReadAllBytes(path));
    }

    [Fact]
    public void Merged_customers_are_written_under_the_id_they_go_by()
    {
        EventDataset dataset = new EventDataset(new InMemoryEventSource([Minimal("old"), Minimal("new")]))
            .WithMerges(new MergeMap(new Dictionary<string, string> { ["old"] = "new" }, null, [], []));
        string path = _folder.PathOf("a.jsonl");
        EventFileWriter.Write(dataset, path);
        Assert.Equal(1, EventFiles.Open([path], new EventFileOptions { Mapping = _canonical }).CustomerCount);
    }

    [Fact]
    public void Existing_file_is_kept_unless_overwriting_is_forced()
    {
        EventDataset dataset = new(new InMemoryEventSource([Minimal("A")]));
        string path = _folder.Write("a.csv", "precious");
        Assert.Equal(
            ErrorIds.FileExists, Assert.Throws<SegmentationException>(
                () => EventFileWriter.Write(dataset, path)).ErrorId);
        Assert.Equal("precious", File.ReadAllText(path));
        EventFileWriter.Write(dataset, path, new EventFileWriterOptions { Force = true });
        Assert.StartsWith("customer_id,", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_left_behind_when_writing_is_cancelled_or_fails()
    {
        EventDataset dataset = new(new InMemoryEventSource([Minimal("A")]));
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(
            () => EventFileWriter.Write(dataset, _folder.PathOf("a.jsonl"), cancellationToken: source.Token));
        string bad = _folder.Write("bad.csv", "customer_id,timestamp,event_type\nA,never,view\n");
        EventDataset failing = EventFiles.Open([bad], new EventFileOptions { Mapping = _canonical });
        Assert.Throws<SegmentationException>(() => EventFileWriter.Write(failing, _folder.PathOf("b.csv")));
        Assert.Equal([bad], _folder.Files);
    }

    private static EventRecord Minimal(string customer) => new()
    {
        CustomerId =
            customer, Type = EventType.ViewItem, Timestamp = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero),
    };

    // Every type and field, texts that need quoting, offsets, ticks; enough of them for several batches.
    private static IEnumerable<EventRecord> Everything()
    {
        string[] texts = ["plain", "a,b", "say \"hi\"", "two\nlines", "=1+1", " blank ", "K\u00E4se \U0001F9C0", "\u5BA2\u6237", "a\\b\t;|"];
        DateTimeOffset start = new(2024, 3, 31, 0, 59, 59, TimeSpan.Zero);
        for (int i = 0; i < 20_000; i++)
        {
            string Text(int salt) =>
                texts[(i + salt) % texts.Length] + (i % 7).ToString(System.Globalization.CultureInfo.InvariantCulture);
            EventType type = (EventType)(i % 14);
            bool full = i % 3 != 0;
            yield return new EventRecord
            {
                CustomerId = Text(0),
                Type = type,
                CustomType = type == EventType.Custom && full ? Text(1) : null,
                Timestamp =
                    (start + TimeSpan.FromTicks(i * 1_234_567_891L)).ToOffset(TimeSpan.FromMinutes((i % 5 * 60) - 90)),
                EventId = full ? Text(2) : null,
                ProductId = full ? Text(3) : null,
                ProductName = full ? Text(4) : null,
                ProductCategory = full ? Text(5) : null,
                CategoryLevel1 = full ? Text(6) : null,
                CategoryLevel2 = full ? Text(7) : null,
                CategoryLevel3 = full ? Text(8) : null,
                ProductPrice = full ? i / 100m : null,
                Quantity = full ? i % 9 / 4.0 : null,
                TotalAmount = full ? i * 1.37m : null,
                DiscountAmount = full ? -i / 1000m : null,
                OrderId = full ? Text(9) : null,
                Currency = full ? "EUR" : null,
                SessionId = full ? Text(10) : null,
                CartId = full ? Text(11) : null,
                DeviceType = full ? Text(12) : null,
                Browser = full ? Text(13) : null,
                Channel = full ? Text(14) : null,
                Campaign = full ? Text(15) : null,
                Referrer = full ? Text(16) : null,
                PageUrl = full ? "https://shop.example/?q=" + Text(17) : null,
                PageTitle = full ? Text(18) : null,
                SearchQuery = full ? Text(19) : null,
                Extra = i % 4 == 0 ? new Dictionary<string, string> { ["a.b"] = Text(20), ["\"q\""] = "" } : null,
            };
        }
    }
}
