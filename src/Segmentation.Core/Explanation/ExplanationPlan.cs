using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Segmentation.Chat;

namespace Segmentation.Explanation;

/// <summary>What would be sent, word for word, and what it would cost.</summary>
public static class ExplanationPlan
{
    // About the length of the answers asked for.
    private const int LikelyOutputTokens = 500;

    /// <summary>How many questions a plan has, and what they cost, in one line.</summary>
    public static string Headline(IChatModel model, IReadOnlyList<PlannedPrompt> prompts)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(prompts);
        PlannedPrompt[] asked = [.. prompts.Where(prompt => !prompt.IsCached)];
        long input = asked.Sum(prompt => prompt.Request.LikelyInputTokens);
        long output = asked.Sum(prompt => (long)Math.Min(LikelyOutputTokens, prompt.Request.MaximumOutputTokens));
        long mostInput = asked.Sum(prompt => prompt.Request.MaximumInputTokens);
        long mostOutput = asked.Sum(prompt => (long)prompt.Request.MaximumOutputTokens);
        string cost = model.Price is { } price
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"about {price.Of(input, output):0.######} US dollars, at most {price.Of(mostInput, mostOutput):0.######} without retries")
                + (price.AsOf is { } day ? $", at list prices of {day}" : "")
            : "cost not known";
        StringBuilder text = new();
        text.Append(
            CultureInfo.InvariantCulture,
            $"Ask {model.Provider}, model {model.Model}: {Plural.Of(asked.Length, "question")}, {prompts.Count - asked.Length} more answered from the cache; ");
        text.Append(
            CultureInfo.InvariantCulture,
            $"about {input:N0} tokens sent (at most {mostInput:N0}) and {output:N0} received (at most {mostOutput:N0}); {cost}.");
        return text.ToString();
    }

    /// <summary>The plan with every prompt as it would be sent.</summary>
    public static string Describe(IChatModel model, IReadOnlyList<PlannedPrompt> prompts)
    {
        StringBuilder text = new(Headline(model, prompts));
        foreach (PlannedPrompt prompt in prompts)
        {
            string cached = prompt.IsCached ? ", from the cache" : "";
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n\n=== {prompt.SegmentId} {prompt.Prompt} (version {prompt.PromptVersion}{cached})\n--- system\n{prompt.Request.System}\n--- user\n{prompt.Request.User}\n--- schema\n{prompt.Request.Schema}");
        }

        return text.ToString();
    }
}
