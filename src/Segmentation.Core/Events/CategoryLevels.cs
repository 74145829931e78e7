using System.Collections.Generic;

namespace Segmentation.Events;

/// <summary>Splits a category path such as <c>electronics.smartphone</c> into levels, once per distinct path.</summary>
internal sealed class CategoryLevels
{
    private static readonly EventField[] _fields =
        [EventField.CategoryLevel1, EventField.CategoryLevel2, EventField.CategoryLevel3];

    private readonly EventIntake _intake;
    private readonly FieldSource _source;
    private readonly TextDictionary _paths = new();
    private readonly Utf8Codes _codes;
    private readonly List<int[]> _levels = [];

    public CategoryLevels(EventIntake intake, FieldSource source)
    {
        _intake = intake;
        _source = source;
        _codes = new Utf8Codes(_paths);
    }

    /// <summary>Writes the levels of one row; levels that a column of their own has given stay.</summary>
    public void Write<TRow>(ref TRow row, EventBatch batch, int index)
        where TRow : struct, IRowValues
    {
        System.ReadOnlySpan<byte> path = _source.Text(ref row, out _);
        if (path.Length == 0)
        {
            return;
        }

        int code = _codes.GetOrAdd(path);
        if (code == _levels.Count)
        {
            _levels.Add(Split(_paths[code]));
        }

        int[] levels = _levels[code];
        for (int i = 0; i < levels.Length; i++)
        {
            if (levels[i] >= 0 && (batch.Codes(_fields[i])?[index] ?? -1) < 0)
            {
                batch.SetCode(_fields[i], index, levels[i]);
            }
        }
    }

    private int[] Split(string path)
    {
        string[] parts = path.Split(_intake.Mapping.CategorySeparator, _fields.Length);
        int[] codes = new int[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            string part = parts[i].Trim();
            codes[i] = part.Length == 0 ? -1 : _intake.Vocabulary[_fields[i]].GetOrAdd(part);
        }

        return codes;
    }
}
