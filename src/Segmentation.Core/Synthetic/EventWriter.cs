using System;
using System.Collections.Generic;
using System.Globalization;
using Segmentation.Events;

namespace Segmentation.Synthetic;

/// <summary>
/// Writes events straight into batch columns: all texts of coded columns are coded once, before the first event.
/// </summary>
internal sealed class EventWriter
{
    private readonly EventVocabulary _vocabulary = new();
    private readonly Queue<EventBatch> _full = new();
    private readonly Product[] _products;
    private readonly (int Id, int Name, int Level1, int Level2, int Level3)[] _productCodes;
    private readonly int[] _devices;
    private readonly int[][] _browsers;
    private readonly int[] _channels;
    private readonly int[] _referrers;
    private readonly int[] _campaigns;
    private readonly int _newsletterOpen;
    private readonly int _currency;
    private EventBatch _batch;
    private long _events;

    /// <summary>Prepares the codes.</summary>
    public EventWriter(Product[] products, string currency)
    {
        _products = products;
        _productCodes = Array.ConvertAll(products, product => (
            Code(EventField.ProductId, product.Id),
            Code(EventField.ProductName, product.Name),
            Code(EventField.CategoryLevel1, product.Level1),
            Code(EventField.CategoryLevel2, product.Level2),
            Code(EventField.CategoryLevel3, product.Level3)));
        _devices = Array.ConvertAll(Channels.Devices, name => Code(EventField.DeviceType, name));
        _browsers = Array.ConvertAll(
            Channels.Browsers, names => Array.ConvertAll(names, name => Code(EventField.Browser, name)));
        _channels = Array.ConvertAll(Channels.All, channel => Code(EventField.Channel, channel.Name));
        _referrers = Array.ConvertAll(
            Channels.All, channel => channel.Referrer is { } page ? Code(EventField.Referrer, page) : -1);
        _campaigns = Array.ConvertAll(Channels.Campaigns, name => Code(EventField.Campaign, name));
        _newsletterOpen = Code(EventField.CustomType, "newsletter_open");
        _currency = Code(EventField.Currency, currency);
        _batch = new EventBatch(_vocabulary);
    }

    /// <summary>The code of a customer id, which is added when it is new.</summary>
    public int CustomerCode(ReadOnlySpan<char> id) => _vocabulary.Customers.GetOrAdd(id);

    /// <summary>The next batch that is complete, or null.</summary>
    public EventBatch? TakeFull() => _full.TryDequeue(out EventBatch? batch) ? batch : null;

    /// <summary>The last batch, or null when it is empty. Nothing may be written after it.</summary>
    public EventBatch? TakeLast() => _batch.Count == 0 ? null : _batch;

    /// <summary>Writes what every event has; the row is for the methods below.</summary>
    public int Add(EventType type, long utcTicks, int customer, short offsetMinutes)
    {
        if (_batch.Count == _batch.Capacity)
        {
            _full.Enqueue(_batch);
            _batch = new EventBatch(_vocabulary);
        }

        int row = _batch.Count++;
        _batch.Customers[row] = customer;
        _batch.Types[row] = type;
        _batch.UtcTicks[row] = utcTicks;
        _batch.OffsetMinutes[row] = offsetMinutes;
        SetNumbered(EventField.EventId, row, 'e', ++_events);
        return row;
    }

    /// <summary>Writes the visit that the event belongs to.</summary>
    public void SetVisit(int row, in Visit visit)
    {
        SetNumbered(EventField.SessionId, row, 's', visit.Number);
        _batch.SetCode(EventField.DeviceType, row, _devices[visit.Device]);
        _batch.SetCode(EventField.Browser, row, _browsers[visit.Device][visit.Browser]);
        _batch.SetCode(EventField.Channel, row, _channels[visit.Channel]);
        if (visit.Campaign >= 0)
        {
            _batch.SetCode(EventField.Campaign, row, _campaigns[visit.Campaign]);
        }
    }

    /// <summary>Writes where the visit came from.</summary>
    public void SetReferrer(int row, int channel) => _batch.SetCode(EventField.Referrer, row, _referrers[channel]);

    /// <summary>Writes a product and the price of one piece.</summary>
    public void SetProduct(int row, int product, int cents)
    {
        SetCategory(row, product);
        (int id, int name, _, _, int level3) = _productCodes[product];
        _batch.SetCode(EventField.CategoryLevel3, row, level3);
        _batch.SetCode(EventField.ProductId, row, id);
        _batch.SetCode(EventField.ProductName, row, name);
        _batch.SetCode(EventField.Currency, row, _currency);
        _batch.SetNumber(EventField.ProductPrice, row, cents / 100.0);
    }

    /// <summary>Writes the two upper category levels of a product.</summary>
    public void SetCategory(int row, int product)
    {
        _batch.SetCode(EventField.CategoryLevel1, row, _productCodes[product].Level1);
        _batch.SetCode(EventField.CategoryLevel2, row, _productCodes[product].Level2);
    }

    /// <summary>Writes the product's page as the event's page.</summary>
    public void SetPage(int row, int product) => _batch.SetText(EventField.PageUrl, row, _products[product].Url);

    /// <summary>Writes a search for the product's narrowest category.</summary>
    public void SetSearch(int row, int product) =>
        _batch.SetText(EventField.SearchQuery, row, _products[product].Level3);

    /// <summary>Writes pieces and, for order lines, their amount.</summary>
    public void SetPieces(int row, int pieces, long? cents)
    {
        _batch.SetNumber(EventField.Quantity, row, pieces);
        if (cents is { } amount)
        {
            _batch.SetNumber(EventField.TotalAmount, row, amount / 100.0);
        }
    }

    /// <summary>Writes an amount, with the discount contained in it where that is known.</summary>
    public void SetAmount(int row, long cents, long? discountCents)
    {
        _batch.SetNumber(EventField.TotalAmount, row, cents / 100.0);
        _batch.SetCode(EventField.Currency, row, _currency);
        if (discountCents is { } discount)
        {
            _batch.SetNumber(EventField.DiscountAmount, row, discount / 100.0);
        }
    }

    /// <summary>Writes the cart, which has the number of the visit it was filled in.</summary>
    public void SetCart(int row, long number) => SetNumbered(EventField.CartId, row, 'c', number);

    /// <summary>Writes the order.</summary>
    public void SetOrder(int row, long number) => SetNumbered(EventField.OrderId, row, 'o', number);

    /// <summary>Writes what a parcel did.</summary>
    public void SetDelivery(int row, bool delivered) => _batch.SetText(
        EventField.Extra, row, delivered ? """{"status":"delivered"}""" : """{"status":"shipped"}""");

    /// <summary>Writes that a newsletter was opened.</summary>
    public void SetNewsletter(int row, int device)
    {
        _batch.SetCode(EventField.CustomType, row, _newsletterOpen);
        _batch.SetCode(EventField.Channel, row, _channels[Channels.Email]);
        _batch.SetCode(EventField.Campaign, row, _campaigns[^1]);
        _batch.SetCode(EventField.DeviceType, row, _devices[device]);
    }

    private int Code(EventField field, string text) => _vocabulary[field].GetOrAdd(text);

    private void SetNumbered(EventField field, int row, char prefix, long number)
    {
        Span<char> text = stackalloc char[20];
        text[0] = prefix;
        number.TryFormat(text[1..], out int length, "d8", CultureInfo.InvariantCulture);
        _batch.SetText(field, row, text[..(length + 1)]);
    }
}
