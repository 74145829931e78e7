using System;
using System.Collections.Generic;

namespace Segmentation.Profiles;

/// <summary>How much a customer engages with one category.</summary>
/// <param name="Category">The category's name.</param>
/// <param name="Level">1 is the broadest, 3 the narrowest.</param>
/// <param name="Score">Its share of the customer's engagement over all categories of the level, in [0, 1].</param>
/// <param name="ViewCount">Category and product views.</param>
/// <param name="CartAddCount">Products put into the cart.</param>
/// <param name="PurchaseCount">Purchase lines.</param>
/// <param name="Revenue">The purchase amount, gross.</param>
public sealed record CategoryAffinity(
    string Category, int Level, double Score, int ViewCount, int CartAddCount, int PurchaseCount, decimal Revenue);

/// <summary>The category engagement of all customers.</summary>
public sealed class CategoryAffinityTable
{
    private readonly CategoryEngagement[][] _parts;
    private readonly EngagementRange[] _ranges;
    private readonly IReadOnlyList<string> _categories;

    /// <summary>Creates the table from rows in the order of the customers.</summary>
    /// <param name="starts">Where the rows of each customer start, and at the end the number of rows.</param>
    /// <param name="rows">The rows, strongest first within a level, levels in order.</param>
    /// <param name="categories">The category names by code.</param>
    public CategoryAffinityTable(int[] starts, CategoryEngagement[] rows, IReadOnlyList<string> categories)
        : this([rows], new EngagementRange[starts.Length - 1], categories)
    {
        for (int i = 0; i < _ranges.Length; i++)
        {
            _ranges[i] = new EngagementRange(0, starts[i], starts[i + 1] - starts[i]);
        }
    }

    /// <summary>Creates the table from rows as they were built, without copying them together.</summary>
    internal CategoryAffinityTable(
        CategoryEngagement[][] parts, EngagementRange[] ranges, IReadOnlyList<string> categories)
    {
        _parts = parts;
        _ranges = ranges;
        _categories = categories;
    }

    /// <summary>The category names by code.</summary>
    public IReadOnlyList<string> Categories => _categories;

    /// <summary>The engagement rows of a customer, strongest first within a level, levels in order.</summary>
    public ReadOnlySpan<CategoryEngagement> RowsOf(int customer)
    {
        EngagementRange range = _ranges[customer];
        return _parts[range.Part].AsSpan(range.Start, range.Count);
    }

    /// <summary>The engagement of a customer as objects.</summary>
    public IReadOnlyList<CategoryAffinity> Of(int customer)
    {
        List<CategoryAffinity> result = [];
        foreach (CategoryEngagement row in RowsOf(customer))
        {
            result.Add(new CategoryAffinity(
                _categories[row.Category],
                row.Level,
                row.Score,
                row.ViewCount,
                row.CartAddCount,
                row.PurchaseCount,
                DecimalMoney.Clamp(row.Revenue)));
        }

        return result;
    }

    /// <summary>The customers given, in that order.</summary>
    public CategoryAffinityTable Select(IReadOnlyList<int> customers)
    {
        int[] starts = new int[customers.Count + 1];
        List<CategoryEngagement> rows = [];
        for (int i = 0; i < customers.Count; i++)
        {
            rows.AddRange(RowsOf(customers[i]));
            starts[i + 1] = rows.Count;
        }

        return new CategoryAffinityTable(starts, [.. rows], _categories);
    }
}

/// <summary>One customer's engagement with one category, in columns' terms.</summary>
/// <param name="Category">Code of the category.</param>
/// <param name="Level">1 to 3.</param>
/// <param name="Score">Share of the customer's engagement within the level.</param>
/// <param name="ViewCount">Views.</param>
/// <param name="CartAddCount">Adds.</param>
/// <param name="PurchaseCount">Purchase lines.</param>
/// <param name="Revenue">Gross purchase amount.</param>
public readonly record struct CategoryEngagement(
    int Category, byte Level, float Score, int ViewCount, int CartAddCount, int PurchaseCount, double Revenue);

/// <summary>Where the engagement rows of one customer lie.</summary>
internal readonly record struct EngagementRange(int Part, int Start, int Count);
