#:project ../src/Segmentation.Core/Segmentation.Core.csproj
#:project ../src/Segmentation.Integrations/Segmentation.Integrations.csproj
#:property PublishAot=false

// The main job with the engine alone: generated events in, segments, their stability and a report out.
//   dotnet run examples/quickstart.cs [-- REPORT.html]

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Segmentation.Events;
using Segmentation.Identity;
using Segmentation.Integrations.Files;
using Segmentation.Profiles;
using Segmentation.Reporting;
using Segmentation.Robustness;
using Segmentation.Segments;
using Segmentation.Synthetic;
using static System.FormattableString;

string path = Path.GetFullPath(args.Length > 0 ? args[0] : "report.html");

EventDataset generated = SyntheticEvents.Create(new SyntheticOptions { CustomerCount = 500, Seed = 42 });
EventDataset events = generated.WithMerges(IdentityResolver.Resolve(generated.IdHistory, new IdentityOptions()));
ProfileTable profiles = ProfileBuilder.Build(events, new ProfileOptions());
IReadOnlyList<Segment> segments = Segmenter.Run(profiles, new SegmentationOptions());
IReadOnlyList<Segment> tested = BootstrapStability.Test(segments, new RobustnessOptions());

Console.WriteLine(Invariant($"{events.EventCount:N0} events of {events.CustomerCount:N0} customers, made up with seed 42"));
Console.WriteLine(tested[0].Run.ClusterCountReason);
Console.WriteLine();
Console.WriteLine("Id   Segment                                    Size  Share      Revenue  Verdict       Jaccard");
foreach (Segment segment in tested)
{
    Console.WriteLine(Invariant(
        $"{segment.SegmentId,-3}  {segment.Name,-40}  {segment.Size,5}  {segment.Share,5:0%}  {segment.TotalRevenue,11:N0}  ")
        + Invariant($"{segment.Verdict,-12}  {segment.Robustness?.BootstrapJaccard,7:0.00}"));
    Console.WriteLine("     " + string.Join("; ", segment.Traits.Take(2).Select(trait => trait.Text)));
}

ReportFiles.Write(ReportBuilder.Build(tested), path, force: true);
Console.WriteLine();
Console.WriteLine("Report: " + path);
