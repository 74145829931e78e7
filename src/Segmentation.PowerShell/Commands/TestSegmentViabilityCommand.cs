using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Segmentation.Decisions;
using Segmentation.LookAlikes;
using Segmentation.PowerShell.Binding;
using Segmentation.Segments;

namespace Segmentation.PowerShell.Commands;

/// <summary>Judges what acting on segments costs and brings, and holds them against criteria.</summary>
[Cmdlet(VerbsDiagnostic.Test, "SegmentViability")]
[OutputType(typeof(Segment), typeof(bool))]
public sealed partial class TestSegmentViabilityCommand : SegmentationCmdlet
{
    private static readonly ViabilityAssumptions s_defaults = new();
    private readonly List<Segment> _segments = [];

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public PSObject[] InputObject { get; set; } = [];

    [Parameter]
    public double Margin { get; set; } = s_defaults.Margin;

    [Parameter]
    public decimal ContactCost { get; set; } = s_defaults.ContactCost;

    [Parameter]
    public decimal FixedCost { get; set; } = s_defaults.FixedCost;

    [Parameter]
    public double ExpectedLift { get; set; } = s_defaults.ExpectedLift;

    [Parameter]
    public double? LiftStandardDeviation { get; set; }

    [Parameter]
    [ValidateRange(1, 36500)]
    public int HorizonDays { get; set; } = s_defaults.HorizonDays;

    [Parameter]
    public double Alpha { get; set; } = s_defaults.Alpha;

    [Parameter]
    public double Power { get; set; } = s_defaults.Power;

    [Parameter]
    [ValidateNotNull]
    public IDictionary? Criteria { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CriteriaPath { get; set; }

    [Parameter]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public PSObject[] Opportunity { get; set; } = [];

    [Parameter]
    public SwitchParameter Quiet { get; set; }

    private protected override void Process() => _segments.AddRange(PipedInput.Segments(InputObject));

    private protected override void End()
    {
        if (_segments.Count == 0)
        {
            return;
        }

        ViabilityAssumptions assumptions = new()
        {
            Margin = Margin,
            ContactCost = ContactCost,
            FixedCost = FixedCost,
            ExpectedLift = ExpectedLift,
            LiftStandardDeviation = LiftStandardDeviation,
            HorizonDays = HorizonDays,
            Alpha = Alpha,
            Power = Power,
        };
        ValidationCriteria criteria = CriteriaChoices.Of(
            CriteriaPath is null ? null : FileSystemPaths.Literal(SessionState.Path, CriteriaPath),
            Criteria,
            MyInvocation.BoundParameters);
        if (ExpectedLift > 1)
        {
            WriteWarning(FormattableString.Invariant(
                $"A lift of {ExpectedLift} means {1 + ExpectedLift:0.##} times the sales: 10 % is .1."));
        }

        IReadOnlyList<Segment> judged =
            Run((progress, token) => ViabilityTest.Test(_segments, assumptions, criteria, progress, token));
        if (PipedInput.Flatten(Opportunity).Select(AsOpportunity).ToArray() is { Length: > 0 } opportunities)
        {
            judged = SegmentOpportunities.AddTo(judged, opportunities);
        }

        string[] missing = [.. judged.SelectMany(s => s.Validation!.Checks).Where(IsMissing).Select(c => c.Reason).Distinct(StringComparer.Ordinal)];
        if (missing.Length > 0)
        {
            WriteWarning(string.Join(" ", missing));
        }

        Verbose($"{judged.Count(s => s.Viability!.IsViable == true)} of {judged.Count} segments are expected to pay.");
        if (Quiet)
        {
            WriteObject(judged.All(Passes));
        }
        else
        {
            WriteObject(WithStep(judged), enumerateCollection: true);
        }
    }

    private static CategoryOpportunity AsOpportunity(object? item) => item as CategoryOpportunity
        ?? throw PipedInput.Unexpected(item, "opportunities", "Find-LookAlikeCustomer");

    // Dimensions are judged by the next stage: here they are neither missed nor in the way.
    private static bool IsMissing(ValidationCheck check) => check is
    {
        Outcome: CheckOutcome.NotAssessed, Rejects: true, Criterion: not nameof(ValidationCriteria.MinimumDimensions)
    };

    private static bool Passes(Segment segment) =>
        segment.Viability!.IsViable == true
        && segment.Validation!.IsValid != false
        && !segment.Validation.Checks.Any(IsMissing);
}
