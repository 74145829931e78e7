using System;
using System.IO;
using System.Text;
using System.Threading;
using Segmentation.Reporting;

namespace Segmentation.Integrations.Files;

/// <summary>Reports in files: UTF-8 without byte order mark, "\n" as line ends, written whole or not at all.</summary>
public static class ReportFiles
{
    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="path">The absolute path of the file.</param>
    /// <param name="format">The format, or <see cref="ReportFormat.Auto"/> to go by the extension.</param>
    /// <param name="force">Whether an existing file may be replaced.</param>
    /// <param name="browser">The absolute path of the browser that prints a PDF; null to look for one.</param>
    /// <param name="cancellationToken">Stops the work; nothing is left behind.</param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidOption"/> when no format has the extension, and the errors of
    /// <see cref="AtomicFile"/> and <see cref="ChromiumPrinter"/>.
    /// </exception>
    public static void Write(
        SegmentReport report,
        string path,
        ReportFormat format = ReportFormat.Auto,
        bool force = false,
        string? browser = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentException.ThrowIfNullOrEmpty(path);
        Action<Stream> write = Resolve(path, format) switch
        {
            ReportFormat.Html => stream => WriteText(stream, writer => HtmlReport.Write(report, writer)),
            ReportFormat.Text => stream => WriteText(stream, writer => TextReport.Write(report, writer)),
            ReportFormat.Pdf => stream => ChromiumPrinter.Print(
                page => WriteText(page, writer => HtmlReport.Write(report, writer)), stream, browser, null, cancellationToken),
            ReportFormat.Markdown => stream => WriteText(stream, writer => MarkdownReport.Write(report, writer)),
            _ => stream => JsonReport.Write(report, stream),
        };
        AtomicFile.Write(path, force, write, cancellationToken);
    }

    /// <summary>Reads a report back from its JSON form.</summary>
    /// <param name="path">The absolute path of the file.</param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.FileNotFound"/>, <see cref="ErrorIds.PathIsDirectory"/>,
    /// <see cref="ErrorIds.FileNotReadable"/> or <see cref="ErrorIds.InvalidReport"/>.
    /// </exception>
    public static SegmentReport Read(string path) =>
        DocumentFile.Read(path, "a report in JSON form", JsonReport.Read);

    /// <summary>The format that a file is written in.</summary>
    /// <param name="path">The path; its extension decides where the format is <see cref="ReportFormat.Auto"/>.</param>
    /// <param name="format">The format that was asked for.</param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidOption"/>: no format has this extension.
    /// </exception>
    public static ReportFormat Resolve(string path, ReportFormat format)
    {
        if (format != ReportFormat.Auto)
        {
            return format;
        }

        string extension = Path.GetExtension(path);
        return extension.ToUpperInvariant() switch
        {
            ".HTML" or ".HTM" => ReportFormat.Html,
            ".JSON" => ReportFormat.Json,
            ".TXT" => ReportFormat.Text,
            ".PDF" => ReportFormat.Pdf,
            ".MD" or ".MARKDOWN" => ReportFormat.Markdown,
            _ => throw new SegmentationException(
                ErrorIds.InvalidOption,
                ErrorKind.InvalidArgument,
                extension.Length == 0
                    ? $"'{path}' has no extension to choose the report's format by."
                    : $"'{extension}' is not the extension of a report format.",
                "Use .html, .json, .md, .txt or .pdf, or name the format: Html, Json, Markdown, Text or Pdf.",
                path),
        };
    }

    private static void WriteText(Stream stream, Action<TextWriter> write)
    {
        UTF8Encoding withoutMark = new(encoderShouldEmitUTF8Identifier: false);
        using StreamWriter writer = new(stream, withoutMark, leaveOpen: true);
        writer.NewLine = "\n";
        write(writer);
    }
}
