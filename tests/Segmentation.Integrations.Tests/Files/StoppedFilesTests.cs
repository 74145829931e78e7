using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Segmentation.Integrations.Files;
using Segmentation.Models;
using Segmentation.Reporting;
using Xunit;

namespace Segmentation.Tests.Files;

/// <summary>Files that are stopped while they are written: the old one is intact, and nothing else is there.</summary>
public sealed class StoppedFilesTests : IDisposable
{
    private const string Old = "old";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("segmentation-");
    private readonly SegmentReport _report = ReportBuilder.Build(SampleSegments.Tested());
    private readonly CancellationTokenSource _stop = new();

    public static TheoryData<string, bool> Files => new MatrixTheoryData<string, bool>(
        ["report.html", "report.json", "report.md", "report.txt", "chart.svg", "model.json"], [true, false]);

    public void Dispose()
    {
        _stop.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Stopped_in_the_middle_of_its_bytes(string name, bool exists)
    {
        Prepare(name, exists);
        long reached = 0;

        Assert.ThrowsAny<OperationCanceledException>(() => AtomicFile.Write(
            At(name),
            true,
            stream =>
            {
                using Stopper stopper = new(stream, _stop);
                WriteContent(name, stopper);
                reached = stream.Length;
            },
            _stop.Token));

        Assert.Equal(0, reached);
        AssertUntouched(name, exists);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Stopped_when_all_is_written_but_the_name(string name, bool exists)
    {
        Prepare(name, exists);

        Assert.ThrowsAny<OperationCanceledException>(() => AtomicFile.Write(
            At(name),
            true,
            stream =>
            {
                WriteContent(name, stream);
                Assert.NotEqual(0, stream.Length);
                _stop.Cancel();
            },
            _stop.Token));

        AssertUntouched(name, exists);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Stopped_before_the_first_byte(string name, bool exists)
    {
        Prepare(name, exists);
        _stop.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            switch (name)
            {
                case "model.json":
                    ModelFiles.Write(SegmentModel.Of(SampleSegments.Tested()), At(name), true, _stop.Token);
                    break;
                case "chart.svg":
                    AtomicFile.Write(At(name), true, stream => WriteContent(name, stream), _stop.Token);
                    break;
                default:
                    ReportFiles.Write(_report, At(name), force: true, cancellationToken: _stop.Token);
                    break;
            }
        });

        AssertUntouched(name, exists);
    }

    [Fact]
    public void Reading_a_model_can_be_stopped()
    {
        ModelFiles.Write(SegmentModel.Of(SampleSegments.Tested()), At("model.json"), false, _stop.Token);
        _stop.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => ModelFiles.Read(At("model.json"), _stop.Token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pdf_stopped_while_the_browser_prints_ends_the_browser_and_all_it_started(bool exists)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("needs a named pipe, and processes as files");
            return;
        }

        Prepare("report.pdf", exists);
        string pipe = At("pipe");
        using (Process made = Process.Start("mkfifo", [pipe]))
        {
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        File.WriteAllText(
            At("browser"), $"#!/bin/sh\nsleep 600 &\nfor last; do :; done\necho $$ $! $last > '{pipe}'\nwait\n");
        File.SetUnixFileMode(At("browser"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Task writing = Task.Run(
            () => ReportFiles.Write(
                _report, At("report.pdf"), force: true, browser: At("browser"), cancellationToken: _stop.Token),
            CancellationToken.None);

        // Opening the pipe waits until the browser is there to write to it.
        string[] said = (await File.ReadAllTextAsync(pipe, TestContext.Current.CancellationToken)).Trim().Split(' ');
        string page = new Uri(said[2]).LocalPath;
        Assert.True(File.Exists(page));
        await _stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
        Assert.All(said[..2], id => Assert.True(HasEnded(id), $"process {id} is still there"));
        Assert.False(Directory.Exists(Path.GetDirectoryName(page)));
        File.Delete(pipe);
        File.Delete(At("browser"));
        AssertUntouched("report.pdf", exists);
    }

    // A process that was ended and that nobody has asked about stays as a zombie.
    private static bool HasEnded(string id)
    {
        try
        {
            return File.ReadLines($"/proc/{id}/status").First(line => line.StartsWith("State:", StringComparison.Ordinal))
                .Contains("zombie", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or DirectoryNotFoundException)
        {
            return true;
        }
    }

    private void WriteContent(string name, Stream stream)
    {
        switch (name)
        {
            case "report.json":
                JsonReport.Write(_report, stream);
                break;
            case "model.json":
                SegmentModelJson.Write(SegmentModel.Of(SampleSegments.Tested()), stream);
                break;
            default:
                using (StreamWriter text = new(stream, new UTF8Encoding(false), bufferSize: 64, leaveOpen: true))
                {
                    (name switch
                    {
                        "report.html" => HtmlReport.Write,
                        "report.md" => MarkdownReport.Write,
                        "report.txt" => TextReport.Write,
                        _ => (Action<SegmentReport, TextWriter>)((report, writer) =>
                            SegmentCharts.Write(report, SegmentChartKind.Dashboard, writer)),
                    })(_report, text);
                }

                break;
        }
    }

    private void Prepare(string name, bool exists)
    {
        if (exists)
        {
            File.WriteAllText(At(name), Old);
        }
    }

    private void AssertUntouched(string name, bool exists)
    {
        Assert.Equal(exists ? [name] : [], _folder.EnumerateFileSystemInfos().Select(f => f.Name));
        Assert.Equal(exists ? Old : null, exists ? File.ReadAllText(At(name)) : null);
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    // Writes what it is given, and has the writing stopped after the first bytes.
    private sealed class Stopper(Stream inner, CancellationTokenSource stop) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => inner.Length;

        public override long Position { get => inner.Position; set => throw new NotSupportedException(); }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count)
        {
            int half = Math.Max(1, count / 2);
            inner.Write(buffer, offset, half);
            stop.Cancel();
            inner.Write(buffer, offset + half, count - half);
        }
    }
}
