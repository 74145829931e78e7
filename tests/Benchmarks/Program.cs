using System;
using System.Globalization;

namespace Segmentation.Benchmarks;

/// <summary>Prints ratios to peers, measured in one run. No figure here is asserted by a test.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["generate", string path, string events, string perSession]:
                EventFile.Write(path, long.Parse(events, CultureInfo.InvariantCulture), int.Parse(perSession, CultureInfo.InvariantCulture));
                return 0;
            default:
                Console.WriteLine("usage: generate PATH EVENTS EVENTS_PER_SESSION");
                return 2;
        }
    }
}
