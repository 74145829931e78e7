using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Security;
using Segmentation.Events;
using Segmentation.Identity;
using Segmentation.Pipeline;
using Segmentation.PowerShell.Binding;
using Segmentation.PowerShell.Errors;
using Segmentation.Reporting;
using Segmentation.Robustness;
using Segmentation.Segments;
using Segmentation.Synthetic;

namespace Segmentation.PowerShell.Commands;

/// <summary>Runs all stages, from events to a report, in one call.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "SegmentationPipeline", DefaultParameterSetName = OfEvents, SupportsShouldProcess = true)]
[OutputType(typeof(PipelineResult))]
public sealed partial class InvokeSegmentationPipelineCommand : SegmentationCmdlet
{
    private const string OfEvents = "Events";
    private const string OfFiles = "Path";
    private const string Generated = "Synthetic";

    private static readonly SegmentationOptions s_segmentation = new();
    private static readonly RobustnessOptions s_robustness = new();
    private static readonly ViabilityAssumptions s_viability = new();
    private readonly EventInput _events = new();

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = OfEvents)]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public PSObject[] InputObject { get; set; } = [];

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = OfFiles)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    [Parameter(ParameterSetName = OfFiles)]
    [ValidateSet(MappingChoice.Auto, "Canonical", "Bloomreach", "GA4", "Segment", "Rees46", "OnlineRetail", "Cdnow")]
    public string? Preset { get; set; }

    [Parameter(ParameterSetName = OfFiles)]
    [ValidateNotNull]
    public object? Mapping { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = Generated)]
    [ValidateRange(1, SyntheticOptions.MaximumCustomerCount)]
    public int CustomerCount { get; set; }

    [Parameter]
    [ValidateNotNull]
    public PSObject[]? IdHistory { get; set; }

    [Parameter]
    public ConflictPolicy ConflictPolicy { get; set; } = ConflictPolicy.Merge;

    [Parameter]
    [InvariantDate(EndOfDay = true)]
    public DateTimeOffset? AsOf { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TimeZone { get; set; }

    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MinimumEvent { get; set; } = 1;

    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? HoldoutDays { get; set; }

    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? ClusterCount { get; set; }

    [Parameter]
    [CountRange]
    [ValidateNotNullOrEmpty]
    [ValidateRange(2, int.MaxValue)]
    public int[]? ClusterRange { get; set; }

    [Parameter]
    public SegmentationMethod Method { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RulePath { get; set; }

    [Parameter]
    public int Seed { get; set; } = s_segmentation.Seed;

    [Parameter]
    [ValidateRange(2, 100_000)]
    public int Replicate { get; set; } = s_robustness.Replicates;

    [Parameter]
    public SwitchParameter Null { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateRange(1, 10_000)]
    public int[]? Window { get; set; }

    [Parameter]
    public double Margin { get; set; } = s_viability.Margin;

    [Parameter]
    public decimal ContactCost { get; set; } = s_viability.ContactCost;

    [Parameter]
    public double ExpectedLift { get; set; } = s_viability.ExpectedLift;

    [Parameter]
    [ValidateNotNull]
    public IDictionary? Criteria { get; set; }

    [Parameter]
    [ValidateNotNull]
    public PSObject? Reference { get; set; }

    [Parameter]
    [ValidateNotNull]
    public SecureString? Salt { get; set; }

    [Parameter]
    public SwitchParameter IncludeLookAlike { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public PipelineStage[] Skip { get; set; } = [];

    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? ThrottleLimit { get; set; }

    private protected override void Begin()
    {
        SegmentationChoices.Check(Method, MyInvocation.BoundParameters.ContainsKey);
        CheckExplanation();
    }

    private protected override void Process()
    {
        foreach (object? item in PipedInput.Flatten(InputObject))
        {
            if (!_events.TryAdd(item))
            {
                throw PipedInput.Unexpected(item, "events", "Import-CustomerEvent or ConvertTo-CustomerEvent");
            }
        }
    }

    private protected override void End()
    {
        if (ParameterSetName == OfEvents && _events.IsEmpty)
        {
            return;
        }

        PipelineOptions options = WithReport(Options());
        using ChatConnection? chat = OpenChat();
        options = options with { Explain = chat is null ? null : chat.Explain };
        EventDataset dataset = Dataset().WithStep(StepText.Of(this));
        PipelineResult result = Run((progress, token) => SegmentationPipeline.Run(dataset, options, progress, token));
        Tell(result);
        WriteObject(result);
        if (result.Failed is { } failed)
        {
            WriteError(ErrorRecords.OfStage(result, failed));
        }
    }
}
