using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading;
using Segmentation.Activation;
using Segmentation.Clustering;
using Segmentation.Rfm;
using Segmentation.Rules;
using Segmentation.Segments;
using Segmentation.Statistics;
using static System.FormattableString;

namespace Segmentation.Models;

/// <summary>
/// A segmentation without its customers' data: all that scoring new customers needs, and who was in which segment, for
/// comparing. It is data and nothing else.
/// </summary>
public sealed record SegmentModel
{
    /// <summary>The value of <see cref="DocumentType"/>.</summary>
    public const string DocumentTypeName = "segmentation-model";

    /// <summary>The version of the document that this code writes and reads.</summary>
    public const int CurrentSchemaVersion = 1;

    private const int DistributionSteps = 1000;

    /// <summary>What kind of document this is: <see cref="DocumentTypeName"/>.</summary>
    public required string DocumentType { get; init; }

    /// <summary>The version of the document's shape.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>The SHA-256 of everything else, in hexadecimal digits.</summary>
    public required string ContentHash { get; init; }

    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>How the segments were made, a name of <see cref="SegmentationMethod"/>.</summary>
    public required string Method { get; init; }

    /// <summary>The seed of the run.</summary>
    public required int Seed { get; init; }

    /// <summary>The moment the profiles described; null for input that was not made of events.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Where the data came from, in words.</summary>
    public required string Source { get; init; }

    /// <summary>The largest number that an id of this or an earlier segmentation that it continues has had.</summary>
    public required int LastSegmentNumber { get; init; }

    /// <summary>All segments of the run, also those that were not exported.</summary>
    public required IReadOnlyList<ModelSegment> Segments { get; init => field = Listed.Of(value); }

    /// <summary>The features as declared and fitted.</summary>
    public required IReadOnlyList<FittedFeature> Features { get; init => field = Listed.Of(value); }

    /// <summary>The distribution of each feature over the training customers, on the raw scale.</summary>
    public required IReadOnlyList<EmpiricalDistribution> Distributions { get; init => field = Listed.Of(value); }

    /// <summary>All columns that were looked at for values, also those that made no feature.</summary>
    public required IReadOnlyList<string> Columns { get; init => field = Listed.Of(value); }

    /// <summary>The columns of the rules that hold texts.</summary>
    public required IReadOnlyList<string> TextColumns { get; init => field = Listed.Of(value); }

    /// <summary>
    /// The mean squared distance of a training customer to its centroid, per column of feature space; null for rules.
    /// </summary>
    public double? Spread { get; init; }

    /// <summary>The order in which centroids are asked for the nearest; null for the order of the segments.</summary>
    public IReadOnlyList<int>? TieOrder { get; init => field = Listed.Of(value); }

    /// <summary>The components of a mixture; null for other methods.</summary>
    public IReadOnlyList<MixtureComponent>? MixtureComponents { get; init => field = Listed.Of(value); }

    /// <summary>The cut-points of RFM scores; null for other methods.</summary>
    public RfmCutPoints? RfmCutPoints { get; init; }

    /// <summary>The rules as nested values; null where the segments were clustered.</summary>
    public JsonElement? RuleTable { get; init; }

    /// <summary>What was declared for the features, as <see cref="FeatureSet.ToDictionary"/> writes it.</summary>
    public JsonElement? FeatureTable { get; init; }

    /// <summary>Tells salts apart where the members' ids are hashed; null for plain ids.</summary>
    public string? SaltFingerprint { get; init; }

    /// <summary>What a reader has to know; empty when there is nothing.</summary>
    public IReadOnlyList<string> Notes { get; init => field = Listed.Of(value); } = [];

    /// <summary>The training customers in segments.</summary>
    [JsonIgnore]
    public int CustomerCount => Segments.Sum(s => s.Size);

    /// <summary>What was declared for the features: it makes the same ones when it is given to a run.</summary>
    [JsonIgnore]
    public FeatureSet? FeatureSet => FeatureTable is { } features
        ? FeatureSet.FromDictionary((IReadOnlyDictionary<string, object?>)PlainJson.Plain(features)!)
        : null;

    /// <summary>The rules; null where the segments were clustered.</summary>
    [JsonIgnore]
    public RuleSet? Rules => RuleTable is { } table
        ? RuleSet.FromDictionary((IReadOnlyDictionary<string, object?>)PlainJson.Plain(table)!)
        : null;

