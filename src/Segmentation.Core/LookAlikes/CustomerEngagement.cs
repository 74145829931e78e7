using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Profiles;
using static System.FormattableString;

namespace Segmentation.LookAlikes;

/// <summary>One customer's engagement with one category.</summary>
internal readonly record struct Engaged(int Category, double Views, double Adds, double Purchases, double Share)
{
    /// <summary>The weight of the category in comparisons of customers.</summary>
    public double Weight => Math.Log(1 + Views + (2 * Adds) + (5 * Purchases));
}

/// <summary>
/// The customers of one moment as the model sees them: what they did in a category, how like its buyers they are
/// elsewhere, and how active they are altogether. Counts enter as log(1 + n).
/// </summary>
internal sealed class CustomerEngagement
{
    /// <summary>The number of features.</summary>
    public const int Width = 8;

    private readonly ProfileTable _table;
    private readonly int[] _places;
    private readonly byte _level;
    private readonly int? _source;
    private readonly double[][] _activity;
    private readonly double[][] _buyersVector;
    private readonly double[] _buyersSquares;

    /// <summary>Looks at the customers of a moment.</summary>
    /// <param name="table">Their profiles.</param>
    /// <param name="space">The categories.</param>
    /// <param name="source">Only buyers of this category count as candidates; null for everybody.</param>
    public CustomerEngagement(ProfileTable table, CategorySpace space, int? source = null)
    {
        _table = table;
        _source = source;
        _level = (byte)space.Level;
        _places = table.Affinities is { } affinities ? space.PlacesIn(affinities) : [];
        double[]? visits = table.Numbers(nameof(ProfileFigure.SessionCount));
        CountsVisits = visits is not null && Array.Exists(visits, double.IsFinite);
        string[] columns =
        [
            nameof(ProfileFigure.OrderCount),
            CountsVisits ? nameof(ProfileFigure.SessionCount) : nameof(ProfileFigure.EventCount),
            nameof(ProfileFigure.DaysSinceLastEvent),
        ];
        _activity = [.. columns.Select(name => table.Numbers(name) ?? new double[table.Count])];
        int categories = space.Names.Length;
        Buyers = new int[categories];
        Purchases = new double[categories];
        Revenue = new double[categories];
        _buyersVector = [.. Enumerable.Range(0, categories).Select(_ => Array.Empty<double>())];
        Add(categories);
        _buyersSquares = [.. _buyersVector.Select(v => v.Sum(x => x * x))];
    }

    public ProfileTable Table => _table;

    /// <summary>Whether activity is counted in visits, and not in events as the data have no visits.</summary>
    public bool CountsVisits { get; }

    /// <summary>Customers who count: all, or the buyers of the source category.</summary>
    public int Eligible { get; private set; }

    /// <summary>Those of them with a purchase, by category.</summary>
    public int[] Buyers { get; }

    /// <summary>Purchases by category.</summary>
    public double[] Purchases { get; }

    /// <summary>Their amounts by category; 0 where none are known.</summary>
    public double[] Revenue { get; }

    /// <summary>The categories a customer engages with; valid until <paramref name="target"/> is filled again.</summary>
    public void Read(int row, List<Engaged> target)
    {
        target.Clear();
        if (_table.Affinities is not { } affinities)
        {
            return;
        }

        foreach (CategoryEngagement item in affinities.RowsOf(row))
        {
            int place = item.Level == _level ? _places[item.Category] : -1;
            if (place >= 0)
            {
                target.Add(new Engaged(place, item.ViewCount, item.CartAddCount, item.PurchaseCount, item.Score));
            }
        }
    }

    /// <summary>Whether a customer counts.</summary>
    public bool IsEligible(List<Engaged> engaged) => _source is not { } source || HasBought(engaged, source);

    /// <summary>Whether a customer has bought in a category.</summary>
    public static bool HasBought(List<Engaged> engaged, int category)
    {
        foreach (Engaged item in engaged)
        {
            if (item.Category == category)
            {
                return item.Purchases > 0;
            }
        }

        return false;
    }

