using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Segmentation.Segments;
using Segmentation.Statistics;
using static System.FormattableString;

namespace Segmentation.Decisions;

/// <summary>
/// Says what there is to act on in each segment: figures that differ from the rest of the base by a practical amount
/// and not by chance.
/// </summary>
public static class ActionabilityTest
{
    private const int MostEvidence = 10;
    private const int WeakEvidence = 3;

    /// <summary>Judges segments, each against the whole run it belongs to.</summary>
    /// <param name="segments">The segments.</param>
    /// <param name="options">When a difference counts.</param>
    /// <param name="progress">Told about finished figures.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>
    /// The segments given, in their order, with Actionability and Decision; where they carry a validation, it is made anew
    /// with its criteria.
    /// </returns>
    /// <exception cref="SegmentationException"><see cref="ErrorIds.InvalidOption"/>: an option out of range.</exception>
    public static IReadOnlyList<Segment> Test(
        IReadOnlyList<Segment> segments,
        ActionabilityOptions options,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        Segment[] judged = new Segment[segments.Count];
        foreach ((RunColumns columns, int[] places) in RunColumns.ByRun(segments))
        {
            FigureFinding[] findings = Findings(columns, options, progress, cancellationToken);
            foreach (int place in places)
            {
                int label = columns.LabelOf(segments[place]);
                FigureFinding[] own = [.. findings.Where(f => f.Segment == label)];
                judged[place] = Judged(segments[place], own, columns.Run.ClusterCount);
            }
        }

        return judged;
    }

    /// <summary>Every figure of every segment, with false discoveries controlled.</summary>
    internal static FigureFinding[] Findings(
        RunColumns columns,
        ActionabilityOptions options,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<ActionFigure> figures = ActionFigure.Of(columns);
        FigureTest test = new(columns, options);
        FigureFinding[][] found = new FigureFinding[figures.Count][];
        int done = 0;
        ParallelWork.For(
            figures.Count,
            ParallelWork.ThreadCount(options.ThreadCount),
            i =>
            {
                found[i] = [.. test.Of(figures[i])];
                progress?.Report(new StageProgress(
                    "Judging actionability", figures[i].Column, Interlocked.Increment(ref done) / (double)figures.Count));
            },
            cancellationToken);
        FigureFinding[] all = [.. found.SelectMany(f => f)];
        foreach (bool clustered in (bool[])[false, true])
        {
            int[] family = [.. Enumerable.Range(0, all.Length).Where(i => all[i].Evidence.ClusteredOn is not null == clustered)];
            double[] adjusted = FalseDiscovery.Adjust(Array.ConvertAll(family, i => all[i].Evidence.PValue));
            for (int i = 0; i < family.Length; i++)
            {
                FigureFinding finding = all[family[i]];
                all[family[i]] = finding with
                {
                    Evidence = finding.Evidence with
                    {
                        AdjustedPValue = adjusted[i],
                        IsCarrying = finding.IsLarge && adjusted[i] <= options.FalseDiscoveryRate,
                    },
                };
            }
        }

        return all;
    }

    private static Segment Judged(Segment segment, FigureFinding[] findings, int segments)
    {
        ActionabilityDimension Dimension(string name) =>
            Of(name, [.. findings.Where(f => f.Figure.Dimension == name)], segments);
        SegmentActionability actionability = new()
        {
            What = Dimension(ActionFigure.What),
            When = Dimension(ActionFigure.When),
            How = Dimension(ActionFigure.How),
            Who = Dimension(ActionFigure.Who),
            Confidence = ConfidenceLevel.NotAssessed,
            Reasoning = "",
        };
        actionability = WithWords(actionability, segment);
        Segment judged = segment with { Actionability = actionability };
        judged = judged with
        {
            Validation = judged.Validation is { } validation ? Validation.Of(judged, validation.Criteria) : null,
        };
        return judged with { Decision = Verdict.Of(judged) };
    }

