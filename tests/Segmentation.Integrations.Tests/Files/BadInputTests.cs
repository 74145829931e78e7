using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Segmentation.Events;
using Segmentation.Integrations.Files;
using Xunit;

namespace Segmentation.Tests.Files;

public sealed class BadInputTests : IDisposable
{
    private const string Header = "customer_id,timestamp,event_type,product_price,quantity\n";
    private const string GoodRow = "A,2024-01-02 03:04:05,view_item,1.50,1\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Missing_file_is_named()
    {
        SegmentationException error = Fails(_folder.PathOf("absent.csv"));
        Assert.Equal(ErrorIds.FileNotFound, error.ErrorId);
        Assert.Contains("absent.csv", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Directory_is_refused() =>
        Assert.Equal(ErrorIds.PathIsDirectory, Fails(Path.GetDirectoryName(_folder.PathOf("x"))!).ErrorId);

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("\uFEFF")]
    public void Empty_file_is_refused(string content) =>
        Assert.Equal(ErrorIds.EmptyFile, Fails(_folder.Write("empty.csv", content)).ErrorId);

    [Fact]
    public void Header_without_rows_is_refused() =>
        Assert.Equal(ErrorIds.NoRows, Fails(_folder.Write("header.csv", Header)).ErrorId);

    [Fact]
    public void Missing_columns_are_one_error_that_names_what_was_found_and_the_nearest()
    {
        string path = _folder.Write("a.csv", "CustomerId,Zeit,Typ\nA,2024-01-01,view\n");
        EventMapping mapping = new()
        {
            Fields = new System.Collections.Generic.Dictionary<EventField, FieldMapping>
            {
                [EventField.CustomerId] = new("Customer ID"),
                [EventField.Timestamp] = new("Zeit"),
                [EventField.EventType] = new("Type"),
            },
        };
        SegmentationException error = Fails(path, mapping);
        Assert.Equal(ErrorIds.MissingColumn, error.ErrorId);
        Assert.Contains(
            "'Customer ID' (nearest: 'CustomerId'), 'Type' (nearest: 'Typ')", error.Message, StringComparison.Ordinal);
        Assert.Contains("Columns found: 'CustomerId', 'Zeit', 'Typ'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Duplicate_header_is_refused_when_it_is_mapped_and_only_then()
    {
        string mapped = _folder.Write("a.csv", "customer_id,timestamp,event_type,customer_id\nA,2024-01-01,view,B\n");
        Assert.Equal(ErrorIds.DuplicateColumn, Fails(mapped).ErrorId);
        string unmapped = _folder.Write("b.csv", "customer_id,timestamp,event_type,x,x\nA,2024-01-01,view,1,2\n");
        Assert.Equal(1, Open(unmapped).EventCount);
    }

    [Fact]
    public void Unreadable_dates_and_numbers_are_skipped_counted_and_shown_with_the_first_five_lines()
    {
        StringBuilder text = new(Header + GoodRow);
        for (int i = 0; i < 7; i++)
        {
            text.Append("A,yesterday,view_item,1,1\n").Append("A,2024-01-01,view_item,cheap,1\n");
        }

        EventDataset dataset = Open(_folder.Write("a.csv", text.ToString()));
        Assert.Equal((15, 1), (dataset.RowsRead, dataset.RowsUsed));
        SkippedRows numbers = dataset.RowsSkipped.Single(rows => rows.Reason == SkipReason.UnreadableNumber);
        SkippedRows times = dataset.RowsSkipped.Single(rows => rows.Reason == SkipReason.UnreadableTime);
        Assert.Equal((7, 7), (numbers.Count, times.Count));
        Assert.Equal(
            [.. new[] { 3, 5, 7, 9, 11 }
                .Select(line => $"a.csv:{line}: column 'timestamp' has 'yesterday'")], times.Examples);
        Assert.Equal("a.csv:4: column 'product_price' has 'cheap'", numbers.Examples[0]);
    }

    [Fact]
    public void German_number_is_never_misread()
    {
        string path = _folder.Write(
            "a.csv",
            "customer_id;timestamp;event_type;product_price\nA;2024-01-01;view;1.234,56\nA;2024-01-01;view;2\n");
        EventDataset dataset = Open(path);
        Assert.Equal(SkipReason.UnreadableNumber, Assert.Single(dataset.RowsSkipped).Reason);

        EventMapping comma = EventMappingPresets.Get("Canonical") with { DecimalSeparator = ',', GroupSeparator = '.' };
        Assert.Equal([1234.56m, 2m], Open(path, comma).Events.Select(record => record.ProductPrice!.Value));
    }

    [Fact]
    public void Both_date_orders_in_one_file_ask_for_the_format()
    {
        SegmentationException error = Fails(Dates("13/02/2024", "02/14/2024"));
        Assert.Equal(ErrorIds.AmbiguousDates, error.ErrorId);
        Assert.Contains("date_format", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Undecidable_date_order_asks_for_the_format_and_takes_it()
    {
        string path = Dates("03/02/2024", "04/02/2024 10:15");
        Assert.Equal(ErrorIds.AmbiguousDates, Fails(path).ErrorId);
        EventMapping dayFirst =
            EventMappingPresets.Get("Canonical") with { DateFormats = ["dd/MM/yyyy", "dd/MM/yyyy HH:mm"] };
        Assert.Equal(
            [new DateTime(2024, 2, 3), new DateTime(2024, 2, 4, 10, 15, 0)],
            Open(path, dayFirst).Events.Select(record => record.Timestamp.DateTime));
    }

    [Fact]
    public void Date_order_that_the_rows_show_is_used() => Assert.Equal(
        [new DateTime(2024, 2, 13, 8, 26, 0), new DateTime(2024, 2, 1, 17, 5, 0)],
        Open(Dates("2/13/2024 8:26", "2/1/2024 17:05")).Events.Select(record => record.Timestamp.DateTime));

    [Fact]
    public void Date_order_that_turns_around_after_the_sample_stops_the_reading()
    {
        string path = Dates([.. Enumerable.Repeat("13/02/2024", 1_500), "02/14/2024"]);
        SegmentationException error = Assert.Throws<SegmentationException>(() => Open(path).EventCount);
        Assert.Equal(ErrorIds.AmbiguousDates, error.ErrorId);
        Assert.Contains("a.csv:1502", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(5_000)]
    public void Truncated_gzip_names_the_rows_that_were_read(int cut)
    {
        Random random = new(5);
        string text = Header + string.Concat(
            Enumerable.Range(0, 40_000).Select(_ => $"C{random.Next()},2024-01-02 03:04:05,view_item,1.50,1\n"));
        byte[] whole = TemporaryFolder.Gzip(text);
        Assert.Equal(40_000, Open(_folder.Write("whole.csv.gz", whole)).EventCount);

        EventDataset cutOff = Open(_folder.Write("cut.csv.gz", whole[..^cut]));
        SegmentationException error = Assert.Throws<SegmentationException>(() => cutOff.EventCount);
        Assert.Equal(ErrorIds.DamagedFile, error.ErrorId);
        Assert.Matches("cut.csv.gz: .* [0-9]{5} rows could be read", error.Message);
    }

    [Fact]
    public void Gzip_of_several_members_is_read_whole()
    {
        string rows = string.Concat(Enumerable.Repeat(GoodRow, 1_000));
        byte[] bytes =
            [.. TemporaryFolder.Gzip(Header + rows), .. TemporaryFolder.Gzip(rows), .. TemporaryFolder.Gzip("")];
        Assert.Equal(2_000, Open(_folder.Write("a.csv.gz", bytes)).EventCount);
        byte[] truncated = [.. TemporaryFolder.Gzip(Header + rows), .. TemporaryFolder.Gzip(rows)[..^3]];
        Assert.Equal(
            ErrorIds.DamagedFile,
            Assert.Throws<SegmentationException>(() => Open(_folder.Write("b.csv.gz", truncated)).EventCount).ErrorId);
    }

    [Theory]
    [InlineData("a.csv", "A,2024-01-01,view,")]
    [InlineData("a.jsonl", "{\"customer_id\":\"A\",\"timestamp\":\"2024-01-01\",\"event_type\":\"")]
    public void Huge_line_stops_with_its_number_before_it_is_in_memory(string name, string start)
    {
        string header = name.EndsWith(".csv", StringComparison.Ordinal)
            ? "customer_id,timestamp,event_type,page_title\n"
            : "";
        string good = header.Length > 0 ? "A,2024-01-01,view,x\n" : start + "view\"}\n";
        string path = _folder.Write(name, header + string
            .Concat(Enumerable.Repeat(good, 2_000)) + start + new string('x', 2_000_000));
        EventDataset dataset = EventFiles.Open(
            [path], new EventFileOptions { Mapping = EventMappingPresets.Get("Canonical"), MaximumRowBytes = 300_000 });
        SegmentationException error = Assert.Throws<SegmentationException>(() => dataset.EventCount);
        Assert.Equal(ErrorIds.RowTooLong, error.ErrorId);
        Assert.Contains($"{name}:{2_001 + (header.Length > 0 ? 1 : 0)}:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unclosed_quote_is_an_error_with_its_line_and_not_one_long_row()
    {
        string path = _folder.Write("a.csv", Header + string
            .Concat(Enumerable.Repeat(GoodRow, 1_200)) + "\"A,2024-01-01,view,1,1\n" + GoodRow);
        SegmentationException error = Assert.Throws<SegmentationException>(() => Open(path).EventCount);
        Assert.Equal(ErrorIds.UnclosedQuote, error.ErrorId);
        Assert.Contains("a.csv:1202:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nul_bytes_and_wrong_field_counts_are_skipped_and_counted()
    {
        EventDataset dataset = Open(_folder.Write(
            "a.csv", Header + "A\0,2024-01-01,view,1,1\nA,2024-01-01\n" + GoodRow + "A,2024-01-01,view,1,1,9\n"));
        Assert.Equal((4, 1), (dataset.RowsRead, dataset.RowsUsed));
        Assert.Equal([(SkipReason.WrongFieldCount, 2), (SkipReason.NulByte, 1)], dataset.RowsSkipped
            .Select(rows => (rows.Reason, rows.Count)));
        Assert.Equal("a.csv:3: 2 fields where the header has 5", dataset.RowsSkipped[0].Examples[0]);
    }

    [Fact]
    public void Line_numbers_count_quoted_line_breaks_and_empty_lines()
    {
        EventDataset dataset = Open(_folder.Write(
            "a.csv", "customer_id,timestamp,event_type,page_title\r\nA,2024-01-01,view,\"two\r\nlines\"\r\n\r\nA,never,view,x\r\n"));
        Assert.Equal("a.csv:5: column 'timestamp' has 'never'", Assert.Single(dataset.RowsSkipped).Examples[0]);
        Assert.Equal("two\r\nlines", dataset.Events.Single().PageTitle);
    }

    [Fact]
    public void Ids_that_differ_in_case_width_or_trailing_blanks_stay_distinct()
    {
        string path = _folder.Write("a.csv", Header + string.Concat(
            new[] { "a1", "A1", "A1 ", "\uFF211", " A1" }.Select(id => $"{id},2024-01-01,view,1,1\n")));
        Assert.Equal(5, Open(path).CustomerCount);
        Assert.Equal(3, Open(path, EventMappingPresets.Get("Canonical") with { TrimIds = true }).CustomerCount);
    }

    [Fact]
    public void Future_times_are_accepted_and_impossible_ones_counted()
    {
        EventDataset dataset =
            Open(Dates("2099-12-31", "1969-12-31", "2101-01-01", "2024-02-30", "0000-00-00", "2024-01-01 24:00"));
        Assert.Equal((1, 5), (
            dataset.RowsUsed, dataset.RowsSkipped.Single(rows => rows.Reason == SkipReason.UnreadableTime).Count));
    }

    [Fact]
    public void Zero_prices_count_and_negative_ones_are_refunds_or_reported()
    {
        EventMapping mapping = EventMapping.FromDictionary(new System.Collections.Generic.Dictionary<string, object?>
        {
            ["shape"] = "order_line",
            ["fields"] = new System.Collections.Generic.Dictionary<string, object?>
            {
                ["customer_id"] = "customer_id", ["timestamp"] = "timestamp", ["event_type"] = "event_type",
                ["price"] = "product_price", ["quantity"] = "quantity",
            },
        });
        string rows = "A,2024-01-01,purchase,0,1\nA,2024-01-01,purchase,-5,2\nA,2024-01-01,purchase,5,-2\nA,2024-01-01,view,-1,\n";
        EventDataset dataset = Open(_folder.Write("a.csv", Header + rows), mapping);
        Assert.Equal(
            [(EventType.Purchase, 0m), (EventType.Refund, 10m), (EventType.Refund, 10m)],
            dataset.Events.Select(record => (record.Type, record.TotalAmount!.Value)));
        Assert.Equal(SkipReason.NegativePrice, Assert.Single(dataset.RowsSkipped).Reason);

        EventMapping strict =
            mapping with { Refunds = new RefundRules { NegativeQuantity = false, NegativeAmount = false } };
        Assert.Equal(1, Open(_folder.Write("b.csv", Header + rows), strict).RowsUsed);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("1e400")]
    [InlineData("1e28")]
    [InlineData("1,5")]
    [InlineData("0x10")]
    [InlineData("5 EUR")]
    [InlineData("--1")]
    [InlineData("1.2.3")]
    public void What_is_no_finite_number_is_skipped_and_counted(string text)
    {
        EventDataset dataset = Open(_folder.Write("a.csv", Header + GoodRow + $"A,2024-01-01,view,\"{text}\",1\n"));
        Assert.Equal(SkipReason.UnreadableNumber, Assert.Single(dataset.RowsSkipped).Reason);
        Assert.Equal(1, dataset.RowsUsed);
    }

    [Fact]
    public void Customer_ids_are_never_shown()
    {
        EventDataset dataset = Open(_folder.Write(
            "a.csv", Header + GoodRow + "secret@example.com,x,view,1,1\nsecret@example.com,2024-01-01,view,y,1\n"));
        Assert.All(dataset.RowsSkipped.SelectMany(
            rows => rows.Examples), text => Assert.DoesNotContain("secret", text, StringComparison.Ordinal));
    }

    [Fact]
    public void File_without_any_usable_row_says_why()
    {
        string path = _folder.Write("a.csv", Header + "A,sometime,view,1,1\n,2024-01-01,view,1,1\n");
        SegmentationException error = Assert.Throws<SegmentationException>(() => Open(path).EventCount);
        Assert.Equal(ErrorIds.NoUsableRows, error.ErrorId);
        Assert.Contains(
            "no customer id: 1 (a.csv:3: column 'customer_id' is empty)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_array_and_workbook_are_named_for_what_they_are()
    {
        Assert.Equal(ErrorIds.WrongFormat, Fails(_folder.Write("a.json", "[{\"customer_id\":1}]")).ErrorId);
        Assert.Equal(ErrorIds.WrongFormat, Fails(_folder.Write("a.xlsx", "PK\u0003\u0004rest")).ErrorId);
    }

    [Fact]
    public void Damaged_gzip_header_is_a_damaged_file() => Assert.Equal(
        ErrorIds.DamagedFile, Fails(_folder.Write(
            "a.csv.gz", [0x1F, 0x8B, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16])).ErrorId);

    [Fact]
    public void Cancelling_stops_within_a_batch()
    {
        EventDataset dataset = Open(_folder.Write("a.csv", Header + string.Concat(Enumerable.Repeat(GoodRow, 20_000))));
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => dataset.Read(new IntakeTally(), source.Token).Count());
    }

    private string Dates(params string[] dates) => _folder.Write(
        "a.csv", "customer_id,timestamp,event_type\n" + string.Concat(dates.Select(date => $"A,{date},view\n")));

    private static SegmentationException Fails(string path, EventMapping? mapping = null) =>
        Assert.Throws<SegmentationException>(() => Open(path, mapping));

    private static EventDataset Open(string path, EventMapping? mapping = null) => EventFiles.Open(
        [path], new EventFileOptions { Mapping = mapping ?? EventMappingPresets.Get("Canonical") });
}
