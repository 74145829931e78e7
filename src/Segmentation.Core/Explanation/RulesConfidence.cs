using System.Collections.Generic;
using System.Linq;
using Segmentation.Segments;

namespace Segmentation.Explanation;

/// <summary>
/// How sure an explanation is: the weakest of what was assessed, starting from robustness. Without robustness it is not
/// assessed.
/// </summary>
internal static class RulesConfidence
{
    private const int Few = 30;

    public static (ConfidenceLevel Level, string Why) Of(Segment segment)
    {
        if (segment.Robustness is not { Verdict: not RobustnessVerdict.NotAssessed } robustness)
        {
            return (ConfidenceLevel.NotAssessed, segment.Robustness is null
                ? "Robustness was not tested (Test-SegmentRobustness)."
                : "Robustness could not be assessed.");
        }

        List<(ConfidenceLevel Level, string Why)> grounds =
        [
            robustness.Verdict switch
            {
                RobustnessVerdict.HighlyStable => (ConfidenceLevel.High, Stability(robustness, "highly stable")),
                RobustnessVerdict.Stable => (ConfidenceLevel.High, Stability(robustness, "stable")),
                RobustnessVerdict.Pattern => (ConfidenceLevel.Medium, Stability(robustness, "a pattern with doubtful members")),
                _ => (ConfidenceLevel.Low, Stability(robustness, "unstable")),
            },
        ];
        if (robustness.Structure == StructureClass.Constructive)
        {
            grounds.Add((ConfidenceLevel.Medium, "It is a useful cut through a continuum, not a group that was found."));
        }

        if (segment.Size < Few)
        {
            grounds.Add((ConfidenceLevel.Low, $"It has only {Say.Count(segment.Size, "member")}."));
        }

        if (segment.Actionability is { Confidence: not ConfidenceLevel.NotAssessed } actionability)
        {
            grounds.Add((actionability.Confidence, $"The evidence for acting on it is {Word(actionability.Confidence)}."));
        }

        if (segment.Viability?.ExpectedProfit is { P10: < 0, P90: > 0 })
        {
            grounds.Add((ConfidenceLevel.Medium, "The interval of the profit holds losses and gains."));
        }

        if (segment.Validation?.IsValid == false)
        {
            grounds.Add((ConfidenceLevel.Low, "It misses criteria of validation."));
        }

        ConfidenceLevel level = grounds.Min(g => g.Level);
        return (level, string.Join(' ', grounds.Take(1).Concat(grounds.Skip(1).Where(g => g.Level == level || g.Level < grounds[0].Level))
            .Select(g => g.Why)));
    }

    private static string Stability(SegmentRobustness robustness, string word) => robustness.BootstrapJaccard is { } jaccard
        ? $"The segment is {word}: mean bootstrap Jaccard {Say.Number(jaccard)}."
        : $"The segment is {word}.";

    private static string Word(ConfidenceLevel level) => level switch
    {
        ConfidenceLevel.High => "strong",
        ConfidenceLevel.Medium => "fair",
        _ => "weak",
    };
}
