using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using System.Xml.Linq;
using Xunit;
using static System.FormattableString;

namespace Segmentation.Tests;

/// <summary>
/// Runs tests/Pester in a PowerShell of its own against the staged module, where one with Pester is found.
/// </summary>
public sealed class PesterSuite(ITestOutputHelper output)
{
    private const string Override = "SEGMENTATION_PWSH";
    private const int TooOld = 4;
    private const int NoPester = 3;
    private const string Probe =
        "if ($PSVersionTable.PSVersion -lt [version] '7.6') { exit 4 }; "
        + "if (-not (Get-Module -ListAvailable -Name Pester | Where-Object Version -ge '5.5')) { exit 3 }";

    [Fact]
    public async Task Pester_suite_passes_against_the_staged_module()
    {
        string[] shell = await FindShellAsync();
        string result = Repository.File("TestResults", "pester.xml");
        Directory.CreateDirectory(Path.GetDirectoryName(result)!);
        File.Delete(result);

        (int exitCode, string text) = await ChildProcess.RunAsync(
            [
                .. shell, "-NoProfile", "-NonInteractive",
                "-File", Repository.File("tests", "Pester", "Invoke-Suite.ps1"),
                "-ModulePath", Path.Combine(Repository.Stage, "Segmentation.psd1"), "-ResultPath", result,
            ]);

        Assert.True(File.Exists(result), Invariant($"The Pester suite did not run (exit code {exitCode}):\n{text}"));
        XElement[] cases = [.. XDocument.Load(result).Descendants("test-case")];
        string[] failures = [.. cases.Where(test => test.Element("failure") is not null).Select(Describe)];
        int skipped = cases.Count(test => test.Attribute("executed")?.Value == "False");
        int passed = cases.Length - failures.Length - skipped;
        string counts = Invariant($"Pester: {passed} passed, {failures.Length} failed, {skipped} skipped");
        output.WriteLine(counts);
        Assert.True(failures.Length == 0, $"{counts}\n\n{string.Join("\n\n", failures)}");
        Assert.True(exitCode == 0, Invariant($"{counts}, but the suite ended with exit code {exitCode}:\n{text}"));
        Assert.NotEmpty(cases);
    }

    private static string Describe(XElement test) =>
        $"{test.Attribute("name")?.Value}\n{test.Element("failure")!.Element("message")?.Value}";

    private static async Task<string[]> FindShellAsync()
    {
        List<string> reasons = [];
        foreach (string[] candidate in Candidates())
        {
            try
            {
                (int exitCode, _) = await ChildProcess.RunAsync(
                    [.. candidate, "-NoProfile", "-NonInteractive", "-Command", Probe]);
                if (exitCode == 0)
                {
                    return candidate;
                }

                reasons.Add(string.Join(' ', candidate) + exitCode switch
                {
                    TooOld => " is older than 7.6",
                    NoPester => " has no Pester 5.5 or newer (Install-PSResource Pester)",
                    _ => " does not run (dotnet tool restore brings one)",
                });
            }
            catch (System.ComponentModel.Win32Exception)
            {
                reasons.Add($"{candidate[0]} was not found");
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
}
