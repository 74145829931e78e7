using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Segmentation.Chat;
using Segmentation.Segments;

namespace Segmentation.Explanation;

/// <summary>
/// Explains segments by a chat model, and by rules where the model is silent, wrong or down: nothing that fails a check
/// is kept, and what was replaced is said.
/// </summary>
public sealed class SegmentExplainer
{
    private readonly IChatModel _model;
    private readonly ExplanationOptions _options;

    /// <summary>Prepares to ask a model.</summary>
    public SegmentExplainer(IChatModel model, ExplanationOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        _model = model;
        _options = options;
    }

    /// <summary>The questions that <see cref="ExplainAsync"/> would ask; asks none.</summary>
    public IReadOnlyList<PlannedPrompt> Plan(IReadOnlyList<Segment> segments)
    {
        ArgumentNullException.ThrowIfNull(segments);
        return
        [
            .. segments.SelectMany(segment => _options.Prompts.Select(prompt =>
            {
                ChatRequest request = RequestOf(prompt, EvidencePack.Of(segment, _options.Request));
                return new PlannedPrompt(
                    segment.SegmentId,
                    prompt,
                    _options.Files.Templates[prompt].Version,
                    request,
                    _options.Cache?.Find(KeyOf(request)) is not null);
            })),
        ];
    }

    /// <summary>Explains segments. Calls run side by side, as many as the model allows.</summary>
    public async Task<ExplanationResult> ExplainAsync(
        IReadOnlyList<Segment> segments, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(segments);
        int done = 0;
        Outcome[] outcomes = await Task.WhenAll(segments.Select(async segment =>
        {
            Outcome outcome = await ExplainOneAsync(segment, cancellationToken).ConfigureAwait(false);
            int count = Interlocked.Increment(ref done);
            progress?.Report(new StageProgress(
                "Explaining segments", FormattableString.Invariant($"{count} of {segments.Count}"), (double)count / segments.Count));
            return outcome;
        })).ConfigureAwait(false);
        return new ExplanationResult(
            [.. outcomes.Select(outcome => outcome.Segment)],
            [
                .. outcomes.SelectMany(outcome => outcome.Errors)
                    .GroupBy(error => error.ErrorId, StringComparer.Ordinal)
                    .Select(group => (group.First(), group.Count())),
            ]);
    }

    private async Task<Outcome> ExplainOneAsync(Segment segment, CancellationToken cancellationToken)
    {
        EvidencePack pack = EvidencePack.Of(segment, _options.Request);
        AnswerMerge merge = new(RulesExplainer.Explain(segment), pack, _options.Files.Vocabulary, _model);
        List<SegmentationException> errors = [];
        foreach (ExplanationPrompt prompt in _options.Prompts)
        {
            PromptTemplate template = _options.Files.Templates[prompt];
            try
            {
                ChatRequest request = RequestOf(prompt, pack);
                merge.Add(template, await AskAsync(request, merge, cancellationToken).ConfigureAwait(false));
            }
            catch (SegmentationException error)
            {
                errors.Add(error);
                merge.Fail(prompt, error.Message);
            }
        }

        return new Outcome(segment with { Explanation = merge.Result }, errors);
    }

    private async Task<IReadOnlyDictionary<string, object?>> AskAsync(
        ChatRequest request, AnswerMerge merge, CancellationToken cancellationToken)
    {
        string key = KeyOf(request);
        if (_options.Cache?.Find(key) is { } known)
        {
            merge.CountCached();
            return PromptAnswer.Read(known.Text, request.Schema);
        }

        ChatResponse response = await _model.CompleteAsync(request, cancellationToken).ConfigureAwait(false);
        merge.Count(response);
        IReadOnlyDictionary<string, object?> fields = PromptAnswer.Read(response.Text, request.Schema);
        _options.Cache?.Keep(key, response);
        return fields;
    }

    private ChatRequest RequestOf(ExplanationPrompt prompt, EvidencePack pack) =>
        _options.Files.Templates[prompt].Request(pack, _options.MaximumOutputTokens, _options.Temperature);

    /// <summary>Everything that decides the answer, hashed.</summary>
    private string KeyOf(ChatRequest request) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join(
            '\u0000',
            _model.Identity,
            request.System,
            request.User,
            request.Schema,
            FormattableString.Invariant($"{request.MaximumOutputTokens} {request.Temperature}")))));

    private sealed record Outcome(Segment Segment, IReadOnlyList<SegmentationException> Errors);
}
