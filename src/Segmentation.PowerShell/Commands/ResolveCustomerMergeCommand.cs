using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Segmentation.Events;
using Segmentation.Identity;
using Segmentation.PowerShell.Binding;

namespace Segmentation.PowerShell.Commands;

/// <summary>Works out which ids are one customer, and has the events count for the surviving one.</summary>
[Cmdlet(VerbsDiagnostic.Resolve, "CustomerMerge")]
[OutputType(typeof(EventDataset), typeof(MergeMap))]
public sealed class ResolveCustomerMergeCommand : SegmentationCmdlet
{
    private readonly EventInput _events = new();
    private readonly List<IdHistoryEntry> _history = [];
    private readonly IdHistoryReader _reader = new();

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public PSObject[] InputObject { get; set; } = [];

    [Parameter]
    [ValidateNotNull]
    public PSObject[]? IdHistory { get; set; }

    [Parameter]
    [InvariantDate(EndOfDay = true)]
    public DateTimeOffset? AsOf { get; set; }

    [Parameter]
    public ConflictPolicy ConflictPolicy { get; set; } = ConflictPolicy.Merge;

    [Parameter]
    public CyclePolicy OnCycle { get; set; } = CyclePolicy.Merge;

    [Parameter]
    public SwitchParameter Verify { get; set; }

    private protected override void Begin() => _history.AddRange(IdHistoryInput.Read(this, IdHistory ?? []));

    private protected override void Process()
    {
        foreach (object? item in PipedInput.Flatten(InputObject))
        {
            if (!_events.TryAdd(item))
            {
                _history.Add(_reader.Read(item));
            }
        }
    }

    private protected override void End()
    {
        EventDataset? dataset = _events.IsEmpty ? null : _events.ToDataset();
        bool given = IdHistory is not null || _history.Count > 0;
        IReadOnlyList<IdHistoryEntry> history = given ? _history : dataset?.IdHistory ?? [];
        IdentityOptions options = new() { AsOf = AsOf, ConflictPolicy = ConflictPolicy, OnCycle = OnCycle };
        MergeMap map = Run((_, token) => IdentityResolver.Resolve(history, options, token));

        int merged = map.MergedIdCount;
        Verbose($"{history.Count} rows of id history: {merged} past ids of {map.MergedCustomerCount} customers.");
        WarnOfConflicts(map);
        if (dataset is not null)
        {
            EventDataset resolved = dataset.WithMerges(map).WithStep(StepText.Of(this));
            if (Verify)
            {
                RequireConserved(dataset, resolved);
            }

            WriteObject(resolved);
        }
        else if (given)
        {
            WriteObject(map);
        }
    }

    private void RequireConserved(EventDataset before, EventDataset after)
    {
        MergeConservation check = Run((_, token) => MergeConservation.Check(before, after, token));
        if (!check.IsConserved)
        {
            throw new SegmentationException(
                ErrorIds.NotConserved,
                ErrorKind.InvalidData,
                $"Merging ids changed what the events add up to: {check}",
                "The source may have changed while it was read; read it again.");
        }

        Verbose($"Conserved: {check.EventsAfter} events, net revenue {check.NetRevenueAfter}, {check.CustomersAfter} customers.");
    }

    private void WarnOfConflicts(MergeMap map)
    {
        int forks = map.Conflicts.Count(conflict => conflict.Kind == MergeConflictKind.Fork);
        int cycles = map.Conflicts.Count - forks;
        if (map.Conflicts.Count > 0)
        {
            WriteWarning(FormattableString.Invariant(
                $"The id history contradicts itself: {forks} ids were merged into different ids (-ConflictPolicy ")
                + FormattableString.Invariant($"{ConflictPolicy}), {cycles} groups in a circle (-OnCycle {OnCycle}). ")
                + "See MergeMap.Conflicts.");
        }
    }
}
