using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Segmentation.Clustering;
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

    private readonly EventInput _events = new();
    private readonly List<CustomerProfile> _profiles = [];
    private ObjectTable _objects = new(idName: null, featureNames: null);

    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public PSObject[] InputObject { get; set; } = [];

    [Parameter(Position = 0)]
    [ValidateRange(1, int.MaxValue)]
    public int? ClusterCount { get; set; }

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
        _objects = new ObjectTable(Id, Feature);
        if (ClusterCount is not null && (IsGiven(nameof(MinimumClusterCount)) || IsGiven(nameof(MaximumClusterCount))))
        {
            throw InvalidOption("-ClusterCount and a range of cluster counts were both given.", "Give one of them.");
        }
    }

    private protected override void Process()
    {
        foreach (object? item in PipedInput.Flatten(InputObject))
        {
            Add(item);
        }
    }

    private protected override void End()
    {
        int kinds = Convert.ToInt32(!_events.IsEmpty) + Convert.ToInt32(_profiles.Count > 0) + Convert.ToInt32(_objects.Count > 0);
        if (kinds == 0)
        {
            return;
        }

        if (kinds > 1)
        {
            throw new SegmentationException(
                ErrorIds.UnexpectedInput,
                ErrorKind.InvalidArgument,
                "Objects of several kinds were piped.",
                "Pipe events, or profiles, or objects of one other kind.");
        }

        RefuseOptionsOfOtherInput();
        IReadOnlyList<Segment> segments = Segments();
        Report(segments[0].Run);
        WriteObject(segments, enumerateCollection: true);
    }

    private void Add(object? item)
    {
        if (_events.TryAdd(item))
        {
            return;
        }

        switch (item)
        {
            case CustomerProfile profile:
                _profiles.Add(profile);
                break;
            case null or string or Segment:
            case ValueType when item.GetType().IsPrimitive:
                throw PipedInput.Unexpected(
                    item, "events, profiles or objects with numbers", "Import-CustomerEvent, ConvertTo-CustomerProfile or Import-Csv");
            default:
                _objects.Add(PSObject.AsPSObject(item));
                break;
        }
    }

    private IReadOnlyList<Segment> Segments()
    {
        SegmentationOptions options = new()
        {
            ClusterCount = ClusterCount,
            MinimumClusterCount = MinimumClusterCount,
            MaximumClusterCount = MaximumClusterCount,
            Seed = Seed,
            Features = Feature,
            Transform = Transform,
            Scaling = Scaling,
            ThreadCount = ThrottleLimit,
        };
        if (_objects.Count > 0)
        {
            FeatureTable table = _objects.ToFeatureTable();
            WarnOfUnreadableNumbers();
            return Run((progress, token) => Segmenter.Run(table, SourceOfObjects, options, progress, token));
        }

        ProfileTable profiles = _profiles.Count > 0
            ? ProfileTable.From(_profiles)
            : new ProfileStage(AsOf, TimeZone, MinimumEvent).Build(this, _events.ToDataset());
        return Run((progress, token) => Segmenter.Run(profiles, options, progress, token));
    }

    private void RefuseOptionsOfOtherInput()
    {
        string[] forEvents = [nameof(AsOf), nameof(TimeZone), nameof(MinimumEvent)];
        if (_events.IsEmpty && Array.Find(forEvents, IsGiven) is { } name)
        {
            throw InvalidOption($"-{name} applies to events, and no events were piped.", "Give it to ConvertTo-CustomerProfile.");
        }

        if (_objects.Count == 0 && Id is not null)
        {
            throw InvalidOption("-Id applies to objects other than events and profiles.", "Leave it out.");
        }
    }

    private void WarnOfUnreadableNumbers()
    {
        string found = string.Join(", ", _objects.Unreadable.Select(u => FormattableString.Invariant($"{u.Count:N0} of {u.Name}")));
        if (found.Length > 0)
        {
            WriteWarning($"Values that are no numbers count as missing: {found}.");
        }
    }

    private void Report(SegmentationRun run)
    {
        Verbose($"{run.CustomerCount} rows in {run.ClusterCount} segments, {run.Features.Count} features, seed {run.Seed}.");
        Verbose($"{run.ClusterCountReason}");
        foreach (DroppedFeature dropped in run.DroppedFeatures)
        {
            Verbose($"{dropped.Name} was left out: {dropped.Reason}.");
        }

        if (run.SkippedIds.Count > 0)
        {
            WriteWarning(FormattableString.Invariant(
                $"{run.SkippedIds.Count:N0} rows have no value in any feature and are in no segment. See Run.SkippedIds."));
        }
    }

    private bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    private static SegmentationException InvalidOption(string message, string action) =>
        new(ErrorIds.InvalidOption, ErrorKind.InvalidArgument, message, action);
}
