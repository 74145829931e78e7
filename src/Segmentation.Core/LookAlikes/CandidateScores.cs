using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using static System.FormattableString;

namespace Segmentation.LookAlikes;

/// <summary>The chances of today's candidates, category by category.</summary>
internal sealed class CandidateScores
{
    private const string Activity = "Finding look-alikes";
    private readonly CustomerEngagement _customers;
    private readonly FirstPurchaseModel _model;
    private readonly FirstPurchases _outcomes;
    private readonly LookAlikeOptions _options;
    private readonly Dictionary<int, CategoryScore> _byCategory;
    private readonly IReadOnlyList<string> _names;
    private readonly List<LookAlikeMember> _members = [];
    private bool _valueMissing;

    private CandidateScores(
        CustomerEngagement customers,
        FirstPurchaseModel model,
        FirstPurchases outcomes,
        LookAlikeOptions options,
        IReadOnlyList<string> names,
        IEnumerable<int> categories)
    {
        _names = names;
        _customers = customers;
        _model = model;
        _outcomes = outcomes;
        _options = options;
        _byCategory = categories.ToDictionary(
            c => c, c => new CategoryScore(c, outcomes.ModelOf(c), PurchaseWorth.Of(customers, c)));
    }

    public static CandidateScores Of(
        CustomerEngagement customers,
        FirstPurchaseModel model,
        FirstPurchases outcomes,
        IReadOnlyList<string> names,
        IEnumerable<int> asked,
        LookAlikeOptions options,
        IProgress<StageProgress>? progress,
        CancellationToken cancellation)
    {
        CandidateScores scores = new(
            customers, model, outcomes, options, names, asked.Where(c => outcomes.ModelOf(c) >= 0));
        List<Engaged> engaged = [];
        for (int row = 0; row < customers.Table.Count; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (row % 4096 == 0)
            {
                double done = (double)row / customers.Table.Count;
                progress?.Report(new StageProgress(Activity, Plural.Of(row, "customer") + " scored", 0.3 + (0.7 * done)));
            }

            scores.Add(row, engaged);
        }

        return scores;
    }

    public CategoryScore? ByCategory(int category) => _byCategory.GetValueOrDefault(category);

    public LookAlikeTotal Total() => new(
        _members.Count,
        _members.Sum(m => m.Chance),
        _valueMissing ? null : PurchaseWorth.Money(_members.Sum(m => m.Value)))
    {
        Members = _members,
    };

    /// <summary>What contacting a candidate adds: the rise over what happens without acting, less the cost.</summary>
    public double Incremental(double chance, double worth) =>
        (chance * _options.ExpectedLift * worth * _options.Margin) - (double)_options.ContactCost;

    /// <summary>The best candidates as objects, highest chance first.</summary>
    public IReadOnlyList<LookAlikeCustomer> Best(CategoryScore score)
    {
        List<Engaged> engaged = [];
        double[] features = new double[CustomerEngagement.Width];
        double baseRate = _outcomes.BaseRate(score.Category);
        List<LookAlikeCustomer> best = [];
        foreach ((int row, double chance) in score.Best())
        {
            _customers.Read(row, engaged);
            _customers.Fill(row, score.Category, engaged, features);
            best.Add(new LookAlikeCustomer(
                _customers.Table.CustomerIds[row],
                _names[score.Category],
                chance,
                chance / baseRate,
                features[3],
                chance >= _options.MinimumRatio * baseRate,
                score.Worth.Value is { } worth ? PurchaseWorth.Money(Incremental(chance, worth)) : null,
                Reason(features)));
        }

        return best;
    }

    private void Add(int row, List<Engaged> engaged)
    {
        Span<double> features = stackalloc double[CustomerEngagement.Width];
        _customers.Read(row, engaged);
        if (!_customers.IsEligible(engaged))
        {
            return;
        }

        (double Value, double Chance, int Category)? best = null;
        foreach (CategoryScore score in _byCategory.Values)
        {
            if (CustomerEngagement.HasBought(engaged, score.Category))
            {
                continue;
            }

            _customers.Fill(row, score.Category, engaged, features);
            double chance = _model.Probability(features, score.Model);
            bool alike = chance >= _options.MinimumRatio * _outcomes.BaseRate(score.Category);
            double value = score.Worth.Value is { } worth ? Incremental(chance, worth) : double.NaN;
            score.Add(row, chance, alike, value, _options.Top);
            if (alike)
            {
                _valueMissing |= double.IsNaN(value);
                if (best is not { } known || Better((value, chance), (known.Value, known.Chance)))
                {
                    best = (value, chance, score.Category);
                }
            }
        }

        if (best is { } counted)
        {
            _members.Add(new LookAlikeMember(
                _customers.Table.CustomerIds[row], _names[counted.Category], counted.Chance, counted.Value));
        }
    }

    private static bool Better((double Value, double Chance) one, (double Value, double Chance) other) =>
        double.IsNaN(one.Value) || double.IsNaN(other.Value) || one.Value == other.Value
            ? one.Chance > other.Chance
            : one.Value > other.Value;

    private string Reason(double[] features)
    {
        string[] words =
        [
            .. Enumerable.Range(0, features.Length)
                .Select(j => (Feature: j, Raise: _model.Contribution(features, j)))
                .Where(c => c.Raise > 0.1)
                .OrderByDescending(c => c.Raise)
                .ThenBy(c => c.Feature)
                .Take(2)
                .Select(c => _customers.Words(features, c.Feature)),
        ];
        return words.Length > 0 ? string.Join("; ", words) : "no single figure stands out";
    }
}

/// <summary>One category's candidates.</summary>
internal sealed class CategoryScore(int category, int model, PurchaseWorth worth)
{
    private readonly PriorityQueue<int, (double Chance, int Row)> _best = new();

    public int Category => category;

    public int Model => model;

    public PurchaseWorth Worth => worth;

    public int LookAlikes { get; private set; }

    public double Expected { get; private set; }

    public double LookAlikesExpected { get; private set; }

    /// <summary>The incremental value of all look-alikes; NaN when no amounts are known.</summary>
    public double Value { get; private set; } = worth.Value is null ? double.NaN : 0;

    public void Add(int row, double chance, bool alike, double value, int top)
    {
        Expected += chance;
        if (alike)
        {
            LookAlikes++;
            LookAlikesExpected += chance;
            Value += value;
        }

        _best.Enqueue(row, (chance, -row));
        if (_best.Count > top)
        {
            _best.Dequeue();
        }
    }

    /// <summary>The rows with the highest chances, highest first, equal ones in the order of the customers.</summary>
    public IEnumerable<(int Row, double Chance)> Best() => _best.UnorderedItems
        .Select(item => (item.Element, item.Priority.Chance))
        .OrderByDescending(item => item.Chance)
        .ThenBy(item => item.Element);
}
