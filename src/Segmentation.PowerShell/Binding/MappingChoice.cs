using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Segmentation.Events;

namespace Segmentation.PowerShell.Binding;

/// <summary>How columns become events: a preset, a mapping, or what the data suggests.</summary>
internal static class MappingChoice
{
    public const string Auto = "Auto";

    /// <summary>Whether the data is to say how it is mapped.</summary>
    public static bool IsAuto(string? preset, object? mapping) =>
        mapping is null && (preset is null || string.Equals(preset, Auto, StringComparison.OrdinalIgnoreCase));

    /// <summary>Fails when both were given.</summary>
    public static void RequireOne(string? preset, object? mapping)
    {
        if (preset is not null && mapping is not null)
        {
            throw new SegmentationException(
                ErrorIds.InvalidOption,
                ErrorKind.InvalidArgument,
                "-Preset and -Mapping were both given.",
                "Give one of them.",
                preset);
        }
    }

    /// <summary>The mapping of the parameters: a hashtable, a YAML file, a mapping object; else the preset.</summary>
    public static EventMapping Resolve(PSCmdlet cmdlet, string? preset, object? mapping) =>
        PlainData.Unwrap(mapping) switch
        {
            null => EventMappingPresets.Get(preset!),
            EventMapping ready => ready,
            EventMappingProposal proposal => proposal.Mapping,
            IDictionary table => EventMapping.FromDictionary(PlainData.From(table)),
            string path => IntegrationsBridge.ReadMapping(FileSystemPaths.Literal(cmdlet.SessionState.Path, path)),
            object other => throw new SegmentationException(
                ErrorIds.InvalidMapping,
                ErrorKind.InvalidArgument,
                $"A mapping cannot be of type {other.GetType().Name}.",
                "Give a hashtable or the path of a YAML file.",
                other),
        };

    /// <summary>
    /// Shows what was proposed, on the information stream as a message for the host: seen at the console, kept out of the
    /// output, silenced by <c>6&gt;$null</c>. A file whose header is a preset's, opened without asking for a proposal, goes
    /// to the verbose stream. Where part of it is a guess, warns as well.
    /// </summary>
    public static void Show(PSCmdlet cmdlet, string? preset, EventMappingProposal proposal)
    {
        string fields = string.Join("; ", proposal.Fields.Select(f => $"{f.Field} <- {f.Column ?? "constant"}"));
        string unused = proposal.UnmatchedColumns.Count > 0
            ? $" Not used: {string.Join(", ", proposal.UnmatchedColumns)}."
            : string.Empty;
        string message = $"Mapping ({proposal.Confidence}): {fields}.{unused}";
        if (preset is null && proposal.Mapping.Name is not null)
        {
            cmdlet.WriteVerbose(message);
        }
        else
        {
            cmdlet.WriteInformation(new HostInformationMessage { Message = message }, ["PSHOST"]);
        }

        if (proposal.Confidence.Contains("guess", StringComparison.Ordinal))
        {
            string reasons = string.Join("; ", proposal.Fields.Select(f => $"{f.Field}: {f.Reason}"));
            cmdlet.WriteWarning($"The mapping was partly guessed ({reasons}). Give -Preset or -Mapping to be sure.");
        }
    }

    /// <summary>Says once what was left out and why.</summary>
    public static void WarnOfSkippedRows(PSCmdlet cmdlet, IntakeSummary summary)
    {
        if (summary.RowsSkipped.Count > 0)
        {
            long skipped = summary.RowsRead - summary.RowsUsed;
            cmdlet.WriteWarning(
                FormattableString.Invariant($"{skipped:N0} of {summary.RowsRead:N0} rows were skipped: ")
                + $"{Reasons(summary.RowsSkipped)}. See RowsSkipped.");
        }
    }

    /// <summary>Reasons with their counts, most frequent first.</summary>
    public static string Reasons(IEnumerable<SkippedRows> skipped) =>
        string.Join(", ", skipped.Select(s => FormattableString.Invariant($"{s.Count:N0} {s.Reason}")));
}
