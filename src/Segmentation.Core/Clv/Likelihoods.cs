using System;
using System.Threading;
using MathNet.Numerics;

namespace Segmentation.Clv;

/// <summary>A log-likelihood with its gradient, both with respect to the logarithms of the parameters.</summary>
internal interface ILikelihood
{
    /// <summary>The number of parameters.</summary>
    int ParameterCount { get; }

    /// <summary>ln L; fills the gradient.</summary>
    double Evaluate(ReadOnlySpan<double> logParameters, Span<double> gradient);
}

/// <summary>Likelihood of BG/NBD, MBG/NBD and, with two parameters, NBD.</summary>
internal sealed class BetaGeometricLikelihood(
    PurchaseGroups data, int firstCounts, bool dropout, int threads, CancellationToken cancellation) : ILikelihood
{
    public int ParameterCount => dropout ? 4 : 2;

    public double Evaluate(ReadOnlySpan<double> logParameters, Span<double> gradient)
    {
        double r = Math.Exp(logParameters[0]);
        double alpha = Math.Exp(logParameters[1]);
        double a = dropout ? Math.Exp(logParameters[2]) : 1;
        double b = dropout ? Math.Exp(logParameters[3]) : 1;
        FrequencyTerm[] terms = FrequencyTerms(new BetaGeometric(r, alpha, a, b, firstCounts));
        (double Log, double Inverse)[] recencies = Shifted(data.RecencyWeeksValues, alpha);
        (double Log, double Inverse)[] ts = Shifted(data.TWeeksValues, alpha);
        PurchaseGroups.Group[] groups = data.Groups;

        void Body(int start, int end, Span<double> sum)
        {
            for (int i = start; i < end; i++)
            {
                PurchaseGroups.Group group = groups[i];
                ref readonly FrequencyTerm term = ref terms[group.X];
                (double logT, double inverseT) = ts[group.T];
                (double logRecency, double inverseRecency) = recencies[group.Recency];
                double logOdds = term.LogOdds + (term.Shape * (logT - logRecency));
                double lost = Stable.Logistic(logOdds);
                double n = group.Customers;
                sum[0] += n * (term.Log - (term.Shape * logT) + Stable.LogOnePlusExp(logOdds));
                sum[1] += n * (term.R - logT + (lost * (logT - logRecency)));
                sum[2] += n * (term.Alpha - (term.Shape * (inverseT - (lost * (inverseT - inverseRecency)))));
                if (dropout)
                {
                    sum[3] += n * (term.A + (lost / a));
                    sum[4] += n * (term.B - (lost * term.InverseSurvived));
                }
            }
        }

        Span<double> total = stackalloc double[5];
        BlockSum.Run(groups.Length, total, Body, threads, cancellation);
        ReadOnlySpan<double> natural = [r, alpha, a, b];
        for (int i = 0; i < ParameterCount; i++)
        {
            gradient[i] = total[i + 1] * natural[i];
        }

        return total[0];
    }

    private static (double Log, double Inverse)[] Shifted(double[] values, double alpha) =>
        Array.ConvertAll(values, value => (Math.Log(alpha + value), 1 / (alpha + value)));

    private FrequencyTerm[] FrequencyTerms(BetaGeometric model)
    {
        (double r, double alpha, double a, double b, _) = model;
        double logAlpha = Math.Log(alpha);
        return Array.ConvertAll(data.XValues, x =>
        {
            double survived = x + firstCounts;
            bool canDrop = dropout && survived > 0;
            double logPurchases = SpecialFunctions.GammaLn(r + x) - SpecialFunctions.GammaLn(r) + (r * logAlpha);
            double digammaBoth = dropout
                ? SpecialFunctions.DiGamma(a + b) - SpecialFunctions.DiGamma(a + b + survived)
                : 0;
            return new FrequencyTerm
            {
                Shape = r + x,
                Log = dropout ? model.LogFrequencyTerm(x) : logPurchases,
                LogOdds = canDrop ? Math.Log(a / (b + survived - 1)) : double.NegativeInfinity,
                R = SpecialFunctions.DiGamma(r + x) - SpecialFunctions.DiGamma(r) + logAlpha,
                Alpha = r / alpha,
                A = digammaBoth,
                B = digammaBoth + SpecialFunctions.DiGamma(b + survived) - SpecialFunctions.DiGamma(b),
                InverseSurvived = canDrop ? 1 / (b + survived - 1) : 0,
            };
        });
    }

    private readonly struct FrequencyTerm
    {
        public double Shape { get; init; }

        public double Log { get; init; }

        public double LogOdds { get; init; }

        public double R { get; init; }

        public double Alpha { get; init; }

        public double A { get; init; }

        public double B { get; init; }

        public double InverseSurvived { get; init; }
    }
}

/// <summary>Likelihood of Pareto/NBD: one quadrature per distinct history, which yields the gradient as well.</summary>
internal sealed class ParetoLikelihood(PurchaseGroups data, int threads, CancellationToken cancellation) : ILikelihood
{
    public int ParameterCount => 4;

