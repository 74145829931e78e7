namespace Segmentation.Identity;

/// <summary>What the ledger says about a row of the id history.</summary>
public static class MergeReasons
{
    /// <summary>Accepted: the two ids are one customer.</summary>
    public const string Merged = "merged";

    /// <summary>Accepted, and said before.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>Rejected: an id is empty or blank.</summary>
    public const string BlankId = "blank id";

    /// <summary>Rejected: both ids are the same.</summary>
    public const string SelfMerge = "self-merge";

    /// <summary>Rejected: merged after the as-of time.</summary>
    public const string AfterAsOf = "after the as-of time";

    /// <summary>Rejected: the past id was also merged into another id, and that row is newer.</summary>
    public const string NewerMergeWins = "fork: a newer merge counts";

    /// <summary>Rejected: the past id was also merged into another id, and that row is older.</summary>
    public const string OlderMergeWins = "fork: an older merge counts";

    /// <summary>Rejected: the past id was merged into different ids and stays apart.</summary>
    public const string Quarantined = "fork: quarantined";

    /// <summary>Rejected: the row closes a circle of merges.</summary>
    public const string CycleBroken = "cycle: broken here";
}
