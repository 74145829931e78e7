using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Segmentation.Chat;
using Segmentation.Explanation;
using Segmentation.Profiles;
using Segmentation.Segments;
using Segmentation.Tests.Decisions;
using Xunit;

namespace Segmentation.Tests.Explanation;

/// <summary>An answer may use the words of its evidence and plain English ones, and no others anywhere.</summary>
public sealed class ClosedVocabularyTests
{
    private static readonly Dictionary<string, string> s_fields = new(StringComparer.Ordinal)
    {
        ["executive_summary"] = "ExecutiveSummary", ["key_characteristics"] = "KeyCharacteristics",
        ["recommended_campaign"] = "RecommendedCampaign", ["business_hypothesis"] = "BusinessHypothesis",
        ["expected_roi"] = "ExpectedRoi", ["confidence_justification"] = "ConfidenceJustification",
    };

    public static TheoryData<int> Answers => [.. Enumerable.Range(0, GoodAnswers.All.Count)];

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task A_good_answer_passes_whole(int index)
    {
        GoodAnswers.Case given = GoodAnswers.All[index];
        SegmentExplanation e = await ExplainAsync(given.Segment, given.Json());

        Assert.Empty(e.Fallbacks);
        Assert.Equal(given.Summary, e.ExecutiveSummary);
        Assert.Equal(given.Points, e.KeyCharacteristics);
    }

