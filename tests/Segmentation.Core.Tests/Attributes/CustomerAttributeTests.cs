using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Segmentation.Attributes;
using Segmentation.Identity;
using Segmentation.Profiles;
using Segmentation.Rules;
using Xunit;
using static Segmentation.Tests.Rules.SampleTable;

namespace Segmentation.Tests.Attributes;

public sealed class CustomerAttributeTests
{
    private static readonly DateTimeOffset s_asOf = new(2020, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(AttributeKind.Number, "1", "-2.5", "1e3", "NA", "")]
    [InlineData(AttributeKind.Boolean, "yes", "No", "TRUE", "", "NULL")]
    [InlineData(AttributeKind.Date, "2020-02-29", "2020-02-29T10:00:00Z", "", "NaN", "1999-12-31 23:59:59")]
    [InlineData(AttributeKind.Text, "Gold", "NA", "", "1", "2")]
    [InlineData(AttributeKind.Text, "00123", "10115", "", "1", "2")]
    [InlineData(AttributeKind.Text, "1,5", "2,5", "", "1", "2")]
    [InlineData(AttributeKind.Text, "31/12/2020", "", "", "", "")]
    [InlineData(AttributeKind.Number, "", "", "", "", "")]
    [InlineData(AttributeKind.Number, "0", "1", "1", "0", "0.5")]
    public void The_kind_of_a_column_is_inferred_from_all_its_values(AttributeKind kind, params string[] values) =>
        Assert.Equal(kind, Read(["id", "x"], [.. values.Select((value, i) => new[] { Id(i), value })]).Column("x")!.Kind);

    [Fact]
    public void Kinds_do_not_depend_on_the_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal([1.5], Read(["id", "x"], ["a", "1.5"]).Column("x")!.Numbers!);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Values_out_of_their_declared_range_count_as_missing_and_are_reported_with_their_lines()
    {
        AttributeSchema schema = AttributeSchema.FromDictionary(Table(("columns", new object[]
        {
            Table(("name", "Age"), ("kind", "number"), ("min", 18), ("max", 120), ("required", true)),
            Table(("name", "tier"), ("allowed", new object[] { "Gold", "Silver" })),
            Table(("name", "mail"), ("kind", "text"), ("unique", true)),
        })));
        CustomerAttributeTable table = Read(
            ["customer_id", "age", "tier", "mail"],
            schema,
            ["a", "17", "Gold", "x@y"], ["b", "old", "gold", "x@y"], ["c", "", "Silver", ""], ["d", "40", "", "z@y"]);
        Assert.Equal([Missing, Missing, Missing, 40], table.Column("age")!.Numbers!);
        Assert.Equal(["Gold", null, "Silver", null], Enumerable.Range(0, 4).Select(row => table.Column("tier")!.Texts![row]));
        Assert.Equal(
            [
                "age: below 18 (1 row, first in line 2)", "age: not a number (1 row, first in line 3)",
                "age: required, but missing (1 row, first in line 4)", "tier: not one of Gold, Silver (1 row, first in line 3)",
                "mail: used for several customers (2 rows, first in line 2)",
            ],
            table.Intake.Issues.Select(issue => issue.ToString()));
    }

    [Fact]
    public void Rows_without_id_with_a_known_id_or_with_wrong_length_are_skipped_and_counted()
    {
        CustomerAttributeTable table = Read(["id", "x"], ["a", "1"], ["", "2"], ["a", "3"], ["b"], ["c", "4"]);
        Assert.Equal(["a", "c"], table.CustomerIds);
        Assert.Equal((5L, 2L), (table.Intake.RowsRead, table.Intake.RowsUsed));
        Assert.Equal(
            [("customer id already seen", 1L), ("no customer id", 1L), ("wrong number of fields", 1L)],
            table.Intake.Skipped.Select(skipped => (skipped.Reason, skipped.Count)));
        Assert.Equal("line 4", Assert.Single(table.Intake.Skipped[0].Examples));
    }

    [Fact]
    public void A_number_column_spoilt_by_a_few_values_is_pointed_out()
    {
        string[][] rows = [.. Enumerable.Range(0, 100).Select(i => new[] { Id(i), i == 50 ? "many" : Id(i)[1..] })];
        AttributeIssue issue = Assert.Single(Read(["id", "x"], rows).Intake.Issues);
        Assert.StartsWith("taken for text, although most values are numbers", issue.Problem, StringComparison.Ordinal);
        Assert.Equal(52, Assert.Single(issue.Lines));
    }

