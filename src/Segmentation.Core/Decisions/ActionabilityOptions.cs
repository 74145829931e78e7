using static System.FormattableString;

namespace Segmentation.Decisions;

/// <summary>When a difference is large enough to act on, and sure enough.</summary>
public sealed record ActionabilityOptions
{
    /// <summary>The least distance of means, in standard deviations of all customers; above 0.</summary>
    public double MinimumEffect { get; init; } = 0.3;

    /// <summary>The least distance of mean shares, in [0, 1].</summary>
    public double MinimumMeanShareDifference { get; init; } = 0.03;

    /// <summary>The least ratio of the shares of a word, above 1.</summary>
    public double MinimumLift { get; init; } = 1.25;

    /// <summary>The least share of the members that a word must have, in [0, 1].</summary>
    public double MinimumShare { get; init; } = 0.10;

    /// <summary>The least distance of the shares of a word, in [0, 1].</summary>
    public double MinimumShareDifference { get; init; } = 0.05;

    /// <summary>The false discovery rate, in (0, 1).</summary>
    public double FalseDiscoveryRate { get; init; } = 0.05;

    /// <summary>The least number of customers with a value, on each side.</summary>
    public int MinimumCustomers { get; init; } = 20;

    /// <summary>The correlation with a clustered feature from which a figure counts as made by it, in (0, 1].</summary>
    public double FollowsFrom { get; init; } = 0.5;

    /// <summary>The number of threads; null for all processors. The result does not depend on it.</summary>
    public int? ThreadCount { get; init; }

    internal void Check()
    {
        Require(MinimumEffect > 0, nameof(MinimumEffect), MinimumEffect, "above 0");
        Require(MinimumMeanShareDifference is >= 0 and <= 1, nameof(MinimumMeanShareDifference), MinimumMeanShareDifference, "from 0 to 1");
        Require(MinimumLift > 1, nameof(MinimumLift), MinimumLift, "above 1");
        Require(MinimumShare is >= 0 and <= 1, nameof(MinimumShare), MinimumShare, "from 0 to 1");
        Require(MinimumShareDifference is >= 0 and <= 1, nameof(MinimumShareDifference), MinimumShareDifference, "from 0 to 1");
        Require(FalseDiscoveryRate is > 0 and < 1, nameof(FalseDiscoveryRate), FalseDiscoveryRate, "between 0 and 1");
        Require(MinimumCustomers >= 2, nameof(MinimumCustomers), MinimumCustomers, "2 or more");
        Require(FollowsFrom is > 0 and <= 1, nameof(FollowsFrom), FollowsFrom, "above 0 and at most 1");
    }

    private static void Require(bool condition, string name, double value, string range)
    {
        if (!condition)
        {
            throw new SegmentationException(
                ErrorIds.InvalidOption,
                ErrorKind.InvalidArgument,
                Invariant($"{name} is {value}."),
                $"It has to be {range}.",
                name);
        }
    }
}
