using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Chat;
using Segmentation.Segments;

namespace Segmentation.Explanation;

/// <summary>Puts the fields of a model's answers that pass the checks in place of the rules' text.</summary>
internal sealed class AnswerMerge
{
    private const int TextLength = 1500;
    private const int LineLength = 300;
    private const int MaximumLines = 10;
    private const int MaximumCharacteristics = 5;
    private const string ListField = "names_used";
    private readonly EvidencePack _pack;
    private readonly KnownWords _known;
    private readonly IChatModel _model;
    private readonly List<ExplanationFallback> _fallbacks = [];
    private readonly List<ExplanationAnswer> _answers = [];
    private SegmentExplanation _explanation;
    private ChatUsage _usage;
    private IReadOnlyList<string> _listed = [];

    public AnswerMerge(SegmentExplanation rules, EvidencePack pack, Vocabulary vocabulary, IChatModel model)
    {
        _explanation = rules;
        _pack = pack;
        _known = new KnownWords(pack, rules, vocabulary);
        _model = model;
        _usage = new ChatUsage(0, 0, 0, model.Price is null ? null : 0);
    }

    public SegmentExplanation Result => _explanation with
    {
        Fallbacks = _fallbacks,
        Answers = _answers,
        Usage = _usage,
    };

    public void Count(ChatResponse response) => _usage = _usage with
    {
        Calls = _usage.Calls + 1,
        InputTokens = _usage.InputTokens + response.InputTokens,
        OutputTokens = _usage.OutputTokens + response.OutputTokens,
        Cost = response.Cost is null ? null : _usage.Cost + response.Cost,
    };

    public void CountCached() => _usage = _usage with { FromCache = _usage.FromCache + 1 };

    /// <summary>Notes that a prompt has no usable answer at all.</summary>
    public void Fail(ExplanationPrompt prompt, string reason) => _fallbacks.Add(new ExplanationFallback(
        prompt == ExplanationPrompt.BusinessTranslation ? "*" : prompt + ".*", reason));

    public void Add(PromptTemplate template, IReadOnlyDictionary<string, object?> fields)
    {
        _listed = (IReadOnlyList<string>)fields[ListField]!;
        if (template.Prompt == ExplanationPrompt.BusinessTranslation)
        {
            Translate(template, fields);
            return;
        }

        Dictionary<string, object?> kept = new(StringComparer.Ordinal);
        foreach ((string name, object? value) in fields.Where(field => field.Key != ListField))
        {
            string? wrong = value switch
            {
                string text when !IsChoice(name) => AnswerCheck.Refuse(text, _known, TextLength, _listed),
                IReadOnlyList<string> { Count: > MaximumLines } => "it has too many points",
                IReadOnlyList<string> lines when !IsChoice(name) => lines
                    .Select(l => AnswerCheck.Refuse(l, _known, LineLength, _listed))
                    .FirstOrDefault(reason => reason is not null),
                _ => null,
            };
            wrong ??= Contradiction(template.Prompt, name, value);
            if (wrong is null)
            {
                kept.Add(name, Shown(value));
            }
            else
            {
                _fallbacks.Add(new ExplanationFallback($"{template.Prompt}.{name}", wrong));
            }
        }

        _answers.Add(new ExplanationAnswer(template.Prompt, template.Version, kept));
    }

