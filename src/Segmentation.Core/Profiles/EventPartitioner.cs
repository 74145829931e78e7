using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Events;

namespace Segmentation.Profiles;

/// <summary>
/// Turns batches into compact rows by customer, and finds out on the way what the data has. For one thread.
/// </summary>
internal sealed class EventPartitioner
{
    private const int RowsPrefetched = 12;
    private const RowParts Numbers = RowParts.Amount | RowParts.Quantity | RowParts.Discount;

    private static readonly RowParts[] s_partsOf =
        [.. Enumerable.Range(0, 32).Select(type => EventRowFormat.PartsOf((EventType)type))];

    private readonly RowPartitions _partitions;
    private readonly long _asOfTicks;
    private readonly long _fromTicks;
    private readonly AggregateTally? _aggregates;
    private readonly HashSet<int> _currencies = [];
    private readonly RowParts[] _seen = new RowParts[s_partsOf.Length];
    private uint _timedTypes;
    private int[] _events = new int[1024];

    public EventPartitioner(
        RowPartitions partitions, long asOfTicks, long fromTicks = long.MinValue, AggregateTally? aggregates = null)
    {
        _partitions = partitions;
        _asOfTicks = asOfTicks;
        _fromTicks = fromTicks;
        _aggregates = aggregates;
    }

    public long EventsUsed { get; private set; }

    public long EventsAfterAsOf { get; private set; }

    public long EventsBeforeFrom { get; private set; }

    public long PurchasesWithoutAmount { get; private set; }

    /// <summary>Sum of all purchase amounts, to check the profiles against.</summary>
    public double GrossRevenue { get; private set; }

    /// <summary>The same without signs: what a tolerance is relative to.</summary>
    public double AbsoluteRevenue { get; private set; }

    public long NewestTicks { get; private set; } = long.MinValue;

    public short NewestOffset { get; private set; }

    public IReadOnlyCollection<int> Currencies => _currencies;

    /// <summary>What the data has, by the events taken in so far.</summary>
    public DataFacts Facts() => new(
        Enumerable.Range(0, _seen.Length)
            .Where(type => _seen[type] != RowParts.None)
            .ToDictionary(type => (EventType)type, type => _seen[type]),
        _timedTypes);

    /// <summary>The number of events of a customer, by canonical code.</summary>
    public int EventsOf(int customer) => customer < _events.Length ? _events[customer] : 0;

    /// <summary>Takes in a batch.</summary>
    /// <param name="batch">The events.</param>
    /// <param name="canonical">Source customer code → canonical code; null when they are the same.</param>
    public void Add(EventBatch batch, int[]? canonical)
    {
        BatchColumns columns = new(batch);
        for (int row = 0; row < batch.Count; row++)
        {
            if (canonical is null && row + RowsPrefetched < batch.Count)
            {
                Prefetch(batch.Customers[row + RowsPrefetched]);
            }

            long ticks = batch.UtcTicks[row];
            if (ticks > _asOfTicks)
            {
                EventsAfterAsOf++;
                continue;
            }

            if (ticks < _fromTicks)
            {
                EventsBeforeFrom++;
                continue;
            }

            int code = batch.Customers[row];
            int customer = canonical is null ? code : canonical[code];
            if (customer >= _events.Length)
            {
                Array.Resize(ref _events, Math.Max(_events.Length * 2, customer + 1));
            }

            _events[customer]++;
            EventsUsed++;
            NoteTime(ticks, batch.OffsetMinutes[row], batch.Types[row]);
            Write(columns, row, customer, ticks);
            _aggregates?.Add(batch, row, customer);
        }
    }

    private void Prefetch(int customer)
    {
        if (customer < _events.Length)
        {
            CacheHint.Fetch(ref _events[customer]);
        }
    }

    private void NoteTime(long ticks, short offset, EventType type)
    {
        uint bit = 1u << (int)type;
        if ((_timedTypes & bit) == 0 && (ticks + (offset * TimeSpan.TicksPerMinute)) % TimeSpan.TicksPerDay != 0)
        {
            _timedTypes |= bit;
        }

        if (ticks > NewestTicks || (ticks == NewestTicks && offset > NewestOffset))
        {
            NewestTicks = ticks;
            NewestOffset = offset;
        }
    }

