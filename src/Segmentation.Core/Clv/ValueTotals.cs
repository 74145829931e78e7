using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MathNet.Numerics.LinearAlgebra;

namespace Segmentation.Clv;

/// <summary>Intervals of sums: chance of the customers plus uncertainty of the estimates.</summary>
internal static class ValueTotals
{
    // 10 % and 90 % quantile of the standard normal distribution.
    private const double Deviations = 1.2815515655446004;
    private const double Step = 1e-3;

    public static ValueTotal Of(ValueModel model, PurchaseHistories histories, CancellationToken cancellation)
    {
        ValueForecast forecast = model.Forecast(histories, cancellation);
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

        // A sum of amounts is positive and skewed: log-normal with this mean and variance.
        double spread = Math.Sqrt(Math.Log(1 + (variance / (mean * mean))));
        double median = mean * Math.Exp(-spread * spread / 2);
        return new ValueTotal(
            customers,
            without,
            mean,
            median * Math.Exp(-Deviations * spread),
            median * Math.Exp(Deviations * spread),
            chance / variance,
            "Chance of the customers and uncertainty of the estimates; not that the future may differ from the past.");
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
