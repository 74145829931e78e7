using System;
using System.Globalization;
using System.Management.Automation;

namespace Segmentation.PowerShell.Binding;

/// <summary>
/// Reads a range written as an argument: PowerShell takes <c>2..10</c> there for a text, and only <c>(2..10)</c> for numbers.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CountRangeAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is not string text)
        {
            return inputData;
        }

        string[] ends = text.Split("..");
        return ends.Length == 2
            && int.TryParse(ends[0], NumberStyles.Integer, CultureInfo.InvariantCulture, out int first)
            && int.TryParse(ends[1], NumberStyles.Integer, CultureInfo.InvariantCulture, out int last)
                ? new[] { first, last }
                : throw new ArgumentTransformationMetadataException($"'{text}' is not a range such as 2..10.");
    }
}
