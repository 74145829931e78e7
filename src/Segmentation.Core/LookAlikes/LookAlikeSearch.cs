using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Segmentation.Events;
using Segmentation.Profiles;
using static System.FormattableString;

namespace Segmentation.LookAlikes;

/// <summary>
/// Finds, per category, the customers who have not bought in it and are likely to. What customers looked like before a
/// horizon is held against their first purchases in it; the model is checked on half of the customers, and on a later
/// time, before it is fitted to all and applied to what they look like now.
/// </summary>
public static class LookAlikeSearch
{
    private const string Activity = "Finding look-alikes";
    internal const int MaximumCases = 500_000;

    /// <summary>Searches the events of a dataset.</summary>
    /// <param name="dataset">The events.</param>
    /// <param name="options">What to look for; null for the defaults.</param>
    /// <param name="progress">Told about each step.</param>
    /// <param name="cancellation">Cancels the work.</param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidOption"/>: an option outside its range, a category that does not occur, or data
    /// shorter than three horizons; <see cref="ErrorIds.MissingColumn"/>: no categories; and what
    /// <see cref="ProfileBuilder"/> raises.
    /// </exception>
    public static LookAlikeResult Of(
        EventDataset dataset,
        LookAlikeOptions? options = null,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        options ??= new LookAlikeOptions();
        options.Validate();
        ProfileTable now = ProfileBuilder.Build(dataset, options.Profiles, progress, cancellation);
        CategorySpace space = new(now, options.Level);
        int? source = options.SourceCategory is { } name ? space.Place(name) : null;
        int[] asked = space.Asked(options.Categories, source);
        double days = Horizon(now.Intake?.FirstEvent ?? now.AsOf, now.AsOf, options.HorizonDays);
        ProfileTable before = ProfileBuilder.Build(
            dataset, options.Profiles with { AsOf = now.AsOf.AddDays(-days) }, progress, cancellation);
        CustomerEngagement past = new(before, space, source);
        CustomerEngagement present = new(now, space, source);
        FirstPurchases outcomes = new(past, present, space.Names.Length, options.MinimumFirstPurchases, cancellation);
        progress?.Report(new StageProgress(Activity, "Fitting and checking the model", 0.2));
        (FirstPurchaseModel? model, LookAlikeCheck check) = Learn(outcomes, before.AsOf, days, options, cancellation);
        progress?.Report(new StageProgress(Activity, "Checking on a later time", 0.25));
        ProfileTable earlier = ProfileBuilder.Build(
            dataset, options.Profiles with { AsOf = now.AsOf.AddDays(-2 * days) }, progress, cancellation);
        LookAlikeCheck later = LaterCheck.Of(
            new CustomerEngagement(earlier, space, source), past, outcomes, days, options, cancellation);
        model = later.HasFailed ? null : model;
        CandidateScores? scores = model is null
            ? null
            : CandidateScores.Of(present, model, outcomes, space.Names, asked, options, progress, cancellation);
        LookAlikeTotal? total = scores?.Total();
        OpportunityWriter writer = new(space, outcomes, present, check, later, total, days, options);
        List<CategoryOpportunity> found = [.. asked.Select(category => writer.Write(category, scores))];
        return new LookAlikeResult(
            [
                .. found.OrderBy(o => o.Status)
                    .ThenByDescending(o => o.IncrementalValue ?? decimal.MinValue)
                    .ThenByDescending(o => o.ExpectedFirstPurchases ?? 0)
                    .ThenByDescending(o => o.PastFirstPurchases)
                    .ThenBy(o => o.Category, StringComparer.Ordinal),
            ],
            check,
            later,
            total);
    }

    private static (FirstPurchaseModel? Model, LookAlikeCheck Check) Learn(
        FirstPurchases outcomes, DateTimeOffset split, double days, LookAlikeOptions options, CancellationToken cancellation)
    {
        LookAlikeCheck check = new()
        {
            Status = LookAlikeStatus.NotAssessed,
            Verdict = Invariant($"Not assessed: no category has {options.MinimumFirstPurchases} first purchases in the ")
                + Invariant($"{days:0.##} days held out, which is the least to learn from."),
            SplitAt = split,
            HorizonDays = days,
        };
        int modelled = outcomes.Modelled.Count;
        if (modelled == 0)
        {
            return (null, check);
        }

        PurchaseCases all = outcomes.Cases(outcomes.Modelled, MaximumCases, half: null, cancellation);
        PurchaseCases fitted = outcomes.Cases(outcomes.Modelled, MaximumCases, half: 0, cancellation);
        PurchaseCases held = outcomes.Cases(outcomes.Modelled, MaximumCases, half: 1, cancellation);
        if (fitted.Count == 0 || held.Count == 0)
        {
            return (null, check with { Verdict = "Not assessed: too few customers to hold half of them out." });
        }

        FirstPurchaseModel trial = FirstPurchaseModel.Fit(fitted, modelled, CustomerEngagement.Width, cancellation);
        check = CheckBuilder.Build(
            check,
            "customers held out",
            held,
            trial.Probabilities(held),
            FirstPurchases.Rates(fitted, modelled),
            fitted.Count);
        return check.Status == LookAlikeStatus.Assessed
            ? (FirstPurchaseModel.Fit(all, modelled, CustomerEngagement.Width, cancellation), check)
            : (null, check);
    }

    private static double Horizon(DateTimeOffset first, DateTimeOffset end, double? asked)
    {
        double span = (end - first).TotalDays;
        double days = asked ?? Math.Min(LookAlikeOptions.DefaultHorizonDays, Math.Floor(span / 3));
        if (days >= 1 && days <= span / 3)
        {
            return days;
        }

        throw new SegmentationException(
            ErrorIds.InvalidOption,
            ErrorKind.InsufficientData,
            asked is null
                ? Invariant($"The data cover {span:F1} days: too short to hold out time for first purchases.")
                : Invariant($"A horizon of {days:0.##} days is more than a third of the {span:F1} days of the data."),
            "Three days are the least; the horizon may be at most a third of the time from the first event to the end.",
            asked);
    }
}
