using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Events;

namespace Segmentation.Profiles;

/// <summary>
/// Codes of texts in ordinal order of the texts, so that comparing codes compares texts and nothing depends on which
/// text the source happened to name first.
/// </summary>
internal sealed class CategoryNames
{
    private readonly int[] _productCategory;
    private readonly int[] _level1;
    private readonly int[] _level2;
    private readonly int[] _level3;

    public CategoryNames(EventVocabulary vocabulary)
    {
        EventField[] fields =
        [
            EventField.ProductCategory, EventField.CategoryLevel1, EventField.CategoryLevel2, EventField.CategoryLevel3,
        ];
        HashSet<string> distinct = new(fields.SelectMany(field => vocabulary[field].ToList()), StringComparer.Ordinal);
        Texts = [.. distinct.Order(StringComparer.Ordinal)];
        _productCategory = Ranks(vocabulary[fields[0]], Texts);
        _level1 = Ranks(vocabulary[fields[1]], Texts);
        _level2 = Ranks(vocabulary[fields[2]], Texts);
        _level3 = Ranks(vocabulary[fields[3]], Texts);
    }

    /// <summary>The category names in ordinal order.</summary>
    public string[] Texts { get; }

    public int ProductCategory(int code) => code < 0 ? -1 : _productCategory[code];

    public int Level1(int code) => code < 0 ? -1 : _level1[code];

    public int Level2(int code) => code < 0 ? -1 : _level2[code];

    public int Level3(int code) => code < 0 ? -1 : _level3[code];

    /// <summary>The place of each code's text among texts in ordinal order.</summary>
    public static int[] Ranks(TextDictionary dictionary, string[] ordered) =>
        [.. dictionary.ToList().Select(text => Array.BinarySearch(ordered, text, StringComparer.Ordinal))];
}
