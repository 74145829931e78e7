using System;
using System.Collections.Generic;
using Segmentation.Events;
using Segmentation.Statistics;

namespace Segmentation.Synthetic;

/// <summary>Plays one customer after another: draws the habits, places the visits, writes the events.</summary>
internal sealed partial class Shopper
{
    private const int MaximumSessions = 64;
    private static readonly long LongestVisit = TimeSpan.FromHours(2).Ticks;
    private static readonly long FastestReturn = TimeSpan.FromDays(3).Ticks;
    private static readonly long SlowestReturn = TimeSpan.FromDays(13).Ticks;
    private static readonly long ShortestBreak = TimeSpan.FromMinutes(45).Ticks;

    private readonly Population _population;
    private readonly Catalogue _catalogue;
    private readonly Season _season;
    private readonly EventWriter _writer;
    private readonly ShopperHabits _habits = new();
    private readonly List<Line> _cart = [];
    private readonly List<Line> _lines = [];
    private readonly List<Order> _orders = [];
    private readonly int[] _codes = new int[CustomerIds.Slots];
    private SeededRandom _random;
    private CustomerPlan _plan;
    private short _offset;
    private long _visits;
    private long _orderNumber;

    /// <summary>Starts a pass over a population.</summary>
    public Shopper(Population population, EventWriter writer, Catalogue catalogue)
    {
        _population = population;
        _catalogue = catalogue;
        _season = new Season(population.Start, population.End);
        _writer = writer;
    }

    /// <summary>
    /// Writes all events of a customer: visits in time order, and after them what their orders led to.
    /// </summary>
    public void Play(int customer)
    {
        _random = _population.RandomOf(customer);
        _plan = _population.Draw(customer, ref _random);
        _offset = Countries.All[_plan.Country].OffsetMinutes;
        Archetype archetype = Archetypes.All[_plan.Archetype];
        _habits.Draw(archetype, ref _random);
        _codes.AsSpan().Fill(-1);
        _orders.Clear();
        _lines.Clear();
        long activeEnd = _population.Start + (long)((_population.End - _population.Start) * archetype.ActiveShare);
        Span<long> starts = stackalloc long[MaximumSessions];
        starts = starts[..PlaceVisits(starts, activeEnd)];
        if (archetype.SingleEvent)
        {
            WriteSingleEvent(starts[0]);
            return;
        }

        WriteVisits(starts);
        WriteNewsletters(activeEnd);
        foreach (Order order in _orders)
        {
            WriteDelivery(order);
        }

        WriteRefunds();
    }

    /// <summary>Draws when the visits begin, in order and not overlapping.</summary>
    private int PlaceVisits(Span<long> starts, long activeEnd)
    {
        (int low, int high) = _habits.Archetype.Sessions;
        int count = _random.NextInt32(low, high);
        long latest = activeEnd - LongestVisit;
        for (int i = 0; i < count; i++)
        {
            starts[i] = PlaceByHabit(latest);
        }

        starts[..count].Sort();
        int kept = 0;
        for (int i = 0; i < count; i++)
        {
            long start = kept == 0 ? starts[i] : Math.Max(starts[i], starts[kept - 1] + LongestVisit + ShortestBreak);
            if (start < latest)
            {
                starts[kept++] = start;
            }
        }

        return kept;
    }

    /// <summary>
    /// Draws a time before <paramref name="latest"/> on the customer's days and at the customer's hours.
    /// </summary>
    private long PlaceByHabit(long latest)
    {
        int lastDay = (new DateTime(latest).Date - _season.FirstDay).Days + 1;
        for (int attempt = 0; attempt < 16; attempt++)
        {
            int day = _season.Pick(ref _random, lastDay, _habits.Weekend);
            long local = _season.FirstDay.Ticks + (day * TimeSpan.TicksPerDay) + TimeOfDay();
            long utc = local - (_offset * TimeSpan.TicksPerMinute);
            if (utc >= _population.Start && utc < latest)
            {
                return utc;
            }
        }

        // Hardly ever: the edges of a short window were drawn again and again.
        return _population.Start + Seconds(0, (latest - _population.Start) / TimeSpan.TicksPerSecond);
    }

    private long TimeOfDay()
    {
        double hour = _random.NextDouble() < _habits.Evening
            ? 18 + (5 * _random.NextDouble())
            : Math.Clamp(_habits.DayHour + (1.8 * _random.NextNormal()), 6, 17.99);
        return (long)(hour * 3600) * TimeSpan.TicksPerSecond;
    }

