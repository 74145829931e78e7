using System.Management.Automation;

namespace Segmentation.PowerShell.Commands;

/// <content>The criteria, each by itself; null switches one off.</content>
public sealed partial class TestSegmentViabilityCommand
{
    [Parameter]
    public int? MinimumSize { get; set; }

    [Parameter]
    public double? MaximumShare { get; set; }

    [Parameter]
    public decimal? MinimumTotalClv { get; set; }

    [Parameter]
    public decimal? MinimumAverageClv { get; set; }

    [Parameter]
    public double? MinimumFeatureStability { get; set; }

    [Parameter]
    public double? MinimumTimeConsistency { get; set; }

    [Parameter]
    public double? MinimumRobustness { get; set; }

    [Parameter]
    public double? MinimumRoi { get; set; }

    [Parameter]
    public double? MaximumCostToClv { get; set; }

    [Parameter]
    public int? MinimumDimension { get; set; }

    [Parameter]
    public double? MinimumViabilityScore { get; set; }
}
