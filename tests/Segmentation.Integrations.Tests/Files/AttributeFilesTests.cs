using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Segmentation.Attributes;
using Segmentation.Integrations.Files;
using Segmentation.Profiles;
using Xunit;

namespace Segmentation.Tests.Files;

public sealed class AttributeFilesTests
{
    [Fact]
    public void A_survey_with_semicolons_a_byte_order_mark_and_gaps_is_read()
    {
        CustomerAttributeTable table = AttributeFiles.Read(TestData.File("survey/marketing_campaign.csv"));
        Assert.Equal(2240, table.CustomerIds.Count);
        Assert.Equal(28, table.Columns.Count);
        Assert.Equal("5524", table.CustomerIds[0]);
        AttributeColumn income = table.Column("Income")!;
        Assert.Equal((AttributeKind.Number, 24), (income.Kind, income.MissingCount));
        Assert.Equal(58138, income.Numbers![0]);
        Assert.Equal(AttributeKind.Date, table.Column("Dt_Customer")!.Kind);
        Assert.Equal(AttributeKind.Text, table.Column("Education")!.Kind);
        Assert.Empty(table.Intake.Skipped);
        Assert.Empty(table.Intake.Issues);
        ProfileTable profiles = table.ToProfiles(new DateTimeOffset(2014, 12, 31, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(24, profiles.Numbers("Income")!.Count(double.IsNaN));
        int row = profiles.CustomerIds.ToList().IndexOf("5524");
        Assert.Equal(848, profiles.Numbers("DaysSinceDt_Customer")![row]);
        Assert.Equal("Graduation", profiles.Text("Education", row));
    }

    [Fact]
    public void Lines_are_named_and_bad_rows_skipped()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "customers.csv");
        try
        {
            File.WriteAllText(path, "customer_id,age,note\nc1,17,\"two\nlines\"\nc2,30\nc1,40,x\nc3,50,y\n");
            AttributeSchema schema = new() { Columns = [new AttributeDeclaration("age") { Minimum = 18 }] };
            CustomerAttributeTable table = AttributeFiles.Read(path, schema);
            Assert.Equal(["c1", "c3"], table.CustomerIds);
            Assert.Equal("age: below 18 (1 row, first in line 2)", Assert.Single(table.Intake.Issues).ToString());
            Assert.Equal(["line 5", "line 4"], table.Intake.Skipped.Select(skipped => skipped.Examples[0]));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    [Fact]
    public void A_missing_file_is_one_clear_error() =>
        Assert.Equal(ErrorIds.FileNotFound, Assert.Throws<SegmentationException>(() => AttributeFiles.Read("/no/such/file.csv")).ErrorId);
}
