using System;
using System.Collections.Generic;
using Segmentation.Events;

namespace Segmentation.Profiles;

/// <summary>One customer's engagement by category and level.</summary>
internal sealed class CategoryTally
{
    private const int Levels = 3;

    private readonly CategoryNames _names;
    private readonly CodeCounter _keys = new();
    private CategoryEngagement[] _rows = new CategoryEngagement[16];

    public CategoryTally(CategoryNames names) => _names = names;

    public void Clear() => _keys.Clear();

    /// <summary>Whether the row names a category.</summary>
    public static bool HasCategory(EventRow row) => row.Category1 >= 0 || row.Category2 >= 0 || row.Category3 >= 0;

    public void Add(EventRow row)
    {
        int level1 = row.IsProductCategory ? _names.ProductCategory(row.Category1) : _names.Level1(row.Category1);
        Add(level1, 1, row.Type, row.Amount);
        Add(_names.Level2(row.Category2), 2, row.Type, row.Amount);
        Add(_names.Level3(row.Category3), 3, row.Type, row.Amount);
    }

    /// <summary>Writes the figures and appends the engagement rows, strongest first within a level.</summary>
    public void Finish(Span<double> values, Span<int> topCategories, List<CategoryEngagement> target)
    {
        Span<CategoryEngagement> rows = _rows.AsSpan(0, _keys.Count);
        rows.Sort(Compare);
        topCategories.Fill(-1);
        for (int start = 0; start < rows.Length;)
        {
            int end = start;
            long total = 0;
            while (end < rows.Length && rows[end].Level == rows[start].Level)
            {
                total += Weight(rows[end++]);
            }

            topCategories[rows[start].Level - 1] = rows[start].Category;
            FinishLevel(rows[start..end], total, values);
            start = end;
        }

        foreach (CategoryEngagement row in rows)
        {
            target.Add(row);
        }
    }

    private static void FinishLevel(Span<CategoryEngagement> rows, long total, Span<double> values)
    {
        double squares = 0;
        foreach (ref CategoryEngagement row in rows)
        {
            double share = (double)Weight(row) / total;
            squares += share * share;
            row = row with { Score = (float)share };
        }

        if (rows[0].Level == 1)
        {
            values[(int)ProfileFigure.CategoryCount] = rows.Length;
            values[(int)ProfileFigure.TopCategoryShare] = (double)Weight(rows[0]) / total;
            values[(int)ProfileFigure.CategoryConcentration] = squares;
        }
    }

    private static long Weight(in CategoryEngagement row) =>
        row.ViewCount + (2L * row.CartAddCount) + (5L * row.PurchaseCount);

    private static int Compare(CategoryEngagement one, CategoryEngagement other)
    {
        int order = one.Level.CompareTo(other.Level);
        order = order != 0 ? order : Weight(other).CompareTo(Weight(one));
        return order != 0 ? order : one.Category.CompareTo(other.Category);
    }

    private void Add(int category, byte level, EventType type, double amount)
    {
        if (category < 0)
        {
            return;
        }

        int known = _keys.Count;
        int index = _keys.Add((category * Levels) + level - 1);
        if (index == known)
        {
            if (known == _rows.Length)
            {
                Array.Resize(ref _rows, known * 2);
            }

            _rows[index] = new CategoryEngagement(category, level, 0, 0, 0, 0, 0);
        }

        ref CategoryEngagement row = ref _rows[index];
        row = type switch
        {
            EventType.AddToCart => row with { CartAddCount = row.CartAddCount + 1 },
            EventType.Purchase or EventType.PurchaseItem => row with
            {
                PurchaseCount = row.PurchaseCount + 1,
                Revenue = row.Revenue + (double.IsNaN(amount) ? 0 : amount),
            },
            _ => row with { ViewCount = row.ViewCount + 1 },
        };
    }
}
