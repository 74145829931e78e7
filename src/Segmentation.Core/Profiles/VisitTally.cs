using System;
using Segmentation.Events;

namespace Segmentation.Profiles;

/// <summary>The visits and baskets of one customer.</summary>
internal sealed class VisitTally
{
    private const byte Bought = 1;
    private const byte BoughtWithoutCart = 2;
    private const byte Filled = 4;
    private const byte FromCampaign = 8;
    private const long Inactivity = 30 * TimeSpan.TicksPerMinute;

    private readonly DataFacts _facts;
    private readonly bool _byInactivity;
    private readonly KeySet _sessions = new();
    private readonly KeySet _carts = new();
    private byte[] _gapSessions = new byte[16];
    private int _gapCount;
    private long _lastAct;
    private (int Cart, int Session)[] _fillings = new (int, int)[16];
    private int _fillingCount;

    public VisitTally(DataFacts facts)
    {
        _facts = facts;
        _byInactivity = !facts.SessionIds && facts.Browsing;
    }

    public void Clear()
    {
        _sessions.Clear();
        _carts.Clear();
        _gapCount = 0;
        _fillingCount = 0;
    }

    /// <summary>Takes an event and returns the index of its visit, −1 when it belongs to none.</summary>
    public int Add(EventRow row)
    {
        int session = SessionOf(row);
        if (row.HasCampaign && session >= 0)
        {
            Flags(session) |= FromCampaign;
        }

        switch (row.Type)
        {
            case EventType.AddToCart when row.CartAt >= 0:
                Fill(_carts.GetOrAdd(row.Block, row.CartAt, 0, 0), session);
                break;
            case EventType.AddToCart when session >= 0:
                Flags(session) |= Filled;
                break;
            case EventType.Purchase:
                if (row.CartAt >= 0)
                {
                    _carts.Flags[_carts.GetOrAdd(row.Block, row.CartAt, 0, 0)] |= Bought;
                }

                if (session >= 0)
                {
                    Flags(session) |= row.CartAt >= 0 ? Bought : (byte)(Bought | BoughtWithoutCart);
                }

                break;
        }

        return session;
    }

    /// <summary>Whether an event of the visit names a campaign; complete once all events were taken.</summary>
    public bool IsFromCampaign(int session) => session >= 0 && (Flags(session) & FromCampaign) != 0;

    public void Finish(double pageViews, Span<double> values)
    {
        Span<byte> sessions = _byInactivity
            ? _gapSessions.AsSpan(0, _gapCount)
            : _sessions.Flags.AsSpan(0, _sessions.Count);
        if (_facts.Visits)
        {
            values[(int)ProfileFigure.SessionCount] = sessions.Length;
        }

        if (sessions.Length > 0)
        {
            values[(int)ProfileFigure.ViewsPerSession] = pageViews / sessions.Length;
            if (_facts.PurchasesInVisits)
            {
                values[(int)ProfileFigure.ConversionRate] = (double)CountOf(sessions, Bought) / sessions.Length;
                double campaigns = CountOf(sessions, FromCampaign);
                values[(int)ProfileFigure.CampaignConversionRate] =
                    CountOfAll(sessions, FromCampaign | Bought) / campaigns;
            }
        }

        if (_facts.PurchasesInVisits || _facts.PurchasesInCarts)
        {
            values[(int)ProfileFigure.CartAbandonmentRate] = Abandonment(sessions);
        }
    }

    private static int CountOf(ReadOnlySpan<byte> flags, byte flag)
    {
        int count = 0;
        foreach (byte value in flags)
        {
            count += (value & flag) != 0 ? 1 : 0;
        }

        return count;
    }

    private double Abandonment(Span<byte> sessions)
    {
        for (int i = 0; i < _fillingCount; i++)
        {
            (int cart, int session) = _fillings[i];
            if (session >= 0 && (sessions[session] & BoughtWithoutCart) != 0)
            {
                _carts.Flags[cart] |= Bought;
            }
        }

        Span<byte> carts = _carts.Flags.AsSpan(0, _carts.Count);
        int filled = CountOf(sessions, Filled) + CountOf(carts, Filled);
        int bought = CountOfAll(sessions, Filled | Bought) + CountOfAll(carts, Filled | Bought);
        return filled == 0 ? double.NaN : (double)(filled - bought) / filled;
    }

    private static int CountOfAll(ReadOnlySpan<byte> flags, int wanted)
    {
        int count = 0;
        foreach (byte value in flags)
        {
            count += (value & wanted) == wanted ? 1 : 0;
        }

        return count;
    }

    private int SessionOf(EventRow row)
    {
        if (!_byInactivity)
        {
            return row.SessionAt < 0 ? -1 : _sessions.GetOrAdd(row.Block, row.SessionAt, 0, 0);
        }

        if (!DataFacts.IsAct(row.Type))
        {
            return -1;
        }

        if (_gapCount == 0 || row.UtcTicks - _lastAct > Inactivity)
        {
            if (_gapCount == _gapSessions.Length)
            {
                Array.Resize(ref _gapSessions, _gapCount * 2);
            }

            _gapSessions[_gapCount++] = 0;
        }

        _lastAct = row.UtcTicks;
        return _gapCount - 1;
    }

    private ref byte Flags(int session) => ref _byInactivity ? ref _gapSessions[session] : ref _sessions.Flags[session];

    private void Fill(int cart, int session)
    {
        _carts.Flags[cart] |= Filled;
        if (_fillingCount == _fillings.Length)
        {
            Array.Resize(ref _fillings, _fillingCount * 2);
        }

        _fillings[_fillingCount++] = (cart, session);
    }
}
