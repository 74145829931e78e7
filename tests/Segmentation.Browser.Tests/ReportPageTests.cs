using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Segmentation.Reporting;
using Xunit;

namespace Segmentation.Tests;

/// <summary>The page of a real run in a real browser.</summary>
public sealed class ReportPageTests(Browser browser, RealReports reports, ITestOutputHelper output)
{
    private const string Everything = "document.querySelectorAll('details').forEach(d => d.open = true)";

    [Theory]
    [InlineData("generated", 360, false)]
    [InlineData("generated", 1280, false)]
    [InlineData("generated", 688, true)]
    [InlineData("cdnow", 360, false)]
    [InlineData("cdnow", 688, true)]
    public async Task A_page_fits_any_screen_and_paper(string data, int width, bool paper)
    {
        await using OpenPage open = await browser.OpenAsync(reports.Page(data), new PageView(width, IsPaper: paper));
        await open.Page.EvaluateAsync(Everything);
        Assert.Empty(await open.CheckAsync("layout.js"));
        Assert.Empty(open.Noise);
        Assert.InRange(new FileInfo(reports.Page(data)).Length, 50_000, 400_000);
    }

    [Theory]
    [InlineData("generated", 360, false)]
    [InlineData("generated", 1280, true)]
    [InlineData("cdnow", 1280, false)]
    public async Task Nobody_is_kept_out(string data, int width, bool dark)
    {
        await using OpenPage open = await browser.OpenAsync(reports.Page(data), new PageView(width, dark));
        await open.Page.EvaluateAsync(Everything);
        Assert.Empty(await open.CheckAsync("accessibility.js"));
        Assert.Empty(open.Noise);
    }

    [Theory]
    [InlineData(360, "grid")]
    [InlineData(1280, "table-row")]
    public async Task The_answer_is_read_without_moving_it_sideways(int width, string rows)
    {
        await using OpenPage open = await browser.OpenAsync(reports.Page("generated"), new PageView(width));
        ILocator table = open.Page.GetByRole(AriaRole.Table, new() { Name = "The segments at a glance" });
        Assert.True(await table.EvaluateAsync<bool>("t => t.parentElement.scrollWidth <= t.parentElement.clientWidth"));
        Assert.Equal(
            rows, await table.Locator("tbody tr").First.EvaluateAsync<string>("row => getComputedStyle(row).display"));
        int cells = await table.GetByRole(AriaRole.Row).Last.GetByRole(AriaRole.Cell).CountAsync();
        Assert.Equal(cells + 1, await table.Locator("thead th").CountAsync());
    }

    [Fact]
    public async Task Everything_can_be_reached_and_seen_by_keyboard()
    {
        await using OpenPage open = await browser.OpenAsync(reports.Page("generated"));
        int stops = await open.Page.EvaluateAsync<int>(
            "Array.from(document.querySelectorAll('a, button, input, summary, [tabindex=\"0\"]'))"
            + ".filter(e => e.checkVisibility()).length");
        HashSet<string> reached = [];
        for (int i = 0; i < stops; i++)
        {
            await open.Page.Keyboard.PressAsync("Tab");
            string[] at = await open.Page.EvaluateAsync<string[]>(
                """
                () => {
                  const e = document.activeElement;
                  const style = getComputedStyle(e);
                  const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
                  const box = e.getBoundingClientRect();
                  const id = Array.from(document.querySelectorAll('*')).indexOf(e);
                  return [String(id), seen && box.left >= 0 ? '' : e.outerHTML.slice(0, 80)];
                }
                """);
            Assert.Equal(string.Empty, at[1]);
            output.WriteLine($"stop {i}: element {at[0]}");
            reached.Add(at[0]);
        }

        Assert.Equal(stops, reached.Count);
    }

