using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;
using Segmentation.Events;
using Segmentation.Identity;
using Segmentation.Integrations.Files;
using Segmentation.PowerShell.Commands;

namespace Segmentation.PowerShell;

/// <summary>How the rows of event files are laid out, as far as the user said.</summary>
internal sealed record EventFileSettings(EventFileLayout Layout, char? Delimiter, Encoding? Encoding);

/// <summary>
/// The only place that touches Segmentation.Integrations. Each method is compiled when it is first called, and only then is
/// that assembly loaded, by <see cref="ModuleInitializer"/>; none of its types may appear in a signature or a field here.
/// </summary>
internal static class IntegrationsBridge
{
    /// <summary>Opens event files as one dataset.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static EventDataset OpenEvents(
        IReadOnlyList<string> files, EventMapping mapping, EventFileSettings settings, IReadOnlyList<IdHistoryEntry> history) =>
        EventFiles.Open(files, OptionsOf(mapping, settings), history);

    /// <summary>Proposes how the columns of a file become events.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static EventMappingProposal ProposeMapping(string file, EventFileSettings settings) =>
        EventFiles.Propose(file, OptionsOf(mapping: null, settings));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static EventFileOptions OptionsOf(EventMapping? mapping, EventFileSettings settings) => new()
    {
        Mapping = mapping,
        Format = settings.Layout switch
        {
            EventFileLayout.Delimited => EventFileFormat.Delimited,
            EventFileLayout.JsonLines => EventFileFormat.JsonLines,
            _ => EventFileFormat.Detect,
        },
        Delimiter = settings.Delimiter,
        Encoding = settings.Encoding,
    };
}
