using System;
using System.Globalization;
using Segmentation.Statistics;

namespace Segmentation.Synthetic;

/// <summary>
/// Customer ids that say nothing about the customer: customer number and slot (0 is the true id, 1 and up are past
/// ids), scrambled to 40 bits one to one, so that an id can be turned back into the customer without a table.
/// </summary>
internal readonly struct CustomerIds
{
    /// <summary>The ids a customer can have.</summary>
    public const int Slots = 8;

    /// <summary>The length of an id.</summary>
    public const int Length = 15;

    private const string Prefix = "cust_";
    private const int Bits = 40;
    private const ulong Mask = (1UL << Bits) - 1;
    private const ulong Multiplier = 0x9E3779B97F4A7C15UL & Mask;
    private static readonly ulong Inverse = InverseOf(Multiplier);

    private readonly ulong _key;

    /// <summary>The ids of a seed; other seeds give other ids.</summary>
    public CustomerIds(int seed)
    {
        SeededRandom random = SeededRandom.ForStream(seed, long.MaxValue - 1);
        _key = random.NextUInt64() & Mask;
    }

    /// <summary>Writes an id; <paramref name="id"/> has room for <see cref="Length"/> characters.</summary>
    public void Format(int customer, int slot, Span<char> id)
    {
        Prefix.CopyTo(id);
        Scramble(((ulong)customer * Slots) + (ulong)slot)
            .TryFormat(id[Prefix.Length..], out _, "x10", CultureInfo.InvariantCulture);
    }

    /// <summary>An id as a string.</summary>
    public string Format(int customer, int slot)
    {
        Span<char> id = stackalloc char[Length];
        Format(customer, slot, id);
        return id.ToString();
    }

    /// <summary>Whose id it is; false when it is not the id of any of the first <paramref name="customers"/>.</summary>
    public bool TryParse(string id, int customers, out int customer, out int slot)
    {
        customer = slot = 0;
        if (id.Length != Length
            || !id.StartsWith(Prefix, StringComparison.Ordinal)
            || !ulong.TryParse(
                id.AsSpan(Prefix.Length),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out ulong value))
        {
            return false;
        }

        ulong number = Unscramble(value);
        customer = (int)Math.Min(number / Slots, int.MaxValue);
        slot = (int)(number % Slots);
        return customer < customers && id.Equals(Format(customer, slot), StringComparison.Ordinal);
    }

    private ulong Scramble(ulong value)
    {
        value = ((value ^ _key) * Multiplier) & Mask;
        value ^= value >> (Bits / 2);
        value = (value * Multiplier) & Mask;
        return value ^ (value >> (Bits / 2));
    }

    private ulong Unscramble(ulong value)
    {
        value ^= value >> (Bits / 2);
        value = (value * Inverse) & Mask;
        value ^= value >> (Bits / 2);
        return ((value * Inverse) & Mask) ^ _key;
    }

    private static ulong InverseOf(ulong odd)
    {
        // Newton's iteration doubles the right bits of the inverse modulo 2^64; an odd number is its own in 3 bits.
        ulong inverse = odd;
        for (int i = 0; i < 5; i++)
        {
            inverse *= 2 - (odd * inverse);
        }

        return inverse;
    }
}
