namespace Segmentation.Synthetic;

/// <summary>What all events of a visit share.</summary>
/// <param name="Number">The visit's number in the pass.</param>
/// <param name="Customer">The code of the id that the customer had when the visit began.</param>
/// <param name="Device">An index into <see cref="Channels.Devices"/>.</param>
/// <param name="Browser">An index into that device's <see cref="Channels.Browsers"/>.</param>
/// <param name="Channel">An index into <see cref="Channels.All"/>.</param>
/// <param name="Campaign">An index into <see cref="Channels.Campaigns"/>, or −1.</param>
internal readonly record struct Visit(
    long Number,
    int Customer,
    int Device,
    int Browser,
    int Channel,
    int Campaign);

/// <summary>Pieces of one product in a cart or an order.</summary>
internal readonly record struct Line(int Product, int Pieces, int Cents)
{
    /// <summary>Pieces × price.</summary>
    public long Amount => (long)Pieces * Cents;
}

/// <summary>An order that was placed.</summary>
/// <param name="Number">Its number in the pass.</param>
/// <param name="UtcTicks">When.</param>
/// <param name="Gross">The sum of the lines, in cents.</param>
/// <param name="Net">What was paid: gross less discount, in cents.</param>
/// <param name="FirstLine">The first of its lines in the customer's list of lines.</param>
/// <param name="LineCount">The number of lines.</param>
internal readonly record struct Order(
    long Number,
    long UtcTicks,
    long Gross,
    long Net,
    int FirstLine,
    int LineCount);
