using System.Collections.Generic;

namespace Segmentation.Events;

/// <summary>What a generated dataset was made from. It stands beside the data, never in it.</summary>
/// <param name="Archetypes">Customer id (the true one) → the archetype that its events were drawn from.</param>
/// <param name="TrueIds">Past id → the true customer id.</param>
public sealed record GroundTruth(
    IReadOnlyDictionary<string, string> Archetypes,
    IReadOnlyDictionary<string, string> TrueIds);
