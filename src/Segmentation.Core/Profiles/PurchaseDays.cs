using System;

namespace Segmentation.Profiles;

/// <summary>
/// The purchases of one customer by local day, and what the days tell: x, t_x, T, spend, gaps, behaviour.
/// </summary>
internal sealed class PurchaseDays
{
    private int[] _days = new int[16];
    private double[] _spend = new double[16];
    private int[] _gaps = new int[16];

    public int Count { get; private set; }

    public void Clear() => Count = 0;

    /// <summary>Adds a purchase. Days need not come in order.</summary>
    public void Add(int day, double amount)
    {
        int at = Count;
        while (at > 0 && _days[at - 1] > day)
        {
            at--;
        }

        if (at > 0 && _days[at - 1] == day)
        {
            _spend[at - 1] += amount;
            return;
        }

        if (Count == _days.Length)
        {
            Array.Resize(ref _days, Count * 2);
            Array.Resize(ref _spend, Count * 2);
            Array.Resize(ref _gaps, Count * 2);
        }

        Array.Copy(_days, at, _days, at + 1, Count - at);
        Array.Copy(_spend, at, _spend, at + 1, Count - at);
        _days[at] = day;
        _spend[at] = amount;
        Count++;
    }

    /// <summary>Takes a refund off the last purchase day on or before the day; without one it lowers no day.</summary>
    public void Refund(int day, double amount)
    {
        int at = Array.BinarySearch(_days, 0, Count, day);
        at = at >= 0 ? at : ~at - 1;
        if (at >= 0)
        {
            _spend[at] -= amount;
        }
    }

    public BehaviorType Finish(int asOfDay, bool amounts, Span<double> values)
    {
        if (Count == 0)
        {
            return BehaviorType.NoPurchase;
        }

        int first = _days[0];
        int last = _days[Count - 1];
        values[(int)ProfileFigure.DaysSinceLastPurchase] = asOfDay - last;
        values[(int)ProfileFigure.Frequency] = Count - 1;
        values[(int)ProfileFigure.RecencyDays] = last - first;
        values[(int)ProfileFigure.TDays] = asOfDay - first;
        if (Count == 1)
        {
            return BehaviorType.OneTime;
        }

        if (amounts)
        {
            double sum = 0;
            for (int i = 1; i < Count; i++)
            {
                sum += _spend[i];
            }

            values[(int)ProfileFigure.MonetaryValue] = sum / (Count - 1);
        }

        return FinishGaps(values);
    }

    private BehaviorType FinishGaps(Span<double> values)
    {
        Span<int> gaps = _gaps.AsSpan(0, Count - 1);
        for (int i = 0; i < gaps.Length; i++)
        {
            gaps[i] = _days[i + 1] - _days[i];
        }

        double mean = (double)(_days[Count - 1] - _days[0]) / gaps.Length;
        double squares = 0;
        foreach (int gap in gaps)
        {
            squares += (gap - mean) * (gap - mean);
        }

        gaps.Sort();
        int middle = gaps.Length / 2;
        values[(int)ProfileFigure.GapMeanDays] = mean;
        values[(int)ProfileFigure.GapMinDays] = gaps[0];
        values[(int)ProfileFigure.GapMaxDays] = gaps[^1];
        values[(int)ProfileFigure.GapMedianDays] =
            gaps.Length % 2 == 1 ? gaps[middle] : (gaps[middle - 1] + gaps[middle]) / 2.0;
        if (gaps.Length == 1)
        {
            return BehaviorType.NewRepeater;
        }

        double deviation = Math.Sqrt(squares / (gaps.Length - 1));
        double variation = deviation / mean;
        values[(int)ProfileFigure.GapStdDays] = deviation;
        values[(int)ProfileFigure.GapCv] = variation;
        values[(int)ProfileFigure.Regularity] = 1 - Math.Min(variation / 2, 1);
        return mean >= 90 && variation <= 1 ? BehaviorType.LongCycle
            : variation <= 0.5 ? BehaviorType.Regular
            : BehaviorType.Irregular;
    }
}
