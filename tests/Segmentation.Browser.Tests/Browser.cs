using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Segmentation.Integrations.Files;
using Segmentation.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(Browser))]

namespace Segmentation.Tests;

/// <summary>
/// An installed Chromium, Chrome or Edge without a window; tests are skipped, with the reason, where there is none.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private string? _reason;

    public async ValueTask InitializeAsync()
    {
        try
        {
            string path = ChromiumPrinter.Find();
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(
                new BrowserTypeLaunchOptions { ExecutablePath = path, Args = ["--no-sandbox", "--disable-gpu"] });
        }
        catch (SegmentationException error)
        {
            _reason = error.Message + " " + error.RecommendedAction;
        }
    }

    /// <summary>Opens a file, and listens to what it says and asks for.</summary>
    /// <param name="path">The absolute path of a page or a picture.</param>
    /// <param name="view">How it is looked at; null for a wide light screen.</param>
    internal async Task<OpenPage> OpenAsync(string path, PageView? view = null)
    {
        Assert.SkipWhen(_browser is null, _reason ?? "no browser");
        view ??= new PageView();
        IBrowserContext context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = view.Width, Height = 900 },
            ColorScheme = view.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = view.RunsScript,
        });
        IPage page = await context.NewPageAsync();
        OpenPage open = new(page);
        if (view.IsPaper)
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        }

        await page.GotoAsync(new Uri(path).AbsoluteUri);
        return open;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}

/// <summary>How a page is looked at.</summary>
/// <param name="Width">The width of the window in pixels.</param>
/// <param name="IsDark">Whether the reader prefers dark colours.</param>
/// <param name="RunsScript">Whether scripts run.</param>
/// <param name="IsPaper">Whether it is laid out for paper.</param>
internal sealed record PageView(int Width = 1280, bool IsDark = false, bool RunsScript = true, bool IsPaper = false);

/// <summary>A page, and what it said and asked for.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly List<string> _noise = [];

    public OpenPage(IPage page)
    {
        Page = page;
        page.Console += (_, message) => _noise.Add($"console: {message.Text}");
        page.PageError += (_, error) => _noise.Add($"error: {error}");
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("file:", StringComparison.Ordinal)
                && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                _noise.Add($"request: {request.Url}");
            }
        };
    }

    public IPage Page { get; }

    /// <summary>Console messages, errors, and requests for anything but files.</summary>
    public IReadOnlyList<string> Noise => _noise;

    /// <summary>Runs one of the scripts of this project in the page.</summary>
    public async Task<string[]> CheckAsync(string script)
    {
        using Stream stream = typeof(OpenPage).Assembly.GetManifestResourceStream(script)!;
        using StreamReader reader = new(stream);
        return await Page.EvaluateAsync<string[]>(await reader.ReadToEndAsync());
    }

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}
