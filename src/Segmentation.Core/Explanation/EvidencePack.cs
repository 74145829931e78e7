using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Segmentation.Segments;

namespace Segmentation.Explanation;

/// <summary>
/// Everything a chat model gets to know about a segment: aggregates, by an allow-list (<see cref="EvidenceFields"/>).
/// No customer, no id, no event. The same pack decides what an answer may say.
/// </summary>
public sealed class EvidencePack
{
    private static readonly JsonWriterOptions s_json = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
    };

    private EvidencePack(EvidenceNames names, IReadOnlyList<EvidenceFact> facts)
    {
        Names = names;
        Facts = facts;
        Json = Write(facts);
    }

    /// <summary>The facts, in reading order.</summary>
    public IReadOnlyList<EvidenceFact> Facts { get; }

    /// <summary>The pack as it is sent: one JSON object, a fact a line.</summary>
    public string Json { get; }

    /// <summary>The names in it.</summary>
    internal EvidenceNames Names { get; }

    /// <summary>Packs what is known of a segment.</summary>
    /// <param name="segment">The segment; stages that did not run leave their facts out.</param>
    /// <param name="request">What the user adds to it.</param>
    public static EvidencePack Of(Segment segment, EvidenceRequest? request = null)
    {
        ArgumentNullException.ThrowIfNull(segment);
        EvidenceNames names = new();
        List<EvidenceFact> facts = [.. EvidenceFields.Of(segment, names)];
        if (request?.CampaignBudget is { } budget)
        {
            facts.Add(new EvidenceFact("request.campaignBudget", EvidenceUnit.Money, (double)budget, null));
        }

        if (request?.Goal is { } goal)
        {
            string clean = PlainName.Clean(goal, 500);
            facts.Add(new EvidenceFact("request.goal", EvidenceUnit.Text, null, clean));
        }

        names.KeepForeign(segment);
        return new EvidencePack(names, facts);
    }

    /// <summary>The fact of a name; null when it is not in the pack.</summary>
    public EvidenceFact? Find(string name) =>
        Facts.FirstOrDefault(fact => string.Equals(fact.Name, name, StringComparison.Ordinal));

    private static string Write(IReadOnlyList<EvidenceFact> facts)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, s_json))
        {
            writer.WriteStartObject();
            foreach (EvidenceFact fact in facts)
            {
                switch (fact.Unit)
                {
                    case EvidenceUnit.Text:
                        writer.WriteString(fact.Name, fact.Text);
                        break;
                    case EvidenceUnit.Flag:
                        writer.WriteBoolean(fact.Name, fact.Number > 0);
                        break;
                    default:
                        writer.WriteNumber(fact.Name, (decimal)fact.Number!.Value);
                        break;
                }
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

/// <summary>What the user adds to the evidence.</summary>
/// <param name="Goal">A goal in the user's own words.</param>
/// <param name="CampaignBudget">What a campaign may cost, in the data's currency.</param>
public sealed record EvidenceRequest(string? Goal = null, decimal? CampaignBudget = null);
