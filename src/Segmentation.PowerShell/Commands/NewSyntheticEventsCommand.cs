using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using Segmentation.Events;
using Segmentation.PowerShell.Binding;
using Segmentation.Synthetic;

namespace Segmentation.PowerShell.Commands;

/// <summary>Describes a made-up shop's events; they are generated when a stage reads them.</summary>
[Cmdlet(VerbsCommon.New, "SyntheticEvents")]
[Alias("New-SyntheticEvent")]
[OutputType(typeof(EventDataset), typeof(CustomerAttributes))]
public sealed class NewSyntheticEventsCommand : SegmentationCmdlet
{
    private static readonly SyntheticOptions s_defaults = new();

    [Parameter(Position = 0)]
    [ValidateRange(1, SyntheticOptions.MaximumCustomerCount)]
    public int CustomerCount { get; set; } = s_defaults.CustomerCount;

    [Parameter]
    public int Seed { get; set; } = s_defaults.Seed;

    [Parameter]
    [InvariantDate]
    public DateTimeOffset StartDate { get; set; } = s_defaults.Start;

    [Parameter]
    [InvariantDate(EndOfDay = true)]
    public DateTimeOffset EndDate { get; set; } = s_defaults.End.AddTicks(-1);

    [Parameter]
    [ValidateNotNull]
    public IDictionary? ArchetypeWeight { get; set; }

    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double MergeProbability { get; set; } = s_defaults.MergeProbability;

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Currency { get; set; } = s_defaults.Currency;

    [Parameter]
    public SwitchParameter Customer { get; set; }

    private protected override void End()
    {
        SyntheticOptions options = new()
        {
            CustomerCount = CustomerCount,
            Seed = Seed,
            Start = StartDate,
            End = EndDate.AddTicks(1),
            ArchetypeWeights = ArchetypeWeight is null ? null : Weights(ArchetypeWeight),
            MergeProbability = MergeProbability,
            Currency = Currency,
        };
        EventDataset dataset = SyntheticEvents.Create(options);
        Verbose($"{CustomerCount} customers, {StartDate:yyyy-MM-dd} to {EndDate:yyyy-MM-dd}, seed {Seed}.");
        if (Customer)
        {
            WriteCustomers(options, dataset.Truth!.Archetypes.Keys);
        }
        else
        {
            WriteObject(dataset.WithStep(StepText.Of(this)));
        }
    }

    private void WriteCustomers(SyntheticOptions options, IEnumerable<string> customerIds)
    {
        ICustomerAttributeSource attributes = IntegrationsBridge.AttributesOf(options);
        foreach (string id in customerIds)
        {
            StopToken.ThrowIfCancellationRequested();
            WriteObject(attributes.Find(id));
        }
    }

    private static Dictionary<string, double> Weights(IDictionary table) => PlainData.From(table).ToDictionary(
        pair => pair.Key,
        pair => pair.Value is IConvertible and not string
            ? Convert.ToDouble(pair.Value, CultureInfo.InvariantCulture)
            : throw new SegmentationException(
                ErrorIds.InvalidOption,
                ErrorKind.InvalidArgument,
                $"The weight of {pair.Key} is not a number.",
                "Give each archetype a number, as in @{ one_time_buyer = 2; cart_abandoner = 1 }.",
                pair.Value),
        StringComparer.Ordinal);
}
