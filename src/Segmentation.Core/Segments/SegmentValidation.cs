using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Segments;

/// <summary>What became of one criterion.</summary>
public enum CheckOutcome
{
    /// <summary>The figure it needs was not there: neither passed nor failed.</summary>
    NotAssessed,

    /// <summary>The figure meets the threshold.</summary>
    Passed,

    /// <summary>The figure misses a threshold that only warns.</summary>
    Warned,

    /// <summary>The figure misses a threshold that rejects.</summary>
    Failed,
}

/// <summary>One criterion held against one segment.</summary>
/// <param name="Criterion">The criterion, a property of <see cref="ValidationCriteria"/>.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Figure">The segment's figure, in the unit of the criterion; null when it was not assessed.</param>
/// <param name="Threshold">The threshold.</param>
/// <param name="Rejects">Whether a miss rejects the segment; else it warns.</param>
/// <param name="Reason">The outcome in words, with figure and threshold, or what has to run first.</param>
public sealed record ValidationCheck(
    string Criterion, CheckOutcome Outcome, double? Figure, double? Threshold, bool Rejects, string Reason);

/// <summary>Whether a segment meets the criteria, check by check.</summary>
public sealed record SegmentValidation
{
    /// <summary>The criteria.</summary>
    public required ValidationCriteria Criteria { get; init; }

    /// <summary>Every check, in a fixed order.</summary>
    public required IReadOnlyList<ValidationCheck> Checks { get; init => field = Listed.Of(value); }

    /// <summary>
    /// False when a rejecting check failed; null when none failed and a rejecting one was not assessed; else true.
    /// </summary>
    public bool? IsValid =>
        Checks.Any(c => c.Outcome == CheckOutcome.Failed) ? false
        : Checks.Any(c => c.Rejects && c.Outcome == CheckOutcome.NotAssessed) ? null
        : true;

    /// <summary>Why the segment is rejected; empty when it is not.</summary>
    public IReadOnlyList<string> RejectionReasons => ReasonsOf(CheckOutcome.Failed);

    /// <summary>What to keep in mind; rejects nothing.</summary>
    public IReadOnlyList<string> Warnings => ReasonsOf(CheckOutcome.Warned);

    /// <summary>What could not be judged, and why.</summary>
    public IReadOnlyList<string> NotAssessed => ReasonsOf(CheckOutcome.NotAssessed);

    private string[] ReasonsOf(CheckOutcome outcome) =>
        [.. Checks.Where(c => c.Outcome == outcome).Select(c => c.Reason)];
}
