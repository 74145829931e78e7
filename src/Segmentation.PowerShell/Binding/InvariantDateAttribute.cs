using System;
using System.Management.Automation;

namespace Segmentation.PowerShell.Binding;

/// <summary>
/// Reads a date the same way under every culture. Without it PowerShell reads text by the user's culture, and
/// 02/03/2026 is
/// in February for one and in March for the other.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InvariantDateAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether a date without a time means the end of that day, as in "up to"; otherwise its start.</summary>
    public bool EndOfDay { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            string text => InvariantDate.Parse(text, EndOfDay)
                ?? throw new ArgumentTransformationMetadataException(
                    $"'{text}' is not a date this module reads. Use {InvariantDate.AcceptedForms}."),
            DateTime moment => InvariantDate.From(moment),
            DateOnly day => InvariantDate.From(day, EndOfDay),
            _ => inputData,
        };
    }
}
