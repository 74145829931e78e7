using System.Collections.Generic;
using System.Linq;
using Segmentation.Reporting;
using Xunit;

namespace Segmentation.Tests.Reporting;

/// <summary>What charts are drawn from, in a report that is to be shared.</summary>
public sealed class SmallDistributionTests
{
    private const int Minimum = 25;

    [Fact]
    public void No_cell_that_is_shown_is_about_few_customers()
    {
        SegmentReport report = Shared();
        Assert.Null(report.Activity);
        Assert.All(
            report.Segments.SelectMany(s => s.Activity ?? []).Select(c => c.CustomerCount)
                .Concat(report.RfmGrid!.Select(c => c.CustomerCount))
                .Concat(report.Migration!.Moves.Select(m => m.CustomerCount)),
            count => Assert.True(count is null or >= Minimum));
        Assert.All(report.RfmGrid!.Where(c => c.CustomerCount is null), c => Assert.Null(c.AverageRevenue));
        Assert.Contains(report.Privacy!.Withheld, note => note.Term == "Migration");
    }

    [Fact]
    public void A_move_that_is_withheld_cannot_be_found_by_subtraction()
    {
        IReadOnlyList<ReportMove> moves = Shared().Migration!.Moves;
        Assert.Contains(moves, m => m.CustomerCount is null);
        IEnumerable<IGrouping<string?, ReportMove>> lines =
            moves.GroupBy(m => "from " + m.From).Concat(moves.GroupBy(m => "to " + m.To)).Where(g => g.Count() > 1);
        Assert.All(lines, line => Assert.NotEqual(1, line.Count(m => m.CustomerCount is null)));
    }

    [Fact]
    public void What_would_give_a_withheld_move_away_is_withheld_with_it()
    {
        SegmentReport report = Reports.Kind("compared");
        ReportMigration shared = SmallCells.Withhold(report, Minimum).Migration!;
        Assert.Equal("Shifted: look at what moved before acting.", shared.Statement);
        Assert.Null(shared.Reasons);
        Assert.Null(shared.Lineage);
        Assert.Null(shared.CommonCount ?? shared.JoinedCount ?? shared.GoneCount);
        Assert.Equal(report.Migration, SmallCells.Withhold(report, 2).Migration! with { Moves = report.Migration!.Moves });
    }

    private static SegmentReport Shared() => SmallCells.Withhold(ChartSamples.Of(), Minimum);
}
