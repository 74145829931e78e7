using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;

namespace Segmentation.Clv;

/// <summary>A model fitted by maximum likelihood, of whatever kind.</summary>
public abstract record ModelFit
{
    private protected ModelFit()
    {
    }

    /// <summary>ln L at the estimates, without any penalty.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>The estimates with their standard errors.</summary>
    public required IReadOnlyList<ParameterEstimate> Estimates { get; init => field = Listed.Of(value); }

    /// <summary>Whether a maximum was found: flat gradient, curved downwards, the same from several starts.</summary>
    public required bool Converged { get; init; }

    /// <summary>Why the fit counts as converged or not, in words.</summary>
    public required string Reason { get; init; }

    /// <summary>
    /// Whether the likelihood alone does not pin the parameters down, so that a weak penalty holds them: drop-out (or
    /// another trait) is then not identified by these data, and single parameters mean little.
    /// </summary>
    public required bool PenaltyActive { get; init; }

    /// <summary>The number of customers fitted.</summary>
    public required long Customers { get; init; }

    /// <summary>
    /// Covariance of the logarithms of the parameters; null when the information is not positive definite.
    /// </summary>
    internal Matrix<double>? LogCovariance { get; init; }
}

/// <summary>A model fitted by maximum likelihood.</summary>
/// <typeparam name="TModel">The kind of model.</typeparam>
public sealed record ModelFit<TModel> : ModelFit
{
    /// <summary>The model at the estimates.</summary>
    public required TModel Model { get; init; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"{Model?.GetType().Name} ln L = {LogLikelihood:F4} ({string.Join(", ", Estimates)})");
}

/// <summary>One estimate.</summary>
/// <param name="Name">The parameter's usual name.</param>
/// <param name="Value">The estimate; scale parameters in weeks, or money.</param>
/// <param name="StandardError">From the observed information; null when it could not be inverted.</param>
public sealed record ParameterEstimate(string Name, double Value, double? StandardError)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Name} = {Value:G6}");
}
