using System.Collections.Generic;
using System.IO;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Integrations.Configuration;
using Xunit;

namespace Segmentation.Tests.Configuration;

public sealed class FeatureSetFileTests
{
    [Fact]
    public void The_default_set_of_the_examples_is_the_one_of_the_engine()
    {
        FeatureSet written = FeatureSet.FromDictionary(YamlDocument.Read(Above("examples/features/default.yaml")));
        Assert.Equal(
            FeatureSet.Default.Features.Select(f => f with
            {
                Scaling = null, Weight = null, Winsorize = null, MaximumCorrelation = null,
            }),
            written.Features);
        Assert.All(FeatureSet.Default.Features, f => Assert.Equal(
            (FeatureScaling.ZScore, 1, .01, .9), (f.Scaling!.Value, f.Weight!.Value, f.Winsorize!.Value, f.MaximumCorrelation!.Value)));
    }

    [Fact]
    public void The_example_of_the_page_can_be_read()
    {
        string page = File.ReadAllText(Above("docs/feature-sets.md"));
        string block = page.Split("```yaml\n")[1].Split("```")[0];
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".yaml");
        File.WriteAllText(file, block);
        try
        {
            FeatureSet set = FeatureSet.FromDictionary(YamlDocument.Read(file));
            Assert.Equal(7, set.Features.Count);
            Assert.Equal(2, set.Features[1].Weight);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Above(string path)
    {
        for (DirectoryInfo? folder = new(System.AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, path)))
            {
                return Path.Combine(folder.FullName, path);
            }
        }

        throw new FileNotFoundException(path);
    }
}
