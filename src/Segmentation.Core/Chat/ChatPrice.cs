using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using Segmentation.Segments;

namespace Segmentation.Chat;

/// <summary>What the tokens of a chat model cost, in US dollars.</summary>
/// <param name="InputPerMillion">A million tokens sent.</param>
/// <param name="OutputPerMillion">A million tokens received.</param>
public sealed partial record ChatPrice(decimal InputPerMillion, decimal OutputPerMillion)
{
    private static readonly IReadOnlyDictionary<string, object?> s_table =
        PlainJson.Resource("Segmentation.Chat.chat-prices.json");

    /// <summary>The day of the table that the price is from; null for a price that was given.</summary>
    public string? AsOf { get; init; }

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
    /// The list price of a model, from the shipped table of <see cref="TableDate"/> or another of its form; null when the
    /// table does not have it. A date after the name (<c>gpt-4o-mini-2024-07-18</c>) does not matter.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="table">
    /// <c>asOf</c>, and under <c>models</c> for each one <c>input</c> and <c>output</c> in US dollars per million tokens;
    /// null for the shipped table.
    /// </param>
    /// <exception cref="SegmentationException"><see cref="ErrorIds.InvalidOption"/>: the table is not of that form.</exception>
    public static ChatPrice? Find(string model, IReadOnlyDictionary<string, object?>? table = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        table ??= s_table;
        Setting given = new(table, "Price table", ErrorIds.InvalidOption);
        if (table.GetValueOrDefault("models") is not IReadOnlyDictionary<string, object?> models)
        {
            throw given.Missing("models", "Give asOf, and under models for each model its input and output price.");
        }

        string name = Snapshot().Replace(model, "");
        if ((models.GetValueOrDefault(model) ?? models.GetValueOrDefault(name)) is not { } price)
        {
            return null;
        }

        Dictionary<string, Setting> amounts = new Setting(price, $"Price table, {name}", ErrorIds.InvalidOption).Table("input", "output");
        decimal Amount(string key) => amounts.TryGetValue(key, out Setting? amount) && amount.Number() is >= 0 and <= 1e6 and var value
            ? (decimal)value
            : throw given.Invalid($"the {key} price of '{name}' is missing or no amount.", "Give US dollars per million tokens.", name);
        return new ChatPrice(Amount("input"), Amount("output")) { AsOf = given.TryText("asof") };
    }

    [GeneratedRegex(@"-\d{4}-\d{2}-\d{2}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Snapshot();
}
