using System.Threading.Tasks;

namespace Segmentation.Clv;

/// <summary>What a living customer will do.</summary>
internal readonly record struct Outlook(
    double Orders, double Pairs, double Active, double Discounted, double ChurnOrders, double ChurnActive);

/// <summary>
/// The outlook of every distinct (x, T), and the chance of being alive of every distinct (x, t_x, T).
/// </summary>
internal sealed class Outlooks
{
    private readonly Outlook[] _outlooks;
    private readonly int[] _pairOfGroup;

    /// <summary>Computes all of them.</summary>
    /// <param name="groups">The histories.</param>
    /// <param name="model">The purchase model.</param>
    /// <param name="schedule">Value horizon and discounting.</param>
    /// <param name="churnWeeks">The churn horizon; null when only the discounted purchases are wanted.</param>
    /// <param name="parallel">Threads and cancellation.</param>
    public Outlooks(
        PurchaseGroups groups,
        PurchaseModel model,
        DiscountSchedule schedule,
        double? churnWeeks,
        ParallelOptions parallel)
    {
        ISurvivorForecast[] survivors = new ISurvivorForecast[groups.XValues.Length];
        Parallel.For(0, survivors.Length, parallel, x => survivors[x] = model.Survivor(groups.XValues[x]));

        // The groups are sorted by T, then x: equal pairs are neighbours.
        _pairOfGroup = new int[groups.Groups.Length];
        int[] firstOfPair = new int[groups.Groups.Length];
        int pairs = 0;
        for (int i = 0; i < _pairOfGroup.Length; i++)
        {
            PurchaseGroups.Group group = groups.Groups[i];
            if (i == 0 || groups.Groups[i - 1].T != group.T || groups.Groups[i - 1].X != group.X)
            {
                firstOfPair[pairs++] = i;
            }

            _pairOfGroup[i] = pairs - 1;
        }

        Outlook[] outlooks = new Outlook[pairs];
        Parallel.For(0, pairs, parallel, pair =>
        {
            PurchaseGroups.Group group = groups.Groups[firstOfPair[pair]];
            outlooks[pair] = One(survivors[group.X], groups.TWeeksValues[group.T], schedule, churnWeeks);
        });
        _outlooks = outlooks;

        double[] alive = new double[groups.Groups.Length];
        const int Block = 4096;
        Parallel.For(0, (alive.Length + Block - 1) / Block, parallel, block =>
        {
            for (int i = block * Block; i < alive.Length && i < (block + 1) * Block; i++)
            {
                PurchaseGroups.Group group = groups.Groups[i];
                alive[i] = model.ProbabilityAlive(
                    groups.XValues[group.X], groups.RecencyWeeksValues[group.Recency], groups.TWeeksValues[group.T]);
            }
        });
        Alive = alive;
    }

    /// <summary>P(alive) of each group.</summary>
    public double[] Alive { get; }

    /// <summary>The outlook of a group, given alive.</summary>
    public Outlook Of(int group) => _outlooks[_pairOfGroup[group]];

    private static Outlook One(ISurvivorForecast survivor, double t, DiscountSchedule schedule, double? churnWeeks)
    {
        double discounted = schedule.Purchases(survivor, t);
        return churnWeeks is not { } churn
            ? new Outlook(0, 0, 0, discounted, 0, 0)
            : new Outlook(
                survivor.ExpectedPurchases(t, schedule.HorizonWeeks),
                survivor.ExpectedPurchasePairs(t, schedule.HorizonWeeks),
                survivor.ProbabilityActive(t, schedule.HorizonWeeks),
                discounted,
                survivor.ExpectedPurchases(t, churn),
                survivor.ProbabilityActive(t, churn));
    }
}
