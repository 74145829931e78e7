using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Segmentation.Clustering;
using Segmentation.Rules;
using Segmentation.Statistics;

namespace Segmentation.Segments;

/// <summary>
/// Iterative mistake minimization (Moshkovitz, Dasgupta, Frost and Rashtchian 2020): each split tells at least two
/// centroids apart, and is the one that separates the fewest customers from their own centroid. The splits are found in
/// scaled space and told in raw values, as every scaling here keeps the order. Of more than 100,000 customers the splits
/// are chosen on 50,000; everything that is told about the tree is of all of them.
/// </summary>
internal sealed class RuleTreeBuilder
{
    private const int Sample = 50_000;
    private const long SampleStream = 1L << 34;

    private readonly SegmentationRun _run;
    private readonly Axis[] _axes;

    // The customers that splits are chosen on: their rows, their segments, who is separated from the own centroid
    // already, and who is below the node that is being split.
    private readonly int[] _sample;
    private readonly int[] _segmentOf;
    private readonly bool[] _mistaken;
    private readonly bool[] _here;
    private readonly int[] _labels;

    private RuleTreeBuilder(SegmentationRun run, int[] sample)
    {
        _run = run;
        _axes = Axes(run, sample);
        _sample = sample;
        _segmentOf = [.. sample.Select(row => run.Labels[row])];
        _mistaken = new bool[sample.Length];
        _here = new bool[sample.Length];
        _labels = new int[run.CustomerCount];
    }

    /// <summary>The tree of a run; null when its features cannot tell all its centroids apart.</summary>
    public static RuleTree? Build(SegmentationRun run)
    {
        int[] rows = [.. Enumerable.Range(0, run.CustomerCount)];
        SeededRandom random = SeededRandom.ForStream(run.Seed, SampleStream);
        int[] sample = rows.Length > 2 * Sample ? [.. RandomSample.Of(rows, Sample, ref random)] : rows;
        RuleTreeBuilder builder = new(run, sample);
        int[] segments = [.. Enumerable.Range(0, run.ClusterCount)];
        RuleTreeNode? root = builder.Grow(rows, [.. Enumerable.Range(0, sample.Length)], segments);
        return root is null ? null : builder.Describe(root);
    }

    private static Axis[] Axes(SegmentationRun run, int[] sample)
    {
        List<Axis> axes = [];
        int column = 0;
        foreach (FittedFeature feature in run.Features)
        {
            // A circle has no order that a threshold could cut.
            if (feature.Width == 1 && feature.Weight > 0 && run.Input.Find(feature.Name) is { } raw)
            {
                int[] ordered = [.. Enumerable.Range(0, sample.Length)];
                double[] values = [.. sample.Select(row => run.Matrix.Values[(row * run.Matrix.Columns) + column])];
                Array.Sort(values, ordered);
                axes.Add(new Axis(feature, raw, column, ordered, values));
            }

            column += feature.Width;
        }

        return [.. axes];
    }

    private RuleTreeNode? Grow(int[] rows, int[] sample, int[] segments)
    {
        if (segments.Length == 1)
        {
            foreach (int row in rows)
            {
                _labels[row] = segments[0];
            }

            return new RuleTreeNode
            {
                Count = rows.Length,
                Segment = segments[0],
                SegmentId = _run.SegmentIds[segments[0]],
            };
        }

        if (BestSplit(sample, segments) is not { } split)
        {
            return null;
        }

        Axis axis = split.Axis;
        foreach (int i in sample)
        {
            _mistaken[i] |= IsBelow(split, _sample[i]) != (Center(axis, _segmentOf[i]) <= split.Threshold);
        }

        RuleTreeNode? below = Grow(
            Array.FindAll(rows, row => IsBelow(split, row)),
            Array.FindAll(sample, i => IsBelow(split, _sample[i])),
            [.. segments.Where(s => Center(axis, s) <= split.Threshold)]);
        RuleTreeNode? above = Grow(
            Array.FindAll(rows, row => !IsBelow(split, row)),
            Array.FindAll(sample, i => !IsBelow(split, _sample[i])),
            [.. segments.Where(s => Center(axis, s) > split.Threshold)]);
        return below is null || above is null
            ? null
            : new RuleTreeNode
            {
                Count = rows.Length,
                Condition = ConditionOf(split, rows),
                Below = below,
                Above = above,
            };
    }

    /// <summary>The split with the fewest mistakes, of the first feature and lowest threshold where several have.</summary>
    private Split? BestSplit(int[] sample, int[] segments)
    {
        int[] counts = new int[_run.ClusterCount];
        foreach (int i in sample)
        {
            _here[i] = true;
            counts[_segmentOf[i]] += _mistaken[i] ? 0 : 1;
        }

        Split?[] best = new Split?[_axes.Length];
        ParallelWork.For(
            _axes.Length,
            ParallelWork.ThreadCount(null),
            a => best[a] = BestSplit(_axes[a], new Sides(counts, segments, s => Center(_axes[a], s))),
            CancellationToken.None);
        Array.ForEach(sample, i => _here[i] = false);
        return best.OfType<Split>().OrderBy(split => split.Mistakes).FirstOrDefault();
    }

