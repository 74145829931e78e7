using System.Collections.Generic;
using Segmentation.Events;
using Segmentation.Identity;

namespace Segmentation.PowerShell.Binding;

/// <summary>Event files as one dataset, with a word on how their columns were understood.</summary>
internal static class EventFileInput
{
    /// <summary>Opens files; without preset or mapping the first one says how it is mapped.</summary>
    public static EventDataset Open(
        SegmentationCmdlet cmdlet,
        IReadOnlyList<string> files,
        string? preset,
        object? mapping,
        EventFileSettings settings,
        IReadOnlyList<IdHistoryEntry> history)
    {
        EventMapping chosen;
        if (MappingChoice.IsAuto(preset, mapping))
        {
            EventMappingProposal proposal = cmdlet.Run((_, _) => IntegrationsBridge.ProposeMapping(files[0], settings));
            MappingChoice.Show(cmdlet, preset, proposal);
            chosen = proposal.Mapping;
        }
        else
        {
            chosen = MappingChoice.Resolve(cmdlet, preset, mapping);
        }

        EventDataset dataset = cmdlet.Run((_, _) => IntegrationsBridge.OpenEvents(files, chosen, settings, history));
        cmdlet.Verbose($"{files.Count} files opened, {history.Count} rows of id history; events are read later.");
        return dataset;
    }
}
