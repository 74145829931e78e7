namespace Segmentation;

/// <summary>How far a long step has come.</summary>
/// <param name="Activity">What is being done, constant within a step.</param>
/// <param name="Status">Where it stands, in words and counts.</param>
/// <param name="Fraction">The share done in [0, 1], or null when it cannot be known.</param>
public sealed record StageProgress(string Activity, string Status, double? Fraction);