    [Fact]
    public void Categories_become_yes_no_columns_that_can_be_features()
    {
        ProfileTable profiles = Of(("Spend", new double[] { 1, 2, 3 }));
        AttributeSchema Schema(params (string, object?)[] more) => AttributeSchema.FromDictionary(
            Table(("columns", new object[] { Table([("name", "tier"), ("categories", true), .. more]) })));
        string[][] rows = [["c0000", "Gold"], ["c0001", "Silver"]];

        ProfileTable found = Read(["id", "tier"], Schema(), rows).JoinTo(profiles).Profiles;
        ProfileTable allowed = Read(["id", "tier"], Schema(("allowed", new object[] { "Gold", "Bronze" })), rows).JoinTo(profiles).Profiles;

        Assert.Equal([1, 0, Missing], found.Numbers("tier_Gold")!);
        Assert.Equal([0, 1, Missing], found.Numbers("tier_Silver")!);
        Assert.Equal(("tier Gold", true), (found.Columns.Single(c => c.Name == "tier_Gold").Label, found.Columns.Single(c => c.Name == "tier_Gold").IsAttribute));
        Assert.Equal([1, Missing, Missing], allowed.Numbers("tier_Gold")!);
        Assert.Equal([0, Missing, Missing], allowed.Numbers("tier_Bronze")!);
        Assert.Null(allowed.Numbers("tier_Silver"));
        string[][] many = [.. Enumerable.Range(0, 51).Select(i => new[] { Id(i), Id(i) })];
        Assert.Contains("51 categories", Assert.Throws<SegmentationException>(() => Read(["id", "tier"], Schema(), many)).Message, StringComparison.Ordinal);
        Assert.Equal(ErrorIds.InvalidAttributes, Assert.Throws<SegmentationException>(() => Schema(("kind", "number"))).ErrorId);
    }

    [Fact]
    public void Attributes_join_profiles_by_id_and_both_leftovers_are_counted_without_naming_anybody()
    {
        ProfileTable profiles = Of(("Spend", new double[] { 1, 2, 3 }));
        CustomerAttributeTable table = Read(
            ["id", "age", "tier", "joined", "spend", "club"],
            ["c0001", "30", "Gold", "2019-12-31", "7", "yes"], ["c0000", "40", "", "2020-01-01", "8", "no"], ["zzz", "50", "Gold", "2020-01-01", "9", "no"]);
        AttributeJoin join = table.JoinTo(profiles);
        Assert.Equal((2, 1, 1, 0), (join.MatchedCount, join.WithoutAttributes.Count, join.WithoutProfile.Count, join.MergedAway.Count));
        Assert.Equal("17f165d5", Assert.Single(join.WithoutProfile.Hashes));
        Assert.Equal([40, 30, Missing], join.Profiles.Numbers("age")!);
        Assert.Equal([0, 1, Missing], join.Profiles.Numbers("DaysSinceJoined")!);
        Assert.Equal([0, 1, Missing], join.Profiles.Numbers("club")!);
        Assert.Equal([null, "Gold", null], Enumerable.Range(0, 3).Select(row => join.Profiles.Text("tier", row)));
        Assert.Equal([1, 2, 3], join.Profiles.Numbers("Spend")!);
        Assert.Equal([8, 7, Missing], join.Profiles.Numbers("spendAttribute")!);
        Assert.Equal("spendAttribute", join.Renamed["spend"]);
        Assert.Equal(ProfileUnit.Days, join.AddedColumns.Single(column => column.Name == "DaysSincejoined").Unit);
        RuleSet rules = RuleSet.FromDictionary(Table(("rules", new object[] { Rule("gold", Compare("tier", "==", "Gold")) })));
        Assert.Equal([-1, 0, -1], rules.Evaluate(join.Profiles).FirstMatch);
    }

    [Fact]
    public void Attributes_of_a_merged_id_count_for_its_customer_and_the_surviving_id_wins()
    {
        MergeMap merges = new(new Dictionary<string, string> { ["old"] = "c0000", ["older"] = "c0001" }, null, [], []);
        ProfileTable source = Of(("Spend", new double[] { 1, 2 }));
        ProfileTable profiles = new(
            source.CustomerIds, source.AsOf, source.Columns, new Dictionary<string, double[]>(), new Dictionary<string, TextValues>(), mergeMap: merges);
        AttributeJoin join = Read(["id", "x"], ["old", "1"], ["c0000", "2"], ["older", "3"]).JoinTo(profiles);
        Assert.Equal([2, 3], join.Profiles.Numbers("x")!);
        Assert.Equal((2, 1, 0), (join.MatchedCount, join.MergedAway.Count, join.WithoutProfile.Count));
    }

