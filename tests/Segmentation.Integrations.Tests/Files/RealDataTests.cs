using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Segmentation.Events;
using Segmentation.Integrations.Configuration;
using Segmentation.Integrations.Files;
using Xunit;

namespace Segmentation.Tests.Files;

public sealed class RealDataTests
{
    [Fact]
    public void Online_retail_goes_through_to_the_cent_by_the_sample_mapping()
    {
        EventMapping mapping = YamlMapping.Read(Example("online-retail.mapping.yaml"));
        EventDataset dataset = EventFiles.Open(
            [TestData.File("online-retail/online_retail.csv.gz")], new EventFileOptions { Mapping = mapping });

        Assert.Equal(541_909, dataset.RowsRead);
        Assert.Equal(541_909, dataset.RowsUsed + dataset.RowsSkipped.Sum(rows => rows.Count));
        SkippedRows skipped = Assert.Single(dataset.RowsSkipped);
        Assert.Equal((SkipReason.NoCustomerId, 135_080), (skipped.Reason, skipped.Count));
        Assert.Equal("online_retail.csv.gz:624: column 'CustomerID' is empty", skipped.Examples[0]);
        Assert.Equal(4_372, dataset.CustomerCount);

        Totals totals = Totals.Of(dataset);
        Assert.Equal(397_924, totals.Purchases);
        Assert.Equal(8_911_407.90m, totals.PurchaseAmount);
        Assert.Equal(18_536, totals.PurchaseOrders);
        Assert.Equal(4_339, totals.PurchaseCustomers);
        Assert.Equal(8_905, totals.Refunds);
        Assert.True(totals.SmallestAmount >= 0);
    }

    [Fact]
    public void Online_retail_sums_up_over_all_rows_with_a_fallback_customer()
    {
        EventMapping preset = EventMappingPresets.Get("onlineretail");
        Dictionary<EventField, FieldMapping> fields = new(preset.Fields)
        {
            [EventField.CustomerId] = preset.Fields[EventField.CustomerId] with { Default = "unknown" },
        };
        EventDataset dataset = EventFiles.Open(
            [TestData.File("online-retail/online_retail.csv.gz")],
            new EventFileOptions { Mapping = preset with { Fields = fields } });

        Totals totals = Totals.Of(dataset);
        Assert.Equal(541_909, dataset.RowsUsed);
        Assert.Equal(4_373, dataset.CustomerCount);
        Assert.Equal(9_747_747.93m, decimal.Round(totals.PurchaseAmount - totals.RefundAmount, 2));
        Assert.Equal(9_288, totals.RefundsWithOrderIdPrefixC);
        Assert.Equal(25_900, totals.Orders);
    }

    [Theory]
    [InlineData("cdnow/cdnow_sample.csv", 6_919, 2_357, 244_091.94)]
    [InlineData("cdnow/cdnow_master.csv", 69_659, 23_570, 2_500_315.63)]
    public void Cdnow_goes_through_to_the_cent(string file, int rows, int customers, double amount)
    {
        EventDataset dataset = EventFiles.Open(
            [TestData.File(file)], new EventFileOptions { Mapping = EventMappingPresets.Get("Cdnow") });
        Totals totals = Totals.Of(dataset);
        Assert.Equal((rows, rows, customers), (dataset.RowsRead, dataset.EventCount, dataset.CustomerCount));
        Assert.Equal((decimal)amount, totals.PurchaseAmount);
        Assert.Equal(rows, totals.Purchases);
    }

    [Fact]
    public void Rees46_sample_goes_through_whole()
    {
        EventDataset dataset = EventFiles.Open(
            [TestData.File("ecommerce/rees46_2019_oct_sample.csv")],
            new EventFileOptions { Mapping = EventMappingPresets.Get("Rees46") });
        Assert.Equal((1_000, 1_000, 0), (dataset.RowsRead, dataset.EventCount, dataset.RowsSkipped.Count));
        EventRecord second = dataset.Events.ElementAt(1);
        Assert.Equal(EventType.ViewItem, second.Type);
        Assert.Equal(
            ("appliances", "environment", "water_heater"), (second.CategoryLevel1, second.CategoryLevel2, second.CategoryLevel3));
        Assert.Equal(new DateTimeOffset(2019, 10, 1, 0, 0, 0, TimeSpan.Zero), second.Timestamp);
        Assert.All(dataset.Events, record => Assert.NotEqual(EventType.Custom, record.Type));
        Assert.All(
            dataset.Events.Where(record => record.Type == EventType.Purchase),
            record => Assert.Equal(record.ProductPrice, record.TotalAmount));
    }

