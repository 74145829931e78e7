using System;
using System.Globalization;

namespace Segmentation.Events;

/// <summary>Reads numbers from UTF-8: exactly the double nearest to the text, or not at all.</summary>
internal readonly struct NumberReader(char decimalSeparator, char? groupSeparator)
{
    // Money is a decimal at the surface: what does not fit there is no number here.
    private const double Largest = 7.9e27;

    // Quotients of integers below 2^53 and powers of ten up to 10^22 are correctly rounded (Clinger 1990).
    private static readonly double[] _powersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    ];

    private readonly byte _decimal = (byte)decimalSeparator;

    /// <summary>Whether a number can be kept: finite, and not too large for money.</summary>
    public static bool IsUsable(double value) => Math.Abs(value) < Largest;

    /// <summary>Reads a number; blanks around it do not matter. False for anything else, also for NaN and infinity.</summary>
    public bool TryRead(ReadOnlySpan<byte> text, out double value)
    {
        text = text.Trim(" \t"u8);
        int i = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? 1 : 0;
        ulong digits = 0;
        int count = 0;
        int decimals = -1;
        for (; i < text.Length; i++)
        {
            uint digit = (uint)text[i] - '0';
            if (digit <= 9)
            {
                digits = (digits * 10) + digit;
                count++;
                decimals += decimals >= 0 ? 1 : 0;
            }
            else if (text[i] == _decimal && decimals < 0)
            {
                decimals = 0;
            }
            else
            {
                return TryReadSlowly(text, out value);
            }
        }

        if (count is 0 or > 15)
        {
            return TryReadSlowly(text, out value);
        }

        value = decimals > 0 ? digits / _powersOfTen[decimals] : digits;
        value = text[0] == '-' ? -value : value;
        return true;
    }

    private bool TryReadSlowly(ReadOnlySpan<byte> text, out double value)
    {
        value = double.NaN;
        if (text.Length is 0 or > 64)
        {
            return false;
        }

        Span<char> characters = stackalloc char[64];
        if (!System.Text.Encoding.UTF8.TryGetChars(text, characters, out int length))
        {
            return false;
        }

        int kept = Normalize(characters[..length]);
        return kept > 0
            && double.TryParse(characters[..kept], NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && IsUsable(value);
    }

    // Removes group separators where they stand between groups of three digits, and makes the decimal separator a point.
    // Returns the new length, or 0 when a separator stands where none belongs.
    private int Normalize(Span<char> text)
    {
        int kept = 0;
        int sinceGroup = -1;
        bool fraction = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == groupSeparator)
            {
                bool wellPlaced = sinceGroup < 0 ? DigitsBefore(text[..kept]) is >= 1 and <= 3 : sinceGroup == 3;
                if (fraction || !wellPlaced)
                {
                    return 0;
                }

                sinceGroup = 0;
                continue;
            }

            bool isDigit = char.IsAsciiDigit(c);
            if (!isDigit && !fraction && sinceGroup is not (-1 or 3))
            {
                return 0;
            }

            if (c == (char)_decimal)
            {
                fraction = true;
                c = '.';
            }
            else if (c is '.' or ',')
            {
                return 0;
            }

            sinceGroup += isDigit && !fraction && sinceGroup >= 0 ? 1 : 0;
            text[kept++] = c;
        }

        return fraction || sinceGroup is -1 or 3 ? kept : 0;
    }

    private static int DigitsBefore(ReadOnlySpan<char> text) => text.TrimStart("+-").Length;
}
