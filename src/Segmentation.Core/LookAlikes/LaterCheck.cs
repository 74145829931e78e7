using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using static System.FormattableString;

namespace Segmentation.LookAlikes;

/// <summary>
/// The check on a later time: a model fitted to the horizon before the last, with nothing but what was known at its
/// end, foresees the first purchases of the last horizon.
/// </summary>
internal static class LaterCheck
{
    /// <summary>The check; not assessed where no category has enough first purchases in both horizons.</summary>
    /// <param name="earlier">The customers two horizons before the end.</param>
    /// <param name="past">The customers one horizon before the end.</param>
    /// <param name="outcomes">What happened in the last horizon.</param>
    /// <param name="days">The horizon.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="cancellation">Cancels the work.</param>
    public static LookAlikeCheck Of(
        CustomerEngagement earlier,
        CustomerEngagement past,
        FirstPurchases outcomes,
        double days,
        LookAlikeOptions options,
        CancellationToken cancellation)
    {
        FirstPurchases learnt = new(
            earlier, past, outcomes.Candidates.Length, options.MinimumFirstPurchases, cancellation);
        List<int> both = [.. learnt.Modelled.Intersect(outcomes.Modelled)];
        LookAlikeCheck check = new()
        {
            Status = LookAlikeStatus.NotAssessed,
            Verdict = Invariant($"Not assessed on a later time: no category has {options.MinimumFirstPurchases} first ")
                + Invariant($"purchases in each of the last two times {days:0.##} days."),
            SplitAt = past.Table.AsOf,
            HorizonDays = days,
        };
        if (both.Count == 0)
        {
            return check;
        }

        PurchaseCases fitted = learnt.Cases(both, LookAlikeSearch.MaximumCases, half: null, cancellation);
        PurchaseCases after = outcomes.Cases(both, LookAlikeSearch.MaximumCases, half: null, cancellation);
        FirstPurchaseModel model = FirstPurchaseModel.Fit(fitted, both.Count, CustomerEngagement.Width, cancellation);
        return CheckBuilder.Build(
            check,
            "a later time",
            after,
            model.Probabilities(after),
            FirstPurchases.Rates(fitted, both.Count),
            fitted.Count);
    }
}
