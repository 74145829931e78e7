using System;
using System.IO;

namespace Segmentation.Reporting.Html;

/// <summary>
/// How a report looks: on screens of any width, light and dark, and on paper. No font or picture is loaded.
/// </summary>
internal static class ReportStyle
{
    /// <summary>The style sheet, <c>report.css</c>.</summary>
    public static string Css { get; } = Read();

    private static string Read()
    {
        using Stream stream = typeof(ReportStyle).Assembly.GetManifestResourceStream("report.css")
            ?? throw new InvalidOperationException("The style sheet is not in the assembly.");
        using StreamReader reader = new(stream);

        // A browser hashes the sheet with plain line ends: what a checkout did to them must not matter.
        return "\n" + reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
