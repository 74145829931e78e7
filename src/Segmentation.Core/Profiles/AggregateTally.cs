using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Segmentation.Events;

namespace Segmentation.Profiles;

/// <summary>
/// The additional columns while events are taken in, by canonical customer code. Sums are decimals, so that the order
/// of the events does not show. For one thread; memory grows with customers, and for <c>Distinct</c> and <c>Mode</c>
/// with the different values of each.
/// </summary>
internal sealed class AggregateTally
{
    // Sums of this many digits stay within a decimal for billions of events.
    private const decimal Largest = 1e18m;

    private readonly ProfileAggregate[] _aggregates;
    private readonly AggregateValues _values;
    private readonly Cells[] _cells;

    public AggregateTally(IReadOnlyList<ProfileAggregate> aggregates)
    {
        _aggregates = [.. aggregates];
        _values = new AggregateValues(aggregates);
        _cells = [.. aggregates.Select(_ => new Cells())];
    }

    /// <summary>Values that should have been numbers and were not; they are left out.</summary>
    public long Unreadable { get; private set; }

    /// <summary>Takes in one event.</summary>
    public void Add(EventBatch batch, int row, int customer)
    {
        _values.MoveTo(batch, row);
        for (int i = 0; i < _aggregates.Length; i++)
        {
            ProfileAggregate aggregate = _aggregates[i];
            if (aggregate.Types.Count > 0 && !aggregate.Types.Contains(batch.Types[row]))
            {
                continue;
            }

            double? number = _values.IsNumber(i) ? _values.Number(batch, row, i) : null;
            string? text = _values.Text(i) ?? (aggregate.NeedsNumbers ? null : Format(number));
            if (number is null && text is null)
            {
                continue;
            }

            _cells[i].Found = true;
            decimal value = 0;
            if (aggregate.NeedsNumbers && !TryNumber(number, text, out value))
            {
                Unreadable++;
                continue;
            }

            _cells[i].Add(aggregate, customer, value, text ?? "", batch.UtcTicks[row]);
        }
    }

    /// <summary>The table with the columns added.</summary>
    /// <param name="table">The table.</param>
    /// <param name="order">The canonical code of each row.</param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.MissingColumn"/> when no event has what an aggregate is made of.
    /// </exception>
    public ProfileTable AddTo(ProfileTable table, int[] order)
    {
        List<(ProfileColumn Column, double[] Values)> numbers = [];
        List<(ProfileColumn Column, TextValues Values)> texts = [];
        for (int i = 0; i < _aggregates.Length; i++)
        {
            ProfileAggregate aggregate = _aggregates[i];
            Cells cells = _cells[i].Found ? _cells[i] : throw NotFound(aggregate);
            if (aggregate.IsText)
            {
                texts.Add((aggregate.Declare(), Coded(Array.ConvertAll(order, cells.Text))));
            }
            else
            {
                numbers.Add((aggregate.Declare(), Array.ConvertAll(order, code => cells.Number(aggregate.Kind, code))));
            }
        }

        return table.With(numbers, texts);
    }

    private static TextValues Coded(string?[] values)
    {
        string[] texts = [.. values.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return new TextValues(
            Array.ConvertAll(
                values, text => text is null ? -1 : Array.BinarySearch(texts, text, StringComparer.Ordinal)),
            texts);
    }

    private static string? Format(double? number) => number?.ToString("R", CultureInfo.InvariantCulture);

    private static bool TryNumber(double? number, string? text, out decimal value)
    {
        if (number is { } known)
        {
            bool fits = Math.Abs(known) < (double)Largest;
            value = fits ? (decimal)known : 0;
            return fits;
        }

        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint
            | NumberStyles.AllowExponent | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
        return decimal.TryParse(text, Styles, CultureInfo.InvariantCulture, out value) && Math.Abs(value) < Largest;
    }

    private static SegmentationException NotFound(ProfileAggregate aggregate) => new(
        ErrorIds.MissingColumn,
        ErrorKind.NotFound,
        $"Aggregate '{aggregate.Name}': no event it counts has '{aggregate.Source}'.",
        "Check the name, its case and the event types; extra columns are read only where the mapping keeps them (extra).",
        aggregate.Source);

    /// <summary>One aggregate of all customers.</summary>
    private sealed class Cells
    {
        private readonly Dictionary<(int Customer, int Text), int> _counts = [];
        private readonly TextDictionary _texts = new();
        private int[] _count = [];
        private decimal[] _number = [];
        private string?[] _text = [];
        private long[] _ticks = [];
        private int[] _modeCount = [];

        public bool Found { get; set; }

        public void Add(ProfileAggregate aggregate, int customer, decimal value, string text, long ticks)
        {
            Reserve(customer);
            int before = _count[customer];
            switch (aggregate.Kind)
            {
                case AggregateKind.Sum or AggregateKind.Mean:
                    _number[customer] += value;
                    break;
                case AggregateKind.Min:
                    _number[customer] = before == 0 ? value : Math.Min(_number[customer], value);
                    break;
                case AggregateKind.Max:
                    _number[customer] = before == 0 ? value : Math.Max(_number[customer], value);
                    break;
                case AggregateKind.Last:
                    KeepNewest(customer, value, text, ticks, before == 0);
                    break;
                case AggregateKind.Share:
                    _number[customer] += string.Equals(text, aggregate.Value, StringComparison.Ordinal) ? 1 : 0;
                    break;
                case AggregateKind.Distinct or AggregateKind.Mode:
                    CountText(aggregate.Kind, customer, text);
                    return;
            }

            _count[customer]++;
        }

        public double Number(AggregateKind kind, int customer)
        {
            int count = customer < _count.Length ? _count[customer] : 0;
            return kind switch
            {
                AggregateKind.Count or AggregateKind.Distinct => count,
                _ when count == 0 => double.NaN,
                AggregateKind.Mean or AggregateKind.Share => (double)(_number[customer] / count),
                _ => (double)_number[customer],
            };
        }

        public string? Text(int customer) => customer < _text.Length ? _text[customer] : null;

        private void KeepNewest(int customer, decimal value, string text, long ticks, bool isFirst)
        {
            int order = isFirst ? 1 : ticks.CompareTo(_ticks[customer]);
            order = order != 0 ? order : value.CompareTo(_number[customer]);
            if (order > 0 || (order == 0 && string.CompareOrdinal(text, _text[customer]) > 0))
            {
                (_number[customer], _text[customer], _ticks[customer]) = (value, text, ticks);
            }
        }

        private void CountText(AggregateKind kind, int customer, string text)
        {
            (int, int) key = (customer, _texts.GetOrAdd(text));
            int count = _counts.GetValueOrDefault(key) + 1;
            _counts[key] = count;
            _count[customer] += count == 1 ? 1 : 0;
            if (kind == AggregateKind.Mode && (count > _modeCount[customer]
                || (count == _modeCount[customer] && string.CompareOrdinal(text, _text[customer]) < 0)))
            {
                (_modeCount[customer], _text[customer]) = (count, text);
            }
        }

        private void Reserve(int customer)
        {
            if (customer >= _count.Length)
            {
                int size = Math.Max(Math.Max(1024, _count.Length * 2), customer + 1);
                Array.Resize(ref _count, size);
                Array.Resize(ref _number, size);
                Array.Resize(ref _text, size);
                Array.Resize(ref _ticks, size);
                Array.Resize(ref _modeCount, size);
            }
        }
    }
}
