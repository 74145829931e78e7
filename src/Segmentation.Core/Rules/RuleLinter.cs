using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Segmentation.Events;
using Segmentation.Profiles;

namespace Segmentation.Rules;

/// <summary>Checks rule sets against a base.</summary>
internal static class RuleLinter
{
    public static RuleLint Lint(RuleSet set, ProfileTable profiles)
    {
        RuleEvaluation evaluation = RuleEvaluator.Evaluate(set, profiles);
        Dictionary<(int First, int Second), int> overlaps = evaluation.Overlaps();
        RuleLint lint = new()
        {
            CustomerCount = profiles.Count,
            UncoveredCount = evaluation.UnmatchedCount,
            Rules =
            [
                .. set.Rules.Select((rule, i) => new RuleCoverage(
                    rule,
                    evaluation.MatchCounts[i],
                    evaluation.FirstMatchCounts[i],
                    Shadows(set, evaluation, overlaps, i))),
            ],
            Overlaps =
            [
                .. overlaps.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key)
                    .Select(pair => new RuleOverlap(
                        set.Rules[pair.Key.First].Id, set.Rules[pair.Key.Second].Id, pair.Value)),
            ],
            Thresholds = Thresholds(set, profiles),
            AbsentColumns = evaluation.AbsentColumns,
            Findings = [],
        };
        return lint with { Findings = [.. Findings(set, lint), .. UnknownTexts(set, profiles)] };
    }

    private static string[] Shadows(
        RuleSet set, RuleEvaluation evaluation, Dictionary<(int First, int Second), int> overlaps, int rule) =>
        evaluation.MatchCounts[rule] == 0 || evaluation.FirstMatchCounts[rule] > 0
            ? []
            :
            [
                .. overlaps.Where(pair => pair.Key.Second == rule)
                    .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key)
                    .Select(pair => set.Rules[pair.Key.First].Id),
            ];

    private static ResolvedThreshold[] Thresholds(RuleSet set, ProfileTable profiles)
    {
        ConditionEvaluator evaluator = new(profiles, set.AllowAbsentColumns);
        List<ResolvedThreshold> found = [];
        foreach ((Rule rule, Comparison comparison) in Comparisons(set).Where(pair => pair.Comparison.HasQuantiles))
        {
            double[] values = evaluator.Thresholds(comparison, rule.Id);
            found.AddRange(comparison.Operands
                .Select((operand, i) => (Operand: operand, Value: values[i]))
                .Where(pair => pair.Operand.IsQuantile)
                .Select(pair => new ResolvedThreshold(
                    rule.Id,
                    comparison.Measure.ToString(),
                    pair.Operand.Number,
                    double.IsNaN(pair.Value) ? null : pair.Value)));
        }

        return [.. found];
    }

    private static IEnumerable<(Rule Rule, Comparison Comparison)> Comparisons(RuleSet set) =>
        from rule in set.Rules
        from condition in rule.Levels.Select(level => level.When).Prepend(rule.When)
        from comparison in condition.Comparisons
        select (rule, comparison);

    private static IEnumerable<string> Findings(RuleSet set, RuleLint lint)
    {
        if (lint.UncoveredCount > 0 && set.Matching == RuleMatching.First)
        {
            string name = set.Otherwise is { } otherwise ? $"they become '{otherwise}'" : "they get no name";
            string customers = Plural.Of(lint.CustomerCount, "customer");
            yield return string.Create(
                CultureInfo.InvariantCulture, $"No rule matches {lint.UncoveredCount:N0} of {customers}; {name}.");
        }

        foreach (RuleCoverage rule in lint.Rules)
        {
            if (rule.IsDead)
            {
                yield return $"Rule '{rule.Rule.Id}' matches nobody.";
            }
            else if (rule.IsShadowed && set.Matching == RuleMatching.First)
            {
                string before = string.Join(", ", rule.ShadowedBy.Select(id => $"'{id}'"));
                string matches = Plural.Of(rule.MatchCount, "customer");
                yield return
                    $"Rule '{rule.Rule.Id}' never comes first: all its matches ({matches}) match {before} before it.";
            }
        }

        if (set.Matching == RuleMatching.First)
        {
            foreach (RuleOverlap overlap in lint.Overlaps)
            {
                string shared = Plural.Of(overlap.Count, "customer");
                yield return
                    $"Rules '{overlap.First}' and '{overlap.Second}' both match {shared}: their order decides.";
            }
        }

        if (lint.AbsentColumns.Count > 0)
        {
            string absent = string.Join(", ", lint.AbsentColumns);
            yield return $"The profiles have no {absent}: comparisons with them match nobody.";
        }

        foreach (ResolvedThreshold threshold in lint.Thresholds.Where(t => t.Value is null))
        {
            yield return
                $"Rule '{threshold.Rule}': nobody has a value of '{threshold.Measure}', so its quantile is not known.";
        }
    }

    private static IEnumerable<string> UnknownTexts(RuleSet set, ProfileTable profiles)
    {
        foreach ((Rule rule, Comparison comparison) in Comparisons(set))
        {
            TextValues? texts = profiles.Texts(comparison.Measure.Columns[0]);
            foreach (string text in comparison.Operands.Select(operand => operand.Text).OfType<string>())
            {
                if (texts?.Texts.Contains(text, StringComparer.Ordinal) == false)
                {
                    string hint = NameKey.Hint(text, texts.Texts.Take(1000));
                    yield return $"Rule '{rule.Id}': no customer has '{text}' in '{comparison.Measure}'.{hint}";
                }
            }
        }
    }
}
