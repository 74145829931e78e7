using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace Segmentation.Tests;

/// <summary>Runs a program in the checkout's folder and collects what it says.</summary>
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
        Task<string> standardOutput = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> standardError = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await standardOutput + await standardError);
    }
}
