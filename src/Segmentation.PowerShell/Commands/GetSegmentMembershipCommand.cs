using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Segmentation.Models;
using Segmentation.PowerShell.Binding;

namespace Segmentation.PowerShell.Commands;

/// <summary>Puts customers into the segments of a model.</summary>
[Cmdlet(VerbsCommon.Get, "SegmentMembership")]
[OutputType(typeof(SegmentMembership))]
public sealed class GetSegmentMembershipCommand : SegmentationCmdlet
{
    private MembershipInput? _input;
    private long _scored;
    private long _outOfRange;
    private long _without;

    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNull]
    public PSObject? Model { get; set; }

    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public PSObject[] InputObject { get; set; } = [];

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Id { get; set; }

    private protected override void Begin()
    {
        SegmentModel model = ModelInput.Model(this, Model!);
        _input = new MembershipInput(new SegmentScorer(model), Id, model.TextColumns);
        Verbose($"{model}");
    }

    private protected override void Process()
    {
        foreach (object? item in PipedInput.Flatten(InputObject))
        {
            StopToken.ThrowIfCancellationRequested();
            Write(_input!.Add(item));
        }
    }

    private protected override void End()
    {
        Write(_input!.Flush());
        Verbose($"{_scored} customers, {_without} in no segment, {_outOfRange} with values outside of the training range.");
        string unreadable = string.Join(
            ", ", _input.Unreadable.Select(u => FormattableString.Invariant($"{u.Value:N0} of {u.Key}")));
        if (unreadable.Length > 0)
        {
            WriteWarning($"Values that are no numbers count as missing: {unreadable}.");
        }

        if (_outOfRange > 0)
        {
            WriteWarning(FormattableString.Invariant($"{_outOfRange:N0} of {_scored:N0} customers have values outside of ")
                + "what the model was made from; their segments are guesses. See OutOfRange.");
        }
    }

    private void Write(IReadOnlyList<SegmentMembership> memberships)
    {
        foreach (SegmentMembership membership in memberships)
        {
            _scored++;
            _outOfRange += membership.OutOfRange.Count > 0 ? 1 : 0;
            _without += membership.SegmentId is null ? 1 : 0;
            WriteObject(membership);
        }

        if (memberships.Count > 0)
        {
            Show(() => new StageProgress("Scoring customers", FormattableString.Invariant($"{_scored:N0} customers"), null));
        }
    }
}