    /// <summary>The model of a run.</summary>
    /// <param name="segments">
    /// Segments of one run: all, or some. Customers nearest to a segment that was left out are put into none.
    /// </param>
    /// <param name="salt">The secret that members' ids are hashed with; null leaves ids as they are.</param>
    /// <param name="progress">Told how many members there are yet.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.NoCustomers"/>, <see cref="ErrorIds.UnexpectedInput"/> for segments of several runs or twice
    /// the same, <see cref="ErrorIds.InvalidOption"/> for an empty salt.
    /// </exception>
    public static SegmentModel Of(
        IReadOnlyList<Segment> segments,
        string? salt = null,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        _ = new MemberRows(segments, new MemberOptions { Salt = salt });
        SegmentationRun run = segments[0].Run;
        HashedIds? hash = salt is null ? null : new HashedIds(salt);
        RuleSet? rules = run.Rules;
        bool clustered = rules is null;
        SegmentModel model = new()
        {
            DocumentType = DocumentTypeName,
            SchemaVersion = CurrentSchemaVersion,
            ContentHash = string.Empty,
            RunId = run.RunId,
            Method = run.Method,
            Seed = run.Seed,
            AsOf = run.AsOf,
            Source = run.Source,
            LastSegmentNumber = run.LastSegmentNumber,
            Segments = SegmentsOf(run, segments, hash, progress, cancellationToken),
            Features = run.Features,
            FeatureTable = run.FeatureSet is { } set ? PlainJson.ToElement(set.ToDictionary()) : null,
            Distributions =
            [
                .. run.Features.Select(f => EmpiricalDistribution.Of(run.Input.Find(f.Name)?.Values ?? [])
                    .Compact(DistributionSteps)),
            ],
            Columns = [.. run.Input.Columns.Select(c => c.Name)],
            TextColumns = rules is null ? [] : [.. ColumnsOf(rules).Where(name => IsText(run, name))],
            Spread = clustered && run.Matrix.Values.Length > 0 ? run.Inertia / run.Matrix.Values.Length : null,
            TieOrder = run.TieOrder,
            MixtureComponents = run.MixtureComponents,
            RfmCutPoints = run.RfmCutPoints,
            RuleTable = rules is null ? null : PlainJson.ToElement(rules.ToDictionary()),
            SaltFingerprint = hash?.Fingerprint,
            Notes = run.Converged || run.MixtureComponents is not null
                ? []
                : ["k-means had not settled: some training customers are nearer to another centroid than their own."],
        };
        return model with { ContentHash = SegmentModelJson.HashOf(model) };
    }

    /// <summary>The columns that rules look at.</summary>
    internal static IEnumerable<string> ColumnsOf(RuleSet rules) => rules.Rules
        .SelectMany(rule => rule.When.Comparisons)
        .SelectMany(comparison => comparison.Measure.Columns)
        .Distinct(StringComparer.OrdinalIgnoreCase);

    private static bool IsText(SegmentationRun run, string name) =>
        run.Profiles is { } profiles ? profiles.Texts(name) is not null : run.Input.Texts.ContainsKey(name);

    private static ModelSegment[] SegmentsOf(
        SegmentationRun run,
        IReadOnlyList<Segment> selected,
        HashedIds? hash,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken)
    {
        List<string>[] members = [.. run.SegmentIds.Select(_ => new List<string>())];
        for (int row = 0; row < run.Labels.Length; row++)
        {
            if ((row & 0xFFFF) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report(new StageProgress(
                    "Making a model", Plural.Of(row, "customer"), (double)row / run.Labels.Length));
            }

            string id = run.Input.Ids[row];
            members[run.Labels[row]].Add(hash?.Of(id) ?? id);
        }

        Dictionary<string, Segment> known = selected.ToDictionary(s => s.SegmentId, StringComparer.Ordinal);
        return
        [
            .. members.Select((ids, label) =>
            {
                ids.Sort(StringComparer.Ordinal);
                Segment? segment = known.GetValueOrDefault(run.SegmentIds[label]);
                return new ModelSegment
                {
                    SegmentId = run.SegmentIds[label],
                    Name = segment?.Name ?? run.SegmentNames[label],
                    Size = ids.Count,
                    Exported = segment is not null,
                    Verdict = segment?.Verdict?.ToString(),
                    Centroid = run.Centroids[label],
                    CustomerIds = ids,
                };
            }),
        ];
    }

    /// <inheritdoc/>
    public override string ToString() => Invariant($"{Method} of {CustomerCount:N0} customers, ")
        + Invariant($"{Segments.Count(s => s.Exported)} of {Segments.Count} segments ({RunId})");
}

/// <summary>One segment of a model.</summary>
public sealed record ModelSegment
{
    /// <summary>Its id.</summary>
    public required string SegmentId { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its training members.</summary>
    public required int Size { get; init; }

    /// <summary>Whether it was exported; customers nearest to one that was not are put into none.</summary>
    public required bool Exported { get; init; }

    /// <summary>The verdict of its robustness; null when it was not tested.</summary>
    public string? Verdict { get; init; }

    /// <summary>Its centroid in scaled feature space.</summary>
    public required IReadOnlyList<double> Centroid { get; init => field = Listed.Of(value); }

    /// <summary>Its training members, plain or hashed, in ordinal order.</summary>
    public required IReadOnlyList<string> CustomerIds { get; init => field = Listed.Of(value); }
}
