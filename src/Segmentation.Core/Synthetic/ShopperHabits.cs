using System;
using Segmentation.Statistics;

namespace Segmentation.Synthetic;

/// <summary>
/// One shopper's own habits, drawn around those of the archetype: shares move on the logit scale, likings by log-normal
/// factors. Filled anew for each customer.
/// </summary>
internal sealed class ShopperHabits
{
    private const double ShareSpread = 0.35;
    private const double LikingSpread = 0.7;
    private const double LevelSpread = 0.3;

    /// <summary>The category, as cumulative probabilities.</summary>
    public double[] Categories { get; } = new double[CatalogueData.Categories.Length];

    /// <summary>The channel, as cumulative probabilities.</summary>
    public double[] ChannelUse { get; } = new double[Channels.All.Length];

    /// <summary>The favourite browser of each device.</summary>
    public int[] Browsers { get; } = new int[Channels.Devices.Length];

    /// <summary>The archetype.</summary>
    public Archetype Archetype { get; private set; } = Archetypes.All[0];

    /// <summary>The share of visits on weekend days.</summary>
    public double Weekend { get; private set; }

    /// <summary>The share of visits in the evening.</summary>
    public double Evening { get; private set; }

    /// <summary>The share of visits by phone.</summary>
    public double Mobile { get; private set; }

    /// <summary>P(add to cart | product page).</summary>
    public double AddToCart { get; private set; }

    /// <summary>P(order | visit that ends with a filled cart).</summary>
    public double Buy { get; private set; }

    /// <summary>The local hour that visits outside the evening gather around.</summary>
    public double DayHour { get; private set; }

    /// <summary>The preferred product line.</summary>
    public double PriceLevel { get; private set; }

    /// <summary>The leaf of each category that is liked best, and those after it less and less.</summary>
    public int Taste { get; private set; }

    /// <summary>Draws the habits of the next customer.</summary>
    public void Draw(Archetype archetype, ref SeededRandom random)
    {
        Archetype = archetype;
        Weekend = Share(archetype.Weekend, ref random);
        Evening = Share(archetype.Evening, ref random);
        Mobile = Share(archetype.Mobile, ref random);
        AddToCart = Share(archetype.AddToCart, ref random);
        Buy = Share(archetype.Buy, ref random);
        DayHour = 8 + (7 * random.NextDouble());
        PriceLevel = archetype.PriceLevel + (LevelSpread * random.NextNormal());
        Taste = random.NextInt32(Catalogue.LeavesPerCategory);
        Likings(archetype.Categories, Categories, ref random);
        Likings(archetype.ChannelUse, ChannelUse, ref random);
        for (int device = 0; device < Browsers.Length; device++)
        {
            Browsers[device] = random.NextInt32(Channels.Browsers[device].Length);
        }
    }

    /// <summary>Draws a product of a category.</summary>
    public int PickProduct(int category, ref SeededRandom random)
    {
        double skewed = random.NextDouble();
        int leaf = (Taste + (int)(skewed * skewed * Catalogue.LeavesPerCategory)) % Catalogue.LeavesPerCategory;
        // The sum of two even numbers is near enough to a normal number with deviation 0.8.
        double level = PriceLevel + (2 * (random.NextDouble() + random.NextDouble() - 1));
        int line = Math.Clamp((int)Math.Round(level), 0, Catalogue.LinesPerLeaf - 1);
        return (((category * Catalogue.LeavesPerCategory) + leaf) * Catalogue.LinesPerLeaf) + line;
    }

    private static double Share(double share, ref SeededRandom random)
    {
        if (share <= 0)
        {
            return 0;
        }

        double odds = share / (1 - share) * Math.Exp(ShareSpread * random.NextNormal());
        return odds / (1 + odds);
    }

    private static void Likings(double[] leaning, double[] cumulative, ref SeededRandom random)
    {
        double sum = 0;
        for (int i = 0; i < leaning.Length; i++)
        {
            cumulative[i] = sum += leaning[i] * Math.Exp(LikingSpread * random.NextNormal());
        }

        for (int i = 0; i < leaning.Length; i++)
        {
            cumulative[i] /= sum;
        }
    }
}
