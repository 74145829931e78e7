using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Segmentation.Events;

/// <summary>
/// Turns rows of one source into rows of batches: compiled once from mapping and header, shared by every kind of
/// source. A row that cannot be used is counted with its reason before anything of it is written.
/// </summary>
internal sealed class MappedRowReader : IDisposable
{
    private const int ShownLength = 40;

    private readonly EventIntake _intake;
    private readonly string _sourceName;
    private readonly ColumnPlan _plan;
    private readonly FieldSource _customer;
    private readonly FieldSource _time;
    private readonly FieldSource _type;
    private readonly FieldSource _order;
    private readonly FieldSource[] _numbers;
    private readonly FieldSource[] _coded;
    private readonly Utf8Codes[] _codes;
    private readonly FieldSource[] _texts;
    private readonly CategoryLevels? _levels;
    private readonly ExtraReader? _extra;
    private readonly byte[]? _refundPrefix;
    private readonly bool _trimIds;
    private readonly bool _computesAmount;

    // Price, quantity, amount and discount of the row at hand.
    private double _price;
    private double _quantity;
    private double _amount;
    private double _discount;

    /// <summary>Compiles the reader of one source.</summary>
    public MappedRowReader(EventIntake intake, ColumnPlan plan, string sourceName)
    {
        EventMapping mapping = intake.Mapping;
        _intake = intake;
        _plan = plan;
        _sourceName = sourceName;
        _customer = Source(EventField.CustomerId);
        _time = Source(EventField.Timestamp);
        _type = Source(EventField.EventType);
        _order = Source(EventField.OrderId);
        _numbers =
        [
            Source(EventField.ProductPrice), Source(EventField.Quantity), Source(EventField.TotalAmount),
            Source(EventField.DiscountAmount),
        ];
        bool splits = mapping.CategorySeparator is not null;
        _coded = Sources(field => EventFields.KindOf(field) == EventFieldKind.Coded
            && !(splits && field == EventField.ProductCategory));
        _codes = [.. _coded.Select(source => intake.Codes(source.Field))];
        _texts = Sources(field => EventFields.KindOf(field) == EventFieldKind.Text && field != EventField.Extra);
        _levels = splits ? new CategoryLevels(intake, Source(EventField.ProductCategory)) : null;
        _extra = ExtraReader.Create(mapping, plan, Source(EventField.Extra));
        _refundPrefix = mapping.Refunds.OrderIdPrefix is { } prefix ? Encoding.UTF8.GetBytes(prefix) : null;
        _trimIds = mapping.TrimIds;
        _computesAmount = !mapping.Fields.ContainsKey(EventField.TotalAmount);

        FieldSource Source(EventField field) => new(mapping, plan, field);

        FieldSource[] Sources(Func<EventField, bool> isWanted)
        {
            List<FieldSource> sources = [];
            foreach (EventField field in mapping.Fields.Keys)
            {
                FieldSource source = Source(field);
                if (isWanted(field) && source.IsMapped)
                {
                    sources.Add(source);
                }
            }

            return [.. sources];
        }
    }

    /// <summary>
    /// Starts fetching what a row will look up, some rows before it is read: with many customers the wait for memory
    /// would be the longest part of reading a row.
    /// </summary>
    public void Prefetch<TRow>(ref TRow row)
        where TRow : struct, IRowValues
    {
        if (_intake.Customers.IsLarge)
        {
            _intake.Customers.Prefetch(Trimmed(_customer.Text(ref row, out _), EventField.CustomerId));
        }

        for (int i = 0; i < _coded.Length; i++)
        {
            if (_codes[i].IsLarge)
            {
                _codes[i].Prefetch(Trimmed(_coded[i].Text(ref row, out _), _coded[i].Field));
            }
        }
    }

