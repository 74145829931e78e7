using System.Collections.Generic;
using System.Management.Automation;
using Segmentation.Events;
using Segmentation.Identity;

namespace Segmentation.PowerShell.Binding;

/// <summary>The -IdHistory parameter: paths of files, rows as objects, or both.</summary>
internal static class IdHistoryInput
{
    public static List<IdHistoryEntry> Read(SegmentationCmdlet cmdlet, PSObject[] input)
    {
        List<IdHistoryEntry> history = [];
        IdHistoryReader reader = new();
        foreach (object? item in PipedInput.Flatten(input))
        {
            if (PlainData.Unwrap(item) is string path)
            {
                foreach (string file in FileSystemPaths.Existing(cmdlet.SessionState.Path, path))
                {
                    history.AddRange(ReadFile(cmdlet, file));
                }
            }
            else
            {
                history.Add(reader.Read(item));
            }
        }

        return history;
    }

    private static IReadOnlyList<IdHistoryEntry> ReadFile(SegmentationCmdlet cmdlet, string file)
    {
        (IReadOnlyList<IdHistoryEntry> entries, IReadOnlyList<SkippedRows> skipped) =
            cmdlet.Run((_, token) => IntegrationsBridge.ReadIdHistory(file, token));
        if (skipped.Count > 0)
        {
            cmdlet.WriteWarning($"Rows of the id history were skipped: {MappingChoice.Reasons(skipped)}.");
        }

        return entries;
    }
}
