using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Segmentation.Events;

namespace Segmentation.Profiles;

/// <summary>What a compact event row holds beyond its header. Written and read in the order of the bits.</summary>
[Flags]
internal enum RowParts : ushort
{
    None = 0,
    Offset = 1 << 0,
    Amount = 1 << 1,
    Quantity = 1 << 2,
    Discount = 1 << 3,
    Product = 1 << 4,
    Category1 = 1 << 5,
    ProductCategory = 1 << 6,
    Category2 = 1 << 7,
    Category3 = 1 << 8,
    Device = 1 << 9,
    Channel = 1 << 10,
    Campaign = 1 << 11,
    Order = 1 << 12,
    Session = 1 << 13,
    Cart = 1 << 14,

    /// <summary>Never in a row: marks a type that occurs, when parts are gathered by type.</summary>
    Occurs = 1 << 15,
}

/// <summary>
/// How one event is laid out in a partition: length (2 bytes; 0 means to the end of the block), type (1), parts (2),
/// UTC ticks (8), the customer's number within the partition (varint), then the parts. Codes are varints; ids are keys
/// that are equal exactly when their texts are.
/// </summary>
internal static class EventRowFormat
{
    /// <summary>Room for everything but the bytes of the ids.</summary>
    public const int FixedBound = 13 + 5 + 2 + (3 * 8) + (6 * 5) + (3 * 5);

    public const int TypeAt = 2;
    public const int PartsAt = 3;
    public const int TicksAt = 5;
    public const int CustomerAt = 13;

    private const int LongestShortKey = 252;
    private const byte LongKey = 254;

    private const RowParts Always = RowParts.Offset | RowParts.Device | RowParts.Channel | RowParts.Campaign
        | RowParts.Session;

    private const RowParts Categories = RowParts.Category1 | RowParts.ProductCategory | RowParts.Category2
        | RowParts.Category3;

    private const RowParts Line = Categories | RowParts.Amount | RowParts.Quantity | RowParts.Product | RowParts.Order;

    /// <summary>The parts that matter for profiles, by event type; the rest is not kept.</summary>
    public static RowParts PartsOf(EventType type) => type switch
    {
        EventType.ViewCategory or EventType.ViewItem => Always | Categories,
        EventType.AddToCart => Always | Categories | RowParts.Cart,
        EventType.Purchase => Always | Line | RowParts.Discount | RowParts.Cart,
        EventType.PurchaseItem => Always | Line,
        EventType.Refund => Always | RowParts.Amount | RowParts.Order,
        _ => Always,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int WriteVarint(ref byte target, uint value)
    {
        int length = 0;
        while (value >= 0x80)
        {
            Unsafe.Add(ref target, length++) = (byte)(value | 0x80);
            value >>= 7;
        }

        Unsafe.Add(ref target, length++) = (byte)value;
        return length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ReadVarint(ref byte source, ref int position)
    {
        uint value = Unsafe.Add(ref source, position++);
        return value < 0x80 ? (int)value : ReadLongVarint(ref source, ref position, value & 0x7F);
    }

    /// <summary>Up to 252 bytes as length and bytes, longer texts as mark, length and bytes.</summary>
    public static int WriteKey(ref byte target, ReadOnlySpan<byte> text)
    {
        int at = 1;
        if (text.Length <= LongestShortKey)
        {
            target = (byte)text.Length;
        }
        else
        {
            target = LongKey;
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, 1), text.Length);
            at += sizeof(int);
        }

        text.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref target, at), text.Length));
        return at + text.Length;
    }

    /// <summary>The bytes of a key, mark and length included.</summary>
    public static int KeyLength(ref byte key) =>
        key <= LongestShortKey ? 1 + key : 5 + Unsafe.ReadUnaligned<int>(ref Unsafe.Add(ref key, 1));

    private static int ReadLongVarint(ref byte source, ref int position, uint value)
    {
        for (int shift = 7; ; shift += 7)
        {
            uint next = Unsafe.Add(ref source, position++);
            value |= (next & 0x7F) << shift;
            if (next < 0x80)
            {
                return (int)value;
            }
        }
    }
}
