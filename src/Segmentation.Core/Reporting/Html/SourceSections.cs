using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Reporting.Html;

/// <summary>What was read, and what became of it.</summary>
internal static class DataSection
{
    public static void Write(Markup html, SegmentReport report)
    {
        ReportIntake intake = report.Intake!;
        List<(string, string)> stats =
        [
            ("events", Figures.Count(intake.EventCount)),
            ("customers", Figures.Count(intake.CustomerCount)),
        ];
        if (intake.FirstEvent is { } first && intake.LastEvent is { } last)
        {
            stats.Add(("first event", Figures.Day(first)));
            stats.Add(("last event", Figures.Day(last)));
        }

        Parts.Stats(html, "stats", stats);
        List<IReadOnlyList<string>> rows =
        [
            ["Read", Figures.Count(intake.RowsRead), Of(intake.RowsRead, intake), string.Empty],
            ["Used", Figures.Count(intake.RowsUsed), Of(intake.RowsUsed, intake), string.Empty],
            .. intake.RowsSkipped.Select(s => (IReadOnlyList<string>)
            [
                "Skipped: " + s.Reason,
                Figures.Count(s.Count),
                Of(s.Count, intake),
                string.Join(", ", s.Locations),
            ]),
        ];
        Parts.Table(
            html,
            "Rows in, rows used, rows skipped by reason",
            [new("Rows"), new("Count", "n"), new("Share", "n"), new("The first are at", "text")],
            rows,
            sortable: false);
    }

    private static string Of(long count, ReportIntake intake) =>
        intake.RowsRead == 0 ? Figures.Unknown : Figures.Percent((double)count / intake.RowsRead);
}

/// <summary>How the figures were made, what the words mean, and what is needed to run it again.</summary>
internal static class MethodSection
{
    public static void Write(Markup html, SegmentReport report)
    {
        html.Element("h3", "How the figures were made");
        Parts.Facts(html, "notes", report.Methods.Select(n => (n.Term, n.Text)));
        html.Element("h3", "What the words mean");
        Parts.Facts(html, "notes", report.Definitions.Select(n => (n.Term, n.Text)));
        if (report.Privacy is { } privacy)
        {
            html.Element("h3", "What is withheld");
            html.Element(
                "p",
                $"This report is made to be shared: no figure in it is about fewer than "
                + $"{Figures.Plural(privacy.MinimumCellSize, "customer")}. Rows of data are not customers, and are shown.");
            Parts.Facts(html, "notes", privacy.Withheld.Select(n => (n.Term, n.Text)));
        }

        html.Element("h3", "To run it again");
        html.Element(
            "p",
            "The same data with the same settings gives the same run id; the features above are part of the settings.",
            ("class", "soft"));
        Parts.Facts(html, "asked", Rerun(report));
        if (report.Steps.Count > 0)
        {
            WriteSteps(html, report.Steps);
        }
    }

    private static void WriteSteps(Markup html, IReadOnlyList<RunStep> steps)
    {
        html.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", "Commands"));
        html.Element("pre", string.Join(" |\n    ", steps.Select(step => step.Line))).CloseLine();
        html.Element(
            "p",
            "These commands make the report again; $names stand for objects that were made before, and what was filtered "
            + "between two commands is not told. Every setting that was in force, given or not:",
            ("class", "soft"));
        Parts.Facts(html, "asked", steps.Select(step => (step.Command, Settings(step))));
    }

    private static string Settings(RunStep step) => step.Settings.Count == 0 ? "no settings" : string.Join("; ", step.Settings.Select(
        s => $"{s.Name} {(s.Value.Length == 0 ? "on" : s.Value)}{(s.IsGiven ? "" : " (default)")}"
            + (s.Sha256 is { } hash ? $" (SHA-256 {hash})" : "")));

    private static IEnumerable<(string Term, string Text)> Rerun(SegmentReport report)
    {
        ReportRun run = report.Run;
        yield return ("Run id", run.RunId);
        yield return ("Version", run.Version);
        yield return ("Data", run.Source);
        if (run.AsOf is { } asOf)
        {
            yield return ("As of", asOf.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        }

        yield return ("Method", Figures.Method(run.Method));
        yield return ("Segments", Figures.Plain(run.ClusterCount));
        yield return ("Seed", Figures.Plain(run.Seed));
        yield return ("Starts",
            $"best of {Figures.Plural(run.Restarts, "random start")}, of which {Figures.Count(run.RestartsAtBest)} "
            + "came to "
            + (run.Converged ? "this solution" : "this solution; it had not settled when the iterations ended"));
        yield return ("Features", string.Join(", ", report.Features.Select(f => f.Name)));
        yield return ("Inertia", Figures.Free(run.Inertia));
        if (run.Silhouette is { } silhouette)
        {
            yield return ("Mean silhouette",
                $"{Figures.Number(silhouette, 3)} on {Figures.Plural(run.SilhouetteSampleSize ?? 0, "row")}");
        }
    }
}
