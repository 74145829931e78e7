namespace Segmentation.Synthetic;

/// <summary>How one kind of shopper behaves. Shares and probabilities are in [0, 1].</summary>
/// <remarks>A shopper's own habits are drawn around these: see <see cref="ShopperHabits"/>.</remarks>
internal sealed record Archetype
{
    /// <summary>The name in <c>Truth</c> and in the weights; it never gets into the data.</summary>
    public required string Name { get; init; }

    /// <summary>The share of all customers unless the options say otherwise.</summary>
    public required double Weight { get; init; }

    /// <summary>Visits in the whole window, lowest and highest.</summary>
    public required (int Low, int High) Sessions { get; init; }

    /// <summary>Product pages per visit, lowest and highest.</summary>
    public required (int Low, int High) Views { get; init; }

    /// <summary>P(add to cart | product page).</summary>
    public required double AddToCart { get; init; }

    /// <summary>P(order | visit that ends with a filled cart).</summary>
    public required double Buy { get; init; }

    /// <summary>The exact number of orders, instead of <see cref="Buy"/>; null when chance decides.</summary>
    public int? ExactOrders { get; init; }

    /// <summary>Whether there is one event and nothing else.</summary>
    public bool SingleEvent { get; init; }

    /// <summary>The part of the window, from its start, in which visits happen.</summary>
    public double ActiveShare { get; init; } = 1;

    /// <summary>The preferred product line, from 0 (cheapest of its kind) to 5 (dearest).</summary>
    public required double PriceLevel { get; init; }

    /// <summary>P(one piece more) of a product put into the cart, asked again up to the sixth piece.</summary>
    public required double MorePieces { get; init; }

    /// <summary>The share of visits on Saturday and Sunday, local time; an even week has 2/7.</summary>
    public double Weekend { get; init; } = 2.0 / 7;

    /// <summary>The share of visits between 18:00 and 23:00 local time.</summary>
    public required double Evening { get; init; }

    /// <summary>The share of visits by phone.</summary>
    public required double Mobile { get; init; }

    /// <summary>P(order uses a discount).</summary>
    public double Discount { get; init; } = 0.06;

    /// <summary>P(campaign | visit through a channel that carries campaigns).</summary>
    public double Campaign { get; init; } = 0.25;

    /// <summary>Newsletters opened per 30 days.</summary>
    public double Newsletters { get; init; } = 0.2;

    /// <summary>P(search | visit).</summary>
    public double Search { get; init; } = 0.25;

    /// <summary>P(a product is taken out | visit that filled the cart).</summary>
    public double RemoveFromCart { get; init; } = 0.08;

    /// <summary>P(order is given back).</summary>
    public double Refund { get; init; } = 0.02;

    /// <summary>The number of orders given back, lowest and highest, instead of <see cref="Refund"/>.</summary>
    public (int Low, int High)? Refunds { get; init; }

    /// <summary>Relative liking of the categories, in the order of <see cref="CatalogueData.Categories"/>.</summary>
    public required double[] Categories { get; init; }

    /// <summary>Relative use of the channels, in the order of <see cref="Channels.All"/>.</summary>
    public required double[] ChannelUse { get; init; }
}
