using System.Collections.Generic;
using System.Linq;
using Segmentation.Decisions;
using Segmentation.Events;
using Segmentation.Explanation;
using Segmentation.Identity;
using Segmentation.Profiles;
using Segmentation.Robustness;
using Segmentation.Segments;
using Segmentation.Synthetic;
using Xunit;

namespace Segmentation.Tests.EndToEnd;

/// <summary>What the rules say about real segments would pass as a model's answer, word for word.</summary>
public sealed class RulesTextTests
{
    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 5)]
    [InlineData(42, 8)]
    public void Rules_say_nothing_of_generated_segments_that_the_check_refuses(int seed, int count)
    {
        EventDataset data = SyntheticEvents.Create(new SyntheticOptions { CustomerCount = 600, Seed = seed });
        ProfileTable profiles = ProfileBuilder.Build(
            data.WithMerges(IdentityResolver.Resolve(data.IdHistory, new IdentityOptions())), new ProfileOptions());
        IReadOnlyList<Segment> segments = Segmenter.Run(profiles, new SegmentationOptions { ClusterCount = count });
        segments = RobustnessSuite.Test(segments, new RobustnessOptions { Replicates = 5, Tests = RobustnessTests.Bootstrap });
        segments = ViabilityTest.Test(segments, new ViabilityAssumptions { ContactCost = 0.05m }, new ValidationCriteria());
        segments = ActionabilityTest.Test(segments, new ActionabilityOptions());

        Assert.All(segments, segment =>
        {
            SegmentExplanation rules = RulesExplainer.Explain(segment);
            KnownWords known = new(EvidencePack.Of(segment), rules, Vocabulary.Shipped);
            string?[] texts =
            [
                rules.ExecutiveSummary, rules.RecommendedCampaign, rules.BusinessHypothesis, rules.ExpectedRoi,
                rules.ConfidenceJustification, .. rules.KeyCharacteristics,
            ];
            Assert.All(
                texts.OfType<string>(),
                text => Assert.True(AnswerCheck.Refuse(text, known, 1500) is null, $"{AnswerCheck.Refuse(text, known, 1500)}: {text}"));
        });
    }
}
