using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using System.Xml.Linq;
using Xunit;

namespace Segmentation.Tests;

/// <summary>Runs tests/Pester in a PowerShell of its own against the staged module, where one with Pester is found.</summary>
public sealed class PesterSuite(ITestOutputHelper output)
{
    private const string Override = "SEGMENTATION_PWSH";
    private const string HasPester =
        "if (Get-Module -ListAvailable -Name Pester | Where-Object Version -ge '5.5') { exit 0 } else { exit 3 }";

    [Fact]
    public async Task Pester_suite_passes_against_the_staged_module()
    {
        string[] shell = await FindShellAsync();
        string result = Repository.File("TestResults", "pester.xml");
        Directory.CreateDirectory(Path.GetDirectoryName(result)!);
        File.Delete(result);

        (int exitCode, string text) = await RunAsync(
            [
                .. shell, "-NoProfile", "-NonInteractive", "-File", Repository.File("tests", "Pester", "Invoke-Suite.ps1"),
                "-ModulePath", Path.Combine(Repository.Stage, "Segmentation.psd1"), "-ResultPath", result,
            ]);

        Assert.True(File.Exists(result), $"The Pester suite did not run (exit code {exitCode}):\n{text}");
        XElement[] cases = [.. XDocument.Load(result).Descendants("testcase")];
        string[] failures = [.. cases.Where(test => test.Element("failure") is not null).Select(Describe)];
        int skipped = cases.Count(test => test.Element("skipped") is not null);
        string counts = $"Pester: {cases.Length - failures.Length - skipped} passed, {failures.Length} failed, {skipped} skipped";
        output.WriteLine(counts);
        Assert.True(failures.Length == 0, $"{counts}\n\n{string.Join("\n\n", failures)}");
        Assert.True(exitCode == 0, $"{counts}, but the suite ended with exit code {exitCode}:\n{text}");
        Assert.NotEmpty(cases);
    }

    private static string Describe(XElement test) =>
        $"{test.Attribute("name")?.Value}\n{test.Element("failure")!.Attribute("message")?.Value}";

    private static async Task<string[]> FindShellAsync()
    {
        List<string> reasons = [];
        foreach (string[] candidate in Candidates())
        {
            try
            {
                (int exitCode, _) = await RunAsync([.. candidate, "-NoProfile", "-NonInteractive", "-Command", HasPester]);
                if (exitCode == 0)
                {
                    return candidate;
                }

                reasons.Add(exitCode == 3
                    ? $"{string.Join(' ', candidate)} has no Pester 5.5 or newer (Install-PSResource Pester)"
                    : $"{string.Join(' ', candidate)} is not available");
            }
            catch (System.ComponentModel.Win32Exception)
            {
                reasons.Add($"{candidate[0]} is not on the path");
            }
        }

        Assert.Skip($"Pester suite NOT RUN: {string.Join("; ", reasons)}. Set {Override} to the path of a pwsh 7.6.");
        return [];
    }

    private static IEnumerable<string[]> Candidates()
    {
        if (Environment.GetEnvironmentVariable(Override) is { Length: > 0 } configured)
        {
            yield return [configured];
            yield break;
        }

        yield return ["pwsh"];

        // The tool of .config/dotnet-tools.json, where it has been restored.
        yield return ["dotnet", "tool", "run", "pwsh", "--"];
    }

    private static async Task<(int ExitCode, string Text)> RunAsync(IReadOnlyList<string> command)
    {
        ProcessStartInfo start = new(command[0], command.Skip(1))
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["NO_COLOR"] = "1";
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> standardOutput = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> standardError = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await standardOutput + await standardError);
    }
}
