using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Segmentation.Integrations.Files;
using Segmentation.Reporting;
using Xunit;

namespace Segmentation.Tests.Files;

public sealed class ReportFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("segmentation-");
    private readonly SegmentReport _report = ReportBuilder.Build(SampleSegments.Tested());

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("report.html", "<!DOCTYPE html>")]
    [InlineData("report.HTM", "<!DOCTYPE html>")]
    [InlineData("report.json", "{")]
    [InlineData("report.md", "# Customer segments")]
    [InlineData("report.txt", "Customer segments\n=====")]
    public void The_extension_chooses_the_format(string name, string start)
    {
        ReportFiles.Write(_report, At(name));
        Assert.StartsWith(start, File.ReadAllText(At(name)), StringComparison.Ordinal);
        Assert.Equal([name], Names());
    }

    [Fact]
    public void A_named_format_wins_over_the_extension()
    {
        ReportFiles.Write(_report, At("report.txt"), ReportFormat.Json);
        Assert.Equal(_report.Run.RunId, ReportFiles.Read(At("report.txt")).Run.RunId);
    }

    [Theory]
    [InlineData("report")]
    [InlineData("report.docx")]
    [InlineData(".json.")]
    public void An_unknown_extension_is_an_error_that_names_the_possible_ones(string name)
    {
        SegmentationException error = Fails(() => ReportFiles.Write(_report, At(name)), ErrorIds.InvalidOption);
        Assert.Contains(".html, .json, .md, .txt or .pdf", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(Names());
    }

    [Theory]
    [InlineData("report.html")]
    [InlineData("report.json")]
    [InlineData("report.md")]
    public void Files_are_utf8_without_mark_and_with_plain_line_ends(string name)
    {
        ReportFiles.Write(_report with { Title = "Ümlaut 東京" }, At(name));
        byte[] bytes = File.ReadAllBytes(At(name));
        Assert.False(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble));
        Assert.DoesNotContain((byte)'\r', bytes);
        Assert.Equal((byte)'\n', bytes[^1]);
        _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
    }

    [Fact]
    public void An_existing_file_is_replaced_only_when_forced()
    {
        File.WriteAllText(At("report.json"), "old");
        Fails(() => ReportFiles.Write(_report, At("report.json")), ErrorIds.FileExists);
        Assert.Equal("old", File.ReadAllText(At("report.json")));

        ReportFiles.Write(_report, At("report.json"), force: true);
        Assert.Equal(_report.Title, ReportFiles.Read(At("report.json")).Title);
        Assert.Equal(["report.json"], Names());
    }

    [Fact]
    public void A_missing_folder_is_an_error_and_is_not_created()
    {
        Fails(() => ReportFiles.Write(_report, At("missing/report.html")), ErrorIds.FolderNotFound);
        Assert.False(Directory.Exists(At("missing")));
    }

    [Fact]
    public void A_folder_is_not_a_file()
    {
        Directory.CreateDirectory(At("folder.html"));
        Fails(() => ReportFiles.Write(_report, At("folder.html"), force: true), ErrorIds.PathIsDirectory);
        Fails(() => ReportFiles.Read(At("folder.html")), ErrorIds.PathIsDirectory);
    }

    [Fact]
    public void Reading_names_the_file_that_is_missing_or_wrong()
    {
        Assert.Contains("none.json", Fails(() => ReportFiles.Read(At("none.json")), ErrorIds.FileNotFound).Message,
            StringComparison.Ordinal);
        ReportFiles.Write(_report, At("report.html"));
        Assert.Contains("report.html", Fails(() => ReportFiles.Read(At("report.html")), ErrorIds.InvalidReport).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_writer_that_fails_leaves_what_was_there(bool exists)
    {
        if (exists)
        {
            File.WriteAllText(At("file.txt"), "old");
        }

        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(At("file.txt"), true, stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException();
        }));
        Assert.Equal(exists ? ["file.txt"] : [], Names());
        Assert.Equal(exists ? "old" : null, exists ? File.ReadAllText(At("file.txt")) : null);
    }

    [Fact]
    public void A_full_disk_is_an_error_of_its_own()
    {
        SegmentationException error = Fails(
            () => AtomicFile.Write(At("file.txt"), false, _ => throw new IOException("No space left on device")),
            ErrorIds.FileNotWritable);
        Assert.Contains("No space left", error.Message, StringComparison.Ordinal);
        Assert.Empty(Names());
    }

    [Fact]
    public void A_file_that_appears_meanwhile_is_not_overwritten()
    {
        Fails(
            () => AtomicFile.Write(At("file.txt"), false, _ => File.WriteAllText(At("file.txt"), "theirs")),
            ErrorIds.FileExists);
        Assert.Equal("theirs", File.ReadAllText(At("file.txt")));
        Assert.Equal(["file.txt"], Names());
    }

    [Fact]
    public void A_link_and_the_permissions_of_a_replaced_file_are_kept()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("links need a privilege on Windows");
            return;
        }

        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        Directory.CreateDirectory(At("there"));
        File.WriteAllText(At("there/file.txt"), "old");
        File.SetUnixFileMode(At("there/file.txt"), mode);
        File.CreateSymbolicLink(At("link.txt"), At("there/file.txt"));

        AtomicFile.Write(At("link.txt"), true, stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(At("there/file.txt")));
        Assert.Equal(mode, File.GetUnixFileMode(At("there/file.txt")));
        Assert.NotNull(new FileInfo(At("link.txt")).LinkTarget);
    }

    [Theory]
    [InlineData(".html")]
    [InlineData(".json")]
    public void A_name_that_is_too_long_is_an_error_and_leaves_nothing(string extension)
    {
        Fails(() => ReportFiles.Write(_report, At(new string('x', 300) + extension)), ErrorIds.FileNotWritable);
        Assert.Empty(Names());
    }

    [Theory]
    [InlineData("#!/bin/sh\necho boom >&2; exit 3", "exit code 3. boom")]
    [InlineData("#!/bin/sh\nexit 0", "exit code 0")]
    [InlineData("#!/bin/sh\nexec sleep 600", "longer than 0.5 seconds")]
    [InlineData("no program", "cannot be started")]
    public void A_browser_that_prints_nothing_is_an_error_that_says_why(string script, string reason)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the script needs a shell");
        File.WriteAllText(At("browser"), script);
        if (script[0] == '#' && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(At("browser"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        using MemoryStream pdf = new();
        SegmentationException error = Fails(
            () => ChromiumPrinter.Print(
                page => page.Write("<p/>"u8), pdf, At("browser"), TimeSpan.FromSeconds(0.5), TestContext.Current.CancellationToken),
            ErrorIds.FileNotWritable);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, pdf.Length);
    }

    [Fact]
    public void A_browser_that_is_not_there_is_an_error_that_says_what_to_install()
    {
        File.WriteAllText(At("report.pdf"), "old");
        SegmentationException error = Fails(
            () => ReportFiles.Write(_report, At("report.pdf"), force: true, browser: At("nowhere")), ErrorIds.FileNotFound);
        Assert.Contains("Install Chromium", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(At("report.pdf")));
        Assert.Equal(["report.pdf"], Names());
    }

    private static SegmentationException Fails(Action action, string errorId)
    {
        SegmentationException error = Assert.Throws<SegmentationException>(action);
        Assert.Equal(errorId, error.ErrorId);
        Assert.NotNull(error.RecommendedAction);
        return error;
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private string[] Names() => [.. _folder.EnumerateFileSystemInfos().Select(f => f.Name)];
}
