using System.Collections.Generic;
using System.Linq;
using Segmentation.Events;
using Segmentation.Identity;
using Segmentation.Profiles;
using Segmentation.Segments;
using Segmentation.Statistics;
using Segmentation.Synthetic;
using Xunit;

namespace Segmentation.Tests.EndToEnd;

/// <summary>The generator knows the truth; the engine, which never sees it, has to find it again.</summary>
public sealed class ArchetypeRecoveryTests
{
    [Fact]
    public void Ten_segments_of_2000_generated_customers_agree_with_the_archetypes()
    {
        EventDataset data = SyntheticEvents.Create(new SyntheticOptions { CustomerCount = 2_000, Seed = 42 });
        data = data.WithMerges(IdentityResolver.Resolve(data.IdHistory, new IdentityOptions()));
        ProfileTable profiles = ProfileBuilder.Build(data, new ProfileOptions());
        SegmentationRun run = Segmenter.Run(profiles, new SegmentationOptions { ClusterCount = 10 })[0].Run;

        Assert.Equal(2_000, run.CustomerCount);
        List<string> names = [.. SyntheticOptions.ArchetypeNames];
        int[] truth = [.. run.Input.Ids.Select(id => names.IndexOf(data.Truth!.Archetypes[id]))];
        double agreement = Agreement.AdjustedRand(truth, run.Labels);
        TestContext.Current.TestOutputHelper?.WriteLine($"ARI {agreement:0.000}");
        Assert.InRange(agreement, 0.55, 1);
    }
}
