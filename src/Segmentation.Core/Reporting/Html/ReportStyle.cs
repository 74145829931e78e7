using System;
using System.IO;

namespace Segmentation.Reporting.Html;

/// <summary>
/// How a report looks: on screens of any width, light and dark, and on paper. No font or picture is loaded.
/// </summary>
internal static class ReportStyle
{
    /// <summary>The style sheet of charts, <c>chart.css</c>: colours first.</summary>
    public static string ChartCss { get; } = Read("chart.css");

    /// <summary>The style sheet of a page: that of charts, then <c>report.css</c>.</summary>
    public static string Css { get; } = "\n" + ChartCss + "\n" + Read("report.css");

    /// <summary>What sorts tables and filters segments, <c>report.js</c>.</summary>
    public static string Script { get; } = "\n" + Read("report.js");

    private static string Read(string name)
    {
        using Stream stream = typeof(ReportStyle).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException("A part of the page is not in the assembly.");
        using StreamReader reader = new(stream);

        // A browser hashes the sheet with plain line ends: what a checkout did to them must not matter.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
