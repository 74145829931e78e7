using System.Collections.Generic;

namespace Segmentation.Clv;

/// <summary>
/// BG/NBD (Fader, Hardie and Lee 2005, Marketing Science 24(2)): purchase rate λ ~ Gamma(r, α), and after every repeat
/// purchase a drop-out with probability p ~ Beta(a, b).
/// </summary>
/// <param name="R">Shape of the purchase rate.</param>
/// <param name="AlphaWeeks">Rate parameter of the purchase rate, in weeks.</param>
/// <param name="A">First parameter of the drop-out probability.</param>
/// <param name="B">Second parameter of the drop-out probability.</param>
public sealed record BgNbd(double R, double AlphaWeeks, double A, double B) : PurchaseModel
{
    /// <inheritdoc/>
    public override PurchaseModelKind Kind => PurchaseModelKind.BgNbd;

    /// <inheritdoc/>
    public override IReadOnlyList<ModelParameter> Parameters =>
        [new("r", R), new("alpha", AlphaWeeks), new("a", A), new("b", B)];

    private BetaGeometric Core => new(R, AlphaWeeks, A, B, 0);

    /// <inheritdoc/>
    public override double LogLikelihood(double frequency, double recencyWeeks, double tWeeks) =>
        Core.LogLikelihood(frequency, recencyWeeks, tWeeks);

    /// <inheritdoc/>
    public override double ProbabilityAlive(double frequency, double recencyWeeks, double tWeeks) =>
        Core.ProbabilityAlive(frequency, recencyWeeks, tWeeks);

    /// <inheritdoc/>
    public override ISurvivorForecast Survivor(double frequency) => Core.Survivor(frequency);
}
