using System;
using System.Management.Automation;
using Segmentation.Pipeline;

namespace Segmentation.PowerShell.Errors;

/// <summary>Turns the engine's errors into PowerShell's.</summary>
internal static class ErrorRecords
{
    /// <summary>The record of an engine error: same id, message and target, with what to do about it.</summary>
    public static ErrorRecord From(SegmentationException error)
    {
        ErrorRecord record = new(error, error.ErrorId, CategoryOf(error.Kind), error.Target);
        if (error.RecommendedAction is { } action)
        {
            record.ErrorDetails = new ErrorDetails(error.Message) { RecommendedAction = action };
        }

        return record;
    }

    /// <summary>The record of a stage that failed: the error of the stage, with all that was found as its target.</summary>
    public static ErrorRecord OfStage(PipelineResult result, StageResult failed)
    {
        SegmentationException? known = failed.Error as SegmentationException;
        return new ErrorRecord(
            new InvalidOperationException(result.ErrorMessage, failed.Error),
            known?.ErrorId ?? ErrorIds.StageFailed,
            known is null ? ErrorCategory.NotSpecified : CategoryOf(known.Kind),
            result)
        {
            ErrorDetails = new ErrorDetails(result.ErrorMessage) { RecommendedAction = known?.RecommendedAction },
        };
    }

    private static ErrorCategory CategoryOf(ErrorKind kind) => kind switch
    {
        ErrorKind.InvalidArgument => ErrorCategory.InvalidArgument,
        ErrorKind.NotFound => ErrorCategory.ObjectNotFound,
        ErrorKind.AlreadyExists => ErrorCategory.ResourceExists,
        ErrorKind.NotReadable => ErrorCategory.OpenError,
        ErrorKind.InsufficientData => ErrorCategory.LimitsExceeded,
        _ => ErrorCategory.InvalidData,
    };
}
