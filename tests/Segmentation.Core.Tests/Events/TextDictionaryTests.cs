using System.Globalization;
using Segmentation.Events;
using Xunit;

namespace Segmentation.Tests.Events;

public sealed class TextDictionaryTests
{
    [Fact]
    public void Codes_follow_first_appearance_and_survive_growth()
    {
        TextDictionary dictionary = new();
        for (int i = 0; i < 10_000; i++)
        {
            Assert.Equal(i, dictionary.GetOrAdd("customer " + i.ToString(CultureInfo.InvariantCulture)));
        }

        Assert.Equal(10_000, dictionary.Count);
        Assert.Equal(777, dictionary.GetOrAdd("customer 777"));
        Assert.Equal("customer 9999", dictionary[9_999]);
    }

    [Theory]
    [InlineData("a", "A")]
    [InlineData("a", "a ")]
    [InlineData("a", "\uFF41")]
    [InlineData("\u00E9", "e\u0301")]
    [InlineData("i", "\u0131")]
    public void Texts_that_only_look_alike_keep_codes_of_their_own(string one, string other)
    {
        TextDictionary dictionary = new();
        Assert.NotEqual(dictionary.GetOrAdd(one), dictionary.GetOrAdd(other));
        Assert.Equal(-1, dictionary.Find("neither"));
    }
}
