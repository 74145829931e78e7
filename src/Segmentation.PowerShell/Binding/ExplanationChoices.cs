using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Security;
using Segmentation.Chat;
using Segmentation.Explanation;
using Segmentation.PowerShell.Commands;
using Segmentation.Segments;

namespace Segmentation.PowerShell.Binding;

/// <summary>Which chat model is asked, as it was chosen.</summary>
internal sealed record ChatChoice(ExplanationProvider Provider)
{
    public string? Model { get; init; }

    public string? Deployment { get; init; }

    public Uri? Endpoint { get; init; }

    public SecureString? ApiKey { get; init; }

    public decimal? InputPrice { get; init; }

    public decimal? OutputPrice { get; init; }

    public string? PriceFile { get; init; }

    public decimal? MaxCost { get; init; }

    public int TimeoutSeconds { get; init; } = 60;

    public int Retries { get; init; } = 3;

    public int Concurrency { get; init; } = 4;
}

/// <summary>What the parameters of an explanation mean together.</summary>
internal static class ExplanationChoices
{
    public static IReadOnlyList<ExplanationPrompt> Prompts(ExplanationPrompt[] prompts, string? goal)
    {
        IEnumerable<ExplanationPrompt> all = goal is null ? prompts : prompts.Append(ExplanationPrompt.IntentInterpretation);
        return goal is null && prompts.Contains(ExplanationPrompt.IntentInterpretation)
            ? throw Invalid("There is no goal to interpret.", "Give one with -Goal.", "Goal")
            : [.. all.Distinct()];
    }

    /// <summary>The model or deployment to ask.</summary>
    public static string ModelName(ExplanationProvider provider, string? model, string? deployment)
    {
        if (provider == ExplanationProvider.AzureOpenAI)
        {
            return deployment ?? throw Invalid(
                "Azure OpenAI needs a deployment.", "Give its name with -Deployment.", "Deployment");
        }

        return deployment is not null
            ? throw Invalid("-Deployment is for Azure OpenAI.", "Use -Model.", "Deployment")
            : model ?? throw Invalid("There is no model to ask.", "Give its name with -Model.", "Model");
    }

    /// <summary>
    /// The price given, else that of the table given; for a deployment of Azure, whose name says nothing, the list price
    /// of the model given. Null leaves it to the shipped table.
    /// </summary>
    public static ChatPrice? Price(
        ExplanationProvider provider, string? model, decimal? input, decimal? output, string? tableFile) =>
        (input, output) switch
        {
            ({ } sent, { } received) => new ChatPrice(sent, received),
            (null, null) when tableFile is not null => model is null ? null
                : ChatPrice.Find(model, IntegrationsBridge.ReadYaml(tableFile)),
            (null, null) => provider == ExplanationProvider.AzureOpenAI && model is not null ? ChatPrice.Find(model) : null,
            _ => throw Invalid(
                "Only one of the two prices is given.", "Give -InputPrice and -OutputPrice.", "InputPrice"),
        };

    /// <summary>The templates and words of a folder; those that are shipped without one.</summary>
    public static PromptFiles Files(PathIntrinsics paths, string? folder) => folder is null
        ? PromptFiles.Shipped
        : IntegrationsBridge.ReadPromptFiles(FileSystemPaths.Literal(paths, folder));

    /// <summary>The answers kept in a folder; null without one.</summary>
    public static IChatCache? Cache(PathIntrinsics paths, string? folder) => folder is null
        ? null
        : IntegrationsBridge.OpenChatCache(FileSystemPaths.Literal(paths, folder));

    /// <summary>Opens a chat model; dispose it after use.</summary>
    public static IChatModel Open(ChatChoice choice) => IntegrationsBridge.OpenChatModel(new ChatModelSettings(
        choice.Provider.ToString(),
        ModelName(choice.Provider, choice.Model, choice.Deployment),
        choice.Endpoint,
        choice.ApiKey is null ? null : new NetworkCredential("", choice.ApiKey).Password,
        Price(choice.Provider, choice.Model, choice.InputPrice, choice.OutputPrice, choice.PriceFile),
        choice.MaxCost,
        choice.TimeoutSeconds,
        choice.Retries,
        choice.Concurrency));

    /// <summary>What to warn of when questions had no usable answer; null when there is nothing.</summary>
    public static string? Warning(IReadOnlyList<(SegmentationException Error, int Count)> failures, int questions, string provider)
    {
        if (failures.Count == 0)
        {
            return null;
        }

        string reasons = string.Join(' ', failures.Select(failure => failure.Error.Message.TrimEnd('.') + '.'));
        return FormattableString.Invariant(
            $"{failures.Sum(f => f.Count)} of {questions} questions have no usable answer of {provider}; the rules' text stands in, see Explanation.Fallbacks. {reasons}");
    }

    public static SegmentationException Invalid(string message, string action, string parameter) =>
        new(ErrorIds.InvalidOption, ErrorKind.InvalidArgument, message, action, parameter);
}
