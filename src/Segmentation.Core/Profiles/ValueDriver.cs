using System;
using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Profiles;

/// <summary>One thing that makes a customer worth more or less than a typical one.</summary>
/// <param name="Name">What: the chance to stay, orders, or spend.</param>
/// <param name="Factor">By what it multiplies the value of a typical customer; 1 is typical.</param>
public sealed record ValueDriver(string Name, double Factor)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Name} x {Factor:0.##}");

    internal static IReadOnlyList<ValueDriver> Of(CustomerProfile profile) =>
    [
        .. new[]
            {
                ("chance to stay", profile.ClvStayingFactor),
                ("orders", profile.ClvOrdersFactor),
                ("spend", profile.ClvSpendFactor),
            }
            .Where(driver => driver.Item2 is not null)
            .Select(driver => new ValueDriver(driver.Item1, driver.Item2!.Value))
            .OrderByDescending(driver => Math.Abs(Math.Log(driver.Factor))),
    ];
}
