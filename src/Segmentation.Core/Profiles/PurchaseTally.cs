using System;
using System.Collections.Generic;

namespace Segmentation.Profiles;

/// <summary>The orders, refunds and purchased things of one customer.</summary>
internal sealed class PurchaseTally
{
    private const byte Purchased = 1;
    private const byte Discounted = 2;
    private const byte NamesCategory = 4;
    private const byte StatesQuantity = 8;
    private const byte Refunded = 16;

    private readonly DataFacts _facts;
    private readonly CategoryTally _categories;
    private readonly PurchaseDays _days = new();
    private readonly KeySet _orders = new();
    private readonly CodeCounter _products = new();
    private readonly List<DatedAmount> _purchases = [];
    private readonly List<DatedAmount> _refunds = [];
    private readonly List<int> _looseOrderDays = [];
    private readonly List<(int Order, EventRow Row)> _items = [];
    private int _looseDiscounts;
    private int _looseRefunds;
    private double _gross;
    private double _refunded;
    private double _units;

    public PurchaseTally(DataFacts facts, CategoryTally categories)
    {
        _facts = facts;
        _categories = categories;
    }

    public void Clear()
    {
        _days.Clear();
        _orders.Clear();
        _products.Clear();
        _purchases.Clear();
        _refunds.Clear();
        _looseOrderDays.Clear();
        _items.Clear();
        _looseDiscounts = 0;
        _looseRefunds = 0;
        _gross = 0;
        _refunded = 0;
        _units = double.NaN;
    }

    /// <summary>Takes a purchase and returns the index of its order, −1 when it names none.</summary>
    public int AddPurchase(EventRow row, int day)
    {
        double amount = double.IsNaN(row.Amount) ? 0 : row.Amount;
        bool discounted = row.Discount > 0;
        _gross += amount;
        _purchases.Add(new DatedAmount(day, amount, -1));
        _days.Add(day, amount);
        AddUnits(row.Quantity);
        if (row.Product >= 0)
        {
            _products.Add(row.Product);
        }

        bool hasCategory = CategoryTally.HasCategory(row);
        if (hasCategory)
        {
            _categories.Add(row);
        }

        if (row.OrderAt < 0)
        {
            _looseOrderDays.Add(day);
            _looseDiscounts += discounted ? 1 : 0;
            return -1;
        }

        int order = _orders.GetOrAdd(row.Block, row.OrderAt, 0, int.MaxValue);
        _orders.Days[order] = Math.Min(_orders.Days[order], day);
        _orders.Flags[order] |= (byte)(Purchased
            | (discounted ? Discounted : 0)
            | (hasCategory ? NamesCategory : 0)
            | (double.IsNaN(row.Quantity) ? 0 : StatesQuantity));
        return order;
    }

    public void AddItem(EventRow row)
    {
        if (row.Product >= 0)
        {
            _products.Add(row.Product);
        }

        // Whether the order's own events say the same is known only at the end.
        _items.Add((row.OrderAt < 0 ? -1 : _orders.GetOrAdd(row.Block, row.OrderAt, 0, int.MaxValue), row.Copy()));
    }

    public void AddRefund(EventRow row, int day)
    {
        double amount = double.IsNaN(row.Amount) ? 0 : Math.Abs(row.Amount);
        int order = -1;
        _refunded += amount;
        if (row.OrderAt < 0)
        {
            _looseRefunds++;
        }
        else
        {
            order = _orders.GetOrAdd(row.Block, row.OrderAt, 0, int.MaxValue);
            _orders.Flags[order] |= Refunded;
        }

        _refunds.Add(new DatedAmount(day, amount, order));
    }

    public BehaviorType Finish(int asOfDay, Span<double> values)
    {
        FinishItems();
        foreach (DatedAmount refund in _refunds)
        {
            bool known = refund.Order >= 0 && (_orders.Flags[refund.Order] & Purchased) != 0;
            _days.Refund(known ? _orders.Days[refund.Order] : refund.Day, refund.Amount);
        }

        BehaviorType behavior = _days.Finish(asOfDay, _facts.PurchaseAmounts, values);
        FinishOrders(asOfDay, values);
        FinishMoney(asOfDay, values);
        values[(int)ProfileFigure.UnitCount] = _units;
        if (_facts.PurchaseProducts)
        {
            values[(int)ProfileFigure.ProductCount] = _products.Count;
        }

        return behavior;
    }

