using System;
using System.Collections.Generic;
using Segmentation.Events;

namespace Segmentation.Profiles;

/// <summary>Where one event row lies and where it belongs in time.</summary>
internal readonly struct EventEntry
{
    private const int TypeShift = 56;
    private const int BlockShift = 24;

    private readonly long _place;

    public EventEntry(long utcTicks, byte type, int block, int start)
    {
        UtcTicks = utcTicks;
        _place = ((long)type << TypeShift) | ((long)block << BlockShift) | (long)start;
    }

    public long UtcTicks { get; }

    public EventType Type => (EventType)(_place >> TypeShift);

    public int Block => (int)(_place >> BlockShift);

    public int Start => (int)_place & ((1 << BlockShift) - 1);
}

/// <summary>
/// One walk over a customer's events in time order gives all figures. Used for one customer after another by one
/// thread.
/// </summary>
internal sealed class CustomerWalk : IComparer<EventEntry>
{
    private const int RowsPrefetched = 8;

    private readonly ProfileInputs _inputs;
    private readonly ProfileRows _target;
    private readonly ProfileRowBuffer _buffer;
    private readonly CategoryTally _categories;
    private readonly PurchaseTally _purchases;
    private readonly VisitTally _visits;
    private readonly CampaignTally _campaigns = new();
    private readonly ClockTally _clock;
    private readonly CodeCounter _devices = new();
    private readonly CodeCounter _channels = new();
    private readonly EventRow _current = new();
    private readonly EventRow _one = new();
    private readonly EventRow _other = new();
    private readonly int[] _types = new int[32];
    private List<RowBlock> _blocks = [];
    private int _mobile;
    private int _withDevice;
    private int _withCampaign;

    public CustomerWalk(ProfileInputs inputs, ProfileRows target)
    {
        _inputs = inputs;
        _target = target;
        _buffer = new ProfileRowBuffer(target);
        _clock = new ClockTally(inputs.AsOfDay);
        _categories = new CategoryTally(inputs.Categories);
        _purchases = new PurchaseTally(inputs.Facts, _categories);
        _visits = new VisitTally(inputs.Facts);
    }

    /// <summary>
    /// Time, then type, then what enters sums: rows that are still equal may change places without changing a figure,
    /// so that the order of the input never shows.
    /// </summary>
    public int Compare(EventEntry x, EventEntry y)
    {
        int order = x.UtcTicks.CompareTo(y.UtcTicks);
        order = order != 0 ? order : ((byte)x.Type).CompareTo((byte)y.Type);
        if (order != 0 || x.Type is not (EventType.Purchase or EventType.PurchaseItem or EventType.Refund))
        {
            return order;
        }

        _one.Read(_blocks[x.Block].Bytes, x.Start);
        _other.Read(_blocks[y.Block].Bytes, y.Start);
        order = _one.Amount.CompareTo(_other.Amount);
        order = order != 0 ? order : _one.Quantity.CompareTo(_other.Quantity);
        return order != 0 ? order : _one.Discount.CompareTo(_other.Discount);
    }

    /// <summary>Writes what is still buffered to the table.</summary>
    public void Flush() => _buffer.Flush();

    /// <summary>Computes the profile of one customer.</summary>
    /// <param name="entries">The customer's events, in any order, then those of the customers that come next.</param>
    /// <param name="count">The number of the customer's events, which are sorted on return.</param>
    /// <param name="blocks">Where the events lie.</param>
    /// <param name="row">The customer's row in the table.</param>
    /// <param name="engagement">Where the customer's category rows are appended.</param>
    public void Run(
        Span<EventEntry> entries, int count, List<RowBlock> blocks, int row, List<CategoryEngagement> engagement)
    {
        Span<EventEntry> events = entries[..count];
        _blocks = blocks;
        Sort(events);
        Clear();
        long firstPurchase = ProfileTable.MissingTime;
        long lastPurchase = ProfileTable.MissingTime;
        (int firstDay, int lastDay) = (int.MaxValue, int.MinValue);
        for (int i = 0; i < events.Length; i++)
        {
            if (i + RowsPrefetched < entries.Length)
            {
                EventEntry later = entries[i + RowsPrefetched];
                CacheHint.Fetch(ref blocks[later.Block].Bytes[later.Start]);
            }

            EventEntry entry = events[i];
            _current.Read(blocks[entry.Block].Bytes, entry.Start);
            long local = _inputs.Clock.LocalTicks(_current.UtcTicks, _current.OffsetMinutes);
            int day = (int)(local / TimeSpan.TicksPerDay);
            firstDay = Math.Min(firstDay, day);
            lastDay = Math.Max(lastDay, day);
            Take(_current, local, day);
            if (_current.Type == EventType.Purchase)
            {
                firstPurchase = firstPurchase == ProfileTable.MissingTime ? _current.UtcTicks : firstPurchase;
                lastPurchase = _current.UtcTicks;
            }
        }

        int asOfDay = Math.Max(_inputs.AsOfDay, lastDay);
        Span<double> values = _buffer.Next(row);
        values[(int)ProfileFigure.EventCount] = events.Length;
        values[(int)ProfileFigure.TenureDays] = asOfDay - firstDay;
        values[(int)ProfileFigure.DaysSinceLastEvent] = asOfDay - lastDay;
        FinishActs(asOfDay - firstDay, values);
        BehaviorType behavior = _purchases.Finish(asOfDay, values);
        if (_inputs.Facts.Campaigns)
        {
            _campaigns.Finish(_visits, values);
        }

        Span<int> top = stackalloc int[3];
        _categories.Finish(values, top, engagement);
        _target.SetTimes(row, events[0].UtcTicks, events[^1].UtcTicks, firstPurchase, lastPurchase);
        _target.SetTexts(row, behavior, top, _devices.Mode(), _channels.Mode());
    }

