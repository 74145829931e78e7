using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Segmentation.Decisions;
using Segmentation.PowerShell.Binding;
using Segmentation.Segments;

namespace Segmentation.PowerShell.Commands;

/// <summary>Says what there is to act on in each segment.</summary>
[Cmdlet(VerbsDiagnostic.Test, "SegmentActionability")]
[OutputType(typeof(Segment), typeof(bool), typeof(DecisionSummary))]
public sealed class TestSegmentActionabilityCommand : SegmentationCmdlet
{
    private readonly List<Segment> _segments = [];

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public PSObject[] InputObject { get; set; } = [];

    [Parameter]
    [ValidateRange(0, 4)]
    public int MinimumDimension { get; set; }

    [Parameter]
    public ConfidenceLevel MinimumConfidence { get; set; }

    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? ThrottleLimit { get; set; }

    [Parameter]
    public SwitchParameter Quiet { get; set; }

    [Parameter]
    public SwitchParameter Summary { get; set; }

    private protected override void Process() => _segments.AddRange(PipedInput.Segments(InputObject));

    private protected override void End()
    {
        if (_segments.Count == 0)
        {
            return;
        }

        ActionabilityOptions options = new() { ThreadCount = ThrottleLimit };
        IReadOnlyList<Segment> judged =
            Run((progress, token) => ActionabilityTest.Test(_segments, options, progress, token));
        Segment[] kept = [.. judged.Where(Meets)];
        Verbose($"{judged.Count(IsActionable)} of {judged.Count} segments are actionable; {judged.Count - kept.Length} are left out.");
        if (Quiet)
        {
            WriteObject(kept.Length == judged.Count && kept.All(IsActionable));
        }
        else if (Summary)
        {
            WriteObject(Verdict.Summarize(kept));
        }
        else
        {
            WriteObject(WithStep(kept), enumerateCollection: true);
        }
    }

    private static bool IsActionable(Segment segment) => segment.Actionability!.IsActionable == true;

    private bool Meets(Segment segment) =>
        segment.Actionability!.Dimensions.Count >= MinimumDimension
        && segment.Actionability.Confidence >= MinimumConfidence;
}
