using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Segmentation.Chat;

/// <summary>What the tokens of a chat model cost, in US dollars.</summary>
/// <param name="InputPerMillion">A million tokens sent.</param>
/// <param name="OutputPerMillion">A million tokens received.</param>
public sealed partial record ChatPrice(decimal InputPerMillion, decimal OutputPerMillion)
{
    private static readonly IReadOnlyDictionary<string, object?> s_table =
        PlainJson.Resource("Segmentation.Chat.chat-prices.json");

    /// <summary>The day of the shipped price table.</summary>
    public static string TableDate => (string)s_table["asOf"]!;

    /// <summary>What a number of tokens costs.</summary>
    public decimal Of(long inputTokens, long outputTokens) =>
        ((InputPerMillion * inputTokens) + (OutputPerMillion * outputTokens)) / 1_000_000m;

    /// <summary>The most that a request can cost.</summary>
    public decimal MaximumOf(ChatRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Of(request.MaximumInputTokens, request.MaximumOutputTokens);
    }

    /// <summary>
    /// The list price of a model, from a table of <see cref="TableDate"/>; null when the table does not have it. A date
    /// after the name (<c>gpt-4o-mini-2024-07-18</c>) does not matter.
    /// </summary>
    public static ChatPrice? Find(string model)
    {
        ArgumentNullException.ThrowIfNull(model);
        IReadOnlyDictionary<string, object?> models = (IReadOnlyDictionary<string, object?>)s_table["models"]!;
        return models.GetValueOrDefault(Snapshot().Replace(model, "")) is IReadOnlyDictionary<string, object?> price
            ? new ChatPrice(Amount(price["input"]), Amount(price["output"]))
            : null;
    }

    private static decimal Amount(object? value) => Convert.ToDecimal(value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"-\d{4}-\d{2}-\d{2}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Snapshot();
}
