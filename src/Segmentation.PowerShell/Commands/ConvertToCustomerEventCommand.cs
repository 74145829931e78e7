using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using Segmentation.Events;
using Segmentation.PowerShell.Binding;

namespace Segmentation.PowerShell.Commands;

/// <summary>Makes a dataset of objects of any source.</summary>
[Cmdlet(VerbsData.ConvertTo, "CustomerEvent")]
[OutputType(typeof(EventDataset))]
public sealed class ConvertToCustomerEventCommand : SegmentationCmdlet
{
    // As many rows as it takes to see how dates are written.
    private const int SampleRows = 1000;
    private const string Description = "piped objects";

    private readonly EventInput _events = new();
    private readonly List<object?[]> _sample = [];
    private IReadOnlyList<string>? _header;
    private EventDatasetBuilder? _builder;

    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public PSObject[] InputObject { get; set; } = [];

    [Parameter]
    [ValidateSet(MappingChoice.Auto, "Canonical", "Bloomreach", "GA4", "Segment", "Rees46", "OnlineRetail", "Cdnow")]
    public string? Preset { get; set; }

    [Parameter]
    [ValidateNotNull]
    public object? Mapping { get; set; }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _builder?.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool IsAuto => MappingChoice.IsAuto(Preset, Mapping);

    private protected override void Begin() => MappingChoice.RequireOne(Preset, Mapping);

    private protected override void Process()
    {
        foreach (object? item in PipedInput.Flatten(InputObject))
        {
            if (!_events.TryAdd(item))
            {
                Add(item);
            }
        }
    }

    private protected override void End()
    {
        if (_header is null)
        {
            if (!_events.IsEmpty)
            {
                WriteObject(_events.ToDataset());
            }

            return;
        }

        StartBuilder();
        EventDataset dataset = _builder!.Build();
        MappingChoice.WarnOfSkippedRows(this, dataset.Summary);
        Verbose($"{dataset.RowsRead} objects, {dataset.RowsUsed} used, {dataset.CustomerCount} customers.");
        WriteObject(dataset.WithStep(StepText.Of(this)));
    }

    private void Add(object? item)
    {
        if (item is null or string || item.GetType().IsPrimitive || !_events.IsEmpty)
        {
            throw PipedInput.Unexpected(item, "an object with properties", "Import-Csv or the like");
        }

        PSObject row = PSObject.AsPSObject(item);
        if (_header is null)
        {
            _header = ObjectProperties.Names(row);
            if (!IsAuto)
            {
                // A column that is missing is one error before any row, not one per row.
                StartBuilder();
            }
        }

        object?[] values = ObjectProperties.Values(row, _header);
        if (_builder is not null)
        {
            _builder.Add(values);
            return;
        }

        _sample.Add(values);
        if (_sample.Count == SampleRows)
        {
            StartBuilder();
        }
    }

    private void StartBuilder()
    {
        if (_builder is not null)
        {
            return;
        }

        EventMapping mapping = IsAuto ? Propose() : MappingChoice.Resolve(this, Preset, Mapping);
        _builder = new EventDatasetBuilder(mapping, _header!, Description);
        foreach (object?[] values in _sample)
        {
            _builder.Add(values);
        }

        _sample.Clear();
    }

    private EventMapping Propose()
    {
        EventMappingProposal proposal = EventMappingDetector.Propose(_header!, [.. _sample.Select(Texts)], Description);
        MappingChoice.Show(this, Preset, proposal);
        return proposal.Mapping;
    }

    private static IReadOnlyList<string> Texts(object?[] values) =>
        [.. values.Select(value => value is System.DateTime or System.DateTimeOffset
            ? string.Format(CultureInfo.InvariantCulture, "{0:O}", value)
            : System.Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty)];
}
