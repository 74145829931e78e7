using System.Text;

namespace Segmentation.Chat;

/// <summary>One question to a chat model, and the form its answer has to have.</summary>
public sealed record ChatRequest
{
    // Roles, separators and the wrapping of the schema.
    private const int Overhead = 256;
    private const double BytesPerToken = 4;

    /// <summary>What the model is and has to keep to.</summary>
    public required string System { get; init; }

    /// <summary>The question with its data.</summary>
    public required string User { get; init; }

    /// <summary>The name of the form: letters, digits, hyphens and underscores.</summary>
    public required string SchemaName { get; init; }

    /// <summary>The form as a JSON schema.</summary>
    public required string Schema { get; init; }

    /// <summary>The most tokens the answer may have; an answer that needs more is cut off and not used.</summary>
    public int MaximumOutputTokens { get; init; } = 1500;

    /// <summary>The sampling temperature in [0, 2]; null for the model's own.</summary>
    public double? Temperature { get; init; }

    /// <summary>
    /// More tokens than the request can have: a token of a byte-pair encoding is at least one byte. The schema counts
    /// twice, because providers rewrite it.
    /// </summary>
    public long MaximumInputTokens => Bytes(System) + Bytes(User) + (2 * Bytes(Schema)) + Overhead;

    /// <summary>About as many tokens as the request will have: a token of English text is about four bytes.</summary>
    public long LikelyInputTokens => (long)((Bytes(System) + Bytes(User) + Bytes(Schema)) / BytesPerToken) + 1;

    private static long Bytes(string text) => Encoding.UTF8.GetByteCount(text);
}

/// <summary>A chat model's answer.</summary>
/// <param name="Text">The answer.</param>
/// <param name="InputTokens">The tokens sent, as the provider counts them.</param>
/// <param name="OutputTokens">The tokens received, as the provider counts them.</param>
/// <param name="Cost">What the call cost in US dollars; null when the price is not known.</param>
public sealed record ChatResponse(string Text, long InputTokens, long OutputTokens, decimal? Cost);
