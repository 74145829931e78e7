using System;

namespace Segmentation;

/// <summary>What kind of thing went wrong; a host maps it to its own error categories.</summary>
public enum ErrorKind
{
    /// <summary>A parameter or an option is unusable.</summary>
    InvalidArgument,

    /// <summary>The data cannot be read or does not mean what it should.</summary>
    InvalidData,

    /// <summary>A file, column or segment that was asked for does not exist.</summary>
    NotFound,

    /// <summary>The target exists and was not to be overwritten.</summary>
    AlreadyExists,

    /// <summary>The file is there but may not or cannot be opened.</summary>
    NotReadable,

    /// <summary>There is too little data for what was asked.</summary>
    InsufficientData,
}

/// <summary>The one exception of the engine: what is wrong, where, and what to do, under a stable id.</summary>
public sealed class SegmentationException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="errorId">A constant of <see cref="ErrorIds"/>.</param>
    /// <param name="kind">The kind of error.</param>
    /// <param name="message">What is wrong and where (file, line, column), without personal data.</param>
    /// <param name="recommendedAction">What the user can do about it.</param>
    /// <param name="target">The offending path, column name or option value.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public SegmentationException(
        string errorId,
        ErrorKind kind,
        string message,
        string? recommendedAction = null,
        object? target = null,
        Exception? innerException = null)
        : base(message, innerException)
    {
        ErrorId = errorId;
        Kind = kind;
        RecommendedAction = recommendedAction;
        Target = target;
    }

    /// <summary>The stable id, for scripts to test.</summary>
    public string ErrorId { get; }

    /// <summary>The kind of error.</summary>
    public ErrorKind Kind { get; }

    /// <summary>What the user can do about it.</summary>
    public string? RecommendedAction { get; }

    /// <summary>The offending path, column name or option value.</summary>
    public object? Target { get; }
}