    [Fact]
    public async Task Tables_sort_by_click_and_by_keyboard()
    {
        await using OpenPage open = await browser.OpenAsync(reports.Page("generated"));
        ILocator table = open.Page.Locator("table.glance");
        SegmentReport report = reports.Report("generated");
        ILocator customers = table.GetByRole(AriaRole.Button, new() { Name = "Customers" });

        await customers.ClickAsync();
        Assert.Equal(
            report.Segments.Select(s => s.SegmentId).Order(StringComparer.Ordinal),
            (await IdsAsync(table)).Order(StringComparer.Ordinal));
        Assert.Equal(report.Segments.Select(s => s.Size!.Value).OrderDescending(), await SizesAsync(table, report));
        await customers.PressAsync("Enter");
        Assert.Equal(report.Segments.Select(s => s.Size!.Value).Order(), await SizesAsync(table, report));
        Assert.Equal("ascending", await table.Locator("th[aria-sort]").GetAttributeAsync("aria-sort"));

        ILocator names = table.GetByRole(AriaRole.Button, new() { Name = "Segment" });
        await names.FocusAsync();
        await open.Page.Keyboard.PressAsync("Space");
        Assert.Equal(
            report.Segments.Select(s => int.Parse(s.SegmentId[1..], CultureInfo.InvariantCulture)).Order(),
            (await IdsAsync(table)).Select(id => int.Parse(id[1..], CultureInfo.InvariantCulture)));
        Assert.Equal(1, await table.Locator("th[aria-sort]").CountAsync());
        Assert.Empty(open.Noise);
    }

    [Fact]
    public async Task Segments_are_filtered_by_words()
    {
        await using OpenPage open = await browser.OpenAsync(reports.Page("generated"));
        SegmentReport report = reports.Report("generated");
        ILocator cards = open.Page.Locator("#segments article");
        ILocator box = open.Page.GetByLabel("Filter segments");

        await box.FillAsync(report.Segments[1].Name);
        Assert.Equal(1, await cards.Filter(new() { Visible = true }).CountAsync());
        Assert.Equal(
            $"1 of {report.Segments.Count.ToString(CultureInfo.InvariantCulture)} shown",
            await open.Page.GetByRole(AriaRole.Status).InnerTextAsync());
        await box.FillAsync("zzzz");
        Assert.Equal(0, await cards.Filter(new() { Visible = true }).CountAsync());
        await box.FillAsync(string.Empty);
        Assert.Equal(report.Segments.Count, await cards.Filter(new() { Visible = true }).CountAsync());
    }

    [Fact]
    public async Task Without_scripts_the_page_says_the_same()
    {
        await using OpenPage with = await browser.OpenAsync(reports.Page("generated"));
        await using OpenPage without = await browser.OpenAsync(
            reports.Page("generated"), new PageView(RunsScript: false));
        string[] sections = [.. await with.Page.Locator("section h2").AllInnerTextsAsync()];
        Assert.Equal(sections, await without.Page.Locator("section h2").AllInnerTextsAsync());
        foreach (string part in (string[])["#answer", "#robustness", "#decisions", "#methods"])
        {
            Assert.Equal(
                Plain(await with.Page.Locator(part).TextContentAsync()),
                Plain(await without.Page.Locator(part).TextContentAsync()));
        }

        Assert.Equal(0, await without.Page.Locator("button, input").CountAsync());
        Assert.Empty(without.Noise);
    }

    [Fact]
    public async Task A_printed_page_has_no_more_sheets_than_it_needs()
    {
        await using OpenPage open = await browser.OpenAsync(reports.Page("generated"));
        byte[] pdf = await open.Page.PdfAsync(new PagePdfOptions { Format = "A4", PrintBackground = true });
        string text = System.Text.Encoding.Latin1.GetString(pdf);
        int sheets = text.Split("/Type /Page\n").Length - 1;
        int segments = reports.Report("generated").Segments.Count;
        Assert.InRange(sheets, 5, 15 + (3 * segments));
    }

    private static string Plain(string? text) => string.Join(' ', (text ?? string.Empty).Split(
        (char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task<string[]> IdsAsync(ILocator table) =>
        [.. await table.Locator("tbody .id").AllInnerTextsAsync()];

    private static async Task<IEnumerable<int>> SizesAsync(ILocator table, SegmentReport report) =>
        (await IdsAsync(table)).Select(id => report.Segments.Single(s => s.SegmentId == id).Size!.Value);
}
