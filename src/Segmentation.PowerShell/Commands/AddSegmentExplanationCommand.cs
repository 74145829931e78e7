using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Security;
using Segmentation.Chat;
using Segmentation.Explanation;
using Segmentation.PowerShell.Binding;
using Segmentation.Segments;

namespace Segmentation.PowerShell.Commands;

/// <summary>Puts segments into business language.</summary>
[Cmdlet(VerbsCommon.Add, "SegmentExplanation", SupportsShouldProcess = true)]
[OutputType(typeof(Segment))]
public sealed class AddSegmentExplanationCommand : SegmentationCmdlet
{
    private readonly List<Segment> _segments = [];

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public PSObject[] InputObject { get; set; } = [];

    [Parameter]
    public ExplanationProvider Provider { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Model { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Deployment { get; set; }

    [Parameter]
    [ValidateNotNull]
    public Uri? Endpoint { get; set; }

    [Parameter]
    [ValidateNotNull]
    public SecureString? ApiKey { get; set; }

    [Parameter]
    [ValidateRange(0.0, 1e9)]
    public decimal? MaxCost { get; set; }

    [Parameter]
    [ValidateRange(0.0, 1e6)]
    public decimal? InputPrice { get; set; }

    [Parameter]
    [ValidateRange(0.0, 1e6)]
    public decimal? OutputPrice { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PricePath { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public ExplanationPrompt[] Prompt { get; set; } = [ExplanationPrompt.BusinessTranslation];

    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateLength(1, 500)]
    public string? Goal { get; set; }

    [Parameter]
    [ValidateRange(0.0, 1e15)]
    public decimal? CampaignBudget { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TemplatePath { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CachePath { get; set; }

    [Parameter]
    [ValidateRange(16, 100_000)]
    public int MaximumOutputToken { get; set; } = new ExplanationOptions().MaximumOutputTokens;

    [Parameter]
    [ValidateRange(0.0, 2.0)]
    public double? Temperature { get; set; }

    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 60;

    [Parameter]
    [ValidateRange(0, 10)]
    public int MaximumRetry { get; set; } = 3;

    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? ThrottleLimit { get; set; }

    private protected override void Process() => _segments.AddRange(PipedInput.Segments(InputObject));

    private protected override void End()
    {
        if (Provider == ExplanationProvider.Rules)
        {
            ExplainByRules();
        }
        else if (_segments.Count > 0)
        {
            ExplainByModel();
        }
    }

    private void ExplainByRules()
    {
        string? extra = MyInvocation.BoundParameters.Keys.FirstOrDefault(
            name => name is not (nameof(InputObject) or nameof(Provider))
                && !Cmdlet.CommonParameters.Contains(name) && !OptionalCommonParameters.Contains(name));
        if (extra is not null)
        {
            throw ExplanationChoices.Invalid($"-{extra} needs a chat model.", "Choose one with -Provider.", extra);
        }

        Segment[] explained = [.. _segments.Select(s => s with { Explanation = RulesExplainer.Explain(s) })];
        WriteObject(WithStep(explained), enumerateCollection: true);
    }

    private void ExplainByModel()
    {
        IReadOnlyList<ExplanationPrompt> prompts = ExplanationChoices.Prompts(Prompt, Goal);
        ExplanationOptions options = new()
        {
            Prompts = prompts,
            Files = ExplanationChoices.Files(SessionState.Path, TemplatePath),
            Request = new EvidenceRequest(Goal, CampaignBudget),
            MaximumOutputTokens = MaximumOutputToken,
            Temperature = Temperature,
            Cache = ExplanationChoices.Cache(SessionState.Path, CachePath),
        };
        IChatModel model = ExplanationChoices.Open(new ChatChoice(Provider)
        {
            Model = Model,
            Deployment = Deployment,
            Endpoint = Endpoint,
            ApiKey = ApiKey,
            InputPrice = InputPrice,
            OutputPrice = OutputPrice,
            PriceFile = PricePath is null ? null : FileSystemPaths.Literal(SessionState.Path, PricePath),
            MaxCost = MaxCost,
            TimeoutSeconds = TimeoutSec,
            Retries = MaximumRetry,
            Concurrency = ThrottleLimit ?? 4,
        });
        using IDisposable connection = (IDisposable)model;
        SegmentExplainer explainer = new(model, options);
        IReadOnlyList<PlannedPrompt> planned = Run((_, _) => explainer.Plan(_segments));
        string plan = ExplanationPlan.Describe(model, planned);
        if (!ShouldProcess(
            IsWhatIf ? plan : ExplanationPlan.Headline(model, planned), plan, $"Ask {model.Provider}"))
        {
            return;
        }

        ExplanationResult result = Run(
            (progress, token) => explainer.ExplainAsync(_segments, progress, token).GetAwaiter().GetResult());
        Report(model, result, _segments.Count * prompts.Count);
        WriteObject(WithStep(result.Segments), enumerateCollection: true);
    }

    // Verbose output says what -WhatIf says; prompts are for those who ask for them.
    private bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? given)
        ? given is SwitchParameter { IsPresent: true }
        : GetVariableValue("WhatIfPreference") is true or SwitchParameter { IsPresent: true };

    private void Report(IChatModel model, ExplanationResult result, int questions)
    {
        if (ExplanationChoices.Warning(result.Failures, questions, model.Provider) is { } warning)
        {
            WriteWarning(warning);
        }

        ChatUsage[] usages = [.. result.Segments.Select(segment => segment.Explanation?.Usage).OfType<ChatUsage>()];
        string cost = model.Price is null ? "cost not known" : FormattableString.Invariant(
            $"{usages.Sum(u => u.Cost ?? 0):0.######} US dollars, {IntegrationsBridge.UnansweredCostOf(model):0.######} more at most for calls without an answer");
        Verbose($"{usages.Sum(u => u.Calls)} answers of {model.Model}, {usages.Sum(u => u.FromCache)} from the cache: {usages.Sum(u => u.InputTokens)} tokens sent, {usages.Sum(u => u.OutputTokens)} received; {cost}.");
    }
}
