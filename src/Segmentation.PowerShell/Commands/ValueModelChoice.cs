namespace Segmentation.PowerShell.Commands;

/// <summary>Which purchase model to measure.</summary>
public enum ValueModelChoice
{
    /// <summary>All of them; the holdout decides.</summary>
    Auto,

    /// <summary>BG/NBD.</summary>
    BgNbd,

    /// <summary>MBG/NBD.</summary>
    MbgNbd,

    /// <summary>Pareto/NBD.</summary>
    ParetoNbd,
}
