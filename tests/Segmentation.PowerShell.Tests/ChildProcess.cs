using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace Segmentation.Tests;

/// <summary>
/// Runs a program in the checkout's folder, passes what it says on to the test's output while it runs, and collects it. A
/// test host that has been silent for a minute when it ends is taken for one that crashed, so that nothing may wait silently.
/// </summary>
internal static class ChildProcess
{
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public static async Task<(int ExitCode, string Text)> RunAsync(IReadOnlyList<string> command)
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
        Task<string> standardOutput = PassOnAsync(process.StandardOutput);
        Task<string> standardError = PassOnAsync(process.StandardError);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await standardOutput + await standardError);
    }

    private static async Task<string> PassOnAsync(TextReader reader)
    {
        StringBuilder text = new();
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            text.Append(line).Append('\n');
            TestContext.Current.TestOutputHelper?.WriteLine(line);
        }

        return text.ToString();
    }
}