    private static ActionabilityDimension Of(string name, FigureFinding[] findings, int segments)
    {
        FigureFinding[] strongest =
        [
            .. findings.OrderByDescending(f => Math.Abs(f.Evidence.EffectSize)).ThenBy(f => f.Evidence.Feature, StringComparer.Ordinal),
        ];
        FigureFinding[] carrying = [.. strongest.Where(f => f.Evidence.IsCarrying).Take(MostEvidence)];
        if (findings.Length == 0)
        {
            return new ActionabilityDimension
            {
                Name = name,
                Text = segments < 2
                    ? "There is only one segment: nobody to compare with."
                    : "The data say nothing about it, or of too few customers.",
                Evidence = [],
            };
        }

        if (carrying.Length == 0)
        {
            return new ActionabilityDimension
            {
                Name = name,
                IsActionable = false,
                Text = Invariant($"Like the rest of the base in {Plural.Of(findings.Length, "figure")} compared."),
                Evidence = [.. strongest.Take(WeakEvidence).Select(f => f.Evidence)],
            };
        }

        string text = string.Join("; ", carrying.Take(WeakEvidence).Select(f => f.Evidence.Text));
        string actions = string.Join("; ", carrying.Select(Action).Distinct(StringComparer.Ordinal).Take(2));
        return new ActionabilityDimension
        {
            Name = name,
            IsActionable = true,
            Text = Capital(text) + ".",
            Action = Capital(actions) + ".",
            Evidence = [.. carrying.Select(f => f.Evidence)],
        };
    }

    private static string Action(FigureFinding finding)
    {
        ActionabilityEvidence evidence = finding.Evidence;
        string phrase = evidence.EffectSize >= 0 ? finding.Figure.High : finding.Figure.Low ?? finding.Figure.High;
        string word = evidence.Level ?? FigureText.Hour(evidence.SegmentValue);
        return phrase.Replace("{0}", word, StringComparison.Ordinal);
    }

    private static SegmentActionability WithWords(SegmentActionability actionability, Segment segment)
    {
        if (actionability.IsActionable is not true)
        {
            bool unknown = actionability.IsActionable is null;
            return actionability with
            {
                Confidence = unknown ? ConfidenceLevel.NotAssessed : ConfidenceLevel.Low,
                Reasoning = unknown
                    ? $"Actionability is not assessed. {actionability.What.Text}"
                    : "Nothing sets it apart from the rest of the base by an amount worth acting on.",
            };
        }

        bool independent = actionability.All.Any(d => d.IsActionable == true && d.Evidence.Any(e => e.ClusteredOn is null));
        (ConfidenceLevel confidence, string why) = Confidence(segment.Robustness?.Verdict, independent);
        string dimensions = string.Join(", ", actionability.Dimensions);
        return actionability with
        {
            Confidence = confidence,
            Reasoning = $"Actionable on {dimensions}. {why}",
            RecommendedAction = string.Join(
                " ", actionability.All.Where(d => d.IsActionable == true).Select(d => $"{d.Name}: {d.Action}")),
        };
    }

    private static (ConfidenceLevel Level, string Why) Confidence(RobustnessVerdict? verdict, bool independent)
    {
        string evidence = independent
            ? "Figures that the segments were not made on differ too"
            : "All differences are in figures that the segments were made on, which differ by construction";
        return verdict switch
        {
            RobustnessVerdict.Stable or RobustnessVerdict.HighlyStable => (
                independent ? ConfidenceLevel.High : ConfidenceLevel.Medium, $"{evidence}; the segment is stable."),
            RobustnessVerdict.Pattern => (
                independent ? ConfidenceLevel.Medium : ConfidenceLevel.Low,
                $"{evidence}; who belongs to the segment is doubtful."),
            RobustnessVerdict.Unstable => (ConfidenceLevel.Low, $"{evidence}; but the segment is not stable."),
            _ => (independent ? ConfidenceLevel.Medium : ConfidenceLevel.Low, $"{evidence}; robustness is not assessed."),
        };
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