    /// <summary>Adds one row to a batch that has room for it, or counts why not.</summary>
    /// <param name="row">The row.</param>
    /// <param name="batch">The batch, of this pass's vocabulary.</param>
    /// <param name="line">The physical line at which the row starts, for examples.</param>
    public void Read<TRow>(ref TRow row, EventBatch batch, long line)
        where TRow : struct, IRowValues
    {
        _intake.Tally.RowsRead++;
        ReadOnlySpan<byte> customer = Trimmed(_customer.Text(ref row, out _), EventField.CustomerId);
        if (customer.Length == 0)
        {
            SkipEmpty(SkipReason.NoCustomerId, _customer, line);
            return;
        }

        if (!TryReadTime(ref row, line, out long ticks, out short offset)
            || !TryReadType(ref row, line, out EventType type, out int customType)
            || !TryReadNumbers(ref row, line)
            || !TryApplyRules(ref row, line, ref type)
            || _extra?.TryRead(ref row) == false)
        {
            if (_extra?.Failed == true)
            {
                Skip(SkipReason.UnreadableExtra, line, _extra.FailedColumn, default);
            }

            return;
        }

        int index = batch.Count++;
        batch.Customers[index] = _intake.Customers.GetOrAdd(customer);
        batch.Types[index] = type;
        batch.UtcTicks[index] = ticks;
        batch.OffsetMinutes[index] = offset;
        if (customType >= 0)
        {
            batch.SetCode(EventField.CustomType, index, customType);
        }

        WriteNumbers(batch, index);
        WriteTexts(ref row, batch, index);
    }

    /// <summary>Counts a row that the source itself could not take apart.</summary>
    public void SkipUnread(string reason, long line, string? detail = null)
    {
        _intake.Tally.RowsRead++;
        _intake.Tally.Skip(reason, _intake.Tally.WantsExample(reason) ? Place(line) + (detail ?? reason) : null);
    }

    /// <inheritdoc/>
    public void Dispose() => _extra?.Dispose();

    private bool TryReadTime<TRow>(ref TRow row, long line, out long ticks, out short offset)
        where TRow : struct, IRowValues
    {
        ReadOnlySpan<byte> text = _time.Text(ref row, out int column);
        bool read = column >= 0 && row.TryGetTime(column, out DateTimeOffset time, out TimeOffsetKind kind)
            ? _intake.Times.TryTake(time, kind, out ticks, out offset)
            : _intake.Times.TryRead(text, out ticks, out offset);
        if (!read)
        {
            if (text.Length == 0)
            {
                SkipEmpty(SkipReason.UnreadableTime, _time, line);
            }
            else
            {
                _intake.RefuseSwappedTime(text, Place(line));
                Skip(SkipReason.UnreadableTime, line, column, text);
            }
        }

        return read;
    }

    private bool TryReadType<TRow>(ref TRow row, long line, out EventType type, out int customType)
        where TRow : struct, IRowValues
    {
        ReadOnlySpan<byte> name = _type.Text(ref row, out _);
        if (name.Length > 0)
        {
            (type, customType) = _intake.TypeOf(name);
            return true;
        }

        (type, customType) = (EventType.Purchase, -1);
        bool isOrder = _intake.Mapping.Shape != RowShape.Event;
        if (!isOrder)
        {
            SkipEmpty(SkipReason.NoEventType, _type, line);
        }

        return isOrder;
    }

    private bool TryReadNumbers<TRow>(ref TRow row, long line)
        where TRow : struct, IRowValues =>
        TryReadNumber(ref row, line, ref _numbers[0], out _price)
        && TryReadNumber(ref row, line, ref _numbers[1], out _quantity)
        && TryReadNumber(ref row, line, ref _numbers[2], out _amount)
        && TryReadNumber(ref row, line, ref _numbers[3], out _discount);

    private bool TryReadNumber<TRow>(ref TRow row, long line, ref FieldSource source, out double value)
        where TRow : struct, IRowValues
    {
        value = double.NaN;
        if (!source.IsMapped)
        {
            return true;
        }

        ReadOnlySpan<byte> text = source.Text(ref row, out int column);
        if (text.Length == 0)
        {
            return true;
        }

        bool read = column >= 0 && row.TryGetNumber(column, out value)
            ? NumberReader.IsUsable(value)
            : _intake.Numbers.TryRead(text, out value);
        if (!read)
        {
            Skip(SkipReason.UnreadableNumber, line, column, text);
        }

        return read;
    }

