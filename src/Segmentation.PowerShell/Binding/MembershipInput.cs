using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Segmentation.Events;
using Segmentation.Models;
using Segmentation.Profiles;

namespace Segmentation.PowerShell.Binding;

/// <summary>Scores what is piped in blocks, so that memory does not grow with the number of customers.</summary>
/// <param name="scorer">The model.</param>
/// <param name="idName">The property that names each object; null for CustomerId, or the row number.</param>
/// <param name="textColumns">The properties that hold texts.</param>
internal sealed class MembershipInput(SegmentScorer scorer, string? idName, IReadOnlyList<string> textColumns)
{
    private const int Block = 1024;

    private readonly List<CustomerProfile> _profiles = [];
    private readonly Dictionary<string, int> _unreadable = new(StringComparer.OrdinalIgnoreCase);
    private ObjectTable? _objects;
    private int _firstRow;

    /// <summary>Values that were there and are no number, by property.</summary>
    public IReadOnlyDictionary<string, int> Unreadable => _unreadable;

    /// <summary>Takes an object; gives the memberships of a block when one is full.</summary>
    public IReadOnlyList<SegmentMembership> Add(object? item)
    {
        switch (item)
        {
            case CustomerProfile profile:
                IReadOnlyList<SegmentMembership> before = _objects is null ? [] : Flush();
                _profiles.Add(profile);
                return _profiles.Count < Block ? before : [.. before, .. Flush()];
            case null or string or EventDataset:
            case ValueType when item.GetType().IsPrimitive:
                throw PipedInput.Unexpected(
                    item, "profiles or objects with numbers", "ConvertTo-CustomerProfile or Import-Csv");
            default:
                IReadOnlyList<SegmentMembership> earlier = _profiles.Count == 0 ? [] : Flush();
                PSObject wrapped = PSObject.AsPSObject(item);
                _objects ??= new ObjectTable(idName, Present(wrapped), withTexts: true) { FirstRow = _firstRow };
                _objects.Add(wrapped);
                return _objects.Count < Block ? earlier : [.. earlier, .. Flush()];
        }
    }

    /// <summary>The memberships of what is left.</summary>
    public IReadOnlyList<SegmentMembership> Flush()
    {
        if (_profiles.Count > 0)
        {
            IReadOnlyList<SegmentMembership> scored = scorer.Score(_profiles);
            _profiles.Clear();
            return scored;
        }

        if (_objects is not { } objects)
        {
            return [];
        }

        _objects = null;
        _firstRow += objects.Count;
        foreach ((string name, int count) in objects.Unreadable.Where(u => !textColumns.Contains(u.Name, StringComparer.OrdinalIgnoreCase)))
        {
            _unreadable[name] = _unreadable.GetValueOrDefault(name) + count;
        }

        return scorer.Score(objects.ToTable(textColumns));
    }

    private string[] Present(PSObject item)
    {
        IReadOnlyList<string> names = ObjectProperties.Names(item);
        return [.. scorer.UsedColumns.Where(used => names.Contains(used, StringComparer.OrdinalIgnoreCase))];
    }
}
