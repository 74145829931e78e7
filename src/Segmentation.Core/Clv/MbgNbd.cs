using System.Collections.Generic;

namespace Segmentation.Clv;

/// <summary>
/// MBG/NBD (Batislam, Denizel and Filiztekin 2007): as <see cref="BgNbd"/>, but a customer may also drop out right
/// after the first purchase, so that a one-time buyer is not alive for certain.
/// </summary>
/// <param name="R">Shape of the purchase rate.</param>
/// <param name="AlphaWeeks">Rate parameter of the purchase rate, in weeks.</param>
/// <param name="A">First parameter of the drop-out probability.</param>
/// <param name="B">Second parameter of the drop-out probability.</param>
public sealed record MbgNbd(double R, double AlphaWeeks, double A, double B) : PurchaseModel
{
    /// <inheritdoc/>
    public override PurchaseModelKind Kind => PurchaseModelKind.MbgNbd;

    /// <inheritdoc/>
    public override IReadOnlyList<ModelParameter> Parameters =>
        [new("r", R), new("alpha", AlphaWeeks), new("a", A), new("b", B)];

    private BetaGeometric Core => new(R, AlphaWeeks, A, B, 1);

    /// <inheritdoc/>
    public override double LogLikelihood(double frequency, double recencyWeeks, double tWeeks) =>
        Core.LogLikelihood(frequency, recencyWeeks, tWeeks);

    /// <inheritdoc/>
    public override double ProbabilityAlive(double frequency, double recencyWeeks, double tWeeks) =>
        Core.ProbabilityAlive(frequency, recencyWeeks, tWeeks);

    /// <inheritdoc/>
    public override ISurvivorForecast Survivor(double frequency) => Core.Survivor(frequency);
}
