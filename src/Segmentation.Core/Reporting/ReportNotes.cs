using System.Collections.Generic;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Segments;

namespace Segmentation.Reporting;

/// <summary>How the figures of a report were made and what its words mean: only for the steps that ran.</summary>
internal static class ReportNotes
{
    public static List<ReportNote> Methods(SegmentationRun run, IReadOnlyList<Segment> segments)
    {
        List<ReportNote> notes =
        [
            new("Segments", Grouping(run)),
            new("Features", Preparation(run.Features, run.FeatureSet)),
            new("Traits",
                "A trait compares the members with everybody else. Its effect is the standardised difference on the "
                + "feature's transformed scale; the means and the median beside it are on the raw scale."),
        ];
        notes.AddRange((run.Profiles?.Notes ?? []).Select(note => new ReportNote(note.Term, note.Text)));
        if (Resampled(segments).FirstOrDefault() is { } tested)
        {
            notes.Add(new("Robustness", Resampling(tested)));
            notes.Add(new("What robustness does not say",
                "It says how reproducible a segment is, not that customers fall into natural groups: a useful cut "
                + "through evenly spread customers can be stable too."));
        }

        return notes;
    }

    public static List<ReportNote> Definitions(SegmentationRun run, IReadOnlyList<Segment> segments)
    {
        List<ReportNote> definitions =
        [
            new("Share", "The segment's members divided by all segmented customers."),
        ];
        if (segments.Any(s => s.TotalRevenue is not null))
        {
            definitions.Add(new("Net revenue",
                "Purchases minus refunds up to the as-of date, in the data's own currency."));
        }

        if (segments.Any(s => s.TotalClv is not null || s.AverageClv is not null))
        {
            definitions.Add(new("Expected value (CLV)",
                "What the members are expected to spend from the as-of date on, by the value model that scored them."));
        }

        definitions.Add(new("Standardised mean",
            "The mean of the members minus the mean of all customers, in standard deviations of all customers, after "
            + "the feature's transform: 0 is the average customer."));
        definitions.Add(new("Inertia",
            "The sum of squared distances from customers to the centre of their segment in scaled feature space. It "
            + "always falls as segments are added; a bend is what counts."));
        if (run.Silhouette is not null || run.Candidates.Any(c => c.Silhouette is not null))
        {
            definitions.Add(new("Silhouette",
                "How much closer customers are to their own segment than to the next one, from \u22121 to 1, "
                + "averaged."));
        }

        if (Resampled(segments).Any())
        {
            definitions.Add(new("Bootstrap Jaccard",
                "Customers are drawn anew with replacement and segmented again, many times. Each time the "
                + "best-matching new segment is taken: members in both divided by members in either. The mean over all "
                + "times is shown."));
            definitions.Add(new("Verdict",
                "Unstable below .60, Pattern from .60, Stable from .75, Highly stable from .85 (Hennig 2007, "
                + "Computational Statistics & Data Analysis 52:258\u2013271)."));
        }

        return definitions;
    }

    private static IEnumerable<SegmentRobustness> Resampled(IReadOnlyList<Segment> segments) =>
        segments.Select(s => s.Robustness).OfType<SegmentRobustness>().Where(r => r.BootstrapJaccard is not null);

    private static string Grouping(SegmentationRun run) =>
        $"{Figures.Plural(run.CustomerCount, "customer")} were grouped into "
        + $"{Figures.Plural(run.ClusterCount, "segment")} by {Figures.Method(run.Method)} on "
        + $"{Figures.Plural(run.Features.Count, "feature")}. The same input with seed {Figures.Plain(run.Seed)} gives "
        + "the same segments.";

    private static string Preparation(IReadOnlyList<FittedFeature> features, FeatureSet? set)
    {
        List<string> steps = [];
        if (features.Any(f => double.IsFinite(f.LowerBound) || double.IsFinite(f.UpperBound)))
        {
            steps.Add("values beyond a feature's bounds count as the bound");
        }

        if (features.Any(f => f.Transform == FeatureTransform.Log1p))
        {
            steps.Add("skewed amounts and counts enter as log(1 + x)");
        }

        if (features.Any(f => f.Transform == FeatureTransform.Cyclic))
        {
            steps.Add("values on a circle, such as hours, enter as sine and cosine");
        }

        if (features.Any(f => f.Transform == FeatureTransform.Rank))
        {
            steps.Add("some enter as their rank among the customers");
        }

        if (features.Any(f => f.Scaling != FeatureScaling.None))
        {
            steps.Add("features are scaled so that none counts more because of its unit");
        }

        steps.Add("what was learned from the data for each feature is in the table of features");
        string text = string.Join("; ", steps) + ".";
        string weights = string.Join(", ", features.Where(f => f.Weight != 1).Select(f => $"{f.Label} {Figures.Free(f.Weight)}"));
        return char.ToUpperInvariant(text[0]) + text[1..]
            + (set is null ? string.Empty : $" The feature set is called '{set.Name}'.")
            + (weights.Length == 0 ? string.Empty : $" Weights other than 1: {weights}.");
    }

    private static string Resampling(SegmentRobustness tested)
    {
        string replicates = tested.ReplicateCount is { } count ? Figures.Plural(count, "replicate") : "Replicates";
        string sample = tested.SampleSize is { } size ? $" of {Figures.Plural(size, "customer")}" : string.Empty;
        string seed = tested.Seed is { } value ? $", seed {Figures.Plain(value)}" : string.Empty;
        return $"{replicates}{sample}, drawn with replacement{seed}, were segmented again with the same number of "
            + "segments. The verdict is the worst of the tests that ran. The standard error says how exact the mean "
            + "is, given the number of replicates.";
    }
}
