using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Segmentation.Clustering;
using Segmentation.Rfm;
using Segmentation.Rules;
using Segmentation.Statistics;
using static System.FormattableString;

namespace Segmentation.Segments;

/// <summary>
/// Segments by ordered rules, or by the rules of an RFM set. Whom no rule matches is a segment of its own, so that
/// everybody is in exactly one. The features take no part in the division; they describe the segments and give them
/// centroids for what comes after.
/// </summary>
internal static class RuleSegments
{
    internal const string Unmatched = "No rule matches";
    internal const string Unscored = "Without a purchase";

    public static Segment[] Run(RunInput input, SegmentationOptions options, CancellationToken cancellationToken)
    {
        Assignment assignment = options.Method == SegmentationMethod.Rfm ? ByScores(input, options) : ByRules(input, options);
        int threads = ParallelWork.ThreadCount(options.ThreadCount);
        EncodedFeatures encoded = Encode(input, options, cancellationToken);
        KMeansResult result = LabelledSolution.Of(encoded.Matrix, assignment.Labels, assignment.Names.Length);
        SilhouetteScore? silhouette =
            Segmenter.SilhouetteOf(encoded.Matrix, assignment.Labels, options, cancellationToken);
        SegmentationRun run = Segmenter.RunOf(input, options, encoded, result, silhouette) with
        {
            ClusterCountReason = assignment.Reason,
            Rules = assignment.Rules,
            MatchedRules = assignment.MatchedRules,
            RfmCutPoints = assignment.CutPoints,
            RuleLint = assignment.Lint,
            NotReclusterable = "The segments come from rules: there is no clustering to repeat.",
            RuleLabels = RuleLabels.Of(
                input.RuleColumns,
                options.Method == SegmentationMethod.Rfm ? assignment.Rules : options.Rules!,
                options.Method == SegmentationMethod.Rfm ? (options.RfmSegments ?? RfmSegmentSet.Default).Bins : null,
                assignment.Names),
        };
        if (assignment.Declare)
        {
            run = run with { DeclaredRules = Declared(assignment, run) };
        }

        return SegmentMaker.Of(input, run, silhouette, assignment.Names, threads, cancellationToken);
    }

    private static Assignment ByRules(RunInput input, SegmentationOptions options)
    {
        RuleSet given = options.Rules ?? throw Invalid(
            "Segments by rules need a rule set.", "Give one, such as examples/rules/customer-rules.yaml.", null);
        if (given.Matching != RuleMatching.First)
        {
            throw Invalid(
                $"In the rule set '{given.Name}' all matches count, but a customer belongs to one segment.",
                "Set 'match: first'.",
                given.Name);
        }

        RuleSet rules = given.Resolve(input.RuleColumns);
        RuleEvaluation evaluation = rules.Evaluate(input.RuleColumns);
        if (evaluation.UnmatchedCount == input.RuleColumns.Count)
        {
            throw Invalid(
                Invariant($"No rule of '{rules.Name}' matches any of the {evaluation.UnmatchedCount:N0} customers."),
                "Compare the rules with the columns and their values.",
                rules.Name);
        }

        return Assign(evaluation, given.Lint(input.RuleColumns), row => Unmatched, declare: true);
    }

    private static Assignment ByScores(RunInput input, SegmentationOptions options)
    {
        RfmSegmentSet set = options.RfmSegments ?? RfmSegmentSet.Default;
        RfmSegmentation scored = RfmSegmentation.Apply(input.RuleColumns, new RfmOptions { Bins = set.Bins }, set);
        byte[] scores = scored.Scores.Recency.Scores;
        RuleEvaluation evaluation = scored.Evaluation!;
        RuleLint lint = evaluation.Rules.Lint(scored.Profiles);

        // That those without a purchase have no scores is not a gap in the rules.
        int gaps = evaluation.FirstMatch.Where((first, row) => first < 0 && scores[row] > 0).Count();
        IEnumerable<string> findings = gaps > 0 ? lint.Findings : lint.Findings.Where(
            finding => !finding.StartsWith("No rule matches", StringComparison.Ordinal));
        lint = lint with { UncoveredCount = gaps, Findings = [.. findings, .. scored.Scores.Collapsed] };
        return Assign(evaluation, lint, row => scores[row] == 0 ? Unscored : Unmatched, declare: false) with
        {
            CutPoints = scored.Scores.CutPoints,
        };
    }

