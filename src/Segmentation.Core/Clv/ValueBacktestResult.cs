using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Clv;

/// <summary>How well each forecaster, fitted on a first period, foresaw a second one.</summary>
public sealed record ValueBacktestResult
{
    /// <summary>Length of the holdout in days.</summary>
    public required double HoldoutDays { get; init; }

    /// <summary>Customers who had bought before the split and were forecast.</summary>
    public required int Customers { get; init; }

    /// <summary>
    /// Customers that could not be forecast or followed: unusable history, or gone from the later data.
    /// </summary>
    public required int Excluded { get; init; }

    /// <summary>Orders (purchase days) in the holdout.</summary>
    public required double ActualOrders { get; init; }

    /// <summary>Customers with at least one.</summary>
    public required int ActualActive { get; init; }

    /// <summary>Revenue in the holdout; null when it is not known.</summary>
    public required double? ActualRevenue { get; init; }

    /// <summary>Brier score of telling everybody the share of active customers: what a model has to beat.</summary>
    public required double BaseRateBrier { get; init; }

    /// <summary>
    /// Share of the revenue that the truly best tenth brought: the most that any ranking can capture.
    /// </summary>
    public required double? OracleTopDecileCapture { get; init; }

    /// <summary>The models, then the plain baselines.</summary>
    public required IReadOnlyList<ForecasterScore> Forecasters { get; init => field = Listed.Of(value); }

    /// <summary>
    /// What it means for the best model, or for the one in use where that is known: one sentence each; says so where the
    /// model does not beat a plain baseline.
    /// </summary>
    public required IReadOnlyList<string> Verdict { get; init => field = Listed.Of(value); }

    /// <summary>The model with the least root mean squared error on orders; null when none was fitted.</summary>
    public ForecasterScore? Best => Forecasters
        .Where(f => f.Fit is { Converged: true })
        .MinBy(f => f.RootMeanSquaredError);

    /// <summary>The score of a model; null when it was not run.</summary>
    public ForecasterScore? Of(PurchaseModelKind kind) => Forecasters.FirstOrDefault(f => f.Fit?.Model.Kind == kind);

    /// <summary>The same result with a verdict that speaks of the model given; null where there is none.</summary>
    internal ValueBacktestResult About(ForecasterScore? model) =>
        this with { Verdict = [.. BacktestVerdict.Of(this, model)] };
}

/// <summary>The score of one forecaster. A figure it has no forecast for is null.</summary>
public sealed record ForecasterScore
{
    /// <summary>The model's kind, or PastRate, RecencyGap, PastSpend, Projection.</summary>
    public required string Name { get; init; }

    /// <summary>The fit; null for the baselines.</summary>
    public ModelFit<PurchaseModel>? Fit { get; init; }

    /// <summary>Sum of the expected orders.</summary>
    public double? ExpectedOrders { get; init; }

    /// <summary>Mean absolute error of the orders per customer.</summary>
    public double? MeanAbsoluteError { get; init; }

    /// <summary>Root mean squared error of the orders per customer.</summary>
    public double? RootMeanSquaredError { get; init; }

    /// <summary>Correlation of expected and actual orders.</summary>
    public double? Correlation { get; init; }

    /// <summary>Sum of the chances to be active.</summary>
    public double? ExpectedActive { get; init; }

    /// <summary>Mean squared error of the chances to be active.</summary>
    public double? Brier { get; init; }

    /// <summary>
    /// Chance that an active customer was ranked above an inactive one; null when all were one or the other.
    /// </summary>
    public double? Auc { get; init; }

    /// <summary>
    /// Share of customers put on the right side: chance above one half, or silence below the hiatus threshold.
    /// </summary>
    public double? Accuracy { get; init; }

    /// <summary>Sum of the expected revenue.</summary>
    public double? ExpectedRevenue { get; init; }

    /// <summary>Share of the actual revenue brought by the first 10 %, 20 %, … 100 % as ranked.</summary>
    public IReadOnlyList<double>? DecileCapture { get; init => field = Listed.Of(value); }

    /// <summary>Share of the actual revenue brought by the first 10 % as ranked.</summary>
    public double? TopDecileCapture => DecileCapture?[0];

    /// <summary>Forecast chances against what happened, in tenths of the chance.</summary>
    public IReadOnlyList<CalibrationBin> Calibration { get; init => field = Listed.Of(value); } = [];

    /// <summary>Expected against actual orders by calibration frequency.</summary>
    public IReadOnlyList<FrequencyBin> ByFrequency { get; init => field = Listed.Of(value); } = [];
}

/// <summary>Customers whose chance to be active was forecast within a tenth.</summary>
/// <param name="From">Lower end.</param>
/// <param name="To">Upper end.</param>
/// <param name="Customers">How many.</param>
/// <param name="Expected">Their mean chance.</param>
/// <param name="Actual">The share that was active.</param>
public sealed record CalibrationBin(double From, double To, int Customers, double Expected, double Actual);

/// <summary>Customers of one calibration frequency.</summary>
/// <param name="Frequency">Repeat purchase days; the last bin holds all above as well.</param>
/// <param name="OrMore">Whether it does.</param>
/// <param name="Customers">How many.</param>
/// <param name="Expected">Mean expected orders.</param>
/// <param name="Actual">Mean actual orders.</param>
public sealed record FrequencyBin(int Frequency, bool OrMore, int Customers, double Expected, double Actual);
