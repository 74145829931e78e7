using System.Collections.Generic;

namespace Segmentation.Activation;

/// <summary>What is written of the members of segments, and who of them is held out.</summary>
public sealed record MemberOptions
{
    /// <summary>
    /// The share of members that nothing is to be done to, in [0, 1): what they do without it is what a campaign is
    /// measured against.
    /// </summary>
    public double HoldoutShare { get; init; }

    /// <summary>The seed of who is held out; equal seeds hold out the same customers, in any run.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>
    /// The secret that ids are hashed with: HMAC-SHA-256, 64 hexadecimal digits. Null leaves ids as they are. Without a
    /// secret anybody who can guess ids could undo the hash.
    /// </summary>
    public string? Salt { get; init; }

    /// <summary>Further columns: names of profile figures, or of properties of the segmented objects.</summary>
    public IReadOnlyList<string> Properties { get; init => field = Listed.Of(value); } = [];
}