    private void Take(EventRow current, long local, int day)
    {
        _types[(int)current.Type]++;
        if (DataFacts.IsAct(current.Type))
        {
            _clock.Add(local, _inputs.Facts.HasTimes(current.Type));
        }

        int visit = _visits.Add(current);
        if (current.Device >= 0)
        {
            _withDevice++;
            int device = _inputs.Devices.Rank(current.Device);
            _devices.Add(device);
            _mobile += _inputs.IsMobile(device) ? 1 : 0;
        }

        if (current.Channel >= 0)
        {
            _channels.Add(_inputs.Channels.Rank(current.Channel));
        }

        _withCampaign += current.HasCampaign ? 1 : 0;
        switch (current.Type)
        {
            case EventType.Purchase:
                int order = _purchases.AddPurchase(current, day);
                if (_inputs.Facts.Campaigns)
                {
                    _campaigns.Add(current, order, visit);
                }

                break;
            case EventType.PurchaseItem:
                _purchases.AddItem(current);
                break;
            case EventType.Refund:
                _purchases.AddRefund(current, day);
                break;
            default:
                if (CategoryTally.HasCategory(current))
                {
                    _categories.Add(current);
                }

                break;
        }
    }

    private void Clear()
    {
        _categories.Clear();
        _purchases.Clear();
        _visits.Clear();
        _campaigns.Clear();
        _clock.Clear();
        _devices.Clear();
        _channels.Clear();
        Array.Clear(_types);
        _mobile = 0;
        _withDevice = 0;
        _withCampaign = 0;
    }

    private void FinishActs(int tenureDays, Span<double> values)
    {
        DataFacts facts = _inputs.Facts;
        values[(int)ProfileFigure.ItemViewCount] = CountOf(EventType.ViewItem);
        values[(int)ProfileFigure.SearchCount] = CountOf(EventType.Search);
        values[(int)ProfileFigure.CartAddCount] = CountOf(EventType.AddToCart);
        values[(int)ProfileFigure.CartRemoveCount] = CountOf(EventType.RemoveFromCart);
        values[(int)ProfileFigure.CheckoutCount] = CountOf(EventType.Checkout);
        double pageViews = facts.Has(EventType.ViewItem) || facts.Has(EventType.ViewCategory)
            ? _types[(int)EventType.ViewItem] + _types[(int)EventType.ViewCategory]
            : double.NaN;
        values[(int)ProfileFigure.PageViewCount] = pageViews;
        values[(int)ProfileFigure.CategoryCount] = facts.Categories ? 0 : double.NaN;
        _clock.Finish(tenureDays, values);
        _visits.Finish(pageViews, values);
        if (_withDevice > 0)
        {
            values[(int)ProfileFigure.MobileShare] = (double)_mobile / _withDevice;
        }

        values[(int)ProfileFigure.PrimaryDeviceShare] = _devices.ModeShare();
        values[(int)ProfileFigure.PrimaryChannelShare] = _channels.ModeShare();

        if (facts.Campaigns)
        {
            values[(int)ProfileFigure.CampaignShare] = _withCampaign / values[(int)ProfileFigure.EventCount];
        }
    }

    private double CountOf(EventType type) => _inputs.Facts.Has(type) ? _types[(int)type] : double.NaN;

    private void Sort(Span<EventEntry> events)
    {
        for (int i = 1; i < events.Length; i++)
        {
            if (Compare(events[i - 1], events[i]) > 0)
            {
                events.Sort(this);
                return;
            }
        }
    }
}