    private void Write(in BatchColumns columns, int row, int customer, long ticks)
    {
        EventType type = columns.Batch.Types[row];
        RowParts wanted = s_partsOf[(int)type] & columns.Present;
        ReadOnlySpan<byte> order = (wanted & RowParts.Order) != RowParts.None ? columns.Orders![row] : default;
        ReadOnlySpan<byte> session = (wanted & RowParts.Session) != RowParts.None ? columns.Sessions![row] : default;
        ReadOnlySpan<byte> cart = (wanted & RowParts.Cart) != RowParts.None ? columns.Carts![row] : default;
        int partition = customer & (RowPartitions.Count - 1);
        int bound = EventRowFormat.FixedBound + order.Length + session.Length + cart.Length;
        EventRowWriter writer = new(
            ref _partitions.Reserve(partition, bound), wanted, customer / RowPartitions.Count);
        writer.Offset(columns.Batch.OffsetMinutes[row]);
        if ((wanted & Numbers) != RowParts.None)
        {
            writer.Number(RowParts.Amount, columns.Amounts, row);
            writer.Number(RowParts.Quantity, columns.Quantities, row);
            writer.Number(RowParts.Discount, columns.Discounts, row);
        }

        writer.Code(RowParts.Product, columns.Products, row);
        writer.Code(RowParts.Category1, columns.Categories1, row);
        if ((writer.Parts & RowParts.Category1) == RowParts.None)
        {
            writer.Code(RowParts.ProductCategory, columns.ProductCategories, row);
        }

        writer.Code(RowParts.Category2, columns.Categories2, row);
        writer.Code(RowParts.Category3, columns.Categories3, row);
        writer.Code(RowParts.Device, columns.Devices, row);
        writer.Code(RowParts.Channel, columns.Channels, row);
        writer.Mark(RowParts.Campaign, columns.Campaigns, row);
        writer.Key(RowParts.Order, order);
        writer.Key(RowParts.Session, session);
        writer.Key(RowParts.Cart, cart);
        _partitions.Commit(partition, writer.Finish(type, ticks));
        _seen[(int)type] |= writer.Parts | RowParts.Occurs;
        if (type == EventType.Purchase)
        {
            NotePurchase(columns, row, writer.Parts);
        }
    }

    private void NotePurchase(in BatchColumns columns, int row, RowParts parts)
    {
        if ((parts & RowParts.Amount) != RowParts.None)
        {
            GrossRevenue += columns.Amounts![row];
            AbsoluteRevenue += Math.Abs(columns.Amounts[row]);
        }
        else
        {
            PurchasesWithoutAmount++;
        }

        if (columns.Currencies is { } currencies && currencies[row] >= 0)
        {
            _currencies.Add(currencies[row]);
        }
    }

    /// <summary>The columns of a batch that matter, fetched once.</summary>
    private readonly struct BatchColumns
    {
        public BatchColumns(EventBatch batch)
        {
            Batch = batch;
            Amounts = batch.Numbers(EventField.TotalAmount);
            Quantities = batch.Numbers(EventField.Quantity);
            Discounts = batch.Numbers(EventField.DiscountAmount);
            Products = batch.Codes(EventField.ProductId);
            Categories1 = batch.Codes(EventField.CategoryLevel1);
            ProductCategories = batch.Codes(EventField.ProductCategory);
            Categories2 = batch.Codes(EventField.CategoryLevel2);
            Categories3 = batch.Codes(EventField.CategoryLevel3);
            Devices = batch.Codes(EventField.DeviceType);
            Channels = batch.Codes(EventField.Channel);
            Campaigns = batch.Codes(EventField.Campaign);
            Currencies = batch.Codes(EventField.Currency);
            Orders = batch.Texts(EventField.OrderId);
            Sessions = batch.Texts(EventField.SessionId);
            Carts = batch.Texts(EventField.CartId);
            Present = If(Amounts, RowParts.Amount) | If(Quantities, RowParts.Quantity)
                | If(Discounts, RowParts.Discount) | If(Products, RowParts.Product)
                | If(Categories1, RowParts.Category1) | If(ProductCategories, RowParts.ProductCategory)
                | If(Categories2, RowParts.Category2)
                | If(Categories3, RowParts.Category3) | If(Devices, RowParts.Device) | If(Channels, RowParts.Channel)
                | If(Campaigns, RowParts.Campaign) | If(Orders, RowParts.Order) | If(Sessions, RowParts.Session)
                | If(Carts, RowParts.Cart);
        }

        public EventBatch Batch { get; }

        public double[]? Amounts { get; }

        public double[]? Quantities { get; }

        public double[]? Discounts { get; }

        public int[]? Products { get; }

        public int[]? Categories1 { get; }

        public int[]? ProductCategories { get; }

        public int[]? Categories2 { get; }

        public int[]? Categories3 { get; }

        public int[]? Devices { get; }

        public int[]? Channels { get; }

        public int[]? Campaigns { get; }

        public int[]? Currencies { get; }

        public TextColumn? Orders { get; }

        public TextColumn? Sessions { get; }

        public TextColumn? Carts { get; }

        public RowParts Present { get; }

        private static RowParts If(object? column, RowParts part) => column is null ? RowParts.None : part;
    }
}
