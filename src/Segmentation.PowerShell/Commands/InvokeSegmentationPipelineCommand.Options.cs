using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using Segmentation.Events;
using Segmentation.Identity;
using Segmentation.LookAlikes;
using Segmentation.Pipeline;
using Segmentation.PowerShell.Binding;
using Segmentation.PowerShell.Errors;
using Segmentation.Reporting;
using Segmentation.Robustness;
using Segmentation.Segments;
using Segmentation.Synthetic;

namespace Segmentation.PowerShell.Commands;

/// <content>From parameters to what the engine is asked for, and what is said about the result.</content>
public sealed partial class InvokeSegmentationPipelineCommand
{
    [Parameter]
    [ValidateNotNull]
    public PSObject? FeatureSet { get; set; }

    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double MinimumCoverage { get; set; } = s_robustness.Criteria.MinimumCoverage!.Value;

    [Parameter]
    [CountRange]
    [ValidateNotNullOrEmpty]
    [ValidateRange(1, int.MaxValue)]
    public int[]? SegmentCount { get; set; }

    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double MinimumShare { get; set; } = s_robustness.Criteria.MinimumShare!.Value;

    private EventDataset Dataset() => ParameterSetName switch
    {
        OfFiles => EventFileInput.Open(
            this,
            [.. Path.SelectMany(path => FileSystemPaths.Existing(SessionState.Path, path))],
            Preset,
            Mapping,
            new EventFileSettings(EventFileLayout.Detect, null, null),
            []),
        Generated => SyntheticEvents.Create(new SyntheticOptions { CustomerCount = CustomerCount, Seed = Seed }),
        _ => _events.ToDataset(),
    };

    private PipelineOptions Options() => new()
    {
        Skip = Skip,
        IdHistory = IdHistory is null ? null : IdHistoryInput.Read(this, IdHistory),
        Identity = new IdentityOptions { ConflictPolicy = ConflictPolicy },
        Profiles = new ProfileStage(AsOf, TimeZone, MinimumEvent).Options(),
        HoldoutDays = HoldoutDays,
        Segmentation = SegmentationChoices.ByRules(this, Method, RulePath) with
        {
            ClusterCount = ClusterCount,
            MinimumClusterCount = ClusterRange?.Min() ?? s_segmentation.MinimumClusterCount,
            MaximumClusterCount = ClusterRange?.Max() ?? s_segmentation.MaximumClusterCount,
            Seed = Seed,
            FeatureSet = FeatureSet is null ? null : SegmentationChoices.Features(this, FeatureSet),
            ThreadCount = ThrottleLimit,
        },
        Robustness = s_robustness with
        {
            Tests = Window is null ? s_robustness.Tests : s_robustness.Tests | RobustnessTests.TimeWindow,
            Replicates = Replicate,
            Null = Null,
            WindowDays = Window ?? s_robustness.WindowDays,
            Criteria = s_robustness.Criteria with
            {
                MinimumCoverage = MinimumCoverage,
                MinimumSegmentCount = SegmentCount?.Min() ?? s_robustness.Criteria.MinimumSegmentCount,
                MaximumSegmentCount = SegmentCount?.Max(),
                MinimumShare = MinimumShare,
            },
            Seed = Seed,
            ThreadCount = ThrottleLimit,
        },
        Viability = s_viability with { Margin = Margin, ContactCost = ContactCost, ExpectedLift = ExpectedLift },
        Criteria = CriteriaChoices.Of(null, Criteria),
        Reference = Reference is null ? null : ModelInput.Model(this, Reference),
        ReferenceSalt = SaltInput.ToCompare(Salt),
        LookAlikes = IncludeLookAlike ? new LookAlikeOptions() : null,
        Clock = TimeProvider.System,
    };

    private void Tell(PipelineResult result)
    {
        if (result.ProfileTable is { } table)
        {
            ProfileStage.Report(this, table);
        }

        if (result.Run is { } run)
        {
            RunNotes.Write(this, run);
        }

        _ = RunNotes.WarnOfFailedChecks(this, result.Segments ?? []);

        int questions = result.Segments?.Count ?? 0;
        if (ExplanationChoices.Warning(result.ExplanationFailures, questions, Provider.ToString()) is { } warning)
        {
            WriteWarning(warning);
        }

        foreach (StageResult stage in result.Stages)
        {
            Verbose($"{stage.Stage}: {stage.Status} {stage.Duration?.TotalSeconds:F2} s {string.Join(", ", stage.Metrics)}");
        }
    }
}
