namespace Segmentation.PowerShell.Commands;

/// <summary>Which purchase model to use.</summary>
public enum ValueModelChoice
{
    /// <summary>Several are fitted; the holdout, where there is one, and the likelihood decide.</summary>
    Auto,

    /// <summary>BG/NBD.</summary>
    BgNbd,

    /// <summary>MBG/NBD.</summary>
    MbgNbd,

    /// <summary>Pareto/NBD.</summary>
    ParetoNbd,
}