    public double Evaluate(ReadOnlySpan<double> logParameters, Span<double> gradient)
    {
        ReadOnlySpan<double> natural =
        [
            Math.Exp(logParameters[0]),
            Math.Exp(logParameters[1]),
            Math.Exp(logParameters[2]),
            Math.Exp(logParameters[3]),
        ];
        (double r, double alpha, double s, double beta) = (natural[0], natural[1], natural[2], natural[3]);
        (double Log, double Digamma)[] terms = Array.ConvertAll(data.XValues, x => (
            SpecialFunctions.GammaLn(r + x) - SpecialFunctions.GammaLn(r) + (r * Math.Log(alpha)),
            SpecialFunctions.DiGamma(r + x) - SpecialFunctions.DiGamma(r) + Math.Log(alpha)));

        void Body(int start, int end, Span<double> sum)
        {
            for (int i = start; i < end; i++)
            {
                PurchaseGroups.Group group = data.Groups[i];
                (double log, double digamma) = terms[group.X];
                double shape = r + data.XValues[group.X];
                double t = data.TWeeksValues[group.T];
                double logA = Math.Log(alpha + t);
                double logB = Math.Log((beta + t) / beta);
                Odds odds = DropoutOdds(shape, alpha, s, beta, data.RecencyWeeksValues[group.Recency], t);
                double lost = Stable.Logistic(odds.Log);
                double n = group.Customers;
                sum[0] += n * (log - (shape * logA) - (s * logB) + Stable.LogOnePlusExp(odds.Log));
                sum[1] += n * (digamma - logA + (lost * odds.R));
                sum[2] += n * ((r / alpha) - (shape / (alpha + t)) + (lost * odds.Alpha));
                sum[3] += n * ((lost * odds.S) - logB);
                sum[4] += n * ((s * ((1 / beta) - (1 / (beta + t)))) + (lost * odds.Beta));
            }
        }

        Span<double> total = stackalloc double[5];
        BlockSum.Run(data.Groups.Length, total, Body, threads, cancellation);
        for (int i = 0; i < 4; i++)
        {
            gradient[i] = total[i + 1] * natural[i];
        }

        return total[0];
    }

    // ln of (gone : still here) and its derivatives. As the integrand is a product of powers, each derivative is a mean
    // of logarithms or reciprocals under it.
    private static Odds DropoutOdds(double shape, double alpha, double s, double beta, double recency, double t)
    {
        if (t <= recency)
        {
            return new Odds(double.NegativeInfinity, 0, 0, 0, 0);
        }

        double a = alpha + recency;
        double b = beta + recency;
        PowerProduct.Nodes node = new(a, shape, b, s, t - recency);
        double sum = 0;
        double logA = 0;
        double logB = 0;
        double inverseA = 0;
        double inverseB = 0;
        while (node.Next())
        {
            double weight = node.Weight;
            sum += weight;
            logA += weight * node.LogA;
            logB += weight * node.LogB;
            inverseA += weight / (a + node.U);
            inverseB += weight / (b + node.U);
        }

        double wholeA = Math.Log((alpha + t) / a);
        double wholeB = Math.Log((beta + t) / b);
        return new Odds(
            Math.Log(s * sum) + (s * wholeB) + (shape * wholeA),
            wholeA - (logA / sum),
            shape * ((1 / (alpha + t)) - (inverseA / sum)),
            (1 / s) + wholeB - (logB / sum),
            (s / (beta + t)) - ((s + 1) * inverseB / sum));
    }

    private readonly record struct Odds(double Log, double R, double Alpha, double S, double Beta);
}

/// <summary>Likelihood of Gamma-Gamma on (x, z) of the repeat buyers.</summary>
internal sealed class GammaGammaLikelihood(
    double[] frequency, double[] spend, int threads, CancellationToken cancellation) : ILikelihood
{
    private readonly double[] _logSpend = Array.ConvertAll(spend, Math.Log);

    public int ParameterCount => 3;

    public double Evaluate(ReadOnlySpan<double> logParameters, Span<double> gradient)
    {
        ReadOnlySpan<double> natural =
            [Math.Exp(logParameters[0]), Math.Exp(logParameters[1]), Math.Exp(logParameters[2])];
        (double p, double q, double v) = (natural[0], natural[1], natural[2]);
        double logV = logParameters[2];

        void Body(int start, int end, Span<double> sum)
        {
            double last = double.NaN;
            (double Log, double P, double Q) term = default;
            for (int i = start; i < end; i++)
            {
                double x = frequency[i];
                if (x != last)
                {
                    last = x;
                    term = Term(p, q, x);
                }

                double scale = v + (x * spend[i]);
                double logScale = Math.Log(scale);
                double shape = (p * x) + q;
                sum[0] += term.Log + (q * logV) + (((p * x) - 1) * _logSpend[i]) - (shape * logScale);
                sum[1] += term.P + (x * (_logSpend[i] - logScale));
                sum[2] += term.Q + logV - logScale;
                sum[3] += (q / v) - (shape / scale);
            }
        }

        Span<double> total = stackalloc double[4];
        BlockSum.Run(frequency.Length, total, Body, threads, cancellation);
        for (int i = 0; i < 3; i++)
        {
            gradient[i] = total[i + 1] * natural[i];
        }

        return total[0];
    }

    private static (double Log, double P, double Q) Term(double p, double q, double x)
    {
        double digamma = SpecialFunctions.DiGamma((p * x) + q);
        double log = SpecialFunctions.GammaLn((p * x) + q) - SpecialFunctions.GammaLn(p * x) -
            SpecialFunctions.GammaLn(q) + (p * x * Math.Log(x));
        return (
            log,
            x * (digamma - SpecialFunctions.DiGamma(p * x) + Math.Log(x)),
            digamma - SpecialFunctions.DiGamma(q));
    }
}
