using System.Runtime.CompilerServices;
using Segmentation.Events;

namespace Segmentation.Profiles;

/// <summary>
/// One decoded event row, used again for the next. Codes are −1 and numbers NaN where missing; keys are positions in
/// the block, or −1.
/// </summary>
internal sealed class EventRow
{
    public long UtcTicks { get; private set; }

    public EventType Type { get; private set; }

    public short OffsetMinutes { get; private set; }

    public bool HasCampaign { get; private set; }

    public bool IsProductCategory { get; private set; }

    public double Amount { get; private set; }

    public double Quantity { get; private set; }

    public double Discount { get; private set; }

    public int Product { get; private set; }

    public int Category1 { get; private set; }

    public int Category2 { get; private set; }

    public int Category3 { get; private set; }

    public int Device { get; private set; }

    public int Channel { get; private set; }

    public byte[] Block { get; private set; } = [];

    public int OrderAt { get; private set; }

    public int SessionAt { get; private set; }

    public int CartAt { get; private set; }

    /// <summary>A copy that the next <see cref="Read"/> does not change.</summary>
    public EventRow Copy() => (EventRow)MemberwiseClone();

    /// <summary>Decodes the row that starts at <paramref name="start"/>.</summary>
    public void Read(byte[] block, int start)
    {
        ref byte row = ref block[start];
        Block = block;
        Type = (EventType)Unsafe.Add(ref row, EventRowFormat.TypeAt);
        RowParts parts = Unsafe.ReadUnaligned<RowParts>(ref Unsafe.Add(ref row, EventRowFormat.PartsAt));
        UtcTicks = Unsafe.ReadUnaligned<long>(ref Unsafe.Add(ref row, EventRowFormat.TicksAt));
        int position = EventRowFormat.CustomerAt;
        EventRowFormat.ReadVarint(ref row, ref position);
        OffsetMinutes = 0;
        if ((parts & RowParts.Offset) != RowParts.None)
        {
            OffsetMinutes = Unsafe.ReadUnaligned<short>(ref Unsafe.Add(ref row, position));
            position += sizeof(short);
        }

        Amount = Number(ref row, ref position, (parts & RowParts.Amount) != RowParts.None);
        Quantity = Number(ref row, ref position, (parts & RowParts.Quantity) != RowParts.None);
        Discount = Number(ref row, ref position, (parts & RowParts.Discount) != RowParts.None);
        Product = Code(ref row, ref position, (parts & RowParts.Product) != RowParts.None);
        IsProductCategory = (parts & RowParts.ProductCategory) != RowParts.None;
        Category1 = Code(
            ref row, ref position, (parts & (RowParts.Category1 | RowParts.ProductCategory)) != RowParts.None);
        Category2 = Code(ref row, ref position, (parts & RowParts.Category2) != RowParts.None);
        Category3 = Code(ref row, ref position, (parts & RowParts.Category3) != RowParts.None);
        Device = Code(ref row, ref position, (parts & RowParts.Device) != RowParts.None);
        Channel = Code(ref row, ref position, (parts & RowParts.Channel) != RowParts.None);
        HasCampaign = (parts & RowParts.Campaign) != RowParts.None;
        OrderAt = Key(ref row, ref position, start, (parts & RowParts.Order) != RowParts.None);
        SessionAt = Key(ref row, ref position, start, (parts & RowParts.Session) != RowParts.None);
        CartAt = Key(ref row, ref position, start, (parts & RowParts.Cart) != RowParts.None);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Number(ref byte row, ref int position, bool present)
    {
        if (!present)
        {
            return double.NaN;
        }

        double value = Unsafe.ReadUnaligned<double>(ref Unsafe.Add(ref row, position));
        position += sizeof(double);
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Code(ref byte row, ref int position, bool present) =>
        present ? EventRowFormat.ReadVarint(ref row, ref position) : -1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Key(ref byte row, ref int position, int start, bool present)
    {
        if (!present)
        {
            return -1;
        }

        int at = position;
        position += EventRowFormat.KeyLength(ref Unsafe.Add(ref row, position));
        return start + at;
    }
}
