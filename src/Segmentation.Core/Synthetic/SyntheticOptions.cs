using System;
using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Synthetic;

/// <summary>What to generate.</summary>
public sealed record SyntheticOptions
{
    /// <summary>The most customers that can be generated at once.</summary>
    public const int MaximumCustomerCount = 10_000_000;

    /// <summary>The shortest window: habits by weekday, deliveries and returns need room.</summary>
    public static readonly TimeSpan MinimumWindow = TimeSpan.FromDays(28);

    /// <summary>The longest window.</summary>
    public static readonly TimeSpan MaximumWindow = TimeSpan.FromDays(3_660);

    /// <summary>The names of the archetypes: the keys that <see cref="ArchetypeWeights"/> may have.</summary>
    public static IReadOnlyList<string> ArchetypeNames => Archetypes.Names;

    /// <summary>The number of customers, 1 to <see cref="MaximumCustomerCount"/>.</summary>
    public int CustomerCount { get; init; } = 500;

    /// <summary>The seed: the same options give the same events.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>No event is before this.</summary>
    public DateTimeOffset Start { get; init; } = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Every event is before this. The default takes in the whole of 30 June 2024 (UTC).</summary>
    public DateTimeOffset End { get; init; } = new(2024, 7, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Archetype name → relative number of customers; they need not sum to 1, and an archetype not named gets none.
    /// Null for the usual mix.
    /// </summary>
    public IReadOnlyDictionary<string, double>? ArchetypeWeights { get; init; }

    /// <summary>
    /// P(customer was also known under past ids), in [0, 1]. A customer who was seen only once never was.
    /// </summary>
    public double MergeProbability { get; init; } = 0.15;

    /// <summary>The ISO 4217 code of all amounts.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>Checks the options and gives them back.</summary>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidOption"/>: one is outside its range.
    /// </exception>
    public SyntheticOptions Validated()
    {
        Require(
            CustomerCount is >= 1 and <= MaximumCustomerCount,
            nameof(CustomerCount),
            CustomerCount,
            FormattableString.Invariant($"a whole number from 1 to {MaximumCustomerCount}"));
        Require(End > Start, nameof(End), End, "after Start");
        Require(
            End - Start >= MinimumWindow && End - Start <= MaximumWindow,
            nameof(End),
            End,
            FormattableString.Invariant($"{MinimumWindow.Days} to {MaximumWindow.Days} days after Start"));
        // Local time and the days around the window must exist as dates, too.
        Require(Start.UtcDateTime.Year is >= 2 and <= 9_900, nameof(Start), Start, "in the years 2 to 9900");
        Require(MergeProbability is >= 0 and <= 1, nameof(MergeProbability), MergeProbability, "from 0 to 1");
        Require(
            Currency is { Length: 3 } && Currency.All(char.IsAsciiLetterUpper),
            nameof(Currency),
            Currency,
            "an ISO 4217 code such as USD");
        _ = NormalizedWeights();
        return this;
    }

    /// <summary>The share of each archetype, in the order of <see cref="ArchetypeNames"/>; they sum to 1.</summary>
    internal double[] NormalizedWeights()
    {
        double[] weights = new double[Archetypes.All.Count];
        foreach ((string name, double weight) in ArchetypeWeights ?? DefaultWeights())
        {
            int index = Archetypes.IndexOf(name);
            string known = string.Join(", ", Archetypes.Names);
            Require(index >= 0, nameof(ArchetypeWeights), name, $"keyed by {known}");
            Require(double.IsFinite(weight) && weight >= 0, nameof(ArchetypeWeights), weight, "finite and at least 0");
            weights[index] = weight;
        }

        double sum = weights.Sum();
        Require(sum > 0 && double.IsFinite(sum), nameof(ArchetypeWeights), sum, "above 0 in sum");
        return Array.ConvertAll(weights, weight => weight / sum);
    }

    private static Dictionary<string, double> DefaultWeights() =>
        Archetypes.All.ToDictionary(archetype => archetype.Name, archetype => archetype.Weight, StringComparer.Ordinal);

    private static void Require(bool condition, string option, object? value, string range)
    {
        if (!condition)
        {
            throw new SegmentationException(
                ErrorIds.InvalidOption,
                ErrorKind.InvalidArgument,
                FormattableString.Invariant($"{option} is {value}; it must be {range}."),
                $"Choose another {option}.",
                value);
        }
    }
}