    [Fact]
    public void Customers_without_events_can_be_segmented_by_their_attributes_alone()
    {
        CustomerAttributeTable table = Read(
            ["customer_id", "age", "location", "tier", "purchase_frequency", "avg_order_value", "last_engagement_days", "historical_open_rate", "historical_click_rate"],
            AttributeSchema.Customers,
            ["C2", "35", "Rome", "Gold", "12", "250", "5", "0.5", "0.2"],
            ["C1", "17", "Bonn", "Silver", "-1", "65", "90", "1.17", "0.03"]);
        Assert.Equal(["age", "purchase_frequency", "historical_open_rate"], table.Intake.Issues.Select(issue => issue.Column));
        ProfileTable profiles = table.ToProfiles(s_asOf);
        Assert.Equal(["C1", "C2"], profiles.CustomerIds);
        Assert.Equal([65, 250], profiles.Numbers("avg_order_value")!);
        Assert.Equal("Rome", profiles.Text("location", 1));
        Assert.Equal(ProfileUnit.Money, profiles.Columns.Single(column => column.Name == "avg_order_value").Unit);
    }

    [Fact]
    public void Missing_and_double_columns_are_refused()
    {
        Assert.Equal(ErrorIds.MissingColumn, Error(["name"], null).ErrorId);
        SegmentationException near = Error(["customer_id", "Agee"], AttributeSchema.FromDictionary(Table(("columns", new object[] { Table(("name", "age"), ("required", true)) }))));
        Assert.Contains("there is no column 'age'. Did you mean 'Agee'?", near.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorIds.DuplicateColumn, Error(["id", "x", "X "], null).ErrorId);
        Assert.Equal(ErrorIds.NoRows, Error(["id"], null).ErrorId);
        Assert.Equal(ErrorIds.NoUsableRows, Assert.Throws<SegmentationException>(() => Read(["id", "x"], ["", "1"])).ErrorId);
    }

    [Fact]
    public void A_bad_declaration_names_column_and_key()
    {
        SegmentationException error = Assert.Throws<SegmentationException>(
            () => AttributeSchema.FromDictionary(Table(("columns", new object[] { Table(("name", "age"), ("kind", "numbr")) }))));
        Assert.Equal(ErrorIds.InvalidAttributes, error.ErrorId);
        Assert.Equal("Attribute 'age': 'columns[1].kind' is 'numbr', which is not known. Did you mean 'number'?", error.Message);
    }

    [Fact]
    public void Only_declared_columns_are_kept_on_request_and_dates_may_have_a_format()
    {
        AttributeSchema schema = AttributeSchema.FromDictionary(Table(("id", "key"), ("only_declared", true), ("columns", new object[]
        {
            Table(("name", "since"), ("kind", "date"), ("date_format", "dd.MM.yyyy")),
        })));
        CustomerAttributeTable table = Read(["key", "other", "since"], schema, ["a", "1", "29.02.2020"], ["b", "1", "2020-02-29"]);
        Assert.Equal([new DateOnly(2020, 2, 29), null], Assert.Single(table.Columns).Dates);
        Assert.Equal("not a date (dd.MM.yyyy)", Assert.Single(table.Intake.Issues).Problem);
        Assert.Equal([1, Missing], table.ToProfiles(s_asOf).Numbers("DaysSinceSince")!);
    }

    private static string Id(int i) => "c" + i.ToString(CultureInfo.InvariantCulture);

    private static SegmentationException Error(string[] header, AttributeSchema? schema) =>
        Assert.Throws<SegmentationException>(() => CustomerAttributeTable.FromRows(header, [], schema));

    private static CustomerAttributeTable Read(string[] header, params string[][] rows) => Read(header, null, rows);

    private static CustomerAttributeTable Read(string[] header, AttributeSchema? schema, params string[][] rows) =>
        CustomerAttributeTable.FromRows(header, rows.Select((row, i) => new AttributeRow(i + 2, row)), schema);
}
