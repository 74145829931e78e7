using System;
using System.IO;
using System.Reflection;
using Segmentation.Clustering;
using static System.FormattableString;

namespace Segmentation.Benchmarks;

/// <summary>Each benchmark runs every contender as a process of its own, ours too, and prints time, memory and ratio.</summary>
internal static class Suite
{
    private static string Python => Environment.GetEnvironmentVariable("PYTHON") ?? "python3";

    public static void Profiles(string folder, int events, int eventsPerSession)
    {
        string file = Path.Combine(folder, Invariant($"events-{events}-{eventsPerSession}.csv"));
        if (!File.Exists(file))
        {
            EventFile.Write(file, events, eventsPerSession);
        }

        Console.WriteLine(Invariant($"CSV to profiles, {events:N0} events, {new FileInfo(file).Length / 1e6:N0} MB, {eventsPerSession} events per session"));
        int runs = events > 2_000_000 ? 2 : 3;
        Measurement ours = Own("ours", runs, "profiles", file, Invariant($"{Environment.ProcessorCount}"));
        Print("ours", ours, ours);
        Print("ours, 1 thread", Own("ours", 1, "profiles", file, "1"), ours);
        Print("DuckDB", Peer.Run("DuckDB", runs, "node", Script("duckdb_profiles.mjs"), file, Invariant($"{Environment.ProcessorCount}")), ours);
        Print("pandas, 16 columns", Peer.Run("pandas", 1, Python, Script("pandas_profiles.py"), file), ours);
    }

    public static void Pipeline(int customers)
    {
        Console.WriteLine(Invariant($"Generated events to HTML report, {customers:N0} customers, k = 5, 100 bootstrap replicates"));
        PrintStages(Own("ours", 1, "pipeline", Invariant($"{customers}")));
    }

    public static void Value(int customers)
    {
        Console.WriteLine(Invariant($"Value models, {customers:N0} customers"));
        PrintStages(Own("ours", 1, "value", Invariant($"{customers}")));
    }

    public static void Merges(int edges)
    {
        Console.WriteLine(Invariant($"Id merges, {edges:N0} edges in chains of five"));
        PrintStages(Own("ours", 1, "merges", Invariant($"{edges}")));
    }

    private static void PrintStages(Measurement ours)
    {
        Print("ours", ours, ours);
        foreach (System.Text.Json.JsonProperty stage in ours.Details.GetProperty("stages").EnumerateObject())
        {
            Console.WriteLine(Invariant($"    {stage.Name,-22} {stage.Value.GetDouble(),8:0.000} s"));
        }
    }

    public static void KMeans(string folder, int rows)
    {
        const int Columns = 15;
        string file = Path.Combine(folder, Invariant($"matrix-{rows}.f64"));
        Matrix.Write(Matrix.Create(rows, Columns), file);
        foreach (int threads in (int[])[1, 2])
        {
            Console.WriteLine(Invariant($"k-means, {rows:N0} rows, {Columns} features, k = 8, {threads} threads, time per iteration"));
            Measurement ours = Own("ours", 3, "kmeans", file, Invariant($"{rows}"), Invariant($"{Columns}"), Invariant($"{threads}"));
            Print("ours", ours, ours);
            string[] variables =
            [
                Invariant($"OPENBLAS_NUM_THREADS={threads}"), Invariant($"OMP_NUM_THREADS={threads}"), Python, Script("sklearn_kmeans.py"),
                file, Invariant($"{rows}"), Invariant($"{Columns}"), "8",
            ];
            Print("scikit-learn float32", Peer.Run("scikit-learn", 1, "env", variables), ours);
        }
    }

    public static void Bootstrap(string folder, int rows)
    {
        const int Columns = 8;
        const string Clusters = "5";
        const string Replicates = "100";
        string file = Path.Combine(folder, Invariant($"matrix-{rows}-{Columns}.f64"));
        Matrix.Write(Matrix.Create(rows, Columns), file);
        Console.WriteLine(Invariant($"Bootstrap stability, {rows:N0} rows, {Columns} features, k = {Clusters}, B = {Replicates}"));
        string[] work = [file, Invariant($"{rows}"), Invariant($"{Columns}"), Clusters, Replicates];
        foreach (string starts in (string[])["10", "20"])
        {
            Measurement ours = Own("ours", 1, ["bootstrap", .. work, starts]);
            Print($"ours, {starts} starts", ours, ours);
            Print($"R fpc, {starts} starts", Peer.Run("fpc", 1, "Rscript", [Script("fpc_clusterboot.R"), .. work, starts]), ours);
        }
    }

    public static void Trust(int customers)
    {
        Console.WriteLine(Invariant($"2 to 10 segments and default robustness, {customers:N0} customers, 15 features"));
        PrintStages(Own("ours", 1, "trust", Invariant($"{customers}")));
    }

    public static void Outputs(int customers)
    {
        Console.WriteLine(Invariant($"A report of 10 segments and their member files, {customers:N0} customers, 15 features"));
        PrintStages(Own("ours", 1, "outputs", Invariant($"{customers}")));
    }

    private static Measurement Own(string name, int runs, params string[] work) =>
        Peer.Run(name, runs, Environment.ProcessPath!, [.. Host(), "worker", .. work])
        ?? throw new InvalidOperationException("the benchmark's own worker failed");

    private static string[] Host() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet" ? [Assembly.GetExecutingAssembly().Location] : [];

    private static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "peers", name);

    private static void Print(string name, Measurement? measured, Measurement ours)
    {
        if (measured is not null)
        {
            Console.WriteLine(Invariant(
                $"  {name,-22} {measured.Seconds,10:0.0000} s {measured.PeakMegabytes,8:N0} MB   {measured.Seconds / ours.Seconds,6:0.00} x ours"));
        }
    }
}
