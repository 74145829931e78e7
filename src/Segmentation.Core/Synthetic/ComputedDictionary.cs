using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;

namespace Segmentation.Synthetic;

/// <summary>
/// A dictionary that is worked out entry by entry when asked: a million customers cost nothing until then.
/// </summary>
internal sealed class ComputedDictionary(
    Func<IEnumerable<KeyValuePair<string, string>>> entries,
    Func<string, string?> find,
    Lazy<int> count) : IReadOnlyDictionary<string, string>
{
    /// <inheritdoc/>
    public int Count => count.Value;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => entries().Select(entry => entry.Key);

    /// <inheritdoc/>
    public IEnumerable<string> Values => entries().Select(entry => entry.Value);

    /// <inheritdoc/>
    public string this[string key] => find(key) ?? throw new KeyNotFoundException("No such customer was generated.");

    /// <inheritdoc/>
    public bool ContainsKey(string key) => find(key) is not null;

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        value = find(key);
        return value is not null;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => entries().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>A list that is made when first looked at.</summary>
internal sealed class ComputedList<T>(Func<List<T>> make) : IReadOnlyList<T>
{
    private readonly Lazy<List<T>> _items = new(make);

    /// <inheritdoc/>
    public int Count => _items.Value.Count;

    /// <inheritdoc/>
    public T this[int index] => _items.Value[index];

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => _items.Value.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
