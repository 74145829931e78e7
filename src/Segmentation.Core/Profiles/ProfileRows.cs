using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Segmentation.Events;

namespace Segmentation.Profiles;

/// <summary>The columns while they are filled. Each row is written once, by one thread.</summary>
internal sealed class ProfileRows
{
    private static readonly ProfileFigure[] s_times =
        [ProfileFigure.FirstSeen, ProfileFigure.LastSeen, ProfileFigure.FirstPurchase, ProfileFigure.LastPurchase];

    private static readonly ProfileFigure[] s_texts =
    [
        ProfileFigure.BehaviorType, ProfileFigure.TopCategory, ProfileFigure.TopCategory2, ProfileFigure.TopCategory3,
        ProfileFigure.PrimaryDevice, ProfileFigure.PrimaryChannel,
    ];

    private static int Width => ProfileColumns.All.Count;

    private readonly int[] _numeric;
    private readonly double[]?[] _numbers;
    private readonly long[][] _times;
    private readonly int[][] _texts;
    private readonly EngagementRange[] _engagement;
    private readonly int _count;

    public ProfileRows(int count)
    {
        _count = count;
        _numeric =
        [
            .. Enumerable.Range(0, ProfileColumns.All.Count)
                .Where(i => ProfileColumns.All[i].Unit is not (ProfileUnit.Text or ProfileUnit.Time)),
        ];
        _numbers = new double[_numeric.Length][];
        _times = [.. s_times.Select(_ => new long[count])];
        _texts = [.. s_texts.Select(_ => new int[count])];
        _engagement = new EngagementRange[count];
    }

    /// <summary>
    /// Writes the figures of several customers, column after column: far fewer pages are touched at a time than with
    /// one customer after another. A column comes into being with its first value, and missing values are not written.
    /// </summary>
    public void Set(ReadOnlySpan<int> rows, double[] values)
    {
        for (int i = 0; i < _numeric.Length; i++)
        {
            // Stores wait for one another, requests do not.
            Fetch(i + 1, rows, values);
            double[]? column = _numbers[i];
            int from = _numeric[i];
            foreach (int row in rows)
            {
                if (!double.IsNaN(values[from]))
                {
                    column ??= Create(i);
                    column[row] = values[from];
                }

                from += Width;
            }
        }
    }

    public void SetTimes(int row, long firstSeen, long lastSeen, long firstPurchase, long lastPurchase)
    {
        _times[0][row] = firstSeen;
        _times[1][row] = lastSeen;
        _times[2][row] = firstPurchase;
        _times[3][row] = lastPurchase;
    }

    public void SetTexts(int row, BehaviorType behavior, ReadOnlySpan<int> top, int device, int channel)
    {
        _texts[0][row] = (int)behavior;
        _texts[1][row] = top[0];
        _texts[2][row] = top[1];
        _texts[3][row] = top[2];
        _texts[4][row] = device;
        _texts[5][row] = channel;
    }

    public void SetEngagement(int row, EngagementRange range) => _engagement[row] = range;

    /// <summary>The numeric columns; all that have no value at all share one array.</summary>
    public Dictionary<string, double[]> Numbers()
    {
        double[]? none = null;
        return Enumerable.Range(0, _numeric.Length).ToDictionary(
            i => ProfileColumns.All[_numeric[i]].Name, i => _numbers[i] ?? (none ??= Missing()), StringComparer.Ordinal);
    }

    public Dictionary<string, long[]> Times() =>
        s_times.Select((figure, i) => (figure, i)).ToDictionary(
            pair => pair.figure.ToString(), pair => _times[pair.i], StringComparer.Ordinal);

    public Dictionary<string, TextValues> Texts(ProfileInputs inputs)
    {
        string[] categories = inputs.Categories.Texts;
        IReadOnlyList<string>[] texts =
            [BehaviorTypes.Names, categories, categories, categories, inputs.Devices.Texts, inputs.Channels.Texts];
        return s_texts.Select((figure, i) => (figure, i)).ToDictionary(
            pair => pair.figure.ToString(),
            pair => new TextValues(_texts[pair.i], texts[pair.i]),
            StringComparer.Ordinal);
    }

    /// <summary>The engagement of all customers, from the rows of all partitions.</summary>
    public CategoryAffinityTable Affinities(CategoryEngagement[][] parts, string[] categories) =>
        new(parts, _engagement, categories);

    private void Fetch(int index, ReadOnlySpan<int> rows, double[] values)
    {
        if (index < _numeric.Length && _numbers[index] is { } column)
        {
            int from = _numeric[index];
            foreach (int row in rows)
            {
                if (!double.IsNaN(values[from]))
                {
                    CacheHint.Fetch(ref column[row]);
                }

                from += Width;
            }
        }
    }

    // Two threads may come to the same column at once: both then write to the one that was first.
    private double[] Create(int column)
    {
        double[] created = Missing();
        return Interlocked.CompareExchange(ref _numbers[column], created, null) ?? created;
    }

    private double[] Missing()
    {
        double[] values = GC.AllocateUninitializedArray<double>(_count);
        Array.Fill(values, double.NaN);
        return values;
    }
}