    /// <summary>The segment of a customer by the first rule that matches; −1 for none.</summary>
    internal static string NameOf(RuleSet rules, int first, string nameless) => first >= 0 ? rules.Rules[first].Name
        : nameless == Unmatched ? rules.Otherwise ?? Unmatched : nameless;

    /// <summary>Labels by size, largest first; equal sizes in the order of the rules.</summary>
    private static Assignment Assign(RuleEvaluation evaluation, RuleLint lint, Func<int, string> nameless, bool declare)
    {
        RuleSet rules = evaluation.Rules;
        string[] names =
        [
            .. evaluation.FirstMatch.Select((first, row) => NameOf(rules, first, nameless(row))),
        ];
        List<string> order =
        [
            .. names.Select((name, row) => (Name: name, Rule: (uint)evaluation.FirstMatch[row]))
                .GroupBy(pair => pair.Name, StringComparer.Ordinal)
                .OrderByDescending(group => group.Count()).ThenBy(group => group.First().Rule)
                .Select(group => group.Key),
        ];
        Dictionary<string, int> labels = order.Select((name, label) => (name, label))
            .ToDictionary(pair => pair.name, pair => pair.label, StringComparer.Ordinal);
        int fired = evaluation.FirstMatchCounts.Count(count => count > 0);
        string rest = order.Count > fired ? "; those whom no rule matches are a segment of their own" : "";
        return new Assignment(
            [.. names.Select(name => labels[name])],
            [.. order],
            rules,
            [.. evaluation.FirstMatch.Select(first => first < 0 ? null : rules.Rules[first].Id)],
            lint,
            Invariant($"{fired} of the {rules.Rules.Count} rules of '{rules.Name}' come first for somebody{rest}."),
            declare ? evaluation : null);
    }

    /// <summary>The rule of each segment by itself: where an earlier one takes some of its matches, it is not precise.</summary>
    private static SegmentRule?[] Declared(Assignment assignment, SegmentationRun run)
    {
        RuleEvaluation evaluation = assignment.Evaluation!;
        SegmentRule?[] declared = new SegmentRule?[assignment.Names.Length];
        for (int rule = 0; rule < assignment.Rules.Rules.Count; rule++)
        {
            int segment = Array.IndexOf(assignment.Names, assignment.Rules.Rules[rule].Name);
            if (segment >= 0)
            {
                bool[] matches = [.. evaluation.FirstMatch.Select((_, row) => evaluation.Matches(row, rule))];
                declared[segment] = SegmentRules.Of(assignment.Rules.Rules[rule].When, matches, run, segment);
            }
        }

        return declared;
    }

    /// <summary>The features, or none where nothing varies: rules do not need any.</summary>
    private static EncodedFeatures Encode(
        RunInput input, SegmentationOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return Segmenter.Encode(input, options, cancellationToken);
        }
        catch (SegmentationException e) when (e.ErrorId == ErrorIds.NoVariation)
        {
            return new EncodedFeatures(
                [],
                new FeatureMatrix(input.Table.Ids.Count, 0, []),
                [.. input.Table.Columns.Select(c => (c.Name, "it tells nobody apart"))]);
        }
    }

    private static SegmentationException Invalid(string message, string action, object? target) =>
        new(ErrorIds.InvalidRules, ErrorKind.InvalidArgument, message, action, target);

    private sealed record Assignment(
        int[] Labels,
        string[] Names,
        RuleSet Rules,
        string?[] MatchedRules,
        RuleLint Lint,
        string Reason,
        RuleEvaluation? Evaluation)
    {
        public bool Declare => Evaluation is not null;

        public RfmCutPoints? CutPoints { get; init; }
    }
}
