using System.Collections.Generic;

namespace Segmentation.Segments;

/// <summary>A high, medium or low effect.</summary>
public enum ImpactLevel
{
    /// <summary>The evidence for it is not there.</summary>
    NotAssessed,

    /// <summary>Little.</summary>
    Low,

    /// <summary>Some.</summary>
    Medium,

    /// <summary>Much.</summary>
    High,
}

/// <summary>What acting on a segment is good for.</summary>
public enum StrategicGoal
{
    /// <summary>More revenue.</summary>
    IncreaseRevenue,

    /// <summary>Fewer customers who leave.</summary>
    ReduceChurn,

    /// <summary>More satisfied customers.</summary>
    IncreaseSatisfaction,
}

/// <summary>A figure in [0, 1] and what it rests on.</summary>
/// <param name="Value">The figure; null when it cannot be computed.</param>
/// <param name="Evidence">The numbers it was made of, or why there is none.</param>
public sealed record ViabilityScore(double? Value, string Evidence)
{
    /// <inheritdoc/>
    public override string ToString() => Value is { } value
        ? System.FormattableString.Invariant($"{value:0.00} ({Evidence})")
        : $"not assessed ({Evidence})";
}

/// <summary>A figure with the range that holds it with a chance of 80 %.</summary>
/// <param name="Mean">The expected figure.</param>
/// <param name="P10">It is below this with a chance of 10 %; null when there is no interval.</param>
/// <param name="P90">It is above this with a chance of 10 %; null when there is no interval.</param>
public sealed record Interval80(double Mean, double? P10, double? P90)
{
    /// <inheritdoc/>
    public override string ToString() => P10 is { } low && P90 is { } high
        ? System.FormattableString.Invariant($"{Mean:#,0.##} (80 %: {low:#,0.##} to {high:#,0.##})")
        : System.FormattableString.Invariant($"{Mean:#,0.##} (no interval)");
}

/// <summary>What acting on a segment costs and brings, and what the figures assume.</summary>
public sealed record SegmentViability
{
    /// <summary>What was assumed.</summary>
    public required ViabilityAssumptions Assumptions { get; init; }

    /// <summary>How well the segment can be addressed.</summary>
    public required ViabilityScore Targetability { get; init; }

    /// <summary>How much it deserves the attention of sales.</summary>
    public required ViabilityScore SalesPriority { get; init; }

    /// <summary>How much there is to personalise on.</summary>
    public required ViabilityScore PersonalizationOpportunity { get; init; }

    /// <summary>How much there is to gain from timing.</summary>
    public required ViabilityScore TimingOpportunity { get; init; }

    /// <summary>What it costs to contact every member, fixed cost included, in the data's currency.</summary>
    public required decimal CostToReach { get; init; }

    /// <summary>
    /// The revenue expected of the members over the horizon without contact, discounted, in the data's currency; null
    /// without a value model.
    /// </summary>
    public Interval80? ExpectedValue { get; init; }

    /// <summary>What <see cref="ExpectedValue"/> and its interval rest on, or why there is none.</summary>
    public required string ValueReason { get; init; }

    /// <summary>
    /// Expected profit of contacting every member against contacting nobody: expected value · lift · margin − cost, in
    /// the data's currency; null without a value. Where the value has no interval, this one holds the uncertainty of the
    /// lift alone, and <see cref="Reasons"/> say so.
    /// </summary>
    public Interval80? ExpectedProfit { get; init; }

    /// <summary>Expected profit / cost; null without a value or a cost.</summary>
    public Interval80? ExpectedRoi { get; init; }

    /// <summary>The chance that profit is above 0, in [0, 1]; null without a value.</summary>
    public double? ProfitProbability { get; init; }

    /// <summary>The relative lift at which profit is 0; null without a value or margin.</summary>
    public double? BreakEvenLift { get; init; }

    /// <summary>Cost / <see cref="ExpectedValue"/>; null without a value.</summary>
    public double? CostToClv { get; init; }

    /// <summary>Whether a test at this size can tell the lift from chance; null without a base rate.</summary>
    public SegmentTestPlan? TestPlan { get; init; }

    /// <summary>The effect on revenue.</summary>
    public required ImpactLevel RevenueImpact { get; init; }

    /// <summary>The effect on retention.</summary>
    public required ImpactLevel RetentionImpact { get; init; }

    /// <summary>The effect on satisfaction.</summary>
    public required ImpactLevel SatisfactionImpact { get; init; }

    /// <summary>The largest of the three effects.</summary>
    public required ImpactLevel StrategicImpact { get; init; }

    /// <summary>The goals that acting on it serves, by the evidence.</summary>
    public required IReadOnlyList<StrategicGoal> Goals { get; init => field = Listed.Of(value); }

    /// <summary>Whether acting on it is expected to pay; null when that cannot be told.</summary>
    public bool? IsViable { get; init; }

    /// <summary>Why, in words.</summary>
    public required IReadOnlyList<string> Reasons { get; init => field = Listed.Of(value); }
}

/// <summary>What a judgement of viability assumes.</summary>
public sealed record ViabilityAssumptions
{
    /// <summary>The share of revenue that is margin, in [0, 1].</summary>
    public double Margin { get; init; } = 0.30;

    /// <summary>What one contact costs, in the data's currency; at least 0.</summary>
    public decimal ContactCost { get; init; } = 5;

    /// <summary>What the campaign costs whatever its size, in the data's currency; at least 0.</summary>
    public decimal FixedCost { get; init; }

    /// <summary>The relative lift that is hoped for: .1 is 10 % more; above −1.</summary>
    public double ExpectedLift { get; init; } = 0.10;

    /// <summary>The standard deviation of that lift (normal); null for half of its size.</summary>
    public double? LiftStandardDeviation { get; init; }

    /// <summary>The days over which the lift acts; the base is the value expected over them.</summary>
    public int HorizonDays { get; init; } = 365;

    /// <summary>The two-sided significance level of a test inside the segment, in (0, 1).</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>The chance to find the lift that a test should have, in (0, 1).</summary>
    public double Power { get; init; } = 0.80;
}

/// <summary>Whether an experiment inside a segment can be read.</summary>
public sealed record SegmentTestPlan
{
    /// <summary>
    /// The share that is expected to buy over the horizon without contact, of the members who have bought before.
    /// </summary>
    public required double BaseRate { get; init; }

    /// <summary>Customers per arm at an even split.</summary>
    public required int CustomersPerArm { get; init; }

    /// <summary>Customers per arm that the expected lift needs; null when there is nothing to find.</summary>
    public double? RequiredPerArm { get; init; }

    /// <summary>The smallest relative lift that this size can tell; null when there is none.</summary>
    public double? MinimumDetectableLift { get; init; }

    /// <summary>The significance level, two-sided.</summary>
    public required double Alpha { get; init; }

    /// <summary>The chance to find the lift when it is there.</summary>
    public required double Power { get; init; }

    /// <summary>Whether it is worth testing.</summary>
    public required bool IsWorthTesting { get; init; }

    /// <summary>Why, in words.</summary>
    public required string Reason { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Reason;
}
