using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using Segmentation.Profiles;

namespace Segmentation.Rules;

/// <summary>The traits of all customers, one bit per customer and trait, in the order of the profiles.</summary>
public sealed class CustomerTraitTable
{
    /// <summary>The name of the column that <see cref="AddTo"/> adds.</summary>
    public const string TraitsColumn = "Traits";

    /// <summary>What stands between the names in that column.</summary>
    public const string Separator = "; ";

    private readonly RuleEvaluation _evaluation;
    private readonly TextValues?[] _values;

    internal CustomerTraitTable(RuleEvaluation evaluation, TextValues?[] values)
    {
        _evaluation = evaluation;
        _values = values;
        Summary = Summarize();
    }

    /// <summary>The customers, in the order of the profiles.</summary>
    public IReadOnlyList<string> CustomerIds => _evaluation.CustomerIds;

    /// <summary>The traits that were looked for.</summary>
    public IReadOnlyList<Rule> Traits => _evaluation.Rules.Rules;

    /// <summary>How often each trait occurs.</summary>
    public TraitSummary Summary { get; }

    /// <summary>Whether a customer has a trait.</summary>
    /// <param name="row">The customer's row.</param>
    /// <param name="trait">The index in <see cref="Traits"/>.</param>
    public bool Has(int row, int trait) => _evaluation.Matches(row, trait);

    /// <summary>The traits of a customer, in the order of the set; possibly none.</summary>
    public IReadOnlyList<CustomerTrait> Of(int row)
    {
        int[] matched = new int[Traits.Count];
        int count = _evaluation.MatchesOf(row, matched);
        return
        [
            .. matched.Take(count).Select(i => new CustomerTrait(
                Traits[i].Id, Traits[i].Name, Traits[i].Dimension!, _values[i]?[row], Traits[i].Description)),
        ];
    }

    /// <summary>
    /// The profiles with a text column <c>Traits</c>: the names of a customer's traits, separated by <c>"; "</c>;
    /// missing for
    /// customers without any. Customers with the same traits share one text.
    /// </summary>
    /// <param name="profiles">The profiles that the traits were found in.</param>
    public ProfileTable AddTo(ProfileTable profiles) =>
        profiles.With(
            [],
            [
                (new ProfileColumn(TraitsColumn, "traits", ProfileUnit.Text, "The names of the traits."), Names(null)),
                .. CustomerProfile.TraitDimensions.Select(dimension => (
                    new ProfileColumn(
                        CustomerProfile.TraitsPrefix + dimension,
                        $"{dimension} traits",
                        ProfileUnit.Text,
                        $"The traits that say {dimension}, with their values."),
                    Names(dimension))),
            ]);

    // With a dimension, its traits with their values; without one, the names of all.
    private TextValues Names(string? dimension) => _values.Any(values => values is not null) && dimension is not null
        ? NamesWithValues(dimension)
        : NamesBySet(dimension);

    private TextValues NamesWithValues(string dimension)
    {
        int[] codes = new int[CustomerIds.Count];
        List<string> texts = [];
        Dictionary<string, int> known = new(StringComparer.Ordinal);
        int[] matched = new int[Traits.Count];
        for (int row = 0; row < codes.Length; row++)
        {
            int count = _evaluation.MatchesOf(row, matched);
            string text = string.Join(Separator, matched.Take(count)
                .Where(trait => string.Equals(Traits[trait].Dimension, dimension, StringComparison.Ordinal))
                .Select(trait => _values[trait]?[row] is { } value
                    ? $"{Traits[trait].Name} ({value.Replace(';', ',')})"
                    : Traits[trait].Name));
            codes[row] = text.Length == 0 ? -1 : known.GetValueOrDefault(text, texts.Count);
            if (codes[row] == texts.Count)
            {
                known[text] = texts.Count;
                texts.Add(text);
            }
        }

        return new TextValues(codes, texts);
    }

