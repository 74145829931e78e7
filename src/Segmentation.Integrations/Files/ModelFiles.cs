using System.Threading;
using Segmentation.Models;

namespace Segmentation.Integrations.Files;

/// <summary>Models in files: UTF-8 without byte order mark, "\n" as line ends, written whole or not at all.</summary>
public static class ModelFiles
{
    /// <summary>Writes a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The absolute path of the file.</param>
    /// <param name="force">Whether an existing file may be replaced.</param>
    /// <param name="cancellationToken">Stops the work; nothing is left behind.</param>
    /// <exception cref="SegmentationException">The errors of <see cref="AtomicFile"/>.</exception>
    public static void Write(
        SegmentModel model, string path, bool force = false, CancellationToken cancellationToken = default) =>
        AtomicFile.Write(path, force, stream => SegmentModelJson.Write(model, stream), cancellationToken);

    /// <summary>Reads a model back.</summary>
    /// <param name="path">The absolute path of the file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.FileNotFound"/>, <see cref="ErrorIds.PathIsDirectory"/>,
    /// <see cref="ErrorIds.FileNotReadable"/> or <see cref="ErrorIds.InvalidModel"/>.
    /// </exception>
    public static SegmentModel Read(string path, CancellationToken cancellationToken = default) =>
        DocumentFile.Read(path, "a model that Export-SegmentModel wrote", SegmentModelJson.Read, cancellationToken);
}