    // Computes the amount where no column gives it, and finds refunds by their signs and order ids.
    private bool TryApplyRules<TRow>(ref TRow row, long line, ref EventType type)
        where TRow : struct, IRowValues
    {
        if (_computesAmount && type is (EventType.Purchase or EventType.Refund))
        {
            _amount = double.IsNaN(_quantity) ? _price : _price * _quantity;
        }

        RefundRules rules = _intake.Mapping.Refunds;
        if (type == EventType.Purchase
            && ((_refundPrefix is not null && _order.Text(ref row, out _).StartsWith(_refundPrefix))
                || (rules.NegativeQuantity && _quantity < 0)
                || (rules.NegativeAmount && _amount < 0)))
        {
            type = EventType.Refund;
        }

        if (type is EventType.Refund or EventType.RefundItem)
        {
            _amount = Math.Abs(_amount);
            _quantity = Math.Abs(_quantity);
            _price = Math.Abs(_price);
            return true;
        }

        string? reason = _quantity < 0 ? SkipReason.NegativeQuantity
            : _amount < 0 ? SkipReason.NegativeAmount
            : _price < 0 ? SkipReason.NegativePrice
            : null;
        if (reason is not null)
        {
            SkipUnwanted(reason, line);
        }

        return reason is null;
    }

    private void WriteNumbers(EventBatch batch, int index)
    {
        Write(EventField.ProductPrice, _price);
        Write(EventField.Quantity, _quantity);
        Write(EventField.TotalAmount, _amount);
        Write(EventField.DiscountAmount, _discount);

        void Write(EventField field, double value)
        {
            if (!double.IsNaN(value))
            {
                batch.SetNumber(field, index, value);
            }
        }
    }

    private void WriteTexts<TRow>(ref TRow row, EventBatch batch, int index)
        where TRow : struct, IRowValues
    {
        for (int i = 0; i < _coded.Length; i++)
        {
            ref readonly FieldSource source = ref _coded[i];
            ReadOnlySpan<byte> text = Trimmed(source.Text(ref row, out _), source.Field);
            if (text.Length > 0)
            {
                batch.SetCode(source.Field, index, _codes[i].GetOrAdd(text));
            }
        }

        foreach (ref readonly FieldSource source in _texts.AsSpan())
        {
            ReadOnlySpan<byte> text = Trimmed(source.Text(ref row, out _), source.Field);
            if (text.Length > 0)
            {
                batch.SetUtf8(source.Field, index, text);
            }
        }

        _levels?.Write(ref row, batch, index);
        if (_extra is not null && _extra.Json.Length > 0)
        {
            batch.SetUtf8(EventField.Extra, index, _extra.Json);
        }
    }

    private ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> text, EventField field) =>
        _trimIds && field is EventField.CustomerId or EventField.EventId or EventField.ProductId or EventField.OrderId
            or EventField.SessionId or EventField.CartId
            ? text.Trim(" \t"u8)
            : text;

    private void Skip(string reason, long line, int column, ReadOnlySpan<byte> text)
    {
        string? example = null;
        if (_intake.Tally.WantsExample(reason))
        {
            string value = Encoding.UTF8.GetString(text);
            value = value.Length > ShownLength ? value[..ShownLength] + "…" : value;
            string name = column >= 0 ? $"column '{_plan.Header[column]}'" : "the mapping's default";
            example = $"{Place(line)}{name} has '{value}'";
        }

        _intake.Tally.Skip(reason, example);
    }

    private void SkipEmpty(string reason, FieldSource source, long line)
    {
        string? example = null;
        if (_intake.Tally.WantsExample(reason))
        {
            string name = source.FirstColumn >= 0 ? $"column '{_plan.Header[source.FirstColumn]}'" : "the value";
            example = $"{Place(line)}{name} is empty";
        }

        _intake.Tally.Skip(reason, example);
    }

    private string Place(long line) => string.Create(CultureInfo.InvariantCulture, $"{_sourceName}:{line}: ");

    private void SkipUnwanted(string reason, long line) =>
        _intake.Tally.Skip(reason, _intake.Tally.WantsExample(reason) ? Place(line) + reason : null);
}
