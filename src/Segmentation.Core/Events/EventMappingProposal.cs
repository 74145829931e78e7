using System.Collections.Generic;

namespace Segmentation.Events;

/// <summary>A mapping proposed from a header and sample rows, with what speaks for it: to be shown before it is used.</summary>
/// <param name="Mapping">The proposed mapping.</param>
/// <param name="Confidence">
/// In words: <c>the header is that of preset X</c>, <c>by column names and values</c>, or <c>partly guessed</c>.
/// </param>
/// <param name="Fields">Why each field is read from where.</param>
/// <param name="UnmatchedColumns">The columns that no field uses.</param>
public sealed record EventMappingProposal(
    EventMapping Mapping,
    string Confidence,
    IReadOnlyList<ProposedField> Fields,
    IReadOnlyList<string> UnmatchedColumns);

/// <summary>Why one field is read from where.</summary>
/// <param name="Field">The field.</param>
/// <param name="Column">The column; null for a constant.</param>
/// <param name="Reason">The reason, in words.</param>
public sealed record ProposedField(EventField Field, string? Column, string Reason);
