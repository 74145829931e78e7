using System.Collections.Generic;
using System.Management.Automation;
using System.Security;
using Segmentation.Comparisons;
using Segmentation.Models;
using Segmentation.PowerShell.Binding;
using Segmentation.Segments;

namespace Segmentation.PowerShell.Commands;

/// <summary>Compares two segmentations: which segments last, who moved, and whether the base has drifted.</summary>
[Cmdlet(VerbsData.Compare, "Segmentation")]
[OutputType(typeof(SegmentationComparison))]
public sealed class CompareSegmentationCommand : SegmentationCmdlet
{
    private readonly List<Segment> _segments = [];
    private PSObject? _model;

    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNull]
    public PSObject? Reference { get; set; }

    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public PSObject[] Difference { get; set; } = [];

    [Parameter]
    [ValidateNotNull]
    public SecureString? Salt { get; set; }

    private protected override void Process()
    {
        foreach (object? item in PipedInput.Flatten(Difference))
        {
            if (item is Segment segment && _model is null)
            {
                _segments.Add(segment);
            }
            else if (item is SegmentModel or string or System.IO.FileInfo && _model is null && _segments.Count == 0)
            {
                _model = PSObject.AsPSObject(item);
            }
            else
            {
                throw PipedInput.Unexpected(item, "segments, or one model or its path", "Invoke-Segmentation");
            }
        }
    }

    private protected override void End()
    {
        if (_segments.Count == 0 && _model is null)
        {
            return;
        }

        string? salt = SaltInput.ToCompare(Salt);
        IReadOnlyList<Segment>? earlier = ModelInput.Segments(Reference!);
        SegmentModel? reference = earlier is null ? ModelInput.Model(this, Reference!) : null;
        SegmentModel? difference = _model is null ? null : ModelInput.Model(this, _model);
        SegmentationComparison found = Run((progress, token) => (reference, difference) switch
        {
            (null, null) => SegmentationComparer.Compare(earlier!, _segments, progress, token),
            (null, _) => SegmentationComparer.Compare(
                SegmentModel.Of(earlier!, null, progress, token), difference, salt, progress, token),
            (_, null) => SegmentationComparer.Compare(reference, _segments, salt, progress, token),
            _ => SegmentationComparer.Compare(reference, difference, salt, progress, token),
        });
        foreach (string note in found.Notes)
        {
            WriteWarning(note);
        }

        Verbose($"{found.CommonCount} customers in both, {found.JoinedCount} joined, {found.GoneCount} gone.");
        WriteObject(found);
    }
}
