using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace Segmentation.Segments;

/// <summary>A segment in business language.</summary>
public sealed record SegmentExplanation
{
    /// <summary>Who they are and why they matter, in a few sentences.</summary>
    public required string ExecutiveSummary { get; init; }

    /// <summary>What marks them, at most five points.</summary>
    public required IReadOnlyList<string> KeyCharacteristics { get; init => field = Listed.Of(value); }

    /// <summary>The campaign to run; null when the evidence supports none.</summary>
    public string? RecommendedCampaign { get; init; }

    /// <summary>What is expected to happen, in a form that a test can refute; null when the evidence supports
    /// none.</summary>
    public string? BusinessHypothesis { get; init; }

    /// <summary>The return in words, with its interval; null without one.</summary>
    public string? ExpectedRoi { get; init; }

    /// <summary>How sure all this is.</summary>
    public required ConfidenceLevel Confidence { get; init; }

    /// <summary>Why, in words.</summary>
    public required string ConfidenceJustification { get; init; }

    /// <summary>Who wrote it: <c>Rules</c>, or the name of a chat provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The chat model; null for rules.</summary>
    public string? Model { get; init; }

    /// <summary>
    /// Fields of a model's answer that were replaced by the rules' text, with the reason; empty when none was.
    /// </summary>
    public IReadOnlyList<ExplanationFallback> Fallbacks { get; init => field = Listed.Of(value); } = [];

    /// <summary>Tokens and cost; null for rules.</summary>
    public ChatUsage? Usage { get; init; }

    /// <summary>The version of the prompt that asked for the explanation; null for rules.</summary>
    public string? PromptVersion { get; init; }

    /// <summary>
    /// What a model answered to the other prompts that were asked for; what failed a check is left out. No part of a
    /// report.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<ExplanationAnswer> Answers { get; init => field = Listed.Of(value); } = [];

    /// <inheritdoc/>
    public override string ToString() => ExecutiveSummary;
}

/// <summary>What a chat model is asked for.</summary>
public enum ExplanationPrompt
{
    /// <summary>The segment in business language.</summary>
    BusinessTranslation,

    /// <summary>What there is to act on.</summary>
    Actionability,

    /// <summary>A campaign in detail.</summary>
    CampaignRecommendation,

    /// <summary>What a goal in the user's words means for the segment.</summary>
    IntentInterpretation,
}

/// <summary>A model's answer to one prompt, after the checks.</summary>
/// <param name="Prompt">The prompt.</param>
/// <param name="PromptVersion">Its version.</param>
/// <param name="Fields">The fields that passed, by name: texts, lists of texts and Booleans.</param>
public sealed record ExplanationAnswer(
    ExplanationPrompt Prompt, string PromptVersion, IReadOnlyDictionary<string, object?> Fields);

/// <summary>A field that was replaced by the rules' text, or left out where rules have none.</summary>
/// <param name="Field">The field; <c>*</c> for the whole answer. Other prompts stand before it:
/// <c>CampaignRecommendation.timing</c>.</param>
/// <param name="Reason">Why.</param>
public sealed record ExplanationFallback(string Field, string Reason);

/// <summary>What calls to a chat model used.</summary>
/// <param name="Calls">The calls that were answered.</param>
/// <param name="InputTokens">Tokens sent.</param>
/// <param name="OutputTokens">Tokens received.</param>
/// <param name="Cost">What they cost in US dollars; null when the price of the model is not known.</param>
/// <param name="FromCache">The answers that came from the cache and cost nothing.</param>
public sealed record ChatUsage(int Calls, long InputTokens, long OutputTokens, decimal? Cost, int FromCache = 0);
