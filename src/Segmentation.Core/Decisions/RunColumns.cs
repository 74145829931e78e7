using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Profiles;
using Segmentation.Segments;

namespace Segmentation.Decisions;

/// <summary>The customers of a run as the judgements see them: their segments, and all columns that are known.</summary>
internal sealed class RunColumns
{
    private readonly Dictionary<string, int> _labelOfId;

    /// <summary>Looks at a run.</summary>
    public RunColumns(SegmentationRun run)
    {
        Run = run;
        _labelOfId = new Dictionary<string, int>(run.CustomerCount, StringComparer.Ordinal);
        Sizes = new int[run.ClusterCount];
        for (int row = 0; row < run.Labels.Length; row++)
        {
            _labelOfId[run.Input.Ids[row]] = run.Labels[row];
            Sizes[run.Labels[row]]++;
        }

        // Judgements need a row of the profiles to be the same customer as the row of the input.
        Profiles = run.Profiles is { } profiles && profiles.Count == run.CustomerCount ? profiles : null;
    }

    /// <summary>The run.</summary>
    public SegmentationRun Run { get; }

    /// <summary>The profiles, row by row as the labels; null for other objects.</summary>
    public ProfileTable? Profiles { get; }

    /// <summary>The members of each segment.</summary>
    public int[] Sizes { get; }

    /// <summary>The index of a segment in its run; −1 for one without members.</summary>
    public int LabelOf(Segment segment) =>
        segment.CustomerIds.Count > 0 && _labelOfId.TryGetValue(segment.CustomerIds[0], out int label) ? label : -1;

    /// <summary>A numeric column, NaN where missing; null when there is none.</summary>
    public double[]? Numbers(string name) => Profiles?.Numbers(name) ?? Run.Input.Find(name)?.Values;

    /// <summary>A column of words; null when there is none.</summary>
    public TextValues? Texts(string name) =>
        Profiles?.Texts(name) ?? Run.Input.Texts.GetValueOrDefault(name);

    /// <summary>The rows of each segment.</summary>
    public int[][] Rows()
    {
        int[][] rows = Array.ConvertAll(Sizes, size => new int[size]);
        int[] next = new int[Sizes.Length];
        for (int row = 0; row < Run.Labels.Length; row++)
        {
            rows[Run.Labels[row]][next[Run.Labels[row]]++] = row;
        }

        return rows;
    }

    /// <summary>Segments by the run they belong to, with their places in the list.</summary>
    public static IEnumerable<(RunColumns Columns, int[] Places)> ByRun(IReadOnlyList<Segment> segments) =>
        Enumerable.Range(0, segments.Count)
            .GroupBy(i => segments[i].Run, ReferenceEqualityComparer.Instance)
            .Select(group => (new RunColumns((SegmentationRun)group.Key!), group.ToArray()));
}
