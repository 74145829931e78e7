using System;
using Segmentation.Events;

namespace Segmentation.Synthetic;

/// <content>What happens within a visit.</content>
internal sealed partial class Shopper
{
    private const double StayInCategory = 0.65;
    private const double EnterByCategory = 0.4;
    private const double CheckoutWithoutOrder = 0.25;
    private const double FavouriteBrowser = 0.85;
    private const double TabletShare = 0.12;
    private const int MostPieces = 6;

    private void WriteVisits(ReadOnlySpan<long> starts)
    {
        int? ordersLeft = _habits.Archetype.ExactOrders;
        int visitsLeft = starts.Length;
        foreach (long start in starts)
        {
            bool? order = ordersLeft is null ? null : _random.NextDouble() * visitsLeft < ordersLeft;
            visitsLeft--;
            if (order == true)
            {
                ordersLeft--;
            }

            WriteVisit(start, order);
        }
    }

    /// <summary>
    /// Writes a visit; <paramref name="order"/> says whether it ends in an order, null leaves it to chance.
    /// </summary>
    private void WriteVisit(long start, bool? order)
    {
        Visit visit = NewVisit(start);
        _cart.Clear();
        _writer.SetReferrer(Add(EventType.SessionStart, start, visit), visit.Channel);
        long time = Browse(visit, start, mustFillCart: order == true);
        if (_cart.Count > 0)
        {
            time = EndCart(visit, time, order ?? _random.NextDouble() < _habits.Buy);
        }

        Add(EventType.SessionEnd, time + Seconds(5, 120), visit);
    }

    private long Browse(in Visit visit, long time, bool mustFillCart)
    {
        (int low, int high) = _habits.Archetype.Views;
        int category = Choice.Pick(_habits.Categories, _random.NextDouble());
        int views = _random.NextInt32(low, high);
        bool search = _random.NextDouble() < _habits.Archetype.Search;
        bool enter = search || _random.NextDouble() < EnterByCategory;
        for (int i = 0; i < views; i++)
        {
            if (i > 0 && _random.NextDouble() >= StayInCategory)
            {
                category = Choice.Pick(_habits.Categories, _random.NextDouble());
                enter = _random.NextDouble() < EnterByCategory;
            }

            int product = _habits.PickProduct(category, ref _random);
            if (enter)
            {
                time += Seconds(5, 60);
                WriteBrowse(visit, product, time, search);
                enter = search = false;
            }

            time += Seconds(8, 120);
            int cents = WriteView(visit, product, time);
            bool last = i == views - 1;
            if (_random.NextDouble() < _habits.AddToCart || (last && mustFillCart && _cart.Count == 0))
            {
                time += Seconds(3, 60);
                AddToCart(visit, product, cents, time);
            }
        }

        return time;
    }

    private void AddToCart(in Visit visit, int product, int cents, long time)
    {
        int pieces = 1;
        while (pieces < MostPieces && _random.NextDouble() < _habits.Archetype.MorePieces)
        {
            pieces++;
        }

        Line line = new(product, pieces, cents);
        _cart.Add(line);
        WriteCartLine(EventType.AddToCart, visit, line, time);
    }

    /// <summary>What becomes of a filled cart.</summary>
    private long EndCart(in Visit visit, long time, bool order)
    {
        // A cart that is ordered keeps at least one line.
        if (_cart.Count > (order ? 1 : 0) && _random.NextDouble() < _habits.Archetype.RemoveFromCart)
        {
            int index = _random.NextInt32(_cart.Count);
            time += Seconds(5, 60);
            WriteCartLine(EventType.RemoveFromCart, visit, _cart[index], time);
            _cart.RemoveAt(index);
        }

        if (_cart.Count == 0 || (!order && _random.NextDouble() >= CheckoutWithoutOrder))
        {
            return time;
        }

        time += Seconds(15, 90);
        _writer.SetCart(Add(EventType.Checkout, time, visit), visit.Number);
        return order ? PlaceOrder(visit, time + Seconds(30, 240)) : time;
    }

    private long PlaceOrder(in Visit visit, long time)
    {
        long gross = 0;
        foreach (Line line in _cart)
        {
            gross += line.Amount;
        }

        // Steps of 5 % from 10 % to 30 %, rounded down to the cent.
        bool reduced = _random.NextDouble() < _habits.Archetype.Discount;
        long discount = reduced ? gross * _random.NextInt32(2, 6) * 5 / 100 : 0;
        Order order = new(++_orderNumber, time, gross, gross - discount, _lines.Count, _cart.Count);
        _orders.Add(order);
        _lines.AddRange(_cart);
        int row = Add(EventType.Purchase, time, visit);
        _writer.SetOrder(row, order.Number);
        _writer.SetCart(row, visit.Number);
        _writer.SetAmount(row, order.Net, discount);
        foreach (Line line in _cart)
        {
            row = Add(EventType.PurchaseItem, time + TimeSpan.TicksPerSecond, visit);
            _writer.SetOrder(row, order.Number);
            _writer.SetCart(row, visit.Number);
            _writer.SetProduct(row, line.Product, line.Cents);
            _writer.SetPieces(row, line.Pieces, line.Amount);
        }

        return time + TimeSpan.TicksPerSecond;
    }

    private Visit NewVisit(long start)
    {
        int device = _random.NextDouble() < _habits.Mobile ? 1 : _random.NextDouble() < TabletShare ? 2 : 0;
        int browser = _random.NextDouble() < FavouriteBrowser
            ? _habits.Browsers[device]
            : _random.NextInt32(Channels.Browsers[device].Length);
        int channel = Choice.Pick(_habits.ChannelUse, _random.NextDouble());
        bool campaign = Channels.All[channel].CarriesCampaigns && _random.NextDouble() < _habits.Archetype.Campaign;
        return new Visit(
            ++_visits, CodeAt(start), device, browser, channel, campaign ? new DateTime(start).Month - 1 : -1);
    }

    private int WriteView(in Visit visit, int product, long time)
    {
        int cents = _catalogue.PriceInCents(product, time);
        int row = Add(EventType.ViewItem, time, visit);
        _writer.SetProduct(row, product, cents);
        _writer.SetPage(row, product);
        return cents;
    }

    private void WriteBrowse(in Visit visit, int product, long time, bool search)
    {
        int row = Add(search ? EventType.Search : EventType.ViewCategory, time, visit);
        if (search)
        {
            _writer.SetSearch(row, product);
        }
        else
        {
            _writer.SetCategory(row, product);
        }
    }

    private void WriteCartLine(EventType type, in Visit visit, Line line, long time)
    {
        int row = Add(type, time, visit);
        _writer.SetProduct(row, line.Product, line.Cents);
        _writer.SetPieces(row, line.Pieces, cents: null);
        _writer.SetCart(row, visit.Number);
    }

    private int Add(EventType type, long time, in Visit visit)
    {
        int row = _writer.Add(type, time, visit.Customer, _offset);
        _writer.SetVisit(row, visit);
        return row;
    }
}
