using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Segmentation.PowerShell.Binding;
using Segmentation.Robustness;
using Segmentation.Segments;

namespace Segmentation.PowerShell.Commands;

/// <summary>Tests how far segments can be trusted.</summary>
[Cmdlet(VerbsDiagnostic.Test, "SegmentRobustness")]
[OutputType(typeof(Segment), typeof(bool))]
public sealed class TestSegmentRobustnessCommand : SegmentationCmdlet
{
    private static readonly RobustnessOptions s_defaults = new();
    private readonly List<Segment> _segments = [];

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public PSObject[] InputObject { get; set; } = [];

    [Parameter]
    [ValidateRange(2, 100_000)]
    public int Replicate { get; set; } = s_defaults.Replicates;

    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int MaximumSample { get; set; } = s_defaults.MaximumSample;

    [Parameter]
    public int Seed { get; set; } = s_defaults.Seed;

    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? ThrottleLimit { get; set; }

    [Parameter]
    public RobustnessTests[] Test { get; set; } = [s_defaults.Tests];

    [Parameter]
    public SwitchParameter Null { get; set; }

    [Parameter]
    [ValidateRange(1, 10_000)]
    public int NullReplicate { get; set; } = s_defaults.NullReplicates;

    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateRange(1, 10_000)]
    public int[]? Window { get; set; }

    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double MinimumCoverage { get; set; } = s_defaults.Criteria.MinimumCoverage!.Value;

    [Parameter]
    [CountRange]
    [ValidateNotNullOrEmpty]
    [ValidateRange(1, int.MaxValue)]
    public int[]? SegmentCount { get; set; }

    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double MinimumShare { get; set; } = s_defaults.Criteria.MinimumShare!.Value;

    [Parameter]
    public SwitchParameter Quiet { get; set; }

    private protected override void Process() => _segments.AddRange(PipedInput.Segments(InputObject));

    private protected override void End()
    {
        if (_segments.Count == 0)
        {
            return;
        }

        RobustnessTests tests = Test.Aggregate(RobustnessTests.None, (all, test) => all | test);
        RobustnessOptions options = new()
        {
            Tests = Window is null ? tests : tests | RobustnessTests.TimeWindow,
            Replicates = Replicate,
            MaximumSample = MaximumSample,
            Seed = Seed,
            Null = Null || MyInvocation.BoundParameters.ContainsKey(nameof(NullReplicate)),
            NullReplicates = NullReplicate,
            WindowDays = Window ?? s_defaults.WindowDays,
            Criteria = new()
            {
                MinimumCoverage = MinimumCoverage,
                MinimumSegmentCount = SegmentCount?.Min() ?? s_defaults.Criteria.MinimumSegmentCount,
                MaximumSegmentCount = SegmentCount?.Max(),
                MinimumShare = MinimumShare,
            },
            ThreadCount = ThrottleLimit,
        };
        IReadOnlyList<Segment> tested =
            Run((progress, token) => RobustnessSuite.Test(_segments, options, progress, token));
        foreach (string reason in tested.SelectMany(s => s.Robustness?.Solution?.NotAssessed ?? []).Distinct(StringComparer.Ordinal))
        {
            WriteWarning($"Not assessed: {reason}");
        }

        bool passed = !RunNotes.WarnOfFailedChecks(this, tested);
        int trusted = tested.Count(IsTrusted);
        Verbose($"{trusted} of {tested.Count} segments are stable over {Replicate} replicates, seed {Seed}.");
        if (Quiet)
        {
            WriteObject(trusted == tested.Count && passed);
        }
        else
        {
            WriteObject(WithStep(tested), enumerateCollection: true);
        }
    }

    private static bool IsTrusted(Segment segment) =>
        segment.Verdict is RobustnessVerdict.Stable or RobustnessVerdict.HighlyStable;
}
