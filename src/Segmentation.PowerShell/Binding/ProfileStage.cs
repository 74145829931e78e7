using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Segmentation.Clv;
using Segmentation.Events;
using Segmentation.Profiles;
using Segmentation.Segments;

namespace Segmentation.PowerShell.Binding;

/// <summary>From events to profiles, with what the user has to know about it.</summary>
/// <param name="AsOf">The moment the profiles describe; null is the newest event.</param>
/// <param name="TimeZone">The id of the zone whose calendar counts; null is each event's own offset.</param>
/// <param name="MinimumEvents">Customers with fewer events are left out.</param>
internal sealed record ProfileStage(DateTimeOffset? AsOf, string? TimeZone, int MinimumEvents)
{
    // What makes figures wrong, rather than rough, is not left to those who ask for details.
    private static readonly string[] s_warnings = ["NotConverged", "SpendNotConverged", "ExtremeSpender", "LongSilence"];

    /// <summary>What the value figures look at; null leaves them out.</summary>
    public ValueOptions? Value { get; init; } = new();

    /// <summary>The holdout that decides between the purchase models; null goes by the likelihood.</summary>
    public ValueBacktestResult? Backtest { get; init; }

    /// <summary>Additional columns, made of event fields or extra properties.</summary>
    public IReadOnlyList<ProfileAggregate> Aggregates { get; init; } = [];

    /// <summary>What else profiles get; null for nothing.</summary>
    public ProfileAdditions? Additions { get; init; }

    /// <summary>The additional columns of a parameter: a hashtable, or the path of a YAML file.</summary>
    public static IReadOnlyList<ProfileAggregate> AggregatesOf(PSCmdlet cmdlet, object? given) =>
        PlainData.Unwrap(given) switch
        {
            null => [],
            IDictionary table => ProfileAggregate.FromDictionary(PlainData.From(table)),
            string path => ProfileAggregate.FromDictionary(
                IntegrationsBridge.ReadYaml(FileSystemPaths.Literal(cmdlet.SessionState.Path, path))),
            object other => throw new SegmentationException(
                ErrorIds.InvalidOption,
                ErrorKind.InvalidArgument,
                $"Additional columns cannot be of type {other.GetType().Name}.",
                "Give a hashtable or the path of a YAML file.",
                other),
        };

    /// <summary>Builds the profiles of a dataset as of another time, as the robustness tests ask for.</summary>
    public ProfileRebuild Rebuild(EventDataset dataset)
    {
        ProfileOptions options = Options();
        return (from, asOf, token) =>
            ProfileBuilder.Build(dataset, options with { From = from, AsOf = asOf }, null, token);
    }

    /// <summary>How profiles are built.</summary>
    public ProfileOptions Options()
    {
        TimeZoneInfo? zone = TimeZone is null ? null : ZoneOf(TimeZone);
        return new ProfileOptions
        {
            AsOf = InvariantDate.WholeDayIn(zone, AsOf),
            TimeZone = zone,
            MinimumEvents = MinimumEvents,
            ExtraAggregates = Aggregates,
            CreateSpillStream = () => IntegrationsBridge.CreateSpillStream(),
        };
    }

    /// <summary>Builds the profiles of a dataset.</summary>
    public ProfileTable Build(SegmentationCmdlet cmdlet, EventDataset dataset)
    {
        ProfileOptions options = Options();
        ProfileTable table = cmdlet.Run((progress, token) => ProfileBuilder.Build(dataset, options, progress, token));
        Report(cmdlet, table);
        ProfileTable valued = Value is null ? table : AddValue(cmdlet, table, Value, Backtest);
        return Additions is null ? valued : Additions.AddTo(cmdlet, valued);
    }

    private static ProfileTable AddValue(
        SegmentationCmdlet cmdlet, ProfileTable table, ValueOptions options, ValueBacktestResult? backtest)
    {
        (ValueModel model, ProfileTable scored) = cmdlet.Run((progress, token) =>
        {
            ValueModel fitted = ValueModel.Fit(table, options, backtest, progress, token);
            return (fitted, fitted.Score(table, token));
        });
        cmdlet.Verbose($"Value: {model.Method} ({model.MethodReason}) {model.Statement}.");
        foreach (ValueNote note in model.Notes)
        {
            string text = $"Value, {note.Id}: {note.Message}";
            if (s_warnings.Contains(note.Id, StringComparer.Ordinal))
            {
                cmdlet.WriteWarning(text);
            }
            else
            {
                cmdlet.WriteVerbose(text);
            }
        }

        return scored;
    }

    /// <summary>Says what was left out or is doubtful in profiles.</summary>
    public static void Report(SegmentationCmdlet cmdlet, ProfileTable table)
    {
        if (table.Intake is { } intake)
        {
            MappingChoice.WarnOfSkippedRows(cmdlet, intake);
            cmdlet.Verbose($"{intake.EventCount} events of {table.Count} customers, as of {table.AsOf.UtcDateTime:u}.");
        }

        if (table.Report is not { } report)
        {
            return;
        }

        if (report.EventsAfterAsOf > 0)
        {
            cmdlet.Verbose($"{report.EventsAfterAsOf} events after the as-of date do not count.");
        }

        if (report.CustomersBelowMinimum > 0)
        {
            cmdlet.Verbose($"{report.CustomersBelowMinimum} customers have too few events and are left out.");
        }

        if (report.PurchasesWithoutAmount > 0)
        {
            cmdlet.WriteWarning(FormattableString.Invariant(
                $"{report.PurchasesWithoutAmount:N0} purchases have no amount: they are orders without revenue."));
        }

        if (report.UnreadableAggregateValues > 0)
        {
            cmdlet.WriteWarning(FormattableString.Invariant(
                $"{report.UnreadableAggregateValues:N0} values of additional columns are no numbers and are left out."));
        }

        if (report.Currencies.Count > 1)
        {
            string currencies = string.Join(", ", report.Currencies);
            cmdlet.WriteWarning($"Amounts are in several currencies ({currencies}) and are added as they are.");
        }
    }

    private static TimeZoneInfo ZoneOf(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out TimeZoneInfo? zone)
        ? zone
        : throw new SegmentationException(
            ErrorIds.InvalidOption,
            ErrorKind.InvalidArgument,
            $"There is no time zone '{id}'.",
            "Use a name such as Europe/Berlin; (Get-TimeZone -ListAvailable).Id lists those of this machine.",
            id);
}
