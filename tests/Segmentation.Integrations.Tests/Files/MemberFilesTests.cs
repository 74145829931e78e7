using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Segmentation.Activation;
using Segmentation.Integrations.Files;
using Segmentation.Segments;
using Xunit;

namespace Segmentation.Tests.Files;

public sealed class MemberFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("segmentation-");
    private readonly IReadOnlyList<Segment> _segments = SampleSegments.Create();

    private string Target => Path.Combine(_folder.FullName, "members");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Hostile_ids_and_names_come_back_as_they_were(bool jsonLines)
    {
        string[] ids = ["a,b", "\"q\"", "line\nbreak", "=1+1", "'=1", "\u202Ertl", "😀", " x ", "<script>"];
        Segment hostile = _segments[0] with { CustomerIds = ids, Name = "../=cmd|\"<b>\"" + new string('x', 10_000) };
        MemberFileOptions options = new() { JsonLines = jsonLines, ByteOrderMark = !jsonLines };
        MemberRows rows = new([hostile], new MemberOptions());
        MemberFiles.Write(rows, Target, options, null, TestContext.Current.CancellationToken);

        MemberSnapshot later = MemberFiles.Write(
            rows, Target + "2", options with { Earlier = Target }, null, TestContext.Current.CancellationToken);

        Assert.Equal(new SegmentDelta(hostile.Name, 0, 0, ids.Length), Assert.Single(later.Delta!.Segments));
        Assert.Matches("^[A-Za-z0-9-]+[.](csv|jsonl)$", later.Files[0].Name);
        Assert.Equal(later.SnapshotId, MemberFiles.ReadSnapshot(Target + "2").SnapshotId);
    }

    [Fact]
    public void A_file_that_cannot_be_replaced_leaves_the_old_snapshot_whole()
    {
        MemberRows rows = new(_segments, new MemberOptions());
        MemberSnapshot old = Write(rows, force: false);
        Directory.CreateDirectory(Path.Combine(Target, "blocked"));
        string[] before = Contents();
        string last = old.Files[^1].Name;
        File.Delete(Path.Combine(Target, last));
        Directory.CreateDirectory(Path.Combine(Target, last));

        SegmentationException error = Assert.Throws<SegmentationException>(
            () => Write(new MemberRows(_segments, new MemberOptions { HoldoutShare = 0.5 }), force: true));

        Assert.Equal(ErrorIds.FileNotWritable, error.ErrorId);
        Assert.Equal(before.Where(c => !c.StartsWith(last, StringComparison.Ordinal)), Contents());
    }

    [Fact]
    public void Cancelled_in_the_middle_nothing_is_left()
    {
        using CancellationTokenSource stop = new();
        stop.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(
            () => MemberFiles.Write(new MemberRows(_segments, new MemberOptions()), Target, null, null, stop.Token));
        Assert.False(Directory.Exists(Target));
    }

    [Fact]
    public void Stopped_between_two_segments_the_old_snapshot_stays()
    {
        MemberRows rows = new(_segments, new MemberOptions());
        Write(rows, force: false);
        string[] before = Contents();
        using CancellationTokenSource stop = new();
        Stopper stopper = new(stop);

        Assert.ThrowsAny<OperationCanceledException>(() => MemberFiles.Write(
            new MemberRows(_segments, new MemberOptions { HoldoutShare = 0.5 }),
            Target,
            new MemberFileOptions { Force = true },
            stopper,
            stop.Token));
        Assert.Equal(2, stopper.Reports);
        Assert.Equal(before, Contents());
        Assert.Single(_folder.EnumerateFileSystemInfos());
    }

    // Stops the work when the second segment begins.
    private sealed class Stopper(CancellationTokenSource stop) : IProgress<StageProgress>
    {
        public int Reports { get; private set; }

        public void Report(StageProgress value)
        {
            if (++Reports == 2)
            {
                stop.Cancel();
            }
        }
    }

    private MemberSnapshot Write(MemberRows rows, bool force) => MemberFiles.Write(
        rows, Target, new MemberFileOptions { Force = force }, null, TestContext.Current.CancellationToken);

    private string[] Contents() =>
    [
        .. Directory.GetFiles(Target).Order(StringComparer.Ordinal)
            .Select(f => Path.GetFileName(f) + File.ReadAllText(f)),
    ];
}
