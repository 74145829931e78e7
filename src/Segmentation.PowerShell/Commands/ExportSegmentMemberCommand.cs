using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Security;
using Segmentation.Activation;
using Segmentation.PowerShell.Binding;
using Segmentation.Segments;

namespace Segmentation.PowerShell.Commands;

/// <summary>Writes the members of segments for other tools.</summary>
[Cmdlet(VerbsData.Export, "SegmentMember", SupportsShouldProcess = true, DefaultParameterSetName = ToFiles)]
[OutputType(typeof(MemberSnapshot), ParameterSetName = [ToFiles])]
[OutputType(typeof(SegmentMember), ParameterSetName = [ToPipeline])]
public sealed class ExportSegmentMemberCommand : SegmentationCmdlet
{
    private const string ToFiles = "Path";
    private const string ToPipeline = "AsObject";
    private const string WithMark = "utf8BOM";
    private static readonly MemberOptions s_defaults = new();
    private readonly List<Segment> _segments = [];

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ToFiles)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public PSObject[] InputObject { get; set; } = [];

    [Parameter(ParameterSetName = ToFiles)]
    public MemberFormat Format { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Property { get; set; } = [];

    [Parameter]
    [Alias("HashIds")]
    public SwitchParameter HashId { get; set; }

    [Parameter]
    [ValidateNotNull]
    public SecureString? Salt { get; set; }

    [Parameter]
    [ValidateRange(0.0, 0.999999)]
    public double HoldoutShare { get; set; }

    [Parameter]
    public int Seed { get; set; } = s_defaults.Seed;

    [Parameter(ParameterSetName = ToFiles)]
    [ValidateNotNullOrEmpty]
    public string? Delta { get; set; }

    [Parameter(ParameterSetName = ToFiles)]
    [ValidateSet("utf8", WithMark)]
    public string? Encoding { get; set; }

    [Parameter(ParameterSetName = ToFiles)]
    public SwitchParameter Raw { get; set; }

    [Parameter(ParameterSetName = ToFiles)]
    public SwitchParameter Force { get; set; }

    [Parameter(ParameterSetName = ToFiles)]
    public SwitchParameter PassThru { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = ToPipeline)]
    public SwitchParameter AsObject { get; set; }

    private protected override void Process() => _segments.AddRange(PipedInput.Segments(InputObject));

    private protected override void End()
    {
        MemberRows rows = new(_segments, new MemberOptions
        {
            HoldoutShare = HoldoutShare,
            Seed = Seed,
            Salt = SaltInput.ToWrite(HashId, Salt),
            Properties = Property,
        });
        if (AsObject)
        {
            WriteObjects(rows);
            return;
        }

        if (Format == MemberFormat.JsonLines && string.Equals(Encoding, WithMark, StringComparison.OrdinalIgnoreCase))
        {
            throw InvalidOption("JSON Lines have no byte order mark.", "Leave -Encoding out.");
        }

        MemberFileSettings settings = new(
            Format == MemberFormat.JsonLines,
            string.Equals(Encoding, WithMark, StringComparison.OrdinalIgnoreCase),
            Raw,
            Force,
            Delta is null ? null : FileSystemPaths.Literal(SessionState.Path, Delta));
        string folder = FileSystemPaths.Literal(SessionState.Path, Path);
        IntegrationsBridge.CheckMembers(rows, folder, settings);
        if (!ShouldProcess(folder, "Write members of segments"))
        {
            return;
        }

        MemberSnapshot snapshot =
            Run((progress, token) => IntegrationsBridge.WriteMembers(rows, folder, settings, progress, token));
        Report(snapshot, folder);
        if (PassThru)
        {
            WriteObject(snapshot);
        }
    }

    private void WriteObjects(MemberRows rows)
    {
        foreach (Segment segment in _segments)
        {
            foreach (SegmentMember member in rows.Of(segment))
            {
                StopToken.ThrowIfCancellationRequested();
                PSObject item = new(member);
                for (int i = 0; i < Property.Length; i++)
                {
                    item.Properties.Add(new PSNoteProperty(Property[i], member.Values[i]));
                }

                WriteObject(item);
            }
        }
    }

    private void Report(MemberSnapshot snapshot, string folder)
    {
        Verbose(
            $"{snapshot.MemberCount} members, {snapshot.HoldoutCount} held out: snapshot {snapshot.SnapshotId}, '{folder}'.");
        if (snapshot.ChangedIds > 0)
        {
            WriteWarning(FormattableString.Invariant(
                $"{snapshot.ChangedIds:N0} ids could run as formulas in a spreadsheet and start with an apostrophe now. ")
                + "Use -Raw to keep them, or -Format JsonLines.");
        }
    }

    private static SegmentationException InvalidOption(string message, string action) =>
        new(ErrorIds.InvalidOption, ErrorKind.InvalidArgument, message, action);
}
