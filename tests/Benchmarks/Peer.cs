using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace Segmentation.Benchmarks;

/// <summary>What one measured process says of itself.</summary>
internal sealed record Measurement(double Seconds, double PeakMegabytes, JsonElement Details);

/// <summary>Runs a command whose last line is a JSON object with <c>seconds</c> and <c>peakMegabytes</c>.</summary>
internal static class Peer
{
    /// <summary>The best of <paramref name="runs"/>, or null with the reason printed when the peer is not installed.</summary>
    public static Measurement? Run(string name, int runs, string command, params string[] arguments)
    {
        Measurement? best = null;
        for (int run = 0; run < runs; run++)
        {
            Measurement? one = RunOnce(name, command, arguments);
            if (one is null)
            {
                return null;
            }

            if (best is null || one.Seconds < best.Seconds)
            {
                best = one;
            }
        }

        return best;
    }

    private static Measurement? RunOnce(string name, string command, string[] arguments)
    {
        ProcessStartInfo start = new(command)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            using Process process = Process.Start(start)!;
            string error = string.Empty;
            process.ErrorDataReceived += (_, line) => error += line.Data is null ? string.Empty : line.Data + "\n";
            process.BeginErrorReadLine();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                Console.WriteLine($"  {name}: not measured ({error.Split('\n').LastOrDefault(l => l.Length > 0)})");
                return null;
            }

            string last = output.TrimEnd().Split('\n')[^1];
            JsonElement json = JsonDocument.Parse(last).RootElement.Clone();
            return new Measurement(
                json.GetProperty("seconds").GetDouble(), json.GetProperty("peakMegabytes").GetDouble(), json);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.WriteLine($"  {name}: not measured ({command} is not installed)");
            return null;
        }
    }

    /// <summary>The highest memory use of this process so far, in megabytes.</summary>
    public static double OwnPeakMegabytes()
    {
        const string Status = "/proc/self/status";
        if (File.Exists(Status))
        {
            string line = File.ReadLines(Status).First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            string digits = new([.. line.Where(char.IsAsciiDigit)]);
            return double.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) / 1024;
        }

        using Process self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64 / 1048576.0;
    }
}
