using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Segmentation.Profiles;

/// <summary>Checks that no event and no money was lost between the events and the profiles.</summary>
internal static class ConservationCheck
{
    private const double Tolerance = 1e-6;

    /// <summary>Checks a build.</summary>
    /// <exception cref="InvalidOperationException">Something was lost: an error of this program, not of its
    /// input.</exception>
    public static void Run(
        ProfileBuildReport report, Dictionary<string, double[]> numbers, EventPartitioner partitioner, DataFacts facts)
    {
        long events = numbers[nameof(ProfileFigure.EventCount)].Sum(count => (long)count);
        Require(events + report.EventsBelowMinimum == report.EventsUsed, "events", events, report.EventsUsed);
        if (!facts.PurchaseAmounts || report.CustomersBelowMinimum > 0)
        {
            return;
        }

        double revenue = numbers[nameof(ProfileFigure.GrossRevenue)].Sum();
        double difference = Math.Abs(revenue - partitioner.GrossRevenue);
        Require(
            difference <= Tolerance * partitioner.AbsoluteRevenue,
            "revenue",
            revenue,
            partitioner.GrossRevenue);
    }

    private static void Require(bool kept, string what, double profiles, double events)
    {
        if (!kept)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"Profiles do not add up: {what}: {profiles} in the profiles, {events} in the events."));
        }
    }
}
