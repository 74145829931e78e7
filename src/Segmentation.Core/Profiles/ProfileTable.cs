using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Events;
using Segmentation.Identity;

namespace Segmentation.Profiles;

/// <summary>
/// The profiles of all customers as columns, one row per customer, in ordinal order of the customer id. Immutable:
/// treat the arrays as read-only. Numbers are doubles throughout (about 0.6 kB per customer): whoever reads a column,
/// reads it without a conversion, and money keeps its cents; columns without any value share one array.
/// </summary>
public sealed class ProfileTable
{
    /// <summary>A missing time in a column of <see cref="Times"/>.</summary>
    public const long MissingTime = long.MinValue;

    private readonly Dictionary<string, double[]> _numbers;
    private readonly Dictionary<string, TextValues> _texts;
    private readonly Dictionary<string, long[]> _times;

    /// <summary>Creates a table.</summary>
    /// <param name="customerIds">The customers, in ordinal order.</param>
    /// <param name="asOf">The moment the profiles describe.</param>
    /// <param name="columns">The declarations of all columns, in reading order.</param>
    /// <param name="numbers">The values of the numeric columns by name; NaN is missing.</param>
    /// <param name="texts">The values of the text columns by name.</param>
    /// <param name="affinities">Category engagement by customer, or null when the source has no categories.</param>
    /// <param name="mergeMap">The merges that were applied.</param>
    /// <param name="intake">What the pass over the events found.</param>
    /// <param name="times">The values of the time columns by name: UTC ticks, <see cref="MissingTime"/> where
    /// missing.</param>
    /// <param name="report">What became of the events.</param>
    public ProfileTable(
        IReadOnlyList<string> customerIds,
        DateTimeOffset asOf,
        IReadOnlyList<ProfileColumn> columns,
        IReadOnlyDictionary<string, double[]> numbers,
        IReadOnlyDictionary<string, TextValues> texts,
        CategoryAffinityTable? affinities = null,
        MergeMap? mergeMap = null,
        IntakeSummary? intake = null,
        IReadOnlyDictionary<string, long[]>? times = null,
        ProfileBuildReport? report = null)
    {
        CustomerIds = customerIds;
        AsOf = asOf;
        Columns = columns;
        Affinities = affinities;
        MergeMap = mergeMap;
        Intake = intake;
        Report = report;
        _numbers = new Dictionary<string, double[]>(numbers, StringComparer.OrdinalIgnoreCase);
        _texts = new Dictionary<string, TextValues>(texts, StringComparer.OrdinalIgnoreCase);
        _times = new Dictionary<string, long[]>(
            times ?? new Dictionary<string, long[]>(StringComparer.Ordinal), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The number of customers.</summary>
    public int Count => CustomerIds.Count;

    /// <summary>The customers, in ordinal order.</summary>
    public IReadOnlyList<string> CustomerIds { get; }

    /// <summary>The moment the profiles describe.</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>The declarations of all columns, in reading order.</summary>
    public IReadOnlyList<ProfileColumn> Columns { get; }

    /// <summary>Category engagement by customer, or null when the source has no categories.</summary>
    public CategoryAffinityTable? Affinities { get; }

    /// <summary>The merges that were applied; null when none were resolved.</summary>
    public MergeMap? MergeMap { get; }

    /// <summary>What the pass over the events found; null when the table was not built from events.</summary>
    public IntakeSummary? Intake { get; }

    /// <summary>What became of the events; null when the table was not built from events.</summary>
    public ProfileBuildReport? Report { get; }

    /// <summary>How value, scores and joined columns were made; empty before that.</summary>
    public IReadOnlyList<ProfileNote> Notes { get; init => field = Listed.Of(value); } = [];

    /// <summary>The steps that led to the profiles; empty when they are not known.</summary>
    public IReadOnlyList<RunStep> Steps { get; init => field = Listed.Of(value); } = [];

    /// <summary>The profiles as objects, made as they are enumerated.</summary>
    public IEnumerable<CustomerProfile> Profiles
    {
        get
        {
            for (int row = 0; row < Count; row++)
            {
                yield return new CustomerProfile(this, row);
            }
        }
    }

    /// <summary>The values of a numeric column, NaN where missing; null when there is no such column.</summary>
    public double[]? Numbers(string name) => _numbers.GetValueOrDefault(name);

    /// <summary>The values of a text column; null when there is no such column.</summary>
    public TextValues? Texts(string name) => _texts.GetValueOrDefault(name);

    /// <summary>
    /// The values of a time column as UTC ticks, <see cref="MissingTime"/> where missing; null when there is no such
    /// column.
    /// </summary>
    public long[]? Times(string name) => _times.GetValueOrDefault(name);

    /// <summary>The value of one customer, or null when it is missing.</summary>
    public double? Number(string name, int row) =>
        _numbers.TryGetValue(name, out double[]? values) && !double.IsNaN(values[row]) ? values[row] : null;

    /// <summary>The text of one customer, or null when it is missing.</summary>
    public string? Text(string name, int row) => _texts.GetValueOrDefault(name)?[row];

    /// <summary>The time of one customer, UTC, or null when it is missing.</summary>
    public DateTimeOffset? Time(string name, int row) =>
        _times.TryGetValue(name, out long[]? values) && values[row] != MissingTime
            ? new DateTimeOffset(values[row], TimeSpan.Zero)
            : null;

    /// <summary>The same table with columns added or replaced.</summary>
    /// <param name="added">Numeric columns; NaN is missing.</param>
    /// <param name="addedTexts">Text columns, after the numeric ones.</param>
    public ProfileTable With(
        IReadOnlyList<(ProfileColumn Column, double[] Values)> added,
        IReadOnlyList<(ProfileColumn Column, TextValues Values)>? addedTexts = null)
    {
        Dictionary<string, double[]> numbers = new(_numbers, StringComparer.OrdinalIgnoreCase);
        Dictionary<string, TextValues> texts = new(_texts, StringComparer.OrdinalIgnoreCase);
        foreach ((ProfileColumn column, double[] values) in added)
        {
            numbers[column.Name] = values;
        }

        foreach ((ProfileColumn column, TextValues values) in addedTexts ?? [])
        {
            texts[column.Name] = values;
        }

        List<ProfileColumn> columns = [.. added.Select(a => a.Column), .. (addedTexts ?? []).Select(a => a.Column)];
        IEnumerable<ProfileColumn> kept = Columns.Where(
            c => columns.TrueForAll(a => !string.Equals(a.Name, c.Name, StringComparison.OrdinalIgnoreCase)));
        return new ProfileTable(
            CustomerIds, AsOf, [.. kept, .. columns], numbers, texts, Affinities, MergeMap, Intake, _times, Report)
        {
            Notes = Notes,
            Steps = Steps,
        };
    }

    /// <summary>The same table with a note added, in place of one on the same matter.</summary>
    public ProfileTable WithNote(ProfileNote note)
    {
        ArgumentNullException.ThrowIfNull(note);
        return new ProfileTable(
            CustomerIds, AsOf, Columns, _numbers, _texts, Affinities, MergeMap, Intake, _times, Report)
        {
            Notes = [.. Notes.Where(n => !string.Equals(n.Term, note.Term, StringComparison.Ordinal)), note],
            Steps = Steps,
        };
    }

    /// <summary>The same table with the step that led to it.</summary>
    public ProfileTable WithStep(RunStep step) => new(
        CustomerIds, AsOf, Columns, _numbers, _texts, Affinities, MergeMap, Intake, _times, Report)
    {
        Notes = Notes,
        Steps = [.. Steps, step],
    };

    /// <summary>The rows given, in that order.</summary>
    public ProfileTable Select(IReadOnlyList<int> rows) => new(
        [.. rows.Select(row => CustomerIds[row])],
        AsOf,
        Columns,
        _numbers.ToDictionary(p => p.Key, p => rows.Select(row => p.Value[row]).ToArray(), StringComparer.Ordinal),
        _texts.ToDictionary(p => p.Key, p => p.Value.Select(rows), StringComparer.Ordinal),
        Affinities?.Select(rows),
        MergeMap,
        Intake,
        _times.ToDictionary(p => p.Key, p => rows.Select(row => p.Value[row]).ToArray(), StringComparer.Ordinal),
        Report)
    {
        Notes = Notes,
        Steps = Steps,
    };

    /// <summary>
    /// The table of profiles that were filtered, sorted or piped one by one. Profiles of several tables come together
    /// when the tables share their as-of; a column that one of them lacks is missing for its customers.
    /// </summary>
    /// <exception cref="SegmentationException">
    /// No profile, one customer twice, or tables with different as-of moments.
    /// </exception>
    public static ProfileTable From(IReadOnlyList<CustomerProfile> profiles) => ProfileRegrouping.Group(profiles);
}

/// <summary>A text column: codes into a list of texts.</summary>
/// <param name="Codes">The code of each row; −1 is missing.</param>
/// <param name="Texts">The texts.</param>
public sealed record TextValues(int[] Codes, IReadOnlyList<string> Texts)
{
    /// <summary>The text of a row, or null when it is missing.</summary>
    public string? this[int row] => Codes[row] < 0 ? null : Texts[Codes[row]];

    /// <summary>The rows given, in that order.</summary>
    public TextValues Select(IReadOnlyList<int> rows) => this with { Codes = [.. rows.Select(row => Codes[row])] };
}