    private void FinishItems()
    {
        foreach ((int order, EventRow row) in _items)
        {
            int flags = order < 0 ? 0 : _orders.Flags[order];
            if ((flags & NamesCategory) == 0 && CategoryTally.HasCategory(row))
            {
                _categories.Add(row);
            }

            if ((flags & StatesQuantity) == 0)
            {
                AddUnits(row.Quantity);
            }
        }
    }

    private void FinishOrders(int asOfDay, Span<double> values)
    {
        int orders = _looseOrderDays.Count;
        int discounted = _looseDiscounts;
        int refunded = _looseRefunds;
        (int last30, int last90, int last365) = (0, 0, 0);
        foreach (int day in _looseOrderDays)
        {
            CountWindows(asOfDay - day, ref last30, ref last90, ref last365);
        }

        for (int i = 0; i < _orders.Count; i++)
        {
            byte flags = _orders.Flags[i];
            refunded += (flags & Refunded) != 0 ? 1 : 0;
            if ((flags & Purchased) != 0)
            {
                orders++;
                discounted += (flags & Discounted) != 0 ? 1 : 0;
                CountWindows(asOfDay - _orders.Days[i], ref last30, ref last90, ref last365);
            }
        }

        values[(int)ProfileFigure.OrderCount] = orders;
        values[(int)ProfileFigure.RefundCount] = refunded;
        values[(int)ProfileFigure.OrdersLast30Days] = last30;
        values[(int)ProfileFigure.OrdersLast90Days] = last90;
        values[(int)ProfileFigure.OrdersLast365Days] = last365;
        values[(int)ProfileFigure.PurchasesPerMonth] = 0;
        if (orders > 0)
        {
            const double DaysPerMonth = 30.4375;
            double months = Math.Max(values[(int)ProfileFigure.TDays], 30) / DaysPerMonth;
            values[(int)ProfileFigure.PurchasesPerMonth] = orders / months;
            values[(int)ProfileFigure.RefundRate] = Math.Min(1, (double)refunded / orders);
            values[(int)ProfileFigure.DiscountShare] = _facts.Discounts ? (double)discounted / orders : double.NaN;
        }
    }

    private void FinishMoney(int asOfDay, Span<double> values)
    {
        values[(int)ProfileFigure.RefundAmount] = _refunded;
        if (!_facts.PurchaseAmounts)
        {
            return;
        }

        double orders = values[(int)ProfileFigure.OrderCount];
        values[(int)ProfileFigure.GrossRevenue] = _gross;
        values[(int)ProfileFigure.NetRevenue] = _gross - _refunded;
        values[(int)ProfileFigure.AverageOrderValue] = orders > 0 ? _gross / orders : double.NaN;
        values[(int)ProfileFigure.RefundShare] = _gross > 0 ? Math.Min(1, _refunded / _gross) : double.NaN;
        values[(int)ProfileFigure.RevenueLast30Days] = NetSince(asOfDay - 30);
        values[(int)ProfileFigure.RevenueLast90Days] = NetSince(asOfDay - 90);
        values[(int)ProfileFigure.RevenueLast365Days] = NetSince(asOfDay - 365);
    }

    private double NetSince(int day)
    {
        double sum = 0;
        foreach (DatedAmount purchase in _purchases)
        {
            sum += purchase.Day > day ? purchase.Amount : 0;
        }

        foreach (DatedAmount refund in _refunds)
        {
            sum -= refund.Day > day ? refund.Amount : 0;
        }

        return sum;
    }

    private static void CountWindows(int age, ref int last30, ref int last90, ref int last365)
    {
        last30 += age < 30 ? 1 : 0;
        last90 += age < 90 ? 1 : 0;
        last365 += age < 365 ? 1 : 0;
    }

    private void AddUnits(double quantity)
    {
        if (!double.IsNaN(quantity))
        {
            _units = double.IsNaN(_units) ? quantity : _units + quantity;
        }
    }

    private readonly record struct DatedAmount(int Day, double Amount, int Order);
}
