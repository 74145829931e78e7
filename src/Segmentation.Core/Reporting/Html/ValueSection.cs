using System.Collections.Generic;
using System.Linq;
using Segmentation.Reporting.Charts;

namespace Segmentation.Reporting.Html;

/// <summary>How well value and churn were foreseen.</summary>
internal static class ValueSection
{
    public static void Write(Markup html, SegmentReport report)
    {
        ReportValueBacktest test = report.ValueBacktest!;
        html.Element("p", test.Period, ("class", "soft"));
        html.Open("ul");
        foreach (string line in test.Verdict)
        {
            html.Element("li", line);
        }

        html.CloseLine();
        if (test.Forecasters.Count > 0)
        {
            WriteForecasters(html, test);
        }

        Parts.Row(html, ValueCharts.Calibration(test), ValueCharts.Orders(test));
        Parts.Facts(html, "notes", Facts(test));
    }

    private static IEnumerable<(string Term, string Text)> Facts(ReportValueBacktest test)
    {
        yield return ("Data", test.Source);
        yield return ("Method", $"{test.Method}: {test.MethodReason}");
        if (test.Model is { } model)
        {
            yield return ("Model in use", model);
        }

        yield return ("Value", test.Statement);
        foreach (string caution in test.Cautions)
        {
            yield return ("With care", caution);
        }
    }

    private static void WriteForecasters(Markup html, ReportValueBacktest test) => Parts.Table(
        html,
        "Forecasts against what came",
        [
            new("Forecaster"),
            new("Expected orders", "n"),
            new("MAE", "n"),
            new("RMSE", "n"),
            new("Correlation", "n"),
            new("AUC", "n"),
            new("Brier", "n"),
            new("Revenue of the first tenth", "n"),
        ],
        [
            .. test.Forecasters.Select(f => (IReadOnlyList<string>)
            [
                f.Chosen ? f.Name + " (in use)" : f.Name,
                Figures.Number(f.ExpectedOrders, 1),
                Figures.Number(f.MeanAbsoluteError, 3),
                Figures.Number(f.RootMeanSquaredError, 3),
                Figures.Number(f.Correlation, 3),
                Figures.Number(f.Auc, 3),
                Figures.Number(f.Brier, 3),
                Figures.Percent(f.TopDecileCapture),
            ]),
            [
                "What came; for Brier the average for all, for revenue the most possible",
                Figures.Number(test.ActualOrders, 1),
                string.Empty,
                string.Empty,
                string.Empty,
                string.Empty,
                Figures.Number(test.BaseRateBrier, 3),
                Figures.Percent(test.LargestTopDecileCapture),
            ],
        ],
        sortable: false);
}
