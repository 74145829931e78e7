using System;
using System.Text;

namespace Segmentation.Events;

/// <summary>
/// Up to <see cref="MaximumRows"/> events as columns. A column that no row fills is null. Once handed on, a batch is not
/// written to again, so it may be kept and read by any thread.
/// </summary>
public sealed class EventBatch
{
    /// <summary>The most rows a batch holds.</summary>
    public const int MaximumRows = 65_536;

    /// <summary>The rows a source puts in a batch unless it has a reason: columns of 8 bytes stay off the large heap.</summary>
    public const int DefaultRows = 8_192;

    private readonly int[]?[] _codes = new int[]?[EventFields.Count];
    private readonly TextColumn?[] _texts = new TextColumn?[EventFields.Count];
    private readonly double[]?[] _numbers = new double[]?[EventFields.Count];

    /// <summary>Creates an empty batch.</summary>
    public EventBatch(EventVocabulary vocabulary, int capacity = DefaultRows)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, MaximumRows);
        Vocabulary = vocabulary;
        Capacity = capacity;
        Customers = new int[capacity];
        Types = new EventType[capacity];
        UtcTicks = new long[capacity];
        OffsetMinutes = new short[capacity];
    }

    /// <summary>The texts behind the codes.</summary>
    public EventVocabulary Vocabulary { get; }

    /// <summary>The most rows this batch holds.</summary>
    public int Capacity { get; }

    /// <summary>The rows it holds now. Whoever fills the batch sets it.</summary>
    public int Count { get; set; }

    /// <summary>The customer code of each row, in <see cref="EventVocabulary.Customers"/>.</summary>
    public int[] Customers { get; }

    /// <summary>What happened.</summary>
    public EventType[] Types { get; }

    /// <summary>When, as UTC ticks.</summary>
    public long[] UtcTicks { get; }

    /// <summary>The shopper's offset from UTC in minutes: local time is <c>UtcTicks + OffsetMinutes</c>.</summary>
    public short[] OffsetMinutes { get; }

    /// <summary>The codes of a coded column, −1 where missing, or null when no row has it.</summary>
    public int[]? Codes(EventField field) => _codes[(int)field];

    /// <summary>The texts of a plain text column, or null when no row has it.</summary>
    public TextColumn? Texts(EventField field) => _texts[(int)field];

    /// <summary>The numbers of a numeric column, NaN where missing, or null when no row has it.</summary>
    public double[]? Numbers(EventField field) => _numbers[(int)field];

    /// <summary>Sets the text of a coded or plain text column in one row; rows must come in ascending order.</summary>
    public void SetText(EventField field, int row, ReadOnlySpan<char> text)
    {
        if (EventFields.KindOf(field) == EventFieldKind.Coded)
        {
            SetCode(field, row, Vocabulary[field].GetOrAdd(text));
        }
        else
        {
            (_texts[(int)field] ??= new TextColumn(Capacity)).Set(row, text);
        }
    }

    /// <summary>Sets UTF-8 text of a plain text column in one row; rows must come in ascending order.</summary>
    public void SetUtf8(EventField field, int row, ReadOnlySpan<byte> text) =>
        (_texts[(int)field] ??= new TextColumn(Capacity)).Set(row, text);

    /// <summary>Sets the code of a coded column in one row.</summary>
    public void SetCode(EventField field, int row, int code)
    {
        int[]? column = _codes[(int)field];
        if (column is null)
        {
            column = new int[Capacity];
            Array.Fill(column, -1);
            _codes[(int)field] = column;
        }

        column[row] = code;
    }

    /// <summary>Sets a number in one row.</summary>
    public void SetNumber(EventField field, int row, double value)
    {
        double[]? column = _numbers[(int)field];
        if (column is null)
        {
            column = new double[Capacity];
            Array.Fill(column, double.NaN);
            _numbers[(int)field] = column;
        }

        column[row] = value;
    }

    /// <summary>The text of a coded or plain text column in one row, or null when it has none.</summary>
    public string? TextOf(EventField field, int row)
    {
        if (EventFields.KindOf(field) == EventFieldKind.Coded)
        {
            int code = _codes[(int)field]?[row] ?? -1;
            return code < 0 ? null : Vocabulary[field][code];
        }

        ReadOnlySpan<byte> text = _texts[(int)field] is { } column ? column[row] : default;
        return text.IsEmpty ? null : Encoding.UTF8.GetString(text);
    }

    /// <summary>The number in one row, or null when it has none.</summary>
    public double? NumberOf(EventField field, int row)
    {
        double value = _numbers[(int)field]?[row] ?? double.NaN;
        return double.IsNaN(value) ? null : value;
    }
}
