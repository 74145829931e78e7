using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MathNet.Numerics.LinearAlgebra;
using Segmentation.Statistics;

namespace Segmentation.Clv;

/// <summary>Intervals of sums: chance of the customers plus uncertainty of the estimates.</summary>
internal static class ValueTotals
{
    // 10 % and 90 % quantile of the standard normal distribution.
    private const double Deviations = 1.2815515655446004;
    private const double Step = 1e-3;

    // Fewer mean spends say nothing about how spend varies.
    private const int FewestSpends = 10;

    /// <summary>The total by the model alone; without an interval where the model states no variance.</summary>
    public static ValueTotal Of(ValueModel model, PurchaseHistories histories, CancellationToken cancellation) =>
        Of(model, histories, model.Forecast(histories, cancellation), cancellation);

    /// <summary>
    /// The total; where the model states no variance, spend is taken to vary as the customers' own mean spends were seen
    /// to. Such an interval leaves out what the model could not estimate, and its reason says so.
    /// </summary>
    public static ValueTotal OfObservedSpend(
        ValueModel model, PurchaseHistories histories, CancellationToken cancellation)
    {
        ValueTotal total = Of(model, histories, cancellation);
        if (total.P10 is not null || total.Customers == 0 || Spread(histories) is not { } spread)
        {
            return total;
        }

        ValueForecast forecast = new ValueScoring(model, histories, spread, cancellation).Run();
        double variance = forecast.ClvVariance.Where(double.IsFinite).Sum();
        return variance > 0 && total.Mean > 0
            ? WithInterval(
                total,
                variance,
                chanceShare: null,
                "The interval holds the customers' chance, with spend as spread as it was so far, and no uncertainty of the "
                + $"estimates. By the model alone: {total.Reason}")
            : total;
    }

    private static double? Spread(PurchaseHistories histories)
    {
        double[] spends =
            [.. Enumerable.Range(0, histories.Count).Where(histories.HasSpend).Select(row => histories.MonetaryValue[row])];
        return spends.Length >= FewestSpends
            ? Math.Pow(Descriptive.SampleDeviation(spends) / Descriptive.Mean(spends), 2)
            : null;
    }

    private static ValueTotal Of(
        ValueModel model, PurchaseHistories histories, ValueForecast forecast, CancellationToken cancellation)
    {
        double mean = 0;
        double chance = 0;
        int customers = 0;
        for (int row = 0; row < histories.Count; row++)
        {
            if (!double.IsNaN(forecast.Clv[row]))
            {
                customers++;
                mean += forecast.Clv[row];
                chance += forecast.ClvVariance[row];
            }
        }

        int without = histories.Count - customers;
        string? obstacle = Obstacle(model, customers, chance);
        if (obstacle is not null)
        {
            return new ValueTotal(customers, without, customers > 0 ? mean : double.NaN, null, null, null, obstacle);
        }

        double parameters = ParameterVariance(model, histories, cancellation);
        double variance = chance + parameters;
        return WithInterval(
            new ValueTotal(customers, without, mean, null, null, null, ""),
            variance,
            chance / variance,
            "Chance of the customers and uncertainty of the estimates; not that the future may differ from the past.");
    }

    // A sum of amounts is positive and skewed: log-normal with this mean and variance.
    private static ValueTotal WithInterval(ValueTotal total, double variance, double? chanceShare, string reason)
    {
        double spread = Math.Sqrt(Math.Log(1 + (variance / (total.Mean * total.Mean))));
        double median = total.Mean * Math.Exp(-spread * spread / 2);
        return total with
        {
            P10 = median * Math.Exp(-Deviations * spread),
            P90 = median * Math.Exp(Deviations * spread),
            ChanceShare = chanceShare,
            Reason = reason,
        };
    }

    private static string? Obstacle(ValueModel model, int customers, double chance)
    {
        if (customers == 0)
        {
            return "No customer has a value.";
        }

        if (model.Method is not (ValueMethod.Full or ValueMethod.Pooled))
        {
            return "The heuristic has no interval.";
        }

        return model.Spend is null || double.IsNaN(chance) || chance <= 0
            ? "Spend has no finite variance, so there is no interval."
            : null;
    }

    private static double ParameterVariance(
        ValueModel model, PurchaseHistories histories, CancellationToken cancellation)
    {
        PurchaseGroups groups = PurchaseGroups.From(histories);
        ValueOptions options = model.Options;
        DiscountSchedule schedule = DiscountSchedule.Weekly(options.HorizonDays, options.AnnualDiscountRate);
        ParallelOptions parallel = new()
        {
            MaxDegreeOfParallelism = ValueModelFitter.Threads(options.MaximumThreads),
            CancellationToken = cancellation,
        };
        ModelFit<PurchaseModel> purchases = model.Purchases!;
        ModelFit<GammaGamma> spend = model.Spend!;
        double[] spendOfGroup = SpendOfGroups(histories, groups, spend.Model, null);
        double[] orders = DiscountedOrders(groups, purchases.Model, schedule, parallel);

        // The total is orders times spend, summed: each factor is differentiated with the other held.
        double Orders(IReadOnlyList<double> p)
        {
            PurchaseModel moved = ValueModelFitter.Model(purchases.Model.Kind, p);
            return options.Margin * Dot(DiscountedOrders(groups, moved, schedule, parallel), spendOfGroup);
        }


        double Spend(IReadOnlyList<double> p) => options.Margin *
            SpendOfGroups(histories, groups, new GammaGamma(p[0], p[1], p[2]), orders).Sum();
        return Variance(purchases.Model.Parameters, purchases.LogCovariance, Orders) +
            Variance(spend.Model.Parameters, spend.LogCovariance, Spend);
    }

    private static double Dot(double[] left, double[] right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    // Discounted orders of one customer of each group.
    private static double[] DiscountedOrders(
        PurchaseGroups groups, PurchaseModel model, DiscountSchedule schedule, ParallelOptions parallel)
    {
        Outlooks outlooks = new(groups, model, schedule, null, parallel);
        double[] orders = new double[groups.Groups.Length];
        for (int i = 0; i < orders.Length; i++)
        {
            orders[i] = outlooks.Alive[i] * outlooks.Of(i).Discounted;
        }

        return orders;
    }

    // Expected order values of the members of each group, added up, times the group's weight where there is one.
    private static double[] SpendOfGroups(
        PurchaseHistories histories, PurchaseGroups groups, GammaGamma model, double[]? weights)
    {
        double[] sums = new double[groups.Groups.Length];
        for (int row = 0; row < histories.Count; row++)
        {
            int group = groups.GroupOfRow[row];
            if (group >= 0)
            {
                double x = histories.HasSpend(row) ? histories.Frequency[row] : 0;
                double value = model.ExpectedSpend(x, histories.MonetaryValue[row]);
                sums[group] += double.IsNaN(value) ? 0 : value * (weights?[group] ?? 1);
            }
        }

        return sums;
    }

    private static double Variance(
        IReadOnlyList<ModelParameter> parameters, Matrix<double>? covariance, Func<IReadOnlyList<double>, double> total)
    {
        if (covariance is null)
        {
            return 0;
        }

        double[] natural = [.. parameters.Select(p => p.Value)];
        Vector<double> slope = Vector<double>.Build.Dense(natural.Length, i =>
        {
            double At(double step) => total([.. natural.Select((p, j) => j == i ? p * Math.Exp(step) : p)]);
            return (At(Step) - At(-Step)) / (2 * Step);
        });
        return slope * covariance * slope;
    }
}
