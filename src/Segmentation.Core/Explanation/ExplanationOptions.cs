using System.Collections.Generic;
using Segmentation.Chat;
using Segmentation.Segments;

namespace Segmentation.Explanation;

/// <summary>How segments are explained.</summary>
public sealed record ExplanationOptions
{
    /// <summary>The prompts to ask, in order.</summary>
    public IReadOnlyList<ExplanationPrompt> Prompts { get; init => field = Listed.Of(value); } =
        [ExplanationPrompt.BusinessTranslation];

    /// <summary>The templates, and the words that an answer may use.</summary>
    public PromptFiles Files { get; init; } = PromptFiles.Shipped;

    /// <summary>What the user adds to the evidence.</summary>
    public EvidenceRequest? Request { get; init; }

    /// <summary>The most tokens an answer may have.</summary>
    public int MaximumOutputTokens { get; init; } = 1500;

    /// <summary>The sampling temperature; null for the model's own.</summary>
    public double? Temperature { get; init; }

    /// <summary>Answers paid for before; null for none.</summary>
    public IChatCache? Cache { get; init; }
}

/// <summary>A question before it is asked.</summary>
/// <param name="SegmentId">The segment.</param>
/// <param name="Prompt">What is asked.</param>
/// <param name="PromptVersion">The version of the template.</param>
/// <param name="Request">Exactly what would be sent.</param>
/// <param name="IsCached">Whether the answer is there already and costs nothing.</param>
public sealed record PlannedPrompt(
    string SegmentId, ExplanationPrompt Prompt, string PromptVersion, ChatRequest Request, bool IsCached);

/// <summary>What became of the calls of a run.</summary>
/// <param name="Segments">The explained segments, in the order given.</param>
/// <param name="Failures">Calls without a usable answer: the error with the number of calls it hit.</param>
public sealed record ExplanationResult(
    IReadOnlyList<Segment> Segments, IReadOnlyList<(SegmentationException Error, int Count)> Failures);
