using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Segmentation.Clv;

/// <summary>
/// Scores customers. What a customer will do given alive depends on x and T alone, so it is computed once per pair of
/// these; the chance of being alive once per distinct history; the rest is a few multiplications per customer.
/// </summary>
internal sealed class ValueScoring
{
    private const int RowBlock = 8192;

    private static readonly string[] AllReasons =
    [
        "Forecast by the fitted model.",
        "Mean of the pool of customers with similar frequency and silence.",
        "Shrunken purchase rate and a rule for silence; low confidence, read no decimals.",
        "Has never bought.",
        "The purchase history contradicts itself.",
        "No value model: too little data.",
        "No order value is known, so there is no value figure.",
    ];

    private readonly ValueModel _model;
    private readonly PurchaseHistories _histories;
    private readonly ParallelOptions _parallel;
    private readonly DiscountSchedule _schedule;
    private readonly double _churnWeeks;
    private readonly ValueForecast _result;

    private readonly double? _spendSpread;

    /// <summary>Prepares the scoring.</summary>
    /// <param name="model">The model.</param>
    /// <param name="histories">The customers.</param>
    /// <param name="spendSpread">
    /// The squared coefficient of variation that stands in where the model states no variance of spend; null to leave
    /// the variance of the value unknown there, and under the heuristic.
    /// </param>
    /// <param name="cancellation">Cancels the scoring.</param>
    public ValueScoring(
        ValueModel model, PurchaseHistories histories, double? spendSpread, CancellationToken cancellation)
    {
        _spendSpread = spendSpread;
        _model = model;
        _histories = histories;
        _parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = ValueModelFitter.Threads(model.Options.MaximumThreads),
            CancellationToken = cancellation,
        };
        _schedule = DiscountSchedule.Weekly(model.Options.HorizonDays, model.Options.AnnualDiscountRate);
        _churnWeeks = model.Options.ChurnHorizonDays / PurchaseHistories.DaysPerWeek;
        _result = Empty(histories.Count);
    }

    private enum ReasonCode
    {
        Model,
        Pool,
        Heuristic,
        NeverBought,
        Inconsistent,
        NoModel,
        NoOrderValue,
    }

    public ValueForecast Run()
    {
        Action<int> score = _model.Method switch
        {
            ValueMethod.None => _ => { },
            ValueMethod.Heuristic => HeuristicRow(),
            _ => ModelRow(),
        };
        ForEachRow(row =>
        {
            HistoryState state = _histories.State(row);
            (_result.Method[row], _result.Reason[row]) = state switch
            {
                HistoryState.NoPurchase => (ValueMethod.None, (int)ReasonCode.NeverBought),
                HistoryState.Inconsistent => (ValueMethod.None, (int)ReasonCode.Inconsistent),
                _ => (_model.Method, (int)OrdinaryReason(_model.Method)),
            };
            if (state == HistoryState.Usable && _model.Method != ValueMethod.None)
            {
                _result.Lapsed[row] = Lapsed(row);
                score(row);
                if (double.IsNaN(_result.Clv[row]))
                {
                    _result.Reason[row] = (int)ReasonCode.NoOrderValue;
                }
            }
        });
        if (_model.Method == ValueMethod.Pooled)
        {
            ReplaceByPoolMeans();
        }

        return _result;
    }

    private static ReasonCode OrdinaryReason(ValueMethod method) => method switch
    {
        ValueMethod.Full => ReasonCode.Model,
        ValueMethod.Pooled => ReasonCode.Pool,
        ValueMethod.Heuristic => ReasonCode.Heuristic,
        _ => ReasonCode.NoModel,
    };

    private Action<int> ModelRow()
    {
        PurchaseGroups groups = PurchaseGroups.From(_histories);
        Outlooks outlooks = new(groups, _model.Purchases!.Model, _schedule, _churnWeeks, _parallel);
        return row =>
        {
            int group = groups.GroupOfRow[row];
            double alive = outlooks.Alive[group];
            Outlook outlook = outlooks.Of(group);
            _result.ProbabilityAlive[row] = alive;
            _result.ProbabilityActive[row] = alive * outlook.ChurnActive;
            _result.OrderChance[row] = _result.ProbabilityActive[row];
            _result.ExpectedOrders[row] = alive * outlook.ChurnOrders;
            SpendOutlook spend = Spend(row);
            _result.ExpectedOrderValue[row] = spend.Mean;
            ValueDistribution value = ValueDistribution.Of(outlook, alive, spend, _model.Options.Margin);
            _result.Clv[row] = value.Mean;
            _result.ClvVariance[row] = value.Variance;
            _result.ClvP10[row] = value.Quantile(0.1);
            _result.ClvP90[row] = value.Quantile(0.9);
        };
    }

    // Rate (k0 + x) / (T0 + T), with k0 and T0 from the whole base; silence beyond the threshold ends it.
    private Action<int> HeuristicRow()
    {
        (double priorOrders, double priorWeeks) = _model.Purchases?.Model is Nbd nbd
            ? (nbd.R, nbd.AlphaWeeks)
            : (0.5, Enumerable.Range(0, _histories.Count)
                .Where(row => _histories.State(row) == HistoryState.Usable)
                .Sum(_histories.TWeeks));
        double discountedWeeks = _schedule.EndsWeeks
            .Select((end, i) => _schedule.Factors[i] * (end - (i == 0 ? 0 : _schedule.EndsWeeks[i - 1])))
            .Sum();
        return row =>
        {
            double rate = (priorOrders + _histories.Frequency[row]) / (priorWeeks + _histories.TWeeks(row));
            double going = _result.Lapsed[row] == 1 ? 0 : 1;
            double spend = Spend(row).Mean;
            _result.ExpectedOrderValue[row] = spend;
            _result.ExpectedOrders[row] = going * rate * _churnWeeks;
            _result.Clv[row] = Math.Round(going * rate * discountedWeeks * spend * _model.Options.Margin);

            // The rate is gamma with shape k0 + x, orders given it Poisson: at least one, and the variance of their sum.
            double shape = priorOrders + _histories.Frequency[row];
            double weeks = priorWeeks + _histories.TWeeks(row);
            _result.OrderChance[row] = going * (1 - Math.Pow(weeks / (weeks + _churnWeeks), shape));
            double orders = going * rate * discountedWeeks;
            _result.ClvVariance[row] = _spendSpread is { } spread
                ? orders * (1 + (orders / shape) + spread) * Math.Pow(spend * _model.Options.Margin, 2)
                : double.NaN;
        };
    }

    private SpendOutlook Spend(int row)
    {
        if (_model.Spend is not { } fit)
        {
            return Observed(_model.MeanOrderValue);
        }

        double x = _histories.HasSpend(row) ? _histories.Frequency[row] : 0;
        double mean = fit.Model.ExpectedSpend(x, _histories.MonetaryValue[row]);
        (double within, double between) = fit.Model.Variances(x, _histories.MonetaryValue[row]);
        return double.IsFinite(within + between) ? new SpendOutlook(mean, within, between) : Observed(mean);
    }

    private SpendOutlook Observed(double mean)
    {
        double between = _spendSpread is { } spread ? spread * mean * mean : double.NaN;
        return new SpendOutlook(mean, double.IsNaN(between) ? double.NaN : 0, between);
    }

    // Without a purchase cycle there is no such thing as too long a silence.
    private double Lapsed(int row) => _model.Sufficiency.MedianInterpurchaseDays is { } cycle
        ? _histories.SilenceDays(row) > _model.Options.HiatusFactor * cycle ? 1 : 0
        : double.NaN;

    private void ReplaceByPoolMeans()
    {
        IEnumerable<IGrouping<(int, bool), int>> pools = Enumerable.Range(0, _histories.Count)
            .Where(row => _result.Method[row] == ValueMethod.Pooled)
            .GroupBy(row => (Band(_histories.Frequency[row]), _result.Lapsed[row] == 1));
        foreach (IGrouping<(int, bool), int> pool in pools)
        {
            int[] rows = [.. pool];
            foreach (double[] column in new[]
            {
                _result.Clv, _result.ExpectedOrders, _result.ProbabilityActive, _result.ProbabilityAlive,
                _result.ExpectedOrderValue, _result.OrderChance,
            })
            {
                double mean = rows.Average(row => column[row]);
                Array.ForEach(rows, row => column[row] = mean);
            }

            Array.ForEach(rows, row => _result.ClvP10[row] = _result.ClvP90[row] = double.NaN);
        }

        static int Band(double frequency) => frequency switch
        {
            < 1 => 0,
            < 2 => 1,
            < 4 => 2,
            _ => 3,
        };
    }

    private void ForEachRow(Action<int> body)
    {
        int blocks = (_histories.Count + RowBlock - 1) / RowBlock;
        Parallel.For(0, blocks, _parallel, block =>
        {
            int end = Math.Min(_histories.Count, (block + 1) * RowBlock);
            for (int row = block * RowBlock; row < end; row++)
            {
                body(row);
            }
        });
    }

    private static ValueForecast Empty(int count)
    {
        double[] Missing()
        {
            double[] values = new double[count];
            Array.Fill(values, double.NaN);
            return values;
        }

        return new ValueForecast
        {
            Clv = Missing(),
            ClvP10 = Missing(),
            ClvP90 = Missing(),
            ClvVariance = Missing(),
            ExpectedOrders = Missing(),
            ProbabilityActive = Missing(),
            ProbabilityAlive = Missing(),
            OrderChance = Missing(),
            ExpectedOrderValue = Missing(),
            Lapsed = Missing(),
            Method = new ValueMethod[count],
            Reason = new int[count],
            Reasons = AllReasons,
        };
    }
}
