using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Segmentation.Clv;

/// <summary>Says in words what came out of a backtest for one model, held against the plain baselines.</summary>
internal static class BacktestVerdict
{
    // Less than this is no difference worth a model.
    private const double NotableShare = 0.01;
    private const double NotableAuc = 0.005;

    /// <summary>The sentences.</summary>
    /// <param name="result">The scores.</param>
    /// <param name="model">The model to speak of; null when there is none.</param>
    public static IEnumerable<string> Of(ValueBacktestResult result, ForecasterScore? model)
    {
        IEnumerable<string> lines = model is null
            ? ["No model could be fitted: only the plain baselines are shown."]
            : [.. Orders(result, model), .. Churn(result, model), .. Revenue(result, model)];
        return lines.Concat(result.Forecasters
            .Where(f => f.Fit is { Converged: false })
            .Select(failed => $"{failed.Name} did not converge: {failed.Fit!.Reason}."));
    }

    private static IEnumerable<string> Orders(ValueBacktestResult result, ForecasterScore model)
    {
        string sums = Text($"{model.Name} expected {model.ExpectedOrders:F0} orders where {result.ActualOrders:F0} came");
        yield return sums + (result.ActualOrders > 0
            ? Text($" (ratio {model.ExpectedOrders / result.ActualOrders:F2}).")
            : ".");
        ForecasterScore rate = result.Forecasters.First(f => f.Name == BacktestScorer.PastRate);
        double change = 1 - (model.RootMeanSquaredError!.Value / rate.RootMeanSquaredError!.Value);
        yield return change > NotableShare
            ? Text($"Orders per customer: the error of {model.Name} is {change:P0} below that of the past rate.")
            : Text($"Orders per customer: {model.Name} does no better than the past rate.");
    }

    private static IEnumerable<string> Churn(ValueBacktestResult result, ForecasterScore model)
    {
        if (model.Auc is null)
        {
            yield return "Churn: every customer was active, or none was, so rankings cannot be compared.";
            yield break;
        }

        ForecasterScore plain = result.Forecasters.Where(f => f.Fit is null && f.Auc is not null).MaxBy(f => f.Auc)!;
        string areas = Text($"(AUC {model.Auc:F3} against {plain.Auc:F3})");
        yield return model.Auc - plain.Auc > NotableAuc
            ? $"Churn: {model.Name} ranks customers better than {plain.Name} {areas}."
            : $"Churn: {model.Name} ranks customers no better than {plain.Name} {areas}.";
        if (model.Brier >= result.BaseRateBrier)
        {
            yield return Text(
                $"Churn: telling everybody the share of active customers is no worse (Brier {model.Brier:F3}).");
        }
    }

    private static IEnumerable<string> Revenue(ValueBacktestResult result, ForecasterScore model)
    {
        ForecasterScore? plain = result.Forecasters
            .FirstOrDefault(f => f.Name == BacktestScorer.PastSpend && f.TopDecileCapture is not null);
        if (model.TopDecileCapture is null || plain is null)
        {
            yield break;
        }

        double? most = result.OracleTopDecileCapture;
        string figures = Text(
            $"({model.TopDecileCapture:P1} against {plain.TopDecileCapture:P1}, at most {most:P1})");
        yield return model.TopDecileCapture - plain.TopDecileCapture > NotableShare
            ? $"Revenue: the best tenth by {model.Name} brought more than the best tenth by past spend {figures}."
            : $"Revenue: the best tenth by {model.Name} brought no more than the best tenth by past spend {figures}.";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
