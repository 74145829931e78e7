using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Segmentation.Clustering;
using Segmentation.Events;
using Segmentation.PowerShell.Binding;
using Segmentation.Profiles;
using Segmentation.Segments;

namespace Segmentation.PowerShell.Commands;

/// <summary>Groups customers, or anything with numbers, into segments.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "Segmentation")]
[OutputType(typeof(Segment))]
public sealed class InvokeSegmentationCommand : SegmentationCmdlet
{
    private const string SourceOfObjects = "piped objects";
    private static readonly SegmentationOptions s_defaults = new();

    private SegmentationInput? _input;

    private FeatureSet? _features;

    private SegmentationInput Input => _input ??= new SegmentationInput(new ObjectTable(
        Id,
        _features is { } set && !set.Features.Any(f => f.Optional) ? [.. set.Features.Select(f => f.Column)] : Feature,
        withTexts: Method == SegmentationMethod.Rules));

    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public PSObject[] InputObject { get; set; } = [];

    [Parameter(Position = 0)]
    [ValidateRange(1, int.MaxValue)]
    public int? ClusterCount { get; set; }

    [Parameter]
    public SegmentationMethod Method { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RulePath { get; set; }

    [Parameter]
    [CountRange]
    [ValidateNotNullOrEmpty]
    [ValidateRange(2, int.MaxValue)]
    public int[]? ClusterRange { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public ClusterCountCriterion[] Criterion { get; set; } = [];

    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int MinimumClusterCount { get; set; } = s_defaults.MinimumClusterCount;

    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int MaximumClusterCount { get; set; } = s_defaults.MaximumClusterCount;

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Feature { get; set; }

    [Parameter]
    [ValidateNotNull]
    public PSObject? FeatureSet { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Id { get; set; }

    [Parameter]
    public FeatureTransform? Transform { get; set; }

    [Parameter]
    public FeatureScaling? Scaling { get; set; }

    [Parameter]
    public int Seed { get; set; } = s_defaults.Seed;

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
    public int? ThrottleLimit { get; set; }

    private protected override void Begin()
    {
        SegmentationChoices.Check(Method, IsGiven);
        _features = FeatureSet is null ? null : SegmentationChoices.Features(this, FeatureSet);
    }

    private protected override void Process()
    {
        foreach (object? item in PipedInput.Flatten(InputObject))
        {
            Input.Add(item);
        }
    }

    private protected override void End()
    {
        if (Input.IsEmpty)
        {
            return;
        }

        Input.RequireOneKind();
        RefuseOptionsOfOtherInput();
        IReadOnlyList<Segment> segments = Segments();
        RunNotes.Write(this, segments[0].Run);
        WriteObject(WithStep(segments), enumerateCollection: true);
    }

    private IReadOnlyList<Segment> Segments()
    {
        SegmentationOptions options = SegmentationChoices.ByRules(this, Method, RulePath) with
        {
            Criteria = Criterion,
            ClusterCount = ClusterCount,
            MinimumClusterCount = ClusterRange?.Min() ?? MinimumClusterCount,
            MaximumClusterCount = ClusterRange?.Max() ?? MaximumClusterCount,
            Seed = Seed,
            Features = Feature,
            FeatureSet = _features,
            Transform = Transform,
            Scaling = Scaling,
            ThreadCount = ThrottleLimit,
        };
        if (Input.Objects.Count > 0)
        {
            FeatureTable table = Input.Objects.ToFeatureTable();
            WarnOfUnreadableNumbers();
            return Run((progress, token) => Segmenter.Run(table, SourceOfObjects, options, progress, token));
        }

        if (Input.Profiles.Count > 0)
        {
            ProfileTable given = ProfileTable.From(Input.Profiles);
            return Run((progress, token) => Segmenter.Run(given, options, progress, token));
        }

        ProfileStage stage = new(AsOf, TimeZone, MinimumEvent);
        EventDataset dataset = Input.Events.ToDataset();
        ProfileTable profiles = stage.Build(this, dataset);
        SegmentationOptions rebuildable = options with { Rebuild = stage.Rebuild(dataset) };
        return Run((progress, token) => Segmenter.Run(profiles, rebuildable, progress, token));
    }

    private void RefuseOptionsOfOtherInput()
    {
        string[] forEvents = [nameof(AsOf), nameof(TimeZone), nameof(MinimumEvent)];
        if (Input.Events.IsEmpty && Array.Find(forEvents, IsGiven) is { } name)
        {
            throw InvalidOption(
                $"-{name} applies to events, and no events were piped.", "Give it to ConvertTo-CustomerProfile.");
        }

        if (Input.Objects.Count == 0 && Id is not null)
        {
            throw InvalidOption("-Id applies to objects other than events and profiles.", "Leave it out.");
        }
    }

    private void WarnOfUnreadableNumbers()
    {
        string found = string.Join(
            ", ", Input.Objects.Unreadable.Select(u => FormattableString.Invariant($"{u.Count:N0} of {u.Name}")));
        if (found.Length > 0)
        {
            WriteWarning($"Values that are no numbers count as missing: {found}.");
        }
    }

    private bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    private static SegmentationException InvalidOption(string message, string action) =>
        new(ErrorIds.InvalidOption, ErrorKind.InvalidArgument, message, action);
}