    /// <summary>The features of a customer and a category.</summary>
    public void Fill(int row, int category, List<Engaged> engaged, Span<double> features)
    {
        features.Clear();
        foreach (Engaged item in engaged)
        {
            if (item.Category == category)
            {
                features[0] = Math.Log(1 + item.Views);
                features[1] = Math.Log(1 + item.Adds);
                features[2] = item.Share;
            }
        }

        features[3] = Similarity(category, engaged);
        for (int i = 0; i < _activity.Length; i++)
        {
            double value = _activity[i][row];
            features[4 + i] = double.IsFinite(value) ? Math.Log(1 + Math.Max(0, value)) : 0;
        }

        features[7] = Math.Log(1 + engaged.Count);
    }

    /// <summary>What a feature says of a customer, in words.</summary>
    public string Words(ReadOnlySpan<double> features, int j)
    {
        long count = (long)Math.Round(Math.Exp(features[j]) - 1);
        return j switch
        {
            0 when count == 0 => "has not viewed it",
            0 => Invariant($"viewed it {count:N0} {(count == 1 ? "time" : "times")}"),
            1 when count == 0 => "has not put it into the cart",
            1 => Invariant($"put it into the cart {count:N0} {(count == 1 ? "time" : "times")}"),
            2 => Invariant($"{features[j] * 100:F0} % of the engagement is with it"),
            3 => Invariant($"is like its buyers elsewhere (cosine {features[j]:F2})"),
            4 => Plural.Of(count, "order"),
            5 => Plural.Of(count, CountsVisits ? "visit" : "event"),
            6 => Invariant($"last seen {Plural.Of(count, "day")} ago"),
            _ => Invariant($"engages with {count:N0} {(count == 1 ? "category" : "categories")}"),
        };
    }

    /// <summary>
    /// Cosine of a customer's weights and the mean of its buyers' weights of length 1, the category itself left out of
    /// both; 0 where one of them has nothing else.
    /// </summary>
    private double Similarity(int category, List<Engaged> engaged)
    {
        double[] buyers = _buyersVector[category];
        if (buyers.Length == 0)
        {
            return 0;
        }

        double dot = 0;
        double squares = 0;
        foreach (Engaged item in engaged)
        {
            if (item.Category != category)
            {
                double weight = item.Weight;
                dot += weight * buyers[item.Category];
                squares += weight * weight;
            }
        }

        double other = _buyersSquares[category] - (buyers[category] * buyers[category]);
        return squares > 0 && other > 1e-12 ? Math.Min(1, dot / Math.Sqrt(squares * other)) : 0;
    }

    private void Add(int categories)
    {
        List<Engaged> engaged = [];
        for (int row = 0; row < _table.Count; row++)
        {
            Read(row, engaged);
            double squares = 0;
            foreach (Engaged item in engaged)
            {
                squares += item.Weight * item.Weight;
            }

            bool eligible = IsEligible(engaged);
            Eligible += eligible ? 1 : 0;
            foreach (Engaged bought in engaged)
            {
                if (bought.Purchases > 0)
                {
                    Buyers[bought.Category] += eligible ? 1 : 0;
                    AddBuyer(bought, engaged, squares, categories);
                }
            }

            AddRevenue(row);
        }
    }

    private void AddBuyer(Engaged bought, List<Engaged> engaged, double squares, int categories)
    {
        Purchases[bought.Category] += bought.Purchases;
        if (_buyersVector[bought.Category].Length == 0)
        {
            _buyersVector[bought.Category] = new double[categories];
        }

        double[] vector = _buyersVector[bought.Category];
        foreach (Engaged item in engaged)
        {
            vector[item.Category] += item.Weight / Math.Sqrt(squares);
        }
    }

    private void AddRevenue(int row)
    {
        foreach (CategoryEngagement item in _table.Affinities is { } known ? known.RowsOf(row) : [])
        {
            if (item.Level == _level && _places[item.Category] >= 0)
            {
                Revenue[_places[item.Category]] += item.Revenue;
            }
        }
    }
}