    private void Translate(PromptTemplate template, IReadOnlyDictionary<string, object?> fields)
    {
        SegmentExplanation rules = _explanation;
        ConfidenceLevel said = Enum.Parse<ConfidenceLevel>((string)fields["confidence_level"]!, ignoreCase: true);
        bool surer = said > rules.Confidence;
        if (surer)
        {
            _fallbacks.Add(new ExplanationFallback(
                nameof(rules.Confidence), $"the model says {said}, the evidence allows {rules.Confidence} at most"));
        }

        string justification = surer
            ? rules.ConfidenceJustification
            : Text(nameof(rules.ConfidenceJustification), fields["confidence_justification"], rules.ConfidenceJustification)!;
        _explanation = rules with
        {
            ExecutiveSummary = Text(nameof(rules.ExecutiveSummary), fields["executive_summary"], rules.ExecutiveSummary)!,
            KeyCharacteristics = Lines(fields["key_characteristics"], rules.KeyCharacteristics),
            RecommendedCampaign = Text(nameof(rules.RecommendedCampaign), fields["recommended_campaign"], rules.RecommendedCampaign),
            BusinessHypothesis = Text(nameof(rules.BusinessHypothesis), fields["business_hypothesis"], rules.BusinessHypothesis),
            ExpectedRoi = Text(nameof(rules.ExpectedRoi), fields["expected_roi"], rules.ExpectedRoi),
            Confidence = surer ? rules.Confidence : said,
            ConfidenceJustification = justification,
            Provider = _model.Provider,
            Model = _model.Model,
            PromptVersion = template.Version,
        };
    }

    /// <summary>The model's text when it passes; where the evidence supports none, there is none.</summary>
    private string? Text(string field, object? value, string? rules)
    {
        string? text = value is string given ? string.Join(' ', given.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) : null;
        string? wrong = (text, rules) switch
        {
            (null, null) => null,
            (null, _) => "the model left it out",
            (_, null) => "the evidence supports none",
            _ => AnswerCheck.Refuse(text, _known, TextLength, _listed),
        };
        if (wrong is null)
        {
            return text is null ? null : _pack.Names.Show(text);
        }

        _fallbacks.Add(new ExplanationFallback(field, wrong));
        return rules;
    }

    private IReadOnlyList<string> Lines(object? value, IReadOnlyList<string> rules)
    {
        IReadOnlyList<string> lines = (IReadOnlyList<string>)value!;
        string? wrong = lines.Count is 0 or > MaximumCharacteristics
            ? "it does not have one to five points"
            : lines.Select(line => AnswerCheck.Refuse(line, _known, LineLength, _listed)).FirstOrDefault(reason => reason is not null);
        if (wrong is null)
        {
            return [.. lines.Select(_pack.Names.Show)];
        }

        _fallbacks.Add(new ExplanationFallback(nameof(SegmentExplanation.KeyCharacteristics), wrong));
        return rules;
    }

    /// <summary>Whether the schema leaves a choice of words only: there is nothing to make up.</summary>
    private static bool IsChoice(string field) =>
        field is "confidence_level" or "actionability_dimensions" or "strategic_goals" or "relevant_dimensions";

    /// <summary>What the evidence says otherwise.</summary>
    private string? Contradiction(ExplanationPrompt prompt, string name, object? value) => (prompt, name, value) switch
    {
        (ExplanationPrompt.Actionability, "is_actionable", true) when Actionable().Count == 0 =>
            "no dimension is actionable by the evidence",
        (ExplanationPrompt.Actionability, "is_actionable", false) when Actionable().Count > 0 =>
            "a dimension is actionable by the evidence",
        (ExplanationPrompt.Actionability, "actionability_dimensions", IReadOnlyList<string> dimensions)
            when dimensions.Except(Actionable(), StringComparer.Ordinal).FirstOrDefault() is { } extra =>
            $"{extra} is not actionable by the evidence",
        (ExplanationPrompt.Actionability, "recommended_action", string) when Actionable().Count == 0 =>
            "the evidence supports none",
        (ExplanationPrompt.Actionability, "confidence_level", string level)
            when Enum.Parse<ConfidenceLevel>(level, ignoreCase: true) > _explanation.Confidence =>
            $"the evidence allows {_explanation.Confidence} at most",
        _ => null,
    };

    private List<string> Actionable() =>
        [.. new[] { "WHAT", "WHEN", "HOW", "WHO" }.Where(d => _pack.Find(d + ".actionable") is { Number: > 0 })];

    private object? Shown(object? value) => value switch
    {
        string text => _pack.Names.Show(text),
        IReadOnlyList<string> lines => lines.Select(_pack.Names.Show).ToArray(),
        _ => value,
    };
}
