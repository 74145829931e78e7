using System;
using System.Globalization;
using Segmentation.Statistics;

namespace Segmentation.Synthetic;

/// <summary>One product: where it stands and what it costs.</summary>
/// <param name="Id">The product id.</param>
/// <param name="Name">Line and piece: <c>Premium Lamp</c>.</param>
/// <param name="Level1">The broadest category.</param>
/// <param name="Level2">The middle category.</param>
/// <param name="Level3">The narrowest category.</param>
/// <param name="Url">The address of its page.</param>
internal sealed record Product(string Id, string Name, string Level1, string Level2, string Level3, string Url);

/// <summary>
/// All products, by category, leaf and line, and their price in each week: a few per cent around a fixed list price,
/// the same for everybody.
/// </summary>
internal sealed class Catalogue
{
    /// <summary>The leaves of a category.</summary>
    public const int LeavesPerCategory = 6;

    /// <summary>The products of a leaf.</summary>
    public const int LinesPerLeaf = 6;

    private const double PriceSwing = 0.05;

    private readonly int[] _weekPrices;
    private readonly long _start;

    /// <summary>Makes the catalogue and its prices for a window.</summary>
    public Catalogue(int seed, long start, long end)
    {
        _start = start;
        Products = new Product[CatalogueData.Categories.Length * LeavesPerCategory * LinesPerLeaf];
        int[] prices = new int[Products.Length];
        Fill(prices);
        int weeks = (int)((end - start) / (7 * TimeSpan.TicksPerDay)) + 1;
        _weekPrices = new int[weeks * Products.Length];
        SeededRandom random = SeededRandom.ForStream(seed, long.MaxValue - 2);
        for (int i = 0; i < _weekPrices.Length; i++)
        {
            double factor = 1 + (PriceSwing * ((2 * random.NextDouble()) - 1));
            _weekPrices[i] = (int)Math.Round(prices[i % Products.Length] * factor);
        }
    }

    /// <summary>All products; product <c>(category × 6 + leaf) × 6 + line</c>.</summary>
    public Product[] Products { get; }

    /// <summary>The price of a product at a time inside the window, in cents.</summary>
    public int PriceInCents(int product, long utcTicks) =>
        _weekPrices[((int)((utcTicks - _start) / (7 * TimeSpan.TicksPerDay)) * Products.Length) + product];

    private void Fill(int[] prices)
    {
        int index = 0;
        foreach (Category category in CatalogueData.Categories)
        {
            foreach (Group group in category.Groups)
            {
                foreach (Leaf leaf in group.Leaves)
                {
                    for (int line = 0; line < LinesPerLeaf; line++, index++)
                    {
                        string id = "prod_" + (index + 1).ToString("d4", CultureInfo.InvariantCulture);
                        string name = CatalogueData.Lines[line] + " " + leaf.Piece;
                        Products[index] = new Product(id, name, category.Name, group.Name, leaf.Name, "/p/" + id);
                        double ratio = Math.Pow(leaf.Dearest / leaf.Cheapest, (double)line / (LinesPerLeaf - 1));
                        prices[index] = (int)Math.Round(leaf.Cheapest * ratio) * 100;
                    }
                }
            }
        }
    }
}