    private Split? BestSplit(Axis axis, Sides sides)
    {
        Split? best = null;
        double last = double.NaN;
        for (int at = 0; at < axis.Ordered.Length; at++)
        {
            int i = axis.Ordered[at];
            if (!_here[i])
            {
                continue;
            }

            double value = axis.Values[at];
            if (value > last)
            {
                sides.PassCenters(last);
                if (sides.TellsApart && (best is null || sides.Mistakes < best.Mistakes))
                {
                    best = new Split(axis, last, sides.Mistakes);
                }
            }

            last = value;
            if (!_mistaken[i])
            {
                sides.MoveBelow(_segmentOf[i]);
            }
        }

        return best;
    }

    /// <summary>The split in raw values: the shortest number between the two sides, and where the missing go.</summary>
    private Condition ConditionOf(Split split, int[] rows)
    {
        FittedFeature feature = split.Axis.Feature;
        double[] raw = split.Axis.Raw.Values;
        double lower = double.NegativeInfinity;
        double upper = double.PositiveInfinity;
        foreach (int row in rows)
        {
            double value = double.IsFinite(raw[row]) ? raw[row] : feature.MissingValue;
            bool below = IsBelow(split, row);
            lower = below ? Math.Max(lower, value) : lower;
            upper = below ? upper : Math.Min(upper, value);
        }

        return PathCondition.AtMost(feature, ShortestBetween(lower, upper));
    }

    /// <summary>The number with the fewest digits from the lower bound to below the upper one.</summary>
    private static double ShortestBetween(double lower, double upper)
    {
        double middle = lower + ((upper - lower) / 2);
        for (int digits = 1; digits <= 16; digits++)
        {
            string format = "E" + (digits - 1).ToString(CultureInfo.InvariantCulture);
            foreach (double value in (ReadOnlySpan<double>)[middle, lower])
            {
                string text = value.ToString(format, CultureInfo.InvariantCulture);
                double rounded = double.Parse(text, CultureInfo.InvariantCulture);
                if (rounded >= lower && rounded < upper)
                {
                    return rounded;
                }
            }
        }

        return lower;
    }

    private RuleTree Describe(RuleTreeNode root)
    {
        Condition[] conditions = new Condition[_run.ClusterCount];
        Collect(root, []);
        int agreed = _labels.Where((label, row) => label == _run.Labels[row]).Count();
        double cost = LabelledSolution.Of(_run.Matrix, _labels, _run.ClusterCount).Inertia;
        return new RuleTree
        {
            Root = root,
            Rules = [.. conditions.Select((condition, s) => RuleOf(condition, s))],
            Labels = _labels,
            Agreement = (double)agreed / _labels.Length,
            Cost = cost,
            PriceOfExplainability = cost / _run.Inertia,
        };

        void Collect(RuleTreeNode node, IReadOnlyList<Condition> path)
        {
            if (node.Condition is null)
            {
                conditions[node.Segment!.Value] = PathCondition.Of(path);
                return;
            }

            Collect(node.Below!, [.. path, node.Condition]);
            Collect(node.Above!, [.. path, PathCondition.Otherwise(node.Condition, _run.Features)]);
        }
    }

    private SegmentRule RuleOf(Condition condition, int segment)
    {
        bool[] matches = [.. _labels.Select(label => label == segment)];
        return SegmentRules.Of(condition, matches, _run, segment);
    }

    private bool IsBelow(Split split, int row) => Scaled(split.Axis, row) <= split.Threshold;

    private double Scaled(Axis axis, int row) => _run.Matrix.Values[(row * _run.Matrix.Columns) + axis.Column];

    private double Center(Axis axis, int segment) => _run.Centroids[segment][axis.Column];

    /// <summary>A column that can be split, with the sample in its order and its values.</summary>
    private sealed record Axis(FittedFeature Feature, FeatureColumn Raw, int Column, int[] Ordered, double[] Values);

    private sealed record Split(Axis Axis, double Threshold, int Mistakes);

    /// <summary>
    /// While a threshold moves up: how many customers of each segment are below it, and how many are on the other side
    /// than the centroid of their segment.
    /// </summary>
    private sealed class Sides
    {
        private readonly int[] _counts;
        private readonly int[] _below;
        private readonly bool[] _isBelow;
        private readonly Queue<(double Center, int Segment)> _ahead;

        public Sides(int[] counts, int[] segments, Func<int, double> center)
        {
            _counts = counts;
            _below = new int[counts.Length];
            _isBelow = new bool[counts.Length];
            _ahead = new Queue<(double, int)>(segments.Select(s => (center(s), s)).Order());
        }

        public int Mistakes { get; private set; }

        /// <summary>Whether there are centroids on both sides.</summary>
        public bool TellsApart => _ahead.Count > 0 && Array.IndexOf(_isBelow, true) >= 0;

        public void MoveBelow(int segment)
        {
            _below[segment]++;
            Mistakes += _isBelow[segment] ? -1 : 1;
        }

        public void PassCenters(double threshold)
        {
            while (_ahead.TryPeek(out (double Center, int Segment) next) && next.Center <= threshold)
            {
                _ahead.Dequeue();
                _isBelow[next.Segment] = true;
                Mistakes += _counts[next.Segment] - (2 * _below[next.Segment]);
            }
        }
    }
}
