using System;
using System.Collections.Generic;
using Segmentation.Identity;
using Segmentation.Statistics;

namespace Segmentation.Synthetic;

/// <summary>All customers of some options, each made when asked for: nothing is kept per customer.</summary>
internal sealed class Population
{
    private const double ChainShare = 0.5;
    private const double ForkShare = 0.12;
    private const double RepeatShare = 0.05;

    private readonly double[] _archetypes;
    private readonly double[] _countries;

    /// <summary>Prepares the population of valid options.</summary>
    public Population(SyntheticOptions options)
    {
        Options = options;
        Ids = new CustomerIds(options.Seed);
        _archetypes = Choice.Cumulative(options.NormalizedWeights());
        _countries = Choice.Cumulative(Array.ConvertAll(Countries.All, country => country.Weight));
    }

    /// <summary>The options.</summary>
    public SyntheticOptions Options { get; }

    /// <summary>The customers' ids.</summary>
    public CustomerIds Ids { get; }

    /// <summary>The start of the window, UTC ticks.</summary>
    public long Start => Options.Start.UtcTicks;

    /// <summary>The end of the window, UTC ticks, exclusive.</summary>
    public long End => Options.End.UtcTicks;

    /// <summary>The plan of a customer.</summary>
    public CustomerPlan PlanOf(int customer)
    {
        SeededRandom random = RandomOf(customer);
        return Draw(customer, ref random);
    }

    /// <summary>The stream of a customer; the plan is drawn from it first.</summary>
    public SeededRandom RandomOf(int customer) => SeededRandom.ForStream(Options.Seed, customer);

    /// <summary>Draws a customer's plan from the start of the customer's stream.</summary>
    public CustomerPlan Draw(int customer, ref SeededRandom random)
    {
        CustomerPlan plan = new()
        {
            Customer = customer,
            Archetype = Choice.Pick(_archetypes, random.NextDouble()),
            Country = Choice.Pick(_countries, random.NextDouble()),
        };
        Archetype archetype = Archetypes.All[plan.Archetype];
        if (archetype.SingleEvent || random.NextDouble() >= Options.MergeProbability)
        {
            return plan;
        }

        int pastIds = random.NextInt32(1, CustomerPlan.MaximumPastIds);
        double active = (End - Start) * archetype.ActiveShare;
        Span<long> switches = stackalloc long[CustomerPlan.MaximumPastIds];
        for (int i = 0; i < pastIds; i++)
        {
            switches[i] = WholeSecond(Start + (long)(active * (0.15 + (0.7 * random.NextDouble()))));
        }

        switches[..pastIds].Sort();
        bool chained = pastIds > 1 && random.NextDouble() < ChainShare;
        bool forked = pastIds > 1 && random.NextDouble() < ForkShare;
        return plan with
        {
            PastIds = pastIds,
            Switches = (switches[0], switches[1], switches[2]),
            Chained = chained,
            ForkedAt = forked ? WholeSecond(switches[0] + (long)((End - switches[0]) * random.NextDouble())) : 0,
            Repeated = random.NextDouble() < RepeatShare,
        };
    }

    /// <summary>The id history of all customers.</summary>
    public List<IdHistoryEntry> History()
    {
        List<IdHistoryEntry> history = [];
        for (int customer = 0; customer < Options.CustomerCount; customer++)
        {
            PlanOf(customer).AddHistory(Ids, history);
        }

        return history;
    }

    private static long WholeSecond(long ticks) => ticks - (ticks % TimeSpan.TicksPerSecond);
}
