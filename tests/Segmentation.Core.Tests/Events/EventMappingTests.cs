using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Events;
using Xunit;

namespace Segmentation.Tests.Events;

public sealed class EventMappingTests
{
    [Fact]
    public void Every_setting_survives_the_way_to_a_dictionary_and_back()
    {
        EventMapping mapping = EventMapping.FromDictionary(new Dictionary<string, object?>
        {
            ["Name"] = "mine",
            ["shape"] = "OrderLine",
            ["Fields"] = new Dictionary<object, object?>
            {
                ["CustomerId"] = new List<object> { "a", "b" },
                ["timestamp"] = "t",
                ["currency"] = new Dictionary<string, object?> { ["value"] = "EUR" },
                ["quantity"] = new Dictionary<string, object?> { ["column"] = "q", ["default"] = 1 },
            },
            ["event_types"] = new Dictionary<string, object?> { ["Kauf"] = "purchase" },
            ["time_zone"] = "Europe/Berlin",
            ["date_format"] = new[] { "dd.MM.yyyy", "iso", "UnixSeconds" },
            ["decimal_separator"] = ",",
            ["group_separator"] = ".",
            ["category_separator"] = "/",
            ["missing_values"] = new object[] { "NULL" },
            ["trim_ids"] = true,
            ["optional_columns"] = "true",
            ["extra"] = "all",
            ["refunds"] = new Dictionary<string, object?> { ["order_id_prefix"] = "C", ["negative_amount"] = false },
        });
        Assert.Equal(RowShape.OrderLine, mapping.Shape);
        Assert.Equal(["a", "b"], mapping.Fields[EventField.CustomerId].Columns);
        Assert.Equal("1", mapping.Fields[EventField.Quantity].Default);
        Assert.Equal(["dd.MM.yyyy", "iso", "unix_seconds"], mapping.DateFormats);
        Assert.Equal(new RefundRules { OrderIdPrefix = "C", NegativeAmount = false }, mapping.Refunds);

        IReadOnlyDictionary<string, object?> shown = mapping.ToDictionary();
        Assert.Equivalent(shown, EventMapping.FromDictionary(shown).ToDictionary(), strict: true);
        Assert.Equal("all", shown["extra"]);
    }

    [Fact]
    public void Presets_survive_the_way_to_a_dictionary_and_back()
    {
        Assert.Equal(
            ["Canonical", "Bloomreach", "GA4", "Segment", "Rees46", "OnlineRetail", "Cdnow"],
            EventMappingPresets.Names);
        foreach (EventMapping preset in EventMappingPresets.All)
        {
            IReadOnlyDictionary<string, object?> shown = preset.ToDictionary();
            Assert.Equivalent(shown, EventMapping.FromDictionary(shown).ToDictionary(), strict: true);
        }
    }

