using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Segmentation.Profiles;

namespace Segmentation.Rules;

/// <summary>Which customer matches which rules: one bit per customer and rule, and the first match.</summary>
public sealed class RuleEvaluation
{
    private readonly ulong[] _bits;
    private readonly int _words;

    internal RuleEvaluation(
        RuleSet rules, IReadOnlyList<string> customerIds, ulong[] bits, int words, IReadOnlyList<string> absentColumns)
    {
        AbsentColumns = absentColumns;
        Rules = rules;
        CustomerIds = customerIds;
        _bits = bits;
        _words = words;
        (FirstMatch, MatchCounts, FirstMatchCounts) = Count();
    }

    /// <summary>The rules that were evaluated.</summary>
    public RuleSet Rules { get; }

    /// <summary>The customers, in the order of the table.</summary>
    public IReadOnlyList<string> CustomerIds { get; }

    /// <summary>The index of the first matching rule of each customer; −1 where none matches.</summary>
    public int[] FirstMatch { get; }

    /// <summary>How many customers match each rule.</summary>
    public IReadOnlyList<int> MatchCounts { get; }

    /// <summary>How many customers match each rule and none before it.</summary>
    public IReadOnlyList<int> FirstMatchCounts { get; }

    /// <summary>Columns that the rules name and the table does not have; empty unless the set allows it.</summary>
    public IReadOnlyList<string> AbsentColumns { get; }

    /// <summary>How many customers match no rule.</summary>
    public int UnmatchedCount => CustomerIds.Count - FirstMatchCounts.Sum();

    /// <summary>Whether a customer matches a rule, whatever matches before it.</summary>
    public bool Matches(int customer, int rule) => ((_bits[(customer * _words) + (rule >> 6)] >> (rule & 63)) & 1) != 0;

    /// <summary>
    /// The rules that count for a customer: the first match, or all of them, as the set says; in order, possibly none.
    /// </summary>
    public IReadOnlyList<Rule> RulesOf(int customer)
    {
        if (Rules.Matching == RuleMatching.First)
        {
            return FirstMatch[customer] < 0 ? [] : [Rules.Rules[FirstMatch[customer]]];
        }

        return [.. Rules.Rules.Where((_, rule) => Matches(customer, rule))];
    }

    /// <summary>The rows of the customers whose first match is the rule; −1 gives those who match none.</summary>
    public IReadOnlyList<int> RowsOf(int rule)
    {
        List<int> rows = [];
        for (int i = 0; i < FirstMatch.Length; i++)
        {
            if (FirstMatch[i] == rule)
            {
                rows.Add(i);
            }
        }

        return rows;
    }

    /// <summary>
    /// The name of each customer's first match as a text column; customers without one get <see
    /// cref="RuleSet.Otherwise"/>, or
    /// no value.
    /// </summary>
    public TextValues Names()
    {
        int otherwise = Rules.Otherwise is null ? -1 : Rules.Rules.Count;
        return new TextValues(
            Array.ConvertAll(FirstMatch, first => first < 0 ? otherwise : first),
            [.. Rules.Rules.Select(rule => rule.Name), .. Rules.Otherwise is { } name ? [name] : (string[])[]]);
    }

    /// <summary>How many customers match both of two rules, for every pair that somebody matches.</summary>
    internal Dictionary<(int First, int Second), int> Overlaps()
    {
        int count = Rules.Rules.Count;
        int[] pairs = new int[count * count];
        int[] matched = new int[count];
        for (int i = 0; i < CustomerIds.Count; i++)
        {
            int n = MatchesOf(i, matched);
            for (int a = 0; a < n; a++)
            {
                for (int b = a + 1; b < n; b++)
                {
                    pairs[(matched[a] * count) + matched[b]]++;
                }
            }
        }

        return Enumerable.Range(0, pairs.Length)
            .Where(cell => pairs[cell] > 0)
            .ToDictionary(cell => (cell / count, cell % count), cell => pairs[cell]);
    }

    /// <summary>The matches of a customer as bits.</summary>
    internal ReadOnlySpan<ulong> BitsOf(int customer) => _bits.AsSpan(customer * _words, _words);

    /// <summary>Writes the matching rules of a customer, in order, and returns how many there are.</summary>
    internal int MatchesOf(int customer, int[] matched)
    {
        int n = 0;
        for (int word = 0; word < _words; word++)
        {
            for (ulong bits = _bits[(customer * _words) + word]; bits != 0; bits &= bits - 1)
            {
                matched[n++] = (word << 6) + BitOperations.TrailingZeroCount(bits);
            }
        }

        return n;
    }

    private (int[] First, int[] Counts, int[] FirstCounts) Count()
    {
        int[] first = new int[CustomerIds.Count];
        int[] counts = new int[Rules.Rules.Count];
        int[] firstCounts = new int[Rules.Rules.Count];
        int[] matched = new int[Rules.Rules.Count];
        for (int i = 0; i < first.Length; i++)
        {
            int n = MatchesOf(i, matched);
            first[i] = n == 0 ? -1 : matched[0];
            for (int j = 0; j < n; j++)
            {
                counts[matched[j]]++;
            }

            if (n > 0)
            {
                firstCounts[matched[0]]++;
            }
        }

        return (first, counts, firstCounts);
    }
}

/// <summary>Evaluates rule sets column by column.</summary>
internal static class RuleEvaluator
{
    public static RuleEvaluation Evaluate(RuleSet set, ProfileTable profiles)
    {
        ConditionEvaluator evaluator = new(profiles, set.AllowAbsentColumns);
        int words = (set.Rules.Count + 63) / 64;
        ulong[] bits = new ulong[profiles.Count * words];
        for (int rule = 0; rule < set.Rules.Count; rule++)
        {
            bool[] mask = evaluator.Mask(set.Rules[rule].When, set.Rules[rule].Id);
            ulong bit = 1UL << (rule & 63);
            int word = rule >> 6;
            for (int i = 0; i < mask.Length; i++)
            {
                if (mask[i])
                {
                    bits[(i * words) + word] |= bit;
                }
            }
        }

        return new RuleEvaluation(set, profiles.CustomerIds, bits, words, evaluator.AbsentColumns);
    }
}
