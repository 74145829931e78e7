namespace Segmentation.Events;

/// <summary>The texts behind the codes of all batches of one pass over a source.</summary>
public sealed class EventVocabulary
{
    private readonly TextDictionary?[] _dictionaries = new TextDictionary?[EventFields.Count];

    /// <summary>The customer ids, as the source names them.</summary>
    public TextDictionary Customers { get; } = new();

    /// <summary>The texts of a coded column.</summary>
    public TextDictionary this[EventField field] => _dictionaries[(int)field] ??= new TextDictionary();
}
