using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Segmentation.Integrations.Files;

/// <summary>Pages as PDF, printed by a Chromium, Chrome or Edge that is installed; no network is used.</summary>
public static class ChromiumPrinter
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(60);

    private static readonly string[] s_commands =
    [
        "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge",
        "microsoft-edge-stable", "msedge",
    ];

    private static readonly string[] s_places =
    [
        "Microsoft/Edge/Application/msedge.exe", "Google/Chrome/Application/chrome.exe", "Chromium/Application/chrome.exe",
    ];

    private static readonly string[] s_applications =
    [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ];

    /// <summary>The browser that would print: the one given, else the first that is found where browsers are.</summary>
    /// <param name="browser">The absolute path of a browser; null to look for one.</param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.FileNotFound"/>: there is none; the action says what to install.
    /// </exception>
    public static string Find(string? browser = null)
    {
        if (browser is not null)
        {
            return File.Exists(browser) ? browser : throw Missing($"There is no browser at '{browser}'.", browser);
        }

        return Candidates().FirstOrDefault(File.Exists)
            ?? throw Missing("A PDF is printed by a browser, and no Chromium, Chrome or Edge was found.", null);
    }

    /// <summary>Prints a page.</summary>
    /// <param name="writePage">Writes the page, as UTF-8 HTML.</param>
    /// <param name="stream">Where the PDF goes; it stays open.</param>
    /// <param name="browser">The absolute path of a browser; null to look for one.</param>
    /// <param name="timeout">How long it may take; null is a minute.</param>
    /// <param name="cancellationToken">Ends the browser.</param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.FileNotFound"/>: no browser; <see cref="ErrorIds.FileNotWritable"/>: it printed nothing.
    /// </exception>
    public static void Print(
        Action<Stream> writePage,
        Stream stream,
        string? browser = null,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(writePage);
        ArgumentNullException.ThrowIfNull(stream);
        string program = Find(browser);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("segmentation-");
        try
        {
            string page = Path.Combine(folder.FullName, "report.html");
            string printed = Path.Combine(folder.FullName, "report.pdf");
            using (FileStream html = File.Create(page))
            {
                writePage(html);
            }

            Run(program, folder.FullName, page, printed, timeout ?? s_timeout, cancellationToken);
            using FileStream pdf = File.OpenRead(printed);
            pdf.CopyTo(stream);
        }
        finally
        {
            Remove(folder);
        }
    }

    private static IEnumerable<string> Candidates()
    {
        string suffix = OperatingSystem.IsWindows() ? ".exe" : string.Empty;
        IEnumerable<string> onPath =
            from command in s_commands
            from folder in (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            where folder.Length > 0
            select Path.Combine(folder, command + suffix);
        IEnumerable<string> installed =
            from place in s_places
            from variable in (string[])["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"]
            let folder = Environment.GetEnvironmentVariable(variable)
            where !string.IsNullOrEmpty(folder)
            select Path.Combine(folder, place);
        return [.. onPath, .. OperatingSystem.IsWindows() ? installed : s_applications];
    }

    private static void Run(
        string program, string folder, string page, string printed, TimeSpan timeout, CancellationToken token)
    {
        ProcessStartInfo start = new(program)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in (string[])
            [
                "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--no-pdf-header-footer",
                "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=" + Path.Combine(folder, "profile"),
                .. IsRoot() ? ["--no-sandbox"] : (string[])[],
                "--print-to-pdf=" + printed, new Uri(page).AbsoluteUri,
            ])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Start(start);
        Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(timeout);
        try
        {
            process.WaitForExitAsync(limit.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit(5000);
            token.ThrowIfCancellationRequested();
            throw Failed(program, FormattableString.Invariant($"it took longer than {timeout.TotalSeconds} seconds"));
        }

        if (process.ExitCode != 0 || !File.Exists(printed))
        {
            string last = errors.GetAwaiter().GetResult().Trim().Split('\n')[^1];
            throw Failed(program, FormattableString.Invariant($"exit code {process.ExitCode}. {last}"));
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw Failed(start.FileName, "it cannot be started. " + e.Message, e);
        }
    }

    // Chromium refuses its sandbox to root, as in containers; the page is our own and loads nothing.
    private static bool IsRoot() => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess;

    private static void Remove(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A browser may hold its profile for a moment longer; the system's clean-up takes it.
        }
    }

    private static SegmentationException Missing(string message, string? target) => new(
        ErrorIds.FileNotFound,
        ErrorKind.NotFound,
        message,
        "Install Chromium, Google Chrome or Microsoft Edge, or name one with -BrowserPath. "
            + "Or write .html and print it from any browser.",
        target);

    private static SegmentationException Failed(string program, string reason, Exception? cause = null) => new(
        ErrorIds.FileNotWritable,
        ErrorKind.NotReadable,
        $"'{program}' did not print the report: {reason}",
        "Try another browser with -BrowserPath, or write .html and print it from any browser.",
        program,
        cause);
}