    private TextValues NamesBySet(string? dimension)
    {
        int[] codes = new int[CustomerIds.Count];
        List<string> texts = [];
        Dictionary<string, int> known = new(StringComparer.Ordinal);
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup =
            known.GetAlternateLookup<ReadOnlySpan<char>>();
        int[] matched = new int[Traits.Count];
        for (int row = 0; row < codes.Length; row++)
        {
            ReadOnlySpan<char> key = MemoryMarshal.Cast<ulong, char>(_evaluation.BitsOf(row));
            if (!lookup.TryGetValue(key, out int code))
            {
                int count = _evaluation.MatchesOf(row, matched);
                string names = string.Join(Separator, matched.Take(count).Select(trait => Traits[trait])
                    .Where(t => dimension is null || string.Equals(t.Dimension, dimension, StringComparison.Ordinal))
                    .Select(t => t.Name));
                code = names.Length == 0 ? -1 : texts.Count;
                if (code >= 0)
                {
                    texts.Add(names);
                }

                lookup[key] = code;
            }

            codes[row] = code;
        }

        return new TextValues(codes, texts);
    }

    private TraitSummary Summarize()
    {
        int customers = CustomerIds.Count;
        TraitCount[] counts =
        [
            .. Traits.Select((trait, i) => new TraitCount(
                trait.Id,
                trait.Name,
                trait.Dimension!,
                _evaluation.MatchCounts[i],
                _evaluation.MatchCounts[i] / (double)customers)),
        ];
        long total = counts.Sum(count => (long)count.Count);
        return new TraitSummary
        {
            CustomerCount = customers,
            CustomersWithoutTraits = _evaluation.UnmatchedCount,
            AverageTraitsPerCustomer = total / (double)customers,
            Traits = counts,
            DimensionCounts = TraitExtraction.Dimensions.ToDictionary(
                dimension => dimension,
                dimension => counts.Where(count => count.Dimension == dimension).Sum(count => (long)count.Count),
                StringComparer.Ordinal),
            AbsentColumns = _evaluation.AbsentColumns,
        };
    }
}

/// <summary>One trait of one customer.</summary>
/// <param name="Id">The trait's id: <c>churn_risk</c>.</param>
/// <param name="Name">Its name in business words.</param>
/// <param name="Dimension"><c>WHAT</c>, <c>WHEN</c>, <c>HOW</c> or <c>WHO</c>.</param>
/// <param name="Value">The value, such as <c>high</c>; null for traits that are simply there.</param>
/// <param name="Description">What it means.</param>
public sealed record CustomerTrait(string Id, string Name, string Dimension, string? Value, string? Description)
{
    /// <inheritdoc/>
    public override string ToString() => Value is null ? Name : $"{Name} ({Value})";
}

/// <summary>How often traits occur in a base.</summary>
public sealed record TraitSummary
{
    /// <summary>The customers of the base.</summary>
    public required int CustomerCount { get; init; }

    /// <summary>Customers without any trait.</summary>
    public required int CustomersWithoutTraits { get; init; }

    /// <summary>Traits per customer; NaN for an empty base.</summary>
    public required double AverageTraitsPerCustomer { get; init; }

    /// <summary>Each trait's frequency, in the order of the set.</summary>
    public required IReadOnlyList<TraitCount> Traits { get; init => field = Listed.Of(value); }

    /// <summary>Traits found by dimension, summed over customers.</summary>
    public required IReadOnlyDictionary<string, long> DimensionCounts { get; init; }

    /// <summary>Columns that the traits name and the profiles lack: what depends on them could not be found.</summary>
    public required IReadOnlyList<string> AbsentColumns { get; init => field = Listed.Of(value); }
}

/// <summary>How often one trait occurs.</summary>
/// <param name="Id">The trait's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Dimension">Its dimension.</param>
/// <param name="Count">Customers who have it.</param>
/// <param name="Share">Their share of the base, in [0, 1]; NaN for an empty base.</param>
public sealed record TraitCount(string Id, string Name, string Dimension, int Count, double Share);
