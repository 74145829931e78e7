using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Profiles;

namespace Segmentation.Rules;

/// <summary>
/// Traits: what can be said about single customers in business words, each answering WHAT they buy, WHEN, HOW or WHO
/// they
/// are. A trait is a rule with a dimension; all that match count.
/// </summary>
public static class TraitExtraction
{
    private static readonly string[] s_technicalWords = ["pca", "embedding", "latent", "component", "cluster"];

    /// <summary>What a trait can be about.</summary>
    public static IReadOnlyList<string> Dimensions { get; } = ["WHAT", "WHEN", "HOW", "WHO"];

    /// <summary>
    /// The traits that are shipped. Their thresholds suit a shop with orders around 50 of its currency: look at them,
    /// and use
    /// quantiles of the base where they do not fit. Columns that the profiles lack count as missing.
    /// </summary>
    public static RuleSet DefaultTraits { get; } =
        RuleSet.FromDictionary(PlainJson.Resource("Segmentation.Rules.default-traits.json"));

    /// <summary>Finds the traits of every customer.</summary>
    /// <param name="profiles">The profiles.</param>
    /// <param name="traits">The traits; null takes <see cref="DefaultTraits"/>.</param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidRules"/>: a trait without one of the four dimensions, or named in technical words;
    /// and what
    /// <see cref="RuleSet.Evaluate"/> raises.
    /// </exception>
    public static CustomerTraitTable Apply(ProfileTable profiles, RuleSet? traits = null)
    {
        RuleSet set = (traits ?? DefaultTraits) with { Matching = RuleMatching.All };
        Validate(set);
        RuleEvaluation evaluation = RuleEvaluator.Evaluate(set, profiles);
        TextValues?[] values = [.. set.Rules.Select(rule => Values(rule, profiles, set.AllowAbsentColumns))];
        return new CustomerTraitTable(evaluation, values);
    }

    /// <summary>Checks that a rule set can serve as traits.</summary>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidRules"/>: as in <see cref="Apply"/>.
    /// </exception>
    public static void Validate(RuleSet traits)
    {
        foreach (Rule rule in traits.Rules)
        {
            if (rule.Dimension is null || !Dimensions.Contains(rule.Dimension, StringComparer.Ordinal))
            {
                string found = rule.Dimension is null ? "has no dimension" : $"has the dimension '{rule.Dimension}'";
                throw Invalid(rule, found, $"Set dimension to one of {string.Join(", ", Dimensions)}.");
            }

            if ((TechnicalWord(rule.Name) ?? TechnicalWord(rule.Id)) is { } word)
            {
                throw Invalid(rule, $"is named with the technical word '{word}'", "Name it in words of the business.");
            }

            if (rule.Name.Contains(';', StringComparison.Ordinal))
            {
                throw Invalid(
                    rule, "has a semicolon in its name", "Leave it out: semicolons separate the names of traits.");
            }
        }
    }

    private static string? TechnicalWord(string name)
    {
        string[] words = name.Split(
            [' ', '_', '-', '.', ':', '/', '(', ')', ','], StringSplitOptions.RemoveEmptyEntries);
        return Array.Find(words, word => Array.Exists(
            s_technicalWords, technical => word.StartsWith(technical, StringComparison.OrdinalIgnoreCase)));
    }

    private static SegmentationException Invalid(Rule rule, string found, string action) => new(
        ErrorIds.InvalidRules, ErrorKind.InvalidArgument, $"Trait '{rule.Id}' {found}.", action, rule.Id);

    /// <summary>
    /// The value of the trait for every customer, whether matched or not; null when the trait has no values.
    /// </summary>
    private static TextValues? Values(Rule rule, ProfileTable profiles, bool allowAbsentColumns)
    {
        ConditionEvaluator evaluator = new(profiles, allowAbsentColumns);
        if (rule.ValueColumn is { } column)
        {
            return profiles.Texts(column) ?? (allowAbsentColumns ? null : throw Invalid(
                rule,
                $"takes its value from '{column}', which is no text column",
                "Name a text column of the profiles."));
        }

        if (rule.Levels.Count == 0)
        {
            return null;
        }

        int[] codes = new int[profiles.Count];
        Array.Fill(codes, -1);
        for (int level = 0; level < rule.Levels.Count; level++)
        {
            bool[] mask = evaluator.Mask(rule.Levels[level].When, rule.Id);
            for (int i = 0; i < codes.Length; i++)
            {
                codes[i] = codes[i] < 0 && mask[i] ? level : codes[i];
            }
        }

        return new TextValues(codes, [.. rule.Levels.Select(level => level.Value)]);
    }
}
