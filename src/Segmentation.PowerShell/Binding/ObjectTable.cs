using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using Segmentation.Clustering;
using Segmentation.Profiles;

namespace Segmentation.PowerShell.Binding;

/// <summary>
/// Any objects as a table of numbers. The names are looked up once, in the first object. Numbers and texts that are
/// numbers
/// in the invariant culture count; anything else is missing.
/// </summary>
/// <param name="idName">The property that names each object; null for the row number.</param>
/// <param name="featureNames">The properties to use; null for all that are numbers.</param>
/// <param name="withTexts">Whether texts are kept too, for rules to look at.</param>
internal sealed class ObjectTable(string? idName, IReadOnlyList<string>? featureNames, bool withTexts = false)
{
    private const string DefaultIdName = "CustomerId";

    private readonly List<string> _ids = [];
    private Column[] _columns = [];
    private string[] _names = [];
    private string? _idName = idName;

    /// <summary>The objects before the first one here, so that row numbers go on.</summary>
    public int FirstRow { get; init; }

    /// <summary>The number of objects.</summary>
    public int Count => _ids.Count;

    /// <summary>Values that were there and are no number, by property.</summary>
    public IEnumerable<(string Name, int Count)> Unreadable =>
        Used.Where(column => column.Unreadable > 0).Select(column => (column.Name, column.Unreadable));

    private IEnumerable<Column> Used => featureNames is null
        ? _columns.Where(column => column.Numbers > 0 && column.Unreadable == 0)
        : _columns;

    /// <summary>Takes an object.</summary>
    public void Add(PSObject item)
    {
        if (_ids.Count == 0)
        {
            Start(ObjectProperties.Names(item));
        }

        object?[] values = ObjectProperties.Values(item, _names);
        int columns = _columns.Length;
        for (int i = 0; i < columns; i++)
        {
            _columns[i].Add(values[i]);
        }

        _ids.Add(_idName is null
            ? (FirstRow + _ids.Count + 1).ToString(CultureInfo.InvariantCulture)
            : Convert.ToString(values[columns], CultureInfo.InvariantCulture) ?? string.Empty);
    }

    /// <summary>The table.</summary>
    public FeatureTable ToFeatureTable()
    {
        foreach (Column column in Used)
        {
            if (column.Numbers == 0)
            {
                throw new SegmentationException(
                    ErrorIds.UnknownFeature,
                    ErrorKind.InvalidData,
                    $"'{column.Name}' has no number in any object.",
                    "Name properties that are numbers, with a decimal point and without group separators.",
                    column.Name);
            }
        }

        FeatureColumn[] features = [.. Used.Select(column => new FeatureColumn(column.Name, [.. column.Values]))];
        return features.Length > 0
            ? new FeatureTable(_ids, features) { Texts = Texts() }
            : throw new SegmentationException(
                ErrorIds.UnknownFeature,
                ErrorKind.InvalidData,
                $"The objects have no property that is a number; they have {string.Join(", ", _names)}.",
                "Pipe events, profiles, or objects with numbers.",
                _names);
    }

    /// <summary>The table as it is, whether or not there are numbers; the columns named hold texts.</summary>
    public FeatureTable ToTable(IReadOnlyList<string> textNames)
    {
        bool IsText(Column column) => textNames.Contains(column.Name, StringComparer.OrdinalIgnoreCase);
        return new FeatureTable(
            _ids,
            [.. _columns.Where(c => !IsText(c)).Select(c => new FeatureColumn(c.Name, [.. c.Values]))])
        {
            Texts = _columns.Where(IsText).ToDictionary(c => c.Name, c => c.ToTexts(), StringComparer.OrdinalIgnoreCase),
        };
    }

    private void Start(IReadOnlyList<string> found)
    {
        _idName = _idName is null
            ? found.FirstOrDefault(name => string.Equals(name, DefaultIdName, StringComparison.OrdinalIgnoreCase))
            : Find(found, _idName);
        string[] features = featureNames is null
            ? [.. found.Where(name => !string.Equals(name, _idName, StringComparison.OrdinalIgnoreCase))]
            : [.. featureNames.Select(name => Find(found, name))];
        _columns = [.. features.Select(name => new Column(name, withTexts))];
        _names = _idName is null ? features : [.. features, _idName];
    }

    private Dictionary<string, TextValues> Texts() => _columns.Where(column => withTexts && column.Unreadable > 0)
        .ToDictionary(column => column.Name, column => column.ToTexts(), StringComparer.OrdinalIgnoreCase);

    private static string Find(IReadOnlyList<string> found, string wanted) =>
        found.FirstOrDefault(name => string.Equals(name, wanted, StringComparison.OrdinalIgnoreCase))
        ?? throw new SegmentationException(
            ErrorIds.UnknownFeature,
            ErrorKind.NotFound,
            $"The objects have no property '{wanted}'; they have {string.Join(", ", found)}.",
            "Check the spelling.",
            wanted);

    private sealed class Column(string name, bool withTexts)
    {
        private readonly List<string?> _texts = [];

        public string Name => name;

        public List<double> Values { get; } = [];

        public int Numbers { get; private set; }

        public int Unreadable { get; private set; }

        public void Add(object? value)
        {
            double number = NumberOf(value);
            Values.Add(number);
            if (withTexts)
            {
                _texts.Add(value is null or "" ? null : Convert.ToString(value, CultureInfo.InvariantCulture));
            }

            if (double.IsFinite(number))
            {
                Numbers++;
            }
            else if (value is not (null or "" or double or float))
            {
                Unreadable++;
            }
        }

        public TextValues ToTexts()
        {
            Dictionary<string, int> codes = new(StringComparer.Ordinal);
            int[] coded = [.. _texts.Select(text => text is null ? -1 : CodeOf(text))];
            return new TextValues(coded, [.. codes.OrderBy(pair => pair.Value).Select(pair => pair.Key)]);

            int CodeOf(string text)
            {
                codes.TryAdd(text, codes.Count);
                return codes[text];
            }
        }

        private static double NumberOf(object? value) => value switch
        {
            double or float or decimal or int or long or short or byte or uint or ulong or ushort or sbyte =>
                Finite(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
            bool flag => flag ? 1 : 0,
            string text when double.TryParse(
                text, NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed) => Finite(parsed),
            _ => double.NaN,
        };

        private static double Finite(double value) => double.IsFinite(value) ? value : double.NaN;
    }
}
