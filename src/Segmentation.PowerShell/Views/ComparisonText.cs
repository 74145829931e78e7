using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Globalization;
using System.Linq;
using Segmentation.Comparisons;
using Segmentation.Statistics;

namespace Segmentation.PowerShell.Views;

/// <summary>Texts for the view of a comparison, in the user's culture.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ComparisonText
{
    private const int FlowsShown = 6;

    /// <summary>Why the verdict is what it is.</summary>
    public static string Reasons(SegmentationComparison found) => Lines(found.Reasons);

    /// <summary>What became of each segment.</summary>
    public static string Lineage(SegmentationComparison found) => Lines(found.Lineage.Select(row => Text(
        $"{row.Change}: {row.Text} {row.SizeBefore:N0} -> {row.SizeAfter:N0}, +{row.Entered:N0} -{row.Left:N0}")));

    /// <summary>Who is in both.</summary>
    public static string Customers(SegmentationComparison found) => Text(
        $"{found.CommonCount:N0} in both, {found.JoinedCount:N0} joined, {found.GoneCount:N0} gone");

    /// <summary>The figures and tests of the migration.</summary>
    public static string Migration(SegmentationComparison found) => Lines(
    [
        Text($"stay rate {found.Migration.StayRate:P1}, kappa {found.Migration.Kappa:N2}"),
        $"Stuart-Maxwell {Test(found.Migration.MarginalHomogeneity)}",
        $"Bowker {Test(found.Migration.Symmetry)}",
    ]);

    /// <summary>The largest moves.</summary>
    public static string Flows(SegmentationComparison found) => Lines(found.Flows
        .Where(flow => flow.FromSegmentId != flow.ToSegmentId).OrderByDescending(flow => flow.Count).Take(FlowsShown)
        .Select(flow => Text($"{flow.FromSegmentId ?? "(joined)"} -> {flow.ToSegmentId ?? "(gone)"}: {flow.Count:N0}")));

    /// <summary>The features that changed most.</summary>
    public static string Features(SegmentationComparison found) => Lines(found.Features
        .OrderByDescending(f => f.PopulationStability ?? -1).Take(FlowsShown).Select(f => $"{f.Label}: {f.Reason}"));

    private static string Test(ChiSquareTest? test) => test is null
        ? "not defined: nobody moved"
        : Text($"{test.Statistic:N2} (df {test.DegreesOfFreedom}, ")
            + (test.PValue < 0.0001 ? "p < 0.0001)" : Text($"p {test.PValue:N4})"));

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.CurrentCulture);
}
