using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Segmentation.Segments;

namespace Segmentation.PowerShell.Binding;

/// <summary>Input that comes one by one from the pipeline, or all at once as an argument.</summary>
internal static class PipedInput
{
    /// <summary>
    /// The objects themselves, out of PowerShell's wrappers and out of arrays. Objects that are only a wrapper
    /// (<c>[pscustomobject]</c>, rows of Import-Csv) stay one.
    /// </summary>
    public static IEnumerable<object?> Flatten(IEnumerable<PSObject?> input)
    {
        foreach (PSObject? wrapped in input)
        {
            switch (wrapped?.BaseObject)
            {
                case PSCustomObject:
                    yield return wrapped;
                    break;
                case IDictionary:
                    yield return wrapped;
                    break;
                case ICollection items:
                    foreach (object? item in items)
                    {
                        yield return item is PSObject { BaseObject: not PSCustomObject } inner
                            ? inner.BaseObject
                            : item;
                    }

                    break;
                default:
                    yield return wrapped?.BaseObject;
                    break;
            }
        }
    }

    /// <summary>The segments among the input, which is to hold nothing else.</summary>
    public static IEnumerable<Segment> Segments(IEnumerable<PSObject?> input) => Flatten(input)
        .Select(item => item as Segment ?? throw Unexpected(item, "segments", "Invoke-Segmentation"));

    /// <summary>The error for an object of the wrong kind.</summary>
    public static SegmentationException Unexpected(object? item, string expected, string source) => new(
        ErrorIds.UnexpectedInput,
        ErrorKind.InvalidArgument,
        $"The input is {NameOf(item)}, not {expected}.",
        $"Pipe the output of {source}.",
        item);

    private static string NameOf(object? item) => item switch
    {
        null => "null",
        PSObject => "an object of another kind",
        _ => $"of type {item.GetType().Name}",
    };
}
