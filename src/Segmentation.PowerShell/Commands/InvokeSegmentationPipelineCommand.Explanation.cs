using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Security;
using System.Threading;
using Segmentation.Chat;
using Segmentation.Explanation;
using Segmentation.PowerShell.Binding;
using Segmentation.Segments;

namespace Segmentation.PowerShell.Commands;

/// <content>Who puts the segments into words.</content>
public sealed partial class InvokeSegmentationPipelineCommand
{
    private static readonly string[] s_ofChat =
    [
        nameof(Model), nameof(Deployment), nameof(Endpoint), nameof(ApiKey), nameof(MaxCost), nameof(TemplatePath),
        nameof(CachePath),
    ];

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
    public string? TemplatePath { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CachePath { get; set; }

    private void CheckExplanation()
    {
        if (Provider == ExplanationProvider.Rules
            && Array.Find(s_ofChat, MyInvocation.BoundParameters.ContainsKey) is { } extra)
        {
            throw ExplanationChoices.Invalid($"-{extra} needs a chat model.", "Choose one with -Provider.", extra);
        }
    }

    // Opened before the first stage, so that what is missing is said then. Under -WhatIf rules explain: nobody is asked.
    private ChatConnection? OpenChat()
    {
        if (Provider == ExplanationProvider.Rules)
        {
            return null;
        }

        ExplanationOptions options = new()
        {
            Files = ExplanationChoices.Files(SessionState.Path, TemplatePath),
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
            MaxCost = MaxCost,
        });
        ChatConnection chat = new(model, options);
        if (ShouldProcess("every segment", $"Ask {model.Provider}, {model.Model}"))
        {
            return chat;
        }

        chat.Dispose();
        return null;
    }

    private sealed class ChatConnection(IChatModel model, ExplanationOptions options) : IDisposable
    {
        public ExplanationResult Explain(
            IReadOnlyList<Segment> segments, IProgress<StageProgress> progress, CancellationToken token) =>
            new SegmentExplainer(model, options).ExplainAsync(segments, progress, token).GetAwaiter().GetResult();

        public void Dispose() => ((IDisposable)model).Dispose();
    }
}
