using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Segments;
using Segmentation.Statistics;

namespace Segmentation.Decisions;

/// <summary>
/// The features the segments were made on, and what follows them. A test of such a figure uses the data twice: once to
/// make the segments differ, once to find that they do.
/// </summary>
internal sealed class ClusteredFeatures
{
    private readonly List<(string Name, double[] Values)> _columns = [];
    private readonly double _from;

    public ClusteredFeatures(SegmentationRun run, double from)
    {
        _from = from;
        int column = 0;
        foreach (FittedFeature feature in run.Features)
        {
            for (int part = 0; part < feature.Width && column < run.Matrix.Columns; part++, column++)
            {
                double[] values = new double[run.Matrix.Rows];
                for (int row = 0; row < values.Length; row++)
                {
                    values[row] = run.Matrix.Values[(row * run.Matrix.Columns) + column];
                }

                _columns.Add((feature.Name, values));
            }
        }
    }

    /// <summary>The feature a figure is, or follows most; null when it follows none.</summary>
    /// <param name="name">The figure's column.</param>
    /// <param name="figure">Its values; NaN is missing.</param>
    public string? Behind(string name, double[] figure)
    {
        if (_columns.Exists(c => c.Name == name))
        {
            return name;
        }

        int[] rows = [.. Enumerable.Range(0, figure.Length).Where(row => double.IsFinite(figure[row]))];
        double[] plain = Array.ConvertAll(rows, row => figure[row]);

        // Money and counts are skewed, and features are transformed: the figure may follow one on either scale.
        double[]? logs = Array.TrueForAll(plain, v => v >= 0) ? Array.ConvertAll(plain, v => Math.Log(1 + v)) : null;
        string? behind = null;
        double most = _from;
        foreach ((string feature, double[] values) in _columns)
        {
            double[] other = Array.ConvertAll(rows, row => values[row]);
            double correlation = Math.Abs(Descriptive.Correlation(plain, other));
            if (logs is not null)
            {
                correlation = Math.Max(correlation, Math.Abs(Descriptive.Correlation(logs, other)));
            }

            if (correlation >= most)
            {
                (behind, most) = (feature, correlation);
            }
        }

        return behind;
    }
}
