using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Profiles;
using Segmentation.Rfm;
using Segmentation.Rules;
using Segmentation.Segments;
using Segmentation.Statistics;

namespace Segmentation.Models;

/// <summary>
/// Puts customers into the segments of a model. Each customer is scored by itself, so order, blocks and threads change
/// nothing, and the training customers come out as they were.
/// </summary>
public sealed class SegmentScorer
{
    private const string RecencyColumn = "DaysSinceLastPurchase";
    private static readonly string[] s_rfmColumns = [RecencyColumn, "OrderCount", "NetRevenue"];

    private static readonly string[] s_scoreColumns =
        [RfmSegmentSet.RecencyScore, RfmSegmentSet.FrequencyScore, RfmSegmentSet.MonetaryScore];

    private readonly SegmentModel _model;
    private readonly RuleSet? _rules;
    private readonly IClusterScore? _cluster;
    private readonly Dictionary<string, int> _labelOfName;

    /// <summary>Prepares the scoring.</summary>
    public SegmentScorer(SegmentModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _rules = model.Rules;
        _labelOfName = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int s = 0; s < model.Segments.Count; s++)
        {
            _labelOfName.TryAdd(model.Segments[s].Name, s);
        }

        _cluster = _rules is not null ? null
            : model.MixtureComponents is { } components ? new MixtureScore(components)
            : new CentroidScore(model);
    }

    /// <summary>The columns that have to be there.</summary>
    public IReadOnlyList<string> RequiredColumns =>
        _model.RfmCutPoints is not null ? s_rfmColumns
        : _rules is { AllowAbsentColumns: true } ? []
        : _rules is not null ? [.. SegmentModel.ColumnsOf(_rules)]
        : [.. _model.Features.Select(f => f.Name)];

    /// <summary>All columns that play a part where they are there.</summary>
    public IReadOnlyList<string> UsedColumns =>
    [
        .. RequiredColumns.Concat(_rules is null ? [] : SegmentModel.ColumnsOf(_rules))
            .Concat(_model.Features.Select(f => f.Name)).Concat(_model.Columns)
            .Except(s_scoreColumns, StringComparer.Ordinal)
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>Scores profiles as they are piped, in their order.</summary>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.ModelMismatch"/>: a column that the model needs is not there.
    /// </exception>
    public IReadOnlyList<SegmentMembership> Score(IReadOnlyList<CustomerProfile> profiles)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        List<SegmentMembership> result = new(profiles.Count);
        for (int start = 0; start < profiles.Count;)
        {
            ProfileTable table = profiles[start].Table;
            int[] rows = [.. profiles.Skip(start).TakeWhile(p => p.Table == table).Select(p => p.Row)];
            result.AddRange(Score(table.Select(rows)));
            start += rows.Length;
        }

        return result;
    }

    /// <summary>Scores the profiles of a table, in its order.</summary>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.ModelMismatch"/>: a column that the model needs is not there.
    /// </exception>
    public IReadOnlyList<SegmentMembership> Score(ProfileTable profiles)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        FeatureColumn[] columns =
        [
            .. UsedColumns.Select(name => (Name: name, Values: profiles.Numbers(name))).Where(c => c.Values is not null)
                .Select(c => new FeatureColumn(c.Name, c.Values!)),
        ];
        return Score(new FeatureTable(profiles.CustomerIds, columns), profiles);
    }

    /// <summary>Scores anything that has the model's columns, in its order.</summary>
    /// <exception cref="SegmentationException">As for profiles.</exception>
    public IReadOnlyList<SegmentMembership> Score(FeatureTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Score(table, _rules is null ? null : table.ToProfileTable());
    }

    private SegmentMembership[] Score(FeatureTable table, ProfileTable? profiles)
    {
        RequireColumns(name => table.Find(name) is not null || profiles?.Texts(name) is not null);
        FeatureColumn?[] features = [.. _model.Features.Select(f => table.Find(f.Name))];
        FeatureColumn[] looked = [.. _model.Columns.Select(table.Find).OfType<FeatureColumn>()];
        Placement[] placed = _rules is null ? ByFeatures(table) : ByRules(profiles!);
        SegmentMembership[] result = new SegmentMembership[table.Ids.Count];
        for (int row = 0; row < result.Length; row++)
        {
            bool empty = _model.AsOf is null && _model.Method != nameof(SegmentationMethod.Rules)
                && !Array.Exists(looked, c => double.IsFinite(c.Values[row]));
            Placement placement =
                empty ? new Placement(-1) { Note = "It has no value in any feature." } : placed[row];
            result[row] = MembershipOf(table.Ids[row], placement, OutOfRange(features, row));
        }

        return result;
    }

    private void RequireColumns(Func<string, bool> has)
    {
        string[] missing = [.. RequiredColumns.Where(name => !has(name))];
        if (missing.Length > 0)
        {
            throw new SegmentationException(
                ErrorIds.ModelMismatch,
                ErrorKind.InvalidArgument,
                $"The model does not fit: it needs {string.Join(", ", missing)}, which the input does not have.",
                "Make the profiles as for the model, or use a model made of these columns.",
                missing);
        }
    }

    private Placement[] ByFeatures(FeatureTable table)
    {
        FeatureMatrix matrix = FeatureEncoder.Apply(_model.Features, table);
        Placement[] placed = new Placement[matrix.Rows];
        for (int row = 0; row < placed.Length; row++)
        {
            placed[row] = _cluster!.Place(matrix.Values.AsSpan(row * matrix.Columns, matrix.Columns));
        }

        return placed;
    }

    private Placement[] ByRules(ProfileTable profiles)
    {
        byte[]? scores = null;
        RuleEvaluation evaluation;
        if (_model.RfmCutPoints is { } cuts)
        {
            int bins = cuts.Recency.Count + 1;
            RfmSegmentation scored = RfmSegmentation.Apply(
                profiles,
                new RfmOptions { Bins = bins, CutPoints = cuts },
                new RfmSegmentSet { Bins = bins, Rules = _rules! });
            scores = scored.Scores.Recency.Scores;
            evaluation = scored.Evaluation!;
        }
        else
        {
            evaluation = _rules!.Evaluate(profiles);
        }

        return
        [
            .. evaluation.FirstMatch.Select((first, row) =>
            {
                string name = first >= 0 ? _rules!.Rules[first].Name
                    : scores is not null && scores[row] == 0 ? RuleSegments.Unscored
                    : _rules!.Otherwise ?? RuleSegments.Unmatched;
                int label = _labelOfName.GetValueOrDefault(name, -1);
                return new Placement(label)
                {
                    Name = label < 0 ? name : null,
                    Rule = first < 0 ? null : _rules!.Rules[first].Id,
                    Note = label < 0 ? $"'{name}' had no training customer, so it is no segment of the model." : null,
                };
            }),
        ];
    }

    private SegmentMembership MembershipOf(string id, Placement placed, IReadOnlyList<OutOfRangeFeature> outOfRange)
    {
        ModelSegment? segment = placed.Label < 0 ? null : _model.Segments[placed.Label];
        bool leftOut = segment is { Exported: false };
        return new SegmentMembership
        {
            CustomerId = id,
            SegmentId = leftOut ? null : segment?.SegmentId,
            Name = leftOut ? null : segment?.Name ?? placed.Name,
            Confidence = placed.Confidence,
            Margin = placed.Margin,
            Distance = placed.Distance,
            SecondSegmentId = placed.Second < 0 ? null : _model.Segments[placed.Second].SegmentId,
            SecondDistance = placed.SecondDistance,
            MatchedRule = placed.Rule,
            OutOfRange = outOfRange,
            Note = leftOut
                ? $"It belongs to {segment!.SegmentId} ({segment.Name}), which was left out of the model."
                : placed.Note,
        };
    }

    private OutOfRangeFeature[] OutOfRange(FeatureColumn?[] features, int row)
    {
        List<OutOfRangeFeature> found = [];
        for (int f = 0; f < features.Length; f++)
        {
            EmpiricalDistribution training = _model.Distributions[f];
            if (features[f] is not { } column || training.Count == 0)
            {
                continue;
            }

            double value = column.Values[row];
            (double least, double most) = (training.Minimum, training.Maximum);
            if (!double.IsFinite(value))
            {
                if (training.MissingCount == 0)
                {
                    found.Add(new OutOfRangeFeature(column.Name, null, least, most, null));
                }
            }
            else if (value < least || value > most)
            {
                double outside = value < least ? least - value : value - most;
                found.Add(new OutOfRangeFeature(
                    column.Name, value, least, most, most > least ? outside / (most - least) : null));
            }
        }

        return [.. found.OrderByDescending(o => o.Excess ?? double.PositiveInfinity)];
    }
}
