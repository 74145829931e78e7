using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Globalization;
using System.Linq;
using Segmentation.Pipeline;

namespace Segmentation.PowerShell.Views;

/// <summary>Texts for the format views of a pipeline, in the user's culture.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PipelineText
{
    /// <summary>Where the events came from.</summary>
    public static string Source(PipelineResult result) => result.Events.Source;

    /// <summary>How long a stage took.</summary>
    public static string Seconds(StageResult stage) =>
        stage.Duration?.TotalSeconds.ToString("N2", CultureInfo.CurrentCulture) ?? string.Empty;

    /// <summary>What a stage counted, or what went wrong.</summary>
    public static string Counted(StageResult stage) => stage.Error?.Message ?? string.Join(
        ", ", stage.Metrics.Select(m => string.Create(CultureInfo.CurrentCulture, $"{m.Name} {m.Value:#,##0.###}")));

    /// <summary>The stages of a result, a line each.</summary>
    public static string Stages(PipelineResult result) => Lines(result.Stages
        .Where(stage => stage.Status != StageStatus.Skipped)
        .Select(stage => $"{stage.Stage,-14}{stage.Status,-10}{Seconds(stage),8} s  {Counted(stage)}"));

    /// <summary>The segments of a result, a line each.</summary>
    public static string Segments(PipelineResult result) => Lines((result.Segments ?? []).Select(s => string.Create(
        CultureInfo.CurrentCulture, $"{s.SegmentId,-4}{s.Size,9:N0}  {s.Verdict?.ToString() ?? string.Empty,-13}{s.Name}")));

    /// <summary>How many segments can be built on.</summary>
    public static string Summary(PipelineResult result)
    {
        PipelineSummary summary = result.Summary;
        List<string> parts = [];
        Add(summary.SegmentCount, "segments");
        Add(summary.StableSegmentCount, "stable");
        Add(summary.ValidSegmentCount, "valid");
        Add(summary.ActionableSegmentCount, "actionable");
        Add(summary.ProductionReadySegmentCount, "production ready");
        return string.Join(", ", parts);

        void Add(int? count, string what)
        {
            if (count is { } known)
            {
                parts.Add(string.Create(CultureInfo.CurrentCulture, $"{known:N0} {what}"));
            }
        }
    }

    private static string Lines(IEnumerable<string> lines) => string.Join(Environment.NewLine, lines);
}
