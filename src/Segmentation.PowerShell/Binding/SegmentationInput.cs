using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Segmentation.Profiles;
using Segmentation.Segments;

namespace Segmentation.PowerShell.Binding;

/// <summary>What can be segmented, as it is piped: events, profiles, or objects of one other kind.</summary>
/// <param name="objects">Takes the other objects.</param>
internal sealed class SegmentationInput(ObjectTable objects)
{
    /// <summary>The events.</summary>
    public EventInput Events { get; } = new();

    /// <summary>The profiles.</summary>
    public List<CustomerProfile> Profiles { get; } = [];

    /// <summary>The other objects.</summary>
    public ObjectTable Objects => objects;

    /// <summary>Whether nothing has come.</summary>
    public bool IsEmpty => Kinds() == 0;

    /// <summary>Takes an object.</summary>
    public void Add(object? item)
    {
        if (Events.TryAdd(item))
        {
            return;
        }

        switch (item)
        {
            case CustomerProfile profile:
                Profiles.Add(profile);
                break;
            case null or string or Segment:
            case ValueType when item.GetType().IsPrimitive:
                throw PipedInput.Unexpected(
                    item,
                    "events, profiles or objects with numbers",
                    "Import-CustomerEvent, ConvertTo-CustomerProfile or Import-Csv");
            default:
                objects.Add(PSObject.AsPSObject(item));
                break;
        }
    }

    /// <summary>Fails when objects of several kinds have come.</summary>
    public void RequireOneKind()
    {
        if (Kinds() > 1)
        {
            throw new SegmentationException(
                ErrorIds.UnexpectedInput,
                ErrorKind.InvalidArgument,
                "Objects of several kinds were piped.",
                "Pipe events, or profiles, or objects of one other kind.");
        }
    }

    private int Kinds() => new[] { !Events.IsEmpty, Profiles.Count > 0, objects.Count > 0 }.Count(some => some);
}
