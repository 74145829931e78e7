using System;
using Segmentation.Chat;

namespace Segmentation.Integrations.Chat;

/// <summary>Which chat model is asked, where, and with how much patience.</summary>
public sealed record ChatServerOptions
{
    /// <summary>Who runs it: <c>OpenAI</c> or <c>AzureOpenAI</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>The model, or the deployment of Azure OpenAI.</summary>
    public required string Model { get; init; }

    /// <summary>The address that <c>chat/completions</c> is below; null for OpenAI's own.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The key; null for the environment's, an identity (Azure), or none (other servers).</summary>
    public string? Key { get; init; }

    /// <summary>What tokens cost; null for the list price of the model, where there is one.</summary>
    public ChatPrice? Price { get; init; }

    /// <summary>The most to spend, in US dollars; null for no limit.</summary>
    public decimal? MaximumCost { get; init; }

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often an attempt that failed for a passing reason is repeated.</summary>
    public int MaximumRetries { get; init; } = 3;

    /// <summary>How many calls run at the same time.</summary>
    public int MaximumConcurrency { get; init; } = 4;
}
