using System;
using System.Management.Automation;
using Segmentation.Clv;
using Segmentation.PowerShell.Binding;
using Segmentation.Profiles;
using Segmentation.Rfm;

namespace Segmentation.PowerShell.Commands;

/// <summary>Describes each customer in figures.</summary>
[Cmdlet(VerbsData.ConvertTo, "CustomerProfile")]
[OutputType(typeof(CustomerProfile), typeof(ProfileSummary))]
public sealed class ConvertToCustomerProfileCommand : SegmentationCmdlet
{
    private static readonly ValueOptions s_value = new();
    private readonly EventInput _events = new();

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public PSObject[] InputObject { get; set; } = [];

    [Parameter]
    [InvariantDate(EndOfDay = true)]
    public DateTimeOffset? AsOf { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TimeZone { get; set; }

    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MinimumEvent { get; set; } = 1;

    [Parameter]
    [ValidateNotNull]
    public object? Aggregate { get; set; }

    [Parameter]
    public ValueModelChoice Model { get; set; }

    [Parameter]
    [ValidateNotNull]
    public ValueMeasurement? ValueMeasurement { get; set; }

    [Parameter]
    [ValidateRange(1, 36500)]
    public int HorizonDays { get; set; } = (int)s_value.HorizonDays;

    [Parameter]
    [ValidateRange(0, 10)]
    public double DiscountRate { get; set; } = s_value.AnnualDiscountRate;

    [Parameter]
    public double Margin { get; set; } = s_value.Margin;

    [Parameter]
    [ValidateRange(1, 36500)]
    public int ChurnHorizonDays { get; set; } = s_value.ChurnHorizonDays;

    [Parameter]
    public SwitchParameter NoValue { get; set; }

    [Parameter]
    [ValidateRange(3, 10)]
    public int? RfmBin { get; set; }

    [Parameter]
    public RfmMethod RfmMethod { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RfmSegmentPath { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TraitPath { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AttributePath { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AttributeKey { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AttributeSchemaPath { get; set; }

    [Parameter]
    public SwitchParameter Summary { get; set; }

    private protected override void Process()
    {
        foreach (object? item in PipedInput.Flatten(InputObject))
        {
            if (!_events.TryAdd(item))
            {
                throw PipedInput.Unexpected(item, "events", "Import-CustomerEvent or ConvertTo-CustomerEvent");
            }
        }
    }

    private protected override void End()
    {
        if (_events.IsEmpty)
        {
            return;
        }

        ProfileStage stage = new(AsOf, TimeZone, MinimumEvent)
        {
            Aggregates = ProfileStage.AggregatesOf(this, Aggregate),
            Value = NoValue ? null : Value(),
            Backtest = ValueMeasurement?.Backtest,
            Additions = Additions(),
        };
        ProfileTable table = stage.Build(this, _events.ToDataset()).WithStep(StepText.Of(this));
        if (Summary)
        {
            WriteObject(ProfileSummary.Of(table));
            return;
        }

        foreach (CustomerProfile profile in table.Profiles)
        {
            WriteObject(profile);
        }
    }

    private ValueOptions Value() => new()
    {
        HorizonDays = HorizonDays,
        AnnualDiscountRate = DiscountRate,
        Margin = Margin,
        ChurnHorizonDays = ChurnHorizonDays,
        Models = Model == ValueModelChoice.Auto
            ? ValueMeasurement?.Candidates ?? s_value.Models
            : [Enum.Parse<PurchaseModelKind>(Model.ToString())],
    };

    private ProfileAdditions Additions() => new()
    {
        AttributePath = FileOf(AttributePath),
        AttributeKey = AttributeKey,
        AttributeSchemaPath = FileOf(AttributeSchemaPath),
        RfmBins = RfmBin,
        RfmMethod = RfmMethod,
        RfmSegmentPath = FileOf(RfmSegmentPath),
        TraitPath = FileOf(TraitPath),
    };

    private string? FileOf(string? path) => path is null ? null : FileSystemPaths.Literal(SessionState.Path, path);
}