    private void WriteSingleEvent(long start)
    {
        Visit visit = NewVisit(start);
        int product = _habits.PickProduct(Choice.Pick(_habits.Categories, _random.NextDouble()), ref _random);
        double kind = _random.NextDouble();
        if (kind < 0.6)
        {
            WriteView(visit, product, start);
        }
        else if (kind < 0.8)
        {
            WriteBrowse(visit, product, start, search: false);
        }
        else
        {
            _writer.SetReferrer(Add(EventType.SessionStart, start, visit), visit.Channel);
        }
    }

    private void WriteNewsletters(long activeEnd)
    {
        double days = (double)(activeEnd - _population.Start) / TimeSpan.TicksPerDay;
        double expected = _habits.Archetype.Newsletters * days / 30;
        int count = (int)(expected + _random.NextDouble());
        for (int i = 0; i < count; i++)
        {
            long time = PlaceByHabit(activeEnd);
            int row = _writer.Add(EventType.Custom, time, CodeAt(time), _offset);
            _writer.SetNewsletter(row, _random.NextDouble() < _habits.Mobile ? 1 : 0);
        }
    }

    private void WriteDelivery(Order order)
    {
        long shipped = order.UtcTicks + Seconds(6 * 3600, 36 * 3600);
        long delivered = shipped + Seconds(24 * 3600, 4 * 24 * 3600);
        WriteParcel(order, shipped, delivered: false);
        WriteParcel(order, delivered, delivered: true);
    }

    private void WriteParcel(Order order, long time, bool delivered)
    {
        // What happens after the window is not in the data, as with any log that was cut off.
        if (time < _population.End)
        {
            int row = _writer.Add(EventType.DeliveryEvents, time, CodeAt(time), _offset);
            _writer.SetOrder(row, order.Number);
            _writer.SetDelivery(row, delivered);
        }
    }

    private void WriteRefunds()
    {
        int wanted = _habits.Archetype.Refunds is var (low, high) ? _random.NextInt32(low, high) : -1;
        int left = _orders.Count;
        foreach (Order order in _orders)
        {
            // Selection sampling: each order has the chance wanted / left, and exactly `wanted` are taken.
            double chance = wanted >= 0 ? (double)wanted / left : _habits.Archetype.Refund;
            left--;
            if (_random.NextDouble() >= chance)
            {
                continue;
            }

            wanted--;
            WriteRefund(order);
        }
    }

    private void WriteRefund(Order order)
    {
        long latest = order.UtcTicks + SlowestReturn;
        if (_habits.Archetype.Refunds is not null)
        {
            // These customers are known by their returns: in a short window they hurry.
            latest = Math.Min(latest, _population.End - TimeSpan.TicksPerMinute);
        }

        long earliest = order.UtcTicks + FastestReturn;
        long time = earliest + Seconds(0, (latest - earliest) / TimeSpan.TicksPerSecond);
        if (latest < earliest || time + TimeSpan.TicksPerSecond >= _population.End)
        {
            return;
        }

        bool whole = order.LineCount == 1 || _random.NextDouble() < 0.7;
        int first = whole ? order.FirstLine : order.FirstLine + _random.NextInt32(order.LineCount);
        int count = whole ? order.LineCount : 1;
        // The discount was spread over the lines, so a line gives back its part of what was paid, rounded down.
        long amount = whole ? order.Net : _lines[first].Amount * order.Net / order.Gross;
        int row = _writer.Add(EventType.Refund, time, CodeAt(time), _offset);
        _writer.SetOrder(row, order.Number);
        _writer.SetAmount(row, amount, discountCents: null);
        for (int i = first; i < first + count; i++)
        {
            Line line = _lines[i];
            row = _writer.Add(EventType.RefundItem, time + TimeSpan.TicksPerSecond, CodeAt(time), _offset);
            _writer.SetOrder(row, order.Number);
            _writer.SetProduct(row, line.Product, line.Cents);
            _writer.SetPieces(row, line.Pieces, line.Amount);
        }
    }

    /// <summary>Draws a whole number of seconds in [low, high), as ticks.</summary>
    private long Seconds(long low, long high) =>
        (low + (long)(_random.NextDouble() * (high - low))) * TimeSpan.TicksPerSecond;

    private int CodeAt(long utcTicks)
    {
        int slot = _plan.SlotAt(utcTicks);
        ref int code = ref _codes[slot];
        if (code < 0)
        {
            Span<char> id = stackalloc char[CustomerIds.Length];
            _population.Ids.Format(_plan.Customer, slot, id);
            code = _writer.CustomerCode(id);
        }

        return code;
    }
}
