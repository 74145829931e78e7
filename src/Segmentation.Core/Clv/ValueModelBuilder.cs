using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;

namespace Segmentation.Clv;

/// <summary>
/// Fits what the gate allows, chooses, and writes down everything a reader of the figures has to know.
/// </summary>
internal sealed class ValueModelBuilder(
    PurchaseHistories histories,
    ValueOptions options,
    ValueBacktestResult? backtest,
    IProgress<StageProgress>? progress,
    CancellationToken cancellation)
{
    // Two units of ln L are no evidence for either of two models of equally many parameters.
    private const double LikelihoodTie = 2;
    private const double ErrorTie = 1.01;
    private const double LongCycleShare = 0.4;
    private const double LongSilenceShare = 0.5;
    private const double NotableCorrelation = 0.3;
    private const double ExtremeRatio = 10;
    private const double NotableShift = 0.01;
    private const double NotableSpendShare = 0.05;

    private readonly int _threads = ValueModelFitter.Threads(options.MaximumThreads);
    private readonly List<ValueNote> _notes = [];

    public ValueModel Build()
    {
        ValueSufficiency sufficiency = ValueGate.Assess(histories, options);
        (ValueMethod method, string reason) = (sufficiency.Method, sufficiency.Reason);
        List<ModelFit<PurchaseModel>> candidates = [];
        ModelFit<PurchaseModel>? chosen = null;
        string choice = "No purchase model was fitted.";
        PurchaseGroups groups = PurchaseGroups.From(histories);
        if (method is ValueMethod.Full or ValueMethod.Pooled)
        {
            candidates = FitCandidates(method, groups);
            (chosen, choice) = Choose(candidates);
            if (chosen is null)
            {
                method = ValueMethod.Heuristic;
                reason = $"No purchase model converged: {candidates[0].Reason}.";
            }
        }

        if (method == ValueMethod.Heuristic && sufficiency.Repeaters > 0)
        {
            chosen = FitModel(PurchaseModelKind.Nbd, groups);
            choice = "The purchase rate is shrunken towards that of the whole base (NBD).";
        }

        (ModelFit<GammaGamma>? spend, double meanOrderValue) = FitSpend();
        NoteData(sufficiency);
        NoteFit(chosen, candidates);
        return new ValueModel
        {
            Options = options,
            Sufficiency = sufficiency,
            Method = method,
            MethodReason = reason,
            Purchases = chosen,
            Candidates = candidates,
            ChoiceReason = choice,
            Spend = spend,
            MeanOrderValue = meanOrderValue,
            Notes = _notes,
        };
    }

    private List<ModelFit<PurchaseModel>> FitCandidates(ValueMethod method, PurchaseGroups groups)
    {
        IReadOnlyList<PurchaseModelKind> kinds =
            method == ValueMethod.Pooled ? [PurchaseModelKind.BgNbd] : options.Models;
        return [.. kinds.Distinct().Select(kind => FitModel(kind, groups))];
    }

    private ModelFit<PurchaseModel> FitModel(PurchaseModelKind kind, PurchaseGroups groups)
    {
        progress?.Report(new StageProgress("Fitting value models", kind.ToString(), null));
        return ValueModelFitter.FitPurchases(kind, groups, _threads, cancellation);
    }

    private (ModelFit<PurchaseModel>? Chosen, string Reason) Choose(List<ModelFit<PurchaseModel>> candidates)
    {
        ModelFit<PurchaseModel>[] usable = [.. candidates.Where(c => c.Converged)];
        if (usable.Length <= 1)
        {
            string only = usable.Length == 1 ? "The only model that was fitted and converged." : "None converged.";
            return (usable.FirstOrDefault(), only);
        }

        string prefix = string.Empty;
        if (backtest is not null)
        {
            Dictionary<PurchaseModelKind, double> errors = usable
                .Select(c => (c.Model.Kind, Error: backtest.Of(c.Model.Kind)?.RootMeanSquaredError))
                .Where(e => e.Error is not null)
                .ToDictionary(e => e.Kind, e => e.Error!.Value);
            if (errors.Count == usable.Length)
            {
                double least = errors.Values.Min();
                usable = [.. usable.Where(c => errors[c.Model.Kind] <= least * ErrorTie)];
                prefix = usable.Length == 1 ? string.Empty : "On the holdout the models are level. ";
                if (usable.Length == 1)
                {
                    return (usable[0], "It has the least error on the holdout.");
                }
            }
        }

        ModelFit<PurchaseModel> best = usable.MaxBy(c => c.LogLikelihood)!;
        ModelFit<PurchaseModel>? modified = usable.FirstOrDefault(c => c.Model.Kind == PurchaseModelKind.MbgNbd);
        return modified is not null && modified != best && best.LogLikelihood - modified.LogLikelihood <= LikelihoodTie
            ? (modified, prefix + "The likelihoods are level; MBG/NBD does not take one-time buyers for alive.")
            : (best, prefix + "It has the highest likelihood.");
    }

    private (ModelFit<GammaGamma>? Fit, double MeanOrderValue) FitSpend()
    {
        (double[] frequency, double[] spend) = ValueModelFitter.Spenders(histories);
        double meanOrderValue = MeanOrderValue(frequency, spend);
        if (spend.Length < 3)
        {
            Note("SpendNotFitted", $"""
                Customers with positive repeat spend: {spend.Length}, too few. The mean order value stands for all.
                """);
            return (null, meanOrderValue);
        }

        progress?.Report(new StageProgress("Fitting value models", "Spend", null));
        ModelFit<GammaGamma> fit = ValueModelFitter.FitSpend((frequency, spend), _threads, cancellation);
        if (!fit.Converged)
        {
            Note("SpendNotConverged", $"""
                The spend model did not converge ({fit.Reason}): the mean order value stands for all.
                """);
            return (null, meanOrderValue);
        }

        if (fit.Model.Q <= 1)
        {
            Note("SpendMeanInfinite", $"""
                The spend model has no finite mean (q = {fit.Model.Q:F2}): the mean order value stands for all.
                """);
            return (null, meanOrderValue);
        }

        if (fit.Model.Q <= 2)
        {
            Note("SpendVarianceInfinite", $"""
                Spend varies too wildly for intervals (q = {fit.Model.Q:F2}): they are left out where
                they would be infinite.
                """);
        }

        double correlation = Correlation.Pearson(frequency, spend);
        if (correlation > NotableCorrelation)
        {
            Note("SpendDependsOnFrequency", $"""
                Frequent buyers spend more per order (correlation {correlation:F2}); the spend model assumes they do
                not, so their value is understated.
                """);
        }

        NoteExtremeSpender(frequency, spend, fit);
        return (fit, meanOrderValue);
    }

    // One customer is a millionth part of a large base: where leaving the largest spender out changes the expected
    // order value, or where that customer brings a good part of all spend, it is one customer and not the base that
    // speaks.
    private void NoteExtremeSpender(double[] frequency, double[] spend, ModelFit<GammaGamma> fit)
    {
        int largest = Array.IndexOf(spend, spend.Max());
        if (spend.Length < 10 || spend[largest] < ExtremeRatio * spend.Median())
        {
            return;
        }

        double share = frequency[largest] * spend[largest] / frequency.Zip(spend, (x, z) => x * z).Sum();
        ModelFit<GammaGamma> without = ValueModelFitter.FitSpend(
            ([.. frequency.Where((_, i) => i != largest)], [.. spend.Where((_, i) => i != largest)]),
            _threads,
            cancellation,
            fit.Model);
        double before = without.Model.PopulationMean;
        double shift = Math.Abs((fit.Model.PopulationMean / before) - 1);
        if (!(shift < NotableShift) || share > NotableSpendShare)
        {
            Note("ExtremeSpender", $"""
                One customer with a mean spend of {spend[largest]:F2} moves the expected order value from {before:F2} to
                {fit.Model.PopulationMean:F2} and brings {share:P1} of all repeat spend: check that spend, or cap it.
                """);
        }
    }

    private double MeanOrderValue(double[] frequency, double[] spend)
    {
        double orders = frequency.Sum();
        if (orders > 0)
        {
            return frequency.Zip(spend, (x, z) => x * z).Sum() / orders;
        }

        if (histories.PastSpend is null)
        {
            return double.NaN;
        }

        double money = 0;
        for (int row = 0; row < histories.Count; row++)
        {
            double past = histories.PastSpend[row];
            if (histories.State(row) == HistoryState.Usable && past > 0)
            {
                money += past;
                orders += histories.Frequency[row] + 1;
            }
        }

        return orders > 0 ? money / orders : double.NaN;
    }

    private void NoteData(ValueSufficiency sufficiency)
    {
        if (sufficiency.MedianInterpurchaseDays is { } gap && gap > LongCycleShare * sufficiency.SpanDays)
        {
            Note("SeasonalBuyers", $"""
                Customers come back after {gap:F0} days, which is {gap / sufficiency.SpanDays:P0} of the
                {sufficiency.SpanDays:F0} days observed: seasonal or yearly buyers look lost between two purchases.
                """);
        }

        double silence = Enumerable.Range(0, histories.Count)
            .Where(row => histories.State(row) == HistoryState.Usable)
            .Select(histories.SilenceDays)
            .DefaultIfEmpty(0)
            .Min();
        if (silence > LongSilenceShare * sufficiency.SpanDays)
        {
            Note("LongSilence", $"""
                Nobody has bought in the last {silence:F0} of the {sufficiency.SpanDays:F0} days observed: everybody
                looks lost. Check the as-of date.
                """);
        }

        if (sufficiency.Inconsistent > 0)
        {
            Note("InconsistentHistories", $"""
                Customers left out: {sufficiency.Inconsistent}. Their recency is beyond T, or a number is negative or
                missing.
                """);
        }

        int unusable = Enumerable.Range(0, histories.Count).Count(row =>
            histories.State(row) == HistoryState.Usable && histories.Frequency[row] > 0 && !histories.HasSpend(row));
        if (unusable > 0)
        {
            Note("NonPositiveSpend", $"""
                Repeat buyers without positive spend (refunded, free or unknown): {unusable}. They were left out of the
                spend model and get its mean.
                """);
        }
    }

    private void NoteFit(ModelFit<PurchaseModel>? chosen, List<ModelFit<PurchaseModel>> candidates)
    {
        foreach (ModelFit<PurchaseModel> failed in candidates.Where(c => !c.Converged))
        {
            Note("NotConverged", $"{failed.Model.Kind} did not converge: {failed.Reason}.");
        }

        if (chosen is { PenaltyActive: true })
        {
            Note("DropoutNotIdentified", $"""
                The data do not determine all parameters of {chosen.Model.Kind}; a weak penalty holds them. Totals are
                usable, single parameters are not.
                """);
        }
    }

    private void Note(string id, FormattableString message) =>
        _notes.Add(new ValueNote(id, message.ToString(CultureInfo.InvariantCulture).ReplaceLineEndings(" ")));
}
