using System.Collections.Generic;
using System.Linq;
using System.Text;
using Segmentation.Events;
using Segmentation.Statistics;
using Xunit;

namespace Segmentation.Tests.Events;

public sealed class Utf8CodesTests
{
    [Fact]
    public void Texts_of_every_length_that_differ_in_one_byte_have_codes_of_their_own()
    {
        List<string> texts = [""];
        for (int length = 1; length <= 40; length++)
        {
            texts.AddRange(Enumerable.Range(0, length).Select(at => new string('a', at) + "b" + new string('a', length - at - 1)));
            texts.Add(new string('a', length));
        }

        (Utf8Codes codes, TextDictionary dictionary) = Create();
        Assert.Equal(Enumerable.Range(0, texts.Count), texts.Select(text => CodeOf(codes, text)));
        Assert.Equal(Enumerable.Range(0, texts.Count), texts.Select(text => CodeOf(codes, text)));
        Assert.Equal(texts, dictionary.ToList());
    }

    [Fact]
    public void Codes_follow_first_appearance_for_many_random_texts()
    {
        SeededRandom random = new(7);
        Dictionary<string, int> expected = [];
        (Utf8Codes codes, _) = Create();
        for (int i = 0; i < 60_000; i++)
        {
            // Few letters, so that texts come back and share their ends.
            string text = string.Concat(Enumerable.Range(0, random.NextInt32(18)).Select(_ => "abé"[random.NextInt32(3)]));
            expected.TryAdd(text, expected.Count);
            codes.Prefetch(Encoding.UTF8.GetBytes(text));
            Assert.Equal(expected[text], CodeOf(codes, text));
        }

        Assert.True(codes.IsLarge);
    }

    private static (Utf8Codes Codes, TextDictionary Dictionary) Create()
    {
        TextDictionary dictionary = new();
        return (new Utf8Codes(dictionary), dictionary);
    }

    private static int CodeOf(Utf8Codes codes, string text) => codes.GetOrAdd(Encoding.UTF8.GetBytes(text));
}
