using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Events;

/// <summary>Rows that were left out for one reason.</summary>
/// <param name="Reason">The reason in words: <c>no customer id</c>.</param>
/// <param name="Count">How many rows.</param>
/// <param name="Examples">The first few, each as <c>file:line: what was found</c>.</param>
public sealed record SkippedRows(string Reason, long Count, IReadOnlyList<string> Examples);

/// <summary>
/// Counts one pass over a source while it runs. Written by the reading thread; <see cref="Fraction"/> may be read by another.
/// </summary>
public sealed class IntakeTally
{
    /// <summary>How many examples of a reason are kept.</summary>
    public const int ExamplesKept = 5;

    private readonly Dictionary<string, (long Count, List<string> Examples)> _skipped = new(System.StringComparer.Ordinal);
    private double _fraction = double.NaN;

    /// <summary>Rows read so far, used or not.</summary>
    public long RowsRead { get; set; }

    /// <summary>Rows skipped so far.</summary>
    public long RowsSkipped { get; private set; }

    /// <summary>The share of the source read in [0, 1], or null when it is not known.</summary>
    public double? Fraction
    {
        get
        {
            double value = System.Threading.Volatile.Read(ref _fraction);
            return double.IsNaN(value) ? null : value;
        }

        set => System.Threading.Volatile.Write(ref _fraction, value ?? double.NaN);
    }

    /// <summary>Whether a further example of this reason would be kept, so that its text is worth making.</summary>
    public bool WantsExample(string reason) =>
        !_skipped.TryGetValue(reason, out (long Count, List<string> Examples) entry) || entry.Examples.Count < ExamplesKept;

    /// <summary>Counts a skipped row, and keeps the example if it is one of the first.</summary>
    public void Skip(string reason, string? example = null)
    {
        RowsSkipped++;
        (long count, List<string> examples) = _skipped.TryGetValue(reason, out (long, List<string>) entry)
            ? entry
            : (0, []);
        if (example is not null && examples.Count < ExamplesKept)
        {
            examples.Add(example);
        }

        _skipped[reason] = (count + 1, examples);
    }

    /// <summary>Counts a finished pass once more: for rows that were read before and are handed on from memory.</summary>
    public void Add(long rowsRead, IReadOnlyList<SkippedRows> skipped)
    {
        RowsRead += rowsRead;
        foreach (SkippedRows rows in skipped)
        {
            (long count, List<string> examples) = _skipped.GetValueOrDefault(rows.Reason, (0, []));
            examples.AddRange(rows.Examples.Take(ExamplesKept - examples.Count));
            _skipped[rows.Reason] = (count + rows.Count, examples);
            RowsSkipped += rows.Count;
        }
    }

    /// <summary>What was skipped, most frequent first.</summary>
    public IReadOnlyList<SkippedRows> Skipped() =>
    [
        .. _skipped
            .OrderByDescending(pair => pair.Value.Count)
            .ThenBy(pair => pair.Key, System.StringComparer.Ordinal)
            .Select(pair => new SkippedRows(pair.Key, pair.Value.Count, [.. pair.Value.Examples])),
    ];
}
