using System;

namespace Segmentation.Events;

/// <summary>The values of one row by column. Implemented by structs, so that each source gets a row reader of its own.</summary>
internal interface IRowValues
{
    /// <summary>The value as UTF-8; empty when there is none. Valid until the next row.</summary>
    ReadOnlySpan<byte> Text(int column);

    /// <summary>The value when it came as a number and not as text.</summary>
    bool TryGetNumber(int column, out double value);

    /// <summary>The value when it came as a date and not as text.</summary>
    bool TryGetTime(int column, out DateTimeOffset value, out TimeOffsetKind kind);
}
