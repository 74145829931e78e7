using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Segmentation.Models;
using Segmentation.Segments;

namespace Segmentation.PowerShell.Binding;

/// <summary>A model as it is given: the path of a file, a model, or the segments to make one of.</summary>
internal static class ModelInput
{
    private const string Expected = "the path of a model file, a model, or segments";

    /// <summary>The segments of an argument; null when it is none.</summary>
    public static IReadOnlyList<Segment>? Segments(PSObject given)
    {
        object?[] items = given.BaseObject is ICollection and not IDictionary
            ? [.. PipedInput.Flatten([given]).Select(PlainData.Unwrap)]
            : [given.BaseObject];
        return items.Length > 0 && items.All(item => item is Segment) ? [.. items.Cast<Segment>()] : null;
    }

    /// <summary>The model of an argument.</summary>
    public static SegmentModel Model(SegmentationCmdlet cmdlet, PSObject given, string? salt = null)
    {
        if (Segments(given) is { } segments)
        {
            return cmdlet.Run((progress, token) => SegmentModel.Of(segments, salt, progress, token));
        }

        object item = given.BaseObject is ICollection { Count: 1 } one and not IDictionary
            ? PlainData.Unwrap(one.Cast<object?>().First())!
            : given.BaseObject;
        switch (item)
        {
            case SegmentModel model:
                return model;
            case string or System.IO.FileInfo:
                string path = FileSystemPaths.Literal(cmdlet.SessionState.Path, item is string text ? text : item.ToString()!);
                return cmdlet.Run((progress, token) => IntegrationsBridge.ReadModel(path, progress, token));
            default:
                throw PipedInput.Unexpected(item, Expected, "Import-SegmentModel, or give a path");
        }
    }
}