    [Theory]
    [InlineData("feilds", "x", "Did you mean 'fields'?")]
    [InlineData("customer_id", "x", "'customer_id' is a field, not a setting")]
    [InlineData("shape", "orderlines", "Did you mean 'order_line'?")]
    [InlineData("time_zone", "Europe/Berln", "not a known time zone")]
    [InlineData("date_format", "day first", "names no day, month and year")]
    [InlineData("decimal_separator", ";", "one of '.' ','")]
    [InlineData("trim_ids", "maybe", "true or false")]
    [InlineData("group_separator", ".", "the same")]
    public void Wrong_settings_are_named_with_the_nearest_valid_one(string key, string value, string expected)
    {
        Dictionary<string, object?> values = Minimal();
        values[key] = value;
        SegmentationException error = Assert.Throws<SegmentationException>(() => EventMapping.FromDictionary(values));
        Assert.Equal(ErrorIds.InvalidMapping, error.ErrorId);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("customer_id")]
    [InlineData("timestamp")]
    [InlineData("event_type")]
    public void Required_fields_are_asked_for(string field)
    {
        Dictionary<string, object?> values = Minimal();
        ((Dictionary<string, object?>)values["fields"]!).Remove(field);
        SegmentationException error = Assert.Throws<SegmentationException>(() => EventMapping.FromDictionary(values));
        Assert.Contains($"'fields.{field}' is missing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_event_type_in_the_value_map_is_refused()
    {
        Dictionary<string, object?> values = Minimal();
        values["event_types"] = new Dictionary<string, object?> { ["x"] = "purchas" };
        SegmentationException error = Assert.Throws<SegmentationException>(() => EventMapping.FromDictionary(values));
        Assert.Contains("Did you mean 'purchase'?", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("view", EventType.ViewItem)]
    [InlineData("Product Viewed", EventType.ViewItem)]
    [InlineData("ADD-TO-CART", EventType.AddToCart)]
    [InlineData("begin_checkout", EventType.Checkout)]
    [InlineData("Order Completed", EventType.Purchase)]
    [InlineData("remove_from_cart", EventType.RemoveFromCart)]
    [InlineData("session_end", EventType.SessionEnd)]
    [InlineData("delivery_events", EventType.DeliveryEvents)]
    public void Known_event_type_names_are_understood(string name, EventType expected)
    {
        Assert.True(EventTypeNames.TryParse(name, out EventType type));
        Assert.Equal(expected, type);
        Assert.True(EventTypeNames.TryParse(EventTypeNames.NameOf(expected), out EventType same));
        Assert.Equal(expected, same);
    }

    [Fact]
    public void Event_types_that_would_inflate_counts_stay_custom() => Assert.All(
        ["page_view", "email_open", "wishlist_add", "whatever"], name =>
            Assert.False(EventTypeNames.TryParse(name, out _)));

    [Fact]
    public void Detector_proposes_by_names_and_values_and_lists_what_is_left()
    {
        EventMappingProposal proposal = EventMappingDetector.Propose(
            ["Kundennummer", "Datum", "Umsatz", "Filiale"], [["1", "2024-01-02", "9,99", "x"]]);
        Assert.Equal(RowShape.Order, proposal.Mapping.Shape);
        Assert.Equal(["Kundennummer"], proposal.Mapping.Fields[EventField.CustomerId].Columns);
        Assert.Equal(["Filiale"], proposal.UnmatchedColumns);
        Assert.Contains(proposal.Fields, field => field.Field == EventField.TotalAmount && field.Column == "Umsatz");
    }

    [Theory]
    [InlineData("date,amount")]
    [InlineData("customer_id,amount")]
    [InlineData("customer_id,date")]
    public void Detector_refuses_a_header_without_customer_time_or_event(string header)
    {
        string[] columns = header.Split(',');
        SegmentationException error = Assert.Throws<SegmentationException>(
            () => EventMappingDetector.Propose(columns, [["2024-01-01", "5"]]));
        Assert.Equal(ErrorIds.MappingNotRecognized, error.ErrorId);
    }

    [Theory]
    [InlineData("1714557600", EventMapping.UnixSeconds)]
    [InlineData("1714557600123", EventMapping.UnixMilliseconds)]
    [InlineData("1714557600123456", EventMapping.UnixMicroseconds)]
    [InlineData("19970112", "yyyyMMdd")]
    [InlineData("13.02.2024", "d.M.yyyy")]
    [InlineData("02.03.2024", "d.M.yyyy")]
    [InlineData("2/13/24", "M'/'d'/'yy")]
    [InlineData("5 Jan 2024", "d MMM yyyy")]
    public void Date_formats_are_found_from_samples(string sample, string format)
    {
        EventMapping mapping = EventMappingPresets.Get("Canonical");
        Assert.Equal(format, DateFormatDetector.Choose(mapping, ["", sample], "test").Formats[0]);
    }

    private static Dictionary<string, object?> Minimal() => new()
    {
        ["fields"] = new Dictionary<string, object?>
        {
            ["customer_id"] = "c", ["timestamp"] = "t", ["event_type"] = "e",
        },
    };
}
