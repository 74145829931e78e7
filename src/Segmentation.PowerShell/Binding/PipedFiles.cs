using System;
using System.Collections.Generic;
using Segmentation.PowerShell.Errors;

namespace Segmentation.PowerShell.Binding;

/// <summary>Files that are named one by one, or several at once.</summary>
internal static class PipedFiles
{
    /// <summary>Reads each file. One of several that cannot be read is an error of its own and stops no other.</summary>
    public static void ReadEach(SegmentationCmdlet cmdlet, string[] paths, bool wildcards, Action<string> read)
    {
        foreach (string path in paths)
        {
            try
            {
                IReadOnlyList<string> files = wildcards
                    ? FileSystemPaths.Existing(cmdlet.SessionState.Path, path)
                    : [FileSystemPaths.Literal(cmdlet.SessionState.Path, path)];
                foreach (string file in files)
                {
                    read(file);
                }
            }
            catch (SegmentationException error)
            {
                cmdlet.WriteError(ErrorRecords.From(error));
            }
        }
    }
}