    [Fact]
    public async Task A_made_up_word_at_any_place_of_any_field_costs_that_field_and_no_other()
    {
        GoodAnswers.Case given = GoodAnswers.All[0];
        Queue<string> words = new(MadeUpWords.All.Where((_, i) => i % 4 == 0).Concat(RandomWords(150)));
        while (words.Count > 0)
        {
            foreach ((string field, string property) in s_fields)
            {
                string text = TextOf(given.Json(), field);
                for (int at = 0; at <= text.Length && words.Count > 0; at++)
                {
                    if (at > 0 && at < text.Length && text[at] != ' ')
                    {
                        continue;
                    }

                    string word = words.Dequeue();
                    JsonObject answer = given.Json();
                    Put(answer, field, $"{text[..at]} {word} {text[at..]}");

                    ExplanationFallback one = Assert.Single((await ExplainAsync(given.Segment, answer)).Fallbacks);
                    Assert.True(one.Field == property, $"{word} in {field}: {one}");
                    Assert.Contains(word, one.Reason, StringComparison.Ordinal);
                }
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_made_up_word_is_known_in_any_spelling(bool capital)
    {
        KnownWords known = Known(ExplainableSegments.Create());

        Assert.All(MadeUpWords.All, word =>
        {
            string spelled = capital ? char.ToUpperInvariant(word[0]) + word[1..] : word;
            Assert.True(known.Refuse($"They want {spelled}.") is not null, spelled);
            Assert.True(known.Refuse(spelled) is not null, spelled);
            Assert.True(known.Refuse($"non-{spelled}") is not null, spelled);
            Assert.True(known.Refuse($"{spelled}'s") is not null, spelled);
        });
    }

    [Fact]
    public void A_plain_word_in_capitals_within_a_sentence_is_taken_for_a_name()
    {
        KnownWords known = Known(ExplainableSegments.Create());

        Assert.Null(known.Refuse("Target them next, as the gap grows. Next, always measure. High value: Loyal and VIP; A/B and ROI."));
        Assert.Null(known.Refuse("Loyal Buyers First"));
        Assert.Contains("'Gap' is written like a name", known.Refuse("They shop at Gap and the like."), StringComparison.Ordinal);
        Assert.Contains("'Next'", known.Refuse("They like Next too."), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\u2615")]
    [InlineData("\ud83d\udecb")]
    [InlineData("Value\u2122")]
    [InlineData("c\u043effee")]
    [InlineData("cof\u00adfee")]
    [InlineData("\uff43\uff4f\uff46\uff46\uff45\uff45")]
    [InlineData("tie")]
    [InlineData("watch")]
    [InlineData("caps")]
    public void A_name_hides_neither_in_signs_nor_in_letters_of_another_script_nor_in_a_second_sense(string name) =>
        Assert.NotNull(AnswerCheck.Refuse($"Offer them {name} again.", Known(ExplainableSegments.Create()), 1500));

    [Theory]
    [InlineData("Power tools", "Offer power tools.", "the category 'Power tools' is not in the evidence")]
    [InlineData("New", "Make a new offer.", null)]
    [InlineData("New", "Make an offer of New.", "'New' is written like a name, and is none of the evidence")]
    [InlineData("New", "Make an offer of \"New\".", "'New' is not in the evidence")]
    public void A_category_of_other_segments_is_none_of_the_evidence(string category, string text, string? reason)
    {
        (ProfileTable profiles, int[] labels) = DecisionData.Base(90, seed: 1, category: category);
        Segment segment = DecisionData.Segments(profiles, labels)[0] with
        {
            Actionability = ExplainableSegments.Actionability("Garden tools"),
        };

        Assert.Equal(reason, AnswerCheck.Refuse(text, Known(segment), 1500));
    }

    [Fact]
    public void Evidence_makes_a_word_known_in_singular_and_plural()
    {
        KnownWords known = Known(ExplainableSegments.Create("Espresso machines", "Weekend e-mail readers"));

        Assert.Null(known.Refuse("An espresso machine by email at weekends."));
        Assert.NotNull(known.Refuse("Espresso cups by post."));
    }

    [Fact]
    public void A_file_of_the_users_own_adds_words_in_their_forms()
    {
        const string Text = "# nouns: ours\nbistro Zentrix\n\n# verbs\nbrew\n# adjectives\ntasty\n# phrases\nslow food, happy hour\n";
        Vocabulary own = Vocabulary.Shipped.With(Text.ReplaceLineEndings("\r\n"), "vocabulary.txt");
        Segment segment = ExplainableSegments.Create();
        KnownWords known = new(EvidencePack.Of(segment), RulesExplainer.Explain(segment), own);

        Assert.Null(known.Refuse("Our bistros keep brewing slow food, the tastiest by Zentrix, at happy hour."));
        Assert.NotNull(known.Refuse("Slow bistros have food."));
        Assert.NotNull(Known(segment).Refuse("Our bistros."));
    }

    [Theory]
    [InlineData("bistro", "has in line 1 words without a heading")]
    [InlineData("# nouns\nbistro\n# things\ncafe", "has in line 3 a heading other than")]
    [InlineData("# nouns\nbistro, cafe", "has in line 2 'bistro,', which is not made of letters")]
    [InlineData("# nouns\nb1", "'b1'")]
    public void A_file_of_words_that_is_none_is_refused_with_its_line(string text, string wrong)
    {
        SegmentationException error = Assert.Throws<SegmentationException>(() => Vocabulary.Shipped.With(text, "vocabulary.txt"));

        Assert.Equal(ErrorIds.InvalidTemplate, error.ErrorId);
        Assert.Contains(wrong, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_shipped_words_are_in_order_and_there_once_a_kind()
    {
        IReadOnlyList<(string Kind, string Entry)> entries = Vocabulary.Shipped.Entries;

        Assert.InRange(entries.Count, 1500, 5000);
        Assert.Equal(entries.Count, entries.Distinct().Count());

        using Stream file = typeof(Vocabulary).Assembly.GetManifestResourceStream("Segmentation.Explanation.Words." + Vocabulary.FileName)!;
        using StreamReader reader = new(file);
        foreach (string theme in reader.ReadToEnd().Split("# ", StringSplitOptions.RemoveEmptyEntries))
        {
            char[] between = theme.StartsWith("phrases", StringComparison.Ordinal) ? [',', '\n'] : [' ', '\n'];
            string[] words = theme[theme.IndexOf('\n')..].Split(between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            Assert.Equal(words.Order(StringComparer.OrdinalIgnoreCase), words, StringComparer.OrdinalIgnoreCase);
        }
    }

    private static KnownWords Known(Segment segment) =>
        new(EvidencePack.Of(segment), RulesExplainer.Explain(segment), Vocabulary.Shipped);

    private static string TextOf(JsonObject answer, string field) =>
        answer[field] is JsonArray lines ? lines[0]!.GetValue<string>() : answer[field]!.GetValue<string>();

    private static void Put(JsonObject answer, string field, string text)
    {
        if (answer[field] is JsonArray lines)
        {
            lines[0] = text;
        }
        else
        {
            answer[field] = text;
        }
    }

    private static IEnumerable<string> RandomWords(int count)
    {
        KnownWords known = Known(ExplainableSegments.Create());
        Random random = new(5);
        return Enumerable.Repeat(0, int.MaxValue)
            .Select(_ => string.Concat(Enumerable.Repeat(0, random.Next(3, 11)).Select(_ => (char)('a' + random.Next(26)))))
            .Where(word => known.Refuse(word) is not null)
            .Take(count);
    }

    private static async Task<SegmentExplanation> ExplainAsync(Segment segment, JsonObject answer)
    {
        ExplanationResult result = await new SegmentExplainer(new OneAnswer(answer.ToJsonString()), new ExplanationOptions())
            .ExplainAsync([segment], null, CancellationToken.None);
        return result.Segments[0].Explanation!;
    }

    private sealed class OneAnswer(string text) : IChatModel
    {
        public string Provider => "Test";

        public string Model => "model-1";

        public string Identity => "Test model-1";

        public ChatPrice? Price => null;

        public Task<ChatResponse> CompleteAsync(ChatRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(new ChatResponse(text, 1, 1, null));
    }
}
