using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Segmentation.Events;

/// <summary>
/// Makes a dataset of rows that arrive one by one as objects: the header is mapped once. Numbers and dates are taken as they
/// are, texts are read like those of a file; a date without a kind is local to the mapping's time zone.
/// </summary>
public sealed class EventDatasetBuilder : IDisposable
{
    // So many rows are looked at before dates are read, to see how they are written.
    private const int SampleRows = 1000;

    private readonly EventMapping _mapping;
    private readonly IReadOnlyList<string> _header;
    private readonly string _description;
    private readonly ColumnPlan _plan;
    private readonly IntakeTally _tally = new();
    private readonly List<EventBatch> _batches = [];
    private readonly List<object?[]> _sample = [];
    private readonly ObjectRow _row = new();
    private EventIntake? _intake;
    private MappedRowReader? _reader;
    private long _rows;

    /// <summary>Starts a dataset.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <param name="header">The names of the values of each row.</param>
    /// <param name="description">What the source is, in words.</param>
    /// <exception cref="SegmentationException"><c>MissingColumn</c>, <c>DuplicateColumn</c>.</exception>
    public EventDatasetBuilder(EventMapping mapping, IReadOnlyList<string> header, string description = "objects")
    {
        _mapping = mapping;
        _header = header;
        _description = description;
        _plan = new ColumnPlan(mapping, header, description);
    }

    /// <summary>Rows added so far.</summary>
    public long RowCount { get; private set; }

    /// <summary>Adds a row: texts, numbers, dates, booleans or null, in the order of the header.</summary>
    /// <exception cref="SegmentationException"><c>AmbiguousDates</c>.</exception>
    public void Add(object?[] values)
    {
        RowCount++;
        if (_reader is not null)
        {
            Read(values);
            return;
        }

        _sample.Add(values);
        if (_sample.Count == SampleRows)
        {
            Start();
        }
    }

    /// <summary>Ends the dataset.</summary>
    /// <exception cref="SegmentationException">
    /// <c>NoRows</c> when nothing was added, <c>NoUsableRows</c> when every row was skipped, <c>AmbiguousDates</c>.
    /// </exception>
    public EventDataset Build()
    {
        if (RowCount == 0)
        {
            throw new SegmentationException(
                ErrorIds.NoRows, ErrorKind.InsufficientData, $"{_description}: there are no rows.", "Check what is piped in.");
        }

        if (_reader is null)
        {
            Start();
        }

        IntakeErrors.RequireUsedRows(_tally, _description);
        return new EventDataset(new InMemoryEventSource(_batches, _description, _tally));
    }

    /// <inheritdoc/>
    public void Dispose() => _reader?.Dispose();

    private void Start()
    {
        int[] columns = _plan.Columns(EventField.Timestamp);
        string[] times = [.. _sample.Select(row => columns.Select(c => row[c]).OfType<string>().FirstOrDefault(text => text.Length > 0) ?? "")];
        string name = columns.Length > 0 ? _header[columns[0]] : "";
        _intake = new EventIntake(_mapping, DateFormatDetector.Choose(_mapping, times, $"{_description}, '{name}'"), _tally);
        _reader = new MappedRowReader(_intake, _plan, _description);
        foreach (object?[] values in _sample)
        {
            Read(values);
        }

        _sample.Clear();
    }

    private void Read(object?[] values)
    {
        _rows++;
        if (values.Length != _header.Count)
        {
            _reader!.SkipUnread(SkipReason.WrongFieldCount, _rows);
            return;
        }

        if (_batches.Count == 0 || _batches[^1].Count == _batches[^1].Capacity)
        {
            _batches.Add(new EventBatch(_intake!.Vocabulary));
        }

        _row.Load(values);
        if (_row.HasNul)
        {
            _reader!.SkipUnread(SkipReason.NulByte, _rows);
            return;
        }

        ObjectRowValues row = new(_row);
        _reader!.Read(ref row, _batches[^1], _rows);
    }

    private sealed class ObjectRow
    {
        private readonly RowBuffer _texts = new();
        private object?[] _values = [];

        public bool HasNul { get; private set; }

        public void Load(object?[] values)
        {
            _values = values;
            _texts.Clear();
            HasNul = false;
            for (int i = 0; i < values.Length; i++)
            {
                string text = AsText(values[i]);
                if (text.Length > 0)
                {
                    _texts.Set(i, text);
                    HasNul |= text.Contains('\0', StringComparison.Ordinal);
                }
            }
        }

        public ReadOnlySpan<byte> Text(int column) => _texts[column];

        public object? Value(int column) => _values[column];

        private static string AsText(object? value) => value switch
        {
            null => "",
            string text => text,
            DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
            DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
            bool flag => flag ? "true" : "false",
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
    }

    private readonly struct ObjectRowValues(ObjectRow row) : IRowValues
    {
        public ReadOnlySpan<byte> Text(int column) => row.Text(column);

        public bool TryGetNumber(int column, out double value)
        {
            object? given = row.Value(column);
            bool isNumber = given is double or float or decimal or int or long or short or byte or uint or ulong or ushort or sbyte;
            value = isNumber ? Convert.ToDouble(given, CultureInfo.InvariantCulture) : double.NaN;
            return isNumber;
        }

        public bool TryGetTime(int column, out DateTimeOffset value, out TimeOffsetKind kind)
        {
            (value, kind) = row.Value(column) switch
            {
                DateTimeOffset time => (time, TimeOffsetKind.Explicit),
                DateTime { Kind: DateTimeKind.Utc } time => (new DateTimeOffset(time), TimeOffsetKind.Utc),
                DateTime { Kind: DateTimeKind.Local } time => (new DateTimeOffset(time), TimeOffsetKind.Explicit),
                DateTime time => (new DateTimeOffset(time, TimeSpan.Zero), TimeOffsetKind.None),
                DateOnly day => (new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), TimeOffsetKind.None),
                _ => (default, TimeOffsetKind.None),
            };
            return row.Value(column) is DateTimeOffset or DateTime or DateOnly;
        }
    }
}
