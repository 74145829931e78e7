using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using Segmentation.Comparisons;
using Segmentation.Events;
using Segmentation.Integrations.Files;
using Segmentation.Pipeline;
using Segmentation.Profiles;
using Segmentation.Reporting;
using Segmentation.Robustness;
using Segmentation.Segments;
using Segmentation.Synthetic;
using Segmentation.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(RealReports))]

namespace Segmentation.Tests;

/// <summary>Reports of real runs, with every stage, as files.</summary>
public sealed class RealReports : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("segmentation-");
    private readonly Dictionary<string, (string Path, SegmentReport Report)> _made = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>The page of a base: the generator's, or the records of a shop where they are at hand.</summary>
    public string Page(string data) => Made(data).Path;

    /// <summary>The document behind the page.</summary>
    public SegmentReport Report(string data) => Made(data).Report;

    /// <summary>A file in a folder that goes when the tests end.</summary>
    public string Place(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);

    private (string Path, SegmentReport Report) Made(string data)
    {
        lock (_lock)
        {
            if (!_made.TryGetValue(data, out (string, SegmentReport) made))
            {
                SegmentReport report = data == "cdnow"
                    ? Of(EventFiles.Open(
                        [TestData.File("cdnow/cdnow_sample.csv")],
                        new EventFileOptions { Mapping = EventMappingPresets.Get("Cdnow") }))
                    : Of(SyntheticEvents.Create(new SyntheticOptions { CustomerCount = 600, Seed = 42 }));
                string path = Place(data + ".html");
                using (StreamWriter writer = new(path))
                {
                    HtmlReport.Write(report, writer);
                }

                made = _made[data] = (path, report);
            }

            return made;
        }
    }

    private static SegmentReport Of(EventDataset events)
    {
        PipelineOptions options = new()
        {
            HoldoutDays = 40,
            Segmentation = new SegmentationOptions { ClusterCount = null },
            Robustness = new RobustnessOptions { Replicates = 10 },
        };
        PipelineResult result = SegmentationPipeline.Run(events, options);
        Assert.True(result.Success, result.ErrorMessage);
        DateTimeOffset before = result.Run!.AsOf!.Value.AddDays(-30);
        PipelineResult earlier = SegmentationPipeline.Run(events, options with
        {
            Profiles = new ProfileOptions { AsOf = before },
            HoldoutDays = null,
            Skip = [PipelineStage.Robustness, PipelineStage.Viability, PipelineStage.Actionability],
        });
        SegmentationComparison comparison = SegmentationComparer.Compare(earlier.Segments!, result.Segments!);
        return result.Report! with { Migration = ReportMigration.Of(comparison, result.Segments!) };
    }
}
