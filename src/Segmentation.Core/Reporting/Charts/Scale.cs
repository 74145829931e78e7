using System;
using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Reporting.Charts;

/// <summary>A labelled place on a scale.</summary>
/// <param name="At">Where, in data units.</param>
/// <param name="Label">What is written there; line feeds divide its lines.</param>
internal sealed record Tick(double At, string Label);

/// <summary>
/// Data units along one side of a plot. The minimum is at the left or at the bottom; it may be the larger number, which
/// turns the scale round.
/// </summary>
/// <param name="Minimum">The value at the left or bottom end.</param>
/// <param name="Maximum">The value at the right or top end.</param>
/// <param name="Ticks">The labelled places.</param>
internal sealed record Scale(double Minimum, double Maximum, IReadOnlyList<Tick> Ticks)
{
    /// <summary>A scale over the values, widened to round ticks.</summary>
    public static Scale Linear(IEnumerable<double> values, Func<double, string> format, int about = 4)
    {
        double low = values.Min();
        double high = values.Max();
        double step = RoundStep((high > low ? high - low : Math.Max(Math.Abs(high), 1)) / about);
        long first = (long)Math.Floor(low / step);
        long last = Math.Max((long)Math.Ceiling(high / step), first + 1);
        List<Tick> ticks = [];
        for (long i = first; i <= last; i++)
        {
            ticks.Add(new Tick(i * step, format(i * step)));
        }

        return new Scale(first * step, last * step, ticks);
    }

    /// <summary>A scale over the values and little more, with the round ticks that lie on it.</summary>
    public static Scale Within(IEnumerable<double> values, Func<double, string> format, int about = 4)
    {
        Scale exact = Exact(values);
        double room = (exact.Maximum - exact.Minimum) / 50;
        Scale round = Linear([exact.Minimum, exact.Maximum], format, about);
        return new Scale(
            exact.Minimum < 0 ? exact.Minimum - room : exact.Minimum,
            exact.Maximum + room,
            [.. round.Ticks.Where(t => t.At >= exact.Minimum && t.At <= exact.Maximum)]);
    }

    /// <summary>A scale from the smallest to the largest value, without labels.</summary>
    public static Scale Exact(IEnumerable<double> values)
    {
        double low = values.Min();
        double high = values.Max();
        return new Scale(low, high > low ? high : low + 1, []);
    }

    /// <summary>One band per label: band i reaches from i − ½ to i + ½.</summary>
    public static Scale Bands(IReadOnlyList<string> labels) =>
        new(-0.5, labels.Count - 0.5, [.. labels.Select((label, i) => new Tick(i, label))]);

    /// <summary>The same scale from the other end: bands from the top down.</summary>
    public Scale Reversed() => new(Maximum, Minimum, Ticks);

    /// <summary>The same scale without labels.</summary>
    public Scale Unlabelled() => this with { Ticks = [] };

    /// <summary>Where a value lies between two coordinates.</summary>
    public double Place(double value, double from, double to) =>
        from + ((value - Minimum) / (Maximum - Minimum) * (to - from));

    private static double RoundStep(double rough)
    {
        double magnitude = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return (rough / magnitude) switch
        {
            <= 1 => magnitude,
            <= 2 => 2 * magnitude,
            <= 2.5 => 2.5 * magnitude,
            <= 5 => 5 * magnitude,
            _ => 10 * magnitude,
        };
    }
}
