using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using Segmentation.Events;
using Segmentation.Identity;
using Segmentation.Integrations.Configuration;
using Segmentation.Integrations.Files;
using Xunit;

namespace Segmentation.Tests.Files;

public sealed class EventFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("\t")]
    [InlineData("|")]
    public void Delimiter_is_found_from_the_header(string delimiter)
    {
        string text = "customer_id,timestamp,event_type,page_title\nA,2024-01-01,view,\"a,b;c|d\te\"\n";
        string path =
            _folder.Write("a.txt", string.Join('\n', text.Split('\n').Select(line => Delimit(line, delimiter))));
        Assert.Equal("a,b;c|d\te", Open(path).Events.Single().PageTitle);
    }

    [Fact]
    public void Separator_hint_of_a_spreadsheet_is_taken_and_skipped() => Assert.Equal(
        1, Open(_folder.Write("a.csv", "sep=;\ncustomer_id;timestamp;event_type\nA;2024-01-01;view\n")).EventCount);

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("latin1", false)]
    public void Encoding_is_found_by_byte_order_mark_or_by_the_row(string name, bool mark)
    {
        Encoding encoding = Encoding.GetEncoding(name);
        foreach (string extension in new[] { "csv", "jsonl" })
        {
            string text = extension == "csv"
                ? "customer_id,timestamp,event_type,page_title\nM\u00FCller,2024-01-01,view,caf\u00E9\nx,2024-01-01,view,y\n"
                : "{\"customer_id\":\"M\u00FCller\",\"timestamp\":\"2024-01-01\",\"event_type\":\"view\",\"page_title\":\"caf\u00E9\"}\n";
            byte[] bytes = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];
            EventRecord first = Open(_folder.Write($"{name}{mark}.{extension}", bytes)).Events.First();
            Assert.Equal(("M\u00FCller", "caf\u00E9"), (first.CustomerId, first.PageTitle));
        }
    }

    [Fact]
    public void Invalid_utf8_is_counted_when_the_fallback_is_off()
    {
        string path = _folder.Write("a.csv", Encoding.Latin1.GetBytes(
            "customer_id,timestamp,event_type\nM\u00FCller,2024-01-01,view\nA,2024-01-01,view\n"));
        EventDataset dataset = EventFiles.Open(
            [path], new EventFileOptions { Mapping = EventMappingPresets.Get("Canonical"), Latin1Fallback = false });
        Assert.Equal(SkipReason.InvalidText, Assert.Single(dataset.RowsSkipped).Reason);
    }

    [Fact]
    public void Several_files_with_headers_of_their_own_are_one_dataset()
    {
        string one = _folder.Write("a.csv", "customer_id,timestamp,event_type\nA,2024-01-01,view\n");
        string two = _folder.Write(
            "b.tsv", "event_type\ttimestamp\tx\tcustomer_id\ncart\t2024-01-02\t1\tB\nview\tnever\t1\tB\n");
        string three = _folder.Write("c.jsonl.gz", TemporaryFolder.Gzip(
            "{\"event_type\":\"search\",\"customer_id\":7,\"timestamp\":\"2024-01-03T00:00:00Z\"}"));
        EventDataset dataset =
            EventFiles.Open([one, two, three], new EventFileOptions { Mapping = EventMappingPresets.Get("Canonical") });
        Assert.Equal(["A", "B", "7"], dataset.Events.Select(record => record.CustomerId));
        Assert.Equal("b.tsv:3: column 'timestamp' has 'never'", Assert.Single(dataset.RowsSkipped).Examples[0]);
        Assert.Equal("a.csv, b.tsv, c.jsonl.gz", dataset.Source);
        IntakeTally tally = new();
        Assert.Equal(3, dataset.Read(tally, CancellationToken.None).Sum(batch => batch.Count));
        Assert.Equal(1, tally.Fraction);
    }

    [Fact]
    public void Segment_calls_are_read_by_the_preset_with_nested_members_and_escapes()
    {
        string lines = """
            {"type":"track","messageId":"m1","userId":null,"anonymousId":"anon \u00e9","event":"Order Completed","timestamp":"2024-05-01T10:00:00.123Z","properties":{"order_id":"o1","total":12.5,"products":[{"sku":"1"}]}}
            {"event":"Product Viewed","userId":"u2","timestamp":"2024-05-01T10:00:01Z","properties":{"product_id":"p","price":3}}

            not json
            {"event":"Signed Up","userId":"u2","timestamp":"2024-05-01T10:00:02Z","properties":{"order_id":"x\u0000"}}
            {"event":"Signed Up","userId":"u2","timestamp":"2024-05-01T10:00:02Z"}
            """;
        string path = _folder.Write("a.jsonl", lines);
        EventDataset dataset = EventFiles.Open([path], new EventFileOptions());
        EventRecord[] records = [.. dataset.Events];
        Assert.Equal(["anon \u00e9", "u2", "u2"], records.Select(record => record.CustomerId));
        Assert.Equal([EventType.Purchase, EventType.ViewItem, EventType.Custom], records.Select(record => record.Type));
        Assert.Equal(("o1", 12.5m, "Signed Up"), (records[0].OrderId, records[0].TotalAmount, records[2].CustomType));
        Assert.Equal(
            [("invalid JSON", "a.jsonl:4: invalid JSON"), ("NUL byte", "a.jsonl:5: NUL byte")],
            dataset.RowsSkipped.Select(rows => (rows.Reason, rows.Examples[0])).OrderByDescending(
                rows => rows.Reason, StringComparer.OrdinalIgnoreCase).Reverse());
    }

    [Fact]
    public void Ga4_rows_are_read_by_the_preset()
    {
        string path = _folder.Write("a.jsonl",
            "{\"event_timestamp\":\"1714557600123456\",\"event_name\":\"purchase\",\"user_pseudo_id\":\"1.2\",\"ecommerce\":{\"transaction_id\":\"T\",\"purchase_revenue\":9.5}}\n"
            + "{\"event_timestamp\":1714557600123456,\"event_name\":\"begin_checkout\",\"user_id\":\"U\",\"user_pseudo_id\":\"1.2\",\"device\":{\"category\":\"mobile\"}}\n");
        EventMappingProposal proposal = EventFiles.Propose(path, new EventFileOptions());
        Assert.Equal("GA4", proposal.Mapping.Name);
        EventRecord[] records =
            [.. EventFiles.Open([path], new EventFileOptions { Mapping = EventMappingPresets.Get("ga4") }).Events];
        Assert.Equal(new DateTimeOffset(2024, 5, 1, 10, 0, 0, TimeSpan.Zero).AddTicks(1234560), records[0].Timestamp);
        Assert.Equal(("1.2", "T", 9.5m), (records[0].CustomerId, records[0].OrderId, records[0].TotalAmount));
        Assert.Equal(
            ("U", EventType.Checkout, "mobile"), (records[1].CustomerId, records[1].Type, records[1].DeviceType));
    }

    [Fact]
    public void Unmapped_columns_are_kept_as_extras_on_request()
    {
        string csv =
            _folder.Write("a.csv", "customer_id,timestamp,event_type,Colour,Empty\nA,2024-01-01,view,\"r\"\"ed\",\n");
        string json = _folder.Write("a.jsonl", "{\"customer_id\":\"A\",\"timestamp\":\"2024-01-01\",\"event_type\":\"view\",\"x\":{\"y\":1,\"z\":[1, 2]},\"t\":true}\n");
        EventMapping all = EventMappingPresets.Get("Canonical") with { ExtraAll = true, Fields = KeysOnly() };
        Assert.Equal(new Dictionary<string, string> { ["Colour"] = "r\"ed" }, Open(csv, all).Events.Single().Extra);
        Assert.Equal(
            new Dictionary<string, string> { ["x.y"] = "1", ["x.z"] = "[1, 2]", ["t"] = "true" }, Open(
                json, all).Events.Single().Extra);
        EventMapping named = all with { ExtraAll = false, ExtraColumns = ["Colour"] };
        Assert.Equal(["Colour"], Open(csv, named).Events.Single().Extra!.Keys);
        Assert.Null(Open(csv, named with { ExtraColumns = [] }).Events.Single().Extra);
    }

    [Fact]
    public void Id_history_is_read_with_its_bad_rows_counted()
    {
        string path = _folder.Write(
            "ids.csv",
            "merge_timestamp,past_id,internal_customer_id\n2024-01-01T00:00:00Z,a,b\n,b,c\nx,c,d\n2024-01-01,,d\n");
        IdHistoryContent content = IdHistoryFiles.Read(path);
        Assert.Equal(
            [
                new IdHistoryEntry("a", "b", new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), "ids.csv:2"),
                new IdHistoryEntry("b", "c", null, "ids.csv:3"),
            ],
            content.Entries);
        Assert.Equal((4, 2), (content.RowsRead, content.RowsSkipped.Sum(rows => rows.Count)));

        string json = _folder.Write("ids.jsonl", "{\"past_id\":\"a\",\"customer_id\":\"b\"}\n");
        Assert.Equal([new IdHistoryEntry("a", "b", null, "ids.jsonl:1")], IdHistoryFiles.Read(json).Entries);
        SegmentationException error = Assert.Throws<SegmentationException>(
            () => IdHistoryFiles.Read(path, new IdHistoryColumns { PastId = ["pastid2"] }));
        Assert.Equal(ErrorIds.MissingColumn, error.ErrorId);
    }

    [Fact]
    public void Yaml_errors_name_file_line_and_key()
    {
        Assert.Equal(ErrorIds.FileNotFound, Assert.Throws<SegmentationException>(
            () => YamlMapping.Read(_folder.PathOf("no.yaml"))).ErrorId);
        SegmentationException broken = Assert.Throws<SegmentationException>(
            () => YamlMapping.Read(_folder.Write("a.yaml", "fields:\n  customer_id: [a\n")));
        Assert.Equal(ErrorIds.InvalidMapping, broken.ErrorId);
        Assert.Contains("a.yaml: line ", broken.Message, StringComparison.Ordinal);
        SegmentationException unknown = Assert.Throws<SegmentationException>(
            () => YamlMapping.Read(_folder.Write("b.yaml", "fields:\n  custmer_id: a\n")));
        Assert.Contains("Did you mean 'customer_id'?", unknown.Message, StringComparison.Ordinal);
    }

    private static Dictionary<EventField, FieldMapping> KeysOnly() => new()
    {
        [EventField.CustomerId] =
            new("customer_id"), [EventField.Timestamp] = new("timestamp"), [EventField.EventType] = new("event_type"),
    };

    private static string Delimit(string line, string delimiter)
    {
        string[] parts = line.Split('"');
        parts[0] = parts[0].Replace(",", delimiter, StringComparison.Ordinal);
        return string.Join('"', parts);
    }

    private static EventDataset Open(string path, EventMapping? mapping = null) => EventFiles.Open(
        [path], new EventFileOptions { Mapping = mapping ?? EventMappingPresets.Get("Canonical") });
}
