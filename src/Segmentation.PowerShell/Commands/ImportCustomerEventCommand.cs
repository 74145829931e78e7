using System;
using System.Collections.Generic;
using System.Management.Automation;
using Segmentation.Events;
using Segmentation.Identity;
using Segmentation.PowerShell.Binding;

namespace Segmentation.PowerShell.Commands;

/// <summary>Opens event files as one dataset.</summary>
[Cmdlet(VerbsData.Import, "CustomerEvent", DefaultParameterSetName = ByPath)]
[OutputType(typeof(EventDataset), typeof(EventMappingProposal))]
public sealed class ImportCustomerEventCommand : SegmentationCmdlet
{
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";

    private readonly List<string> _files = [];
    private readonly List<IdHistoryEntry> _history = [];

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByPath)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    [Parameter]
    [ValidateSet(MappingChoice.Auto, "Canonical", "Bloomreach", "GA4", "Segment", "Rees46", "OnlineRetail", "Cdnow")]
    public string? Preset { get; set; }

    [Parameter]
    [ValidateNotNull]
    public object? Mapping { get; set; }

    [Parameter]
    public SwitchParameter ProposeMapping { get; set; }

    [Parameter]
    public EventFileLayout Layout { get; set; }

    [Parameter]
    public char? Delimiter { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Encoding { get; set; }

    [Parameter]
    [ValidateNotNull]
    public PSObject[]? IdHistory { get; set; }

    private protected override void Begin()
    {
        MappingChoice.RequireOne(Preset, Mapping);
        _history.AddRange(IdHistoryInput.Read(this, IdHistory ?? []));
    }

    private protected override void Process()
    {
        foreach (string path in LiteralPath)
        {
            _files.Add(FileSystemPaths.Literal(SessionState.Path, path));
        }

        foreach (string path in Path)
        {
            _files.AddRange(FileSystemPaths.Existing(SessionState.Path, path));
        }
    }

    private protected override void End()
    {
        if (_files.Count == 0)
        {
            return;
        }

        EventFileSettings settings = new(Layout, Delimiter, EncodingOf(Encoding));
        if (ProposeMapping && MappingChoice.IsAuto(Preset, Mapping))
        {
            WriteObject(Run((_, _) => IntegrationsBridge.ProposeMapping(_files[0], settings)));
            return;
        }

        EventDataset dataset = EventFileInput.Open(this, _files, Preset, Mapping, settings, _history);
        WriteObject(dataset.WithStep(StepText.Of(this)));
    }

    private static System.Text.Encoding? EncodingOf(string? name)
    {
        if (name is null)
        {
            return null;
        }

        try
        {
            return System.Text.Encoding.GetEncoding(name);
        }
        catch (ArgumentException error)
        {
            throw new SegmentationException(
                ErrorIds.InvalidOption,
                ErrorKind.InvalidArgument,
                $"'{name}' is not the name of an encoding.",
                "Use a name such as utf-8, utf-16 or iso-8859-1.",
                name,
                error);
        }
    }
}
