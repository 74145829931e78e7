using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Segmentation.Activation;
using Segmentation.Segments;
using Xunit;

namespace Segmentation.Tests.Activation;

public sealed class MemberRowsTests
{
    private readonly IReadOnlyList<Segment> _segments = SampleSegments.Create();

    [Fact]
    public void Every_member_of_every_segment_is_a_row()
    {
        MemberRows rows = new(_segments, new MemberOptions());

        Assert.Equal(_segments.SelectMany(s => s.CustomerIds), _segments.SelectMany(rows.Of).Select(m => m.CustomerId));
        Assert.DoesNotContain(_segments.SelectMany(rows.Of), m => m.Holdout);
    }

    [Fact]
    public void Holdout_is_near_its_share_and_depends_on_id_and_seed_alone()
    {
        MemberOptions options = new() { HoldoutShare = 0.2, Seed = 7 };
        HashSet<string> all = HeldOut(_segments, options);
        int count = _segments.Sum(s => s.CustomerIds.Count);

        Assert.InRange(all.Count, 0.16 * count, 0.24 * count);
        Assert.Equal(all.Where(_segments[1].CustomerIds.Contains).Order(), HeldOut([_segments[1]], options).Order());
        Assert.NotEqual(all, HeldOut(_segments, options with { Seed = 8 }));
        Assert.Superset(all, HeldOut(_segments, options with { HoldoutShare = 0.3 }));
    }

    [Fact]
    public void Hashed_ids_keep_the_holdout_and_differ_by_salt()
    {
        MemberOptions plain = new() { HoldoutShare = 0.2 };
        MemberRows rows = new(_segments, plain with { Salt = "a" });
        MemberRows other = new(_segments, plain with { Salt = "b" });

        Assert.Equal(
            new MemberRows(_segments, plain).Of(_segments[0]).Select(m => m.Holdout),
            rows.Of(_segments[0]).Select(m => m.Holdout));
        Assert.All(rows.Of(_segments[0]), m => Assert.Matches("^[0-9a-f]{64}$", m.CustomerId));
        Assert.NotEqual(rows.SaltFingerprint, other.SaltFingerprint);
        Assert.Empty(rows.Of(_segments[0]).Select(m => m.CustomerId)
            .Intersect(other.Of(_segments[0]).Select(m => m.CustomerId)));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_share_out_of_range_is_refused(double share) => Assert.Equal(
        ErrorIds.InvalidOption,
        Assert.Throws<SegmentationException>(
            () => new MemberRows(_segments, new MemberOptions { HoldoutShare = share })).ErrorId);

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@x", "'@x")]
    [InlineData("+a", "'+a")]
    [InlineData("\tx", "'\tx")]
    [InlineData("'=x", "''=x")]
    [InlineData("-12.5", "-12.5")]
    [InlineData("'-5", "'-5")]
    [InlineData("-1+2", "'-1+2")]
    [InlineData("a=b", "a=b")]
    [InlineData("", "")]
    public void Texts_that_are_formulas_get_an_apostrophe_that_can_be_taken_away(string text, string safe)
    {
        Assert.Equal(safe, SpreadsheetText.Neutralize(text));
        Assert.Equal(text, SpreadsheetText.Restore(safe));
    }

    [Fact]
    public void Changes_count_who_entered_left_and_stayed_by_name()
    {
        (IReadOnlyList<SegmentDelta> segments, IReadOnlyList<MemberChange> changes) = MemberChanges.Between(
            [("A", ["1", "2", "3"]), ("Gone", ["9"])], [("A", ["2", "3", "4", "5"]), ("New", ["1"])]);

        Assert.Equal(
            [new SegmentDelta("A", 2, 1, 2), new SegmentDelta("New", 1, 0, 0), new SegmentDelta("Gone", 0, 1, 0)],
            segments);
        Assert.Equal(["4", "5", "1", "1", "9"], changes.Select(c => c.CustomerId));
    }

    [Fact]
    public void A_snapshot_reads_back_and_an_edited_one_is_refused()
    {
        MemberRows rows = new(_segments, new MemberOptions { HoldoutShare = 0.1 });
        MemberFile file = new()
        {
            SegmentId = "S1",
            SegmentName = "<b>",
            Name = "s1.csv",
            Sha256 = "00",
            MemberCount = 4,
            HoldoutCount = 1,
        };
        MemberSnapshot snapshot = MemberSnapshot.Of(rows, true, 0, [file], null);
        using MemoryStream stream = new();
        MemberSnapshotJson.Write(snapshot, stream);
        stream.Position = 0;
        Assert.Equal(snapshot.SnapshotId, MemberSnapshotJson.Read(stream, "x").SnapshotId);

        using MemoryStream edited = new();
        MemberSnapshotJson.Write(snapshot with { Files = [file with { MemberCount = 5 }] }, edited);
        edited.Position = 0;
        SegmentationException error =
            Assert.Throws<SegmentationException>(() => MemberSnapshotJson.Read(edited, "x"));
        Assert.Equal(ErrorIds.InvalidSnapshot, error.ErrorId);
    }

    private static HashSet<string> HeldOut(IReadOnlyList<Segment> segments, MemberOptions options)
    {
        MemberRows rows = new(segments, options);
        return segments.SelectMany(rows.Of).Where(m => m.Holdout).Select(m => m.CustomerId).ToHashSet(
            StringComparer.Ordinal);
    }
}
