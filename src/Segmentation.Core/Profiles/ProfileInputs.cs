using System;
using System.Collections.Frozen;
using System.Linq;
using Segmentation.Events;

namespace Segmentation.Profiles;

/// <summary>
/// What all walks share: what the data has, the clock, the as-of day, and codes in the order of their texts.
/// </summary>
internal sealed class ProfileInputs
{
    private static readonly FrozenSet<string> s_mobile = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        ["mobile", "phone", "smartphone", "tablet", "ios", "android", "iphone", "ipad"]);

    private readonly bool[] _isMobile;

    public ProfileInputs(DataFacts facts, EventVocabulary vocabulary, LocalClock clock, DateTimeOffset asOf)
    {
        Facts = facts;
        Clock = clock;
        AsOfDay = clock.DayOf(asOf);
        Categories = new CategoryNames(vocabulary);
        Devices = new RankedTexts(vocabulary[EventField.DeviceType]);
        Channels = new RankedTexts(vocabulary[EventField.Channel]);
        _isMobile = [.. Devices.Texts.Select(s_mobile.Contains)];
    }

    public DataFacts Facts { get; }

    public LocalClock Clock { get; }

    public int AsOfDay { get; }

    public CategoryNames Categories { get; }

    public RankedTexts Devices { get; }

    public RankedTexts Channels { get; }

    public bool IsMobile(int deviceRank) => _isMobile[deviceRank];
}

/// <summary>The texts of a dictionary in ordinal order.</summary>
internal sealed class RankedTexts
{
    private readonly int[] _ranks;

    public RankedTexts(TextDictionary dictionary)
    {
        Texts = [.. dictionary.ToList().Order(StringComparer.Ordinal)];
        _ranks = CategoryNames.Ranks(dictionary, Texts);
    }

    public string[] Texts { get; }

    public int Rank(int code) => _ranks[code];
}
