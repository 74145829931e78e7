using System;
using System.Globalization;
using System.IO;

namespace Segmentation.Benchmarks;

/// <summary>Prints ratios to peers, measured in one run. No figure here is asserted by a test.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        string folder = Path.Combine(Path.GetTempPath(), "segmentation-benchmarks");
        switch (arguments)
        {
            case ["worker", .. string[] work]:
                Worker.Run(work);
                return 0;
            case ["profiles", string events]:
                Directory.CreateDirectory(folder);
                Suite.Profiles(folder, Integer(events), eventsPerSession: 8);
                return 0;
            case ["profiles", string events, string perSession]:
                Directory.CreateDirectory(folder);
                Suite.Profiles(folder, Integer(events), Integer(perSession));
                return 0;
            case ["pipeline", string customers]:
                Suite.Pipeline(Integer(customers));
                return 0;
            case ["kmeans", string rows]:
                Directory.CreateDirectory(folder);
                Suite.KMeans(folder, Integer(rows));
                return 0;
            case ["bootstrap", string rows]:
                Directory.CreateDirectory(folder);
                Suite.Bootstrap(folder, Integer(rows));
                return 0;
            case ["trust", string customers]:
                Suite.Trust(Integer(customers));
                return 0;
            case ["outputs", string customers]:
                Suite.Outputs(Integer(customers));
                return 0;
            case ["value", string customers]:
                Suite.Value(Integer(customers));
                return 0;
            case ["merges", string edges]:
                Suite.Merges(Integer(edges));
                return 0;
            case ["generate", string path, string events, string perSession]:
                EventFile.Write(path, Integer(events), Integer(perSession));
                return 0;
            case ["generate", string path, string events, string perSession, string perCustomer]:
                EventFile.Write(path, Integer(events), Integer(perSession), Integer(perCustomer));
                return 0;
            case ["all"]:
                Directory.CreateDirectory(folder);
                Suite.Pipeline(500);
                Suite.Pipeline(5_000);
                Suite.Pipeline(20_000);
                Suite.Value(1_000_000);
                Suite.Merges(1_000_000);
                Suite.KMeans(folder, 100_000);
                Suite.KMeans(folder, 1_000_000);
                Suite.Bootstrap(folder, 10_000);
                Suite.Trust(1_000_000);
                Suite.Outputs(1_000_000);
                Suite.Profiles(folder, 1_000_000, eventsPerSession: 8);
                Suite.Profiles(folder, 10_000_000, eventsPerSession: 8);
                return 0;
            default:
                Console.WriteLine("usage: profiles EVENTS [EVENTS_PER_SESSION] | pipeline CUSTOMERS | kmeans ROWS | bootstrap ROWS");
                Console.WriteLine("       | trust CUSTOMERS | outputs CUSTOMERS | value CUSTOMERS | merges EDGES | all");
                Console.WriteLine("       | generate PATH EVENTS EVENTS_PER_SESSION [EVENTS_PER_CUSTOMER, 24]");
                Console.WriteLine("DuckDB is found through DUCKDB_NODE_MODULES (a folder with node_modules/@duckdb/node-api),");
                Console.WriteLine("pandas and scikit-learn through PYTHON, an interpreter that has them (python3), fpc through Rscript.");
                return 2;
        }
    }

    private static int Integer(string text) => int.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
}