    [Fact]
    public void Ecom_clickstream_goes_through_whole_by_a_proposed_mapping()
    {
        string path = TestData.File("ecommerce/ecom.csv.gz");
        EventMappingProposal proposal = EventFiles.Propose(path, new EventFileOptions());
        Assert.Equal("by column names and values", proposal.Confidence);
        Assert.Equal(["user_cohort", "user_lifecycle"], proposal.UnmatchedColumns);

        EventDataset dataset = EventFiles.Open([path], new EventFileOptions { Mapping = proposal.Mapping });
        Assert.Equal((31_106, 31_106), (dataset.RowsRead, dataset.EventCount));
        Assert.Equal(3_605, dataset.Events.Select(record => record.SessionId).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(470, dataset.Events.Count(record => record.Type == EventType.Purchase));
        Assert.Equal(2_762, dataset.Events.Count(record => record.CustomType is "home"));
    }

    [Theory]
    [InlineData("online-retail/online_retail.csv.gz", "OnlineRetail")]
    [InlineData("cdnow/cdnow_master.csv", "Cdnow")]
    [InlineData("cdnow/cdnow_sample.csv", "Cdnow")]
    [InlineData("ecommerce/rees46_2019_oct_sample.csv", "Rees46")]
    public void Presets_are_recognised_by_the_header(string file, string preset)
    {
        EventMappingProposal proposal = EventFiles.Propose(TestData.File(file), new EventFileOptions());
        Assert.Equal($"the header is that of preset {preset}", proposal.Confidence);
        Assert.Equal(preset, proposal.Mapping.Name);
    }

    [Fact]
    public void Two_passes_give_the_same_batches()
    {
        EventDataset dataset = EventFiles.Open(
            [TestData.File("ecommerce/rees46_2019_oct_sample.csv")], new EventFileOptions());
        EventBatch one = dataset.Read(new IntakeTally(), CancellationToken.None).Single();
        EventBatch two = dataset.Read(new IntakeTally(), CancellationToken.None).Single();
        Assert.Equal(one.Customers.AsSpan(0, one.Count), two.Customers.AsSpan(0, two.Count));
        Assert.Equal(one.UtcTicks.AsSpan(0, one.Count), two.UtcTicks.AsSpan(0, two.Count));
        Assert.Equal(one.Vocabulary.Customers.ToList(), two.Vocabulary.Customers.ToList());
    }

    private static string Example(string name)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Segmentation.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "examples", name);
    }

    private sealed record Totals
    {
        public int Purchases { get; private set; }

        public int Refunds { get; private set; }

        public int RefundsWithOrderIdPrefixC { get; private set; }

        public decimal PurchaseAmount { get; private set; }

        public decimal RefundAmount { get; private set; }

        public int PurchaseOrders { get; private set; }

        public int PurchaseCustomers { get; private set; }

        public int Orders { get; private set; }

        public decimal SmallestAmount { get; private set; } = decimal.MaxValue;

        public static Totals Of(EventDataset dataset)
        {
            Totals totals = new();
            HashSet<string> orders = [];
            HashSet<string> purchaseOrders = [];
            HashSet<string> customers = [];
            foreach (EventRecord record in dataset.Events)
            {
                decimal amount = record.TotalAmount ?? 0;
                totals.SmallestAmount = Math.Min(totals.SmallestAmount, amount);
                orders.Add(record.OrderId ?? "");
                if (record.Type == EventType.Purchase)
                {
                    totals.Purchases++;
                    totals.PurchaseAmount += amount;
                    purchaseOrders.Add(record.OrderId ?? "");
                    customers.Add(record.CustomerId);
                }
                else
                {
                    Assert.Equal(EventType.Refund, record.Type);
                    totals.Refunds++;
                    totals.RefundsWithOrderIdPrefixC += record.OrderId!.StartsWith('C') ? 1 : 0;
                    totals.RefundAmount += amount;
                }
            }

            totals.PurchaseOrders = purchaseOrders.Count;
            totals.PurchaseCustomers = customers.Count;
            totals.Orders = orders.Count;
            return totals;
        }
    }
}
