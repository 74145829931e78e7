namespace Segmentation.PowerShell.Commands;

/// <summary>Who puts segments into words.</summary>
public enum ExplanationProvider
{
    /// <summary>Rules: deterministic, without a network.</summary>
    Rules,

    /// <summary>OpenAI, or a server that speaks its protocol.</summary>
    OpenAI,

    /// <summary>Azure OpenAI.</summary>
    AzureOpenAI,
}
