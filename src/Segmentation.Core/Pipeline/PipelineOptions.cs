using System;
using System.Collections.Generic;
using System.Threading;
using Segmentation.Clv;
using Segmentation.Decisions;
using Segmentation.Explanation;
using Segmentation.Identity;
using Segmentation.LookAlikes;
using Segmentation.Models;
using Segmentation.Profiles;
using Segmentation.Reporting;
using Segmentation.Rfm;
using Segmentation.Robustness;
using Segmentation.Rules;
using Segmentation.Segments;

namespace Segmentation.Pipeline;

/// <summary>How each stage of a run works. Everything left out has the default of its stage.</summary>
public sealed record PipelineOptions
{
    /// <summary>The stages to leave out. Profiles and segmentation always run.</summary>
    public IReadOnlyList<PipelineStage> Skip { get; init => field = Listed.Of(value); } = [];

    /// <summary>The id merges to resolve; null for those that came with the events.</summary>
    public IReadOnlyList<IdHistoryEntry>? IdHistory { get; init => field = value is null ? null : Listed.Of(value); }

    /// <summary>How merged ids are settled.</summary>
    public IdentityOptions Identity { get; init; } = new();

    /// <summary>How profiles are built.</summary>
    public ProfileOptions Profiles { get; init; } = new();

    /// <summary>What the value of customers looks at.</summary>
    public ValueOptions Value { get; init; } = new();

    /// <summary>How values become RFM scores.</summary>
    public RfmOptions Rfm { get; init; } = new() { Bins = RfmSegmentSet.Default.Bins };

    /// <summary>The named segments of RFM scores; null for the default ones.</summary>
    public RfmSegmentSet? RfmSegments { get; init; }

    /// <summary>The traits to look for; null for the default ones.</summary>
    public RuleSet? Traits { get; init; }

    /// <summary>
    /// The days held out to test the value models on; null leaves <see cref="PipelineStage.ValueBacktest"/> out.
    /// </summary>
    public int? HoldoutDays { get; init; }

    /// <summary>How segments are made.</summary>
    public SegmentationOptions Segmentation { get; init; } = new();

    /// <summary>
    /// An earlier segmentation to compare with; null leaves <see cref="PipelineStage.Comparison"/> out.
    /// </summary>
    public SegmentModel? Reference { get; init; }

    /// <summary>The secret that the ids in <see cref="Reference"/> are hashed with; null for plain ids.</summary>
    public string? ReferenceSalt { get; init; }

    /// <summary>How their robustness is tested.</summary>
    public RobustnessOptions Robustness { get; init; } = new();

    /// <summary>What a judgement of viability assumes.</summary>
    public ViabilityAssumptions Viability { get; init; } = new();

    /// <summary>The criteria that segments have to meet.</summary>
    public ValidationCriteria Criteria { get; init; } = new();

    /// <summary>When a difference is large enough to act on, and sure enough.</summary>
    public ActionabilityOptions Actionability { get; init; } = new();

    /// <summary>What look-alikes to search for; null leaves <see cref="PipelineStage.LookAlikes"/> out.</summary>
    public LookAlikeOptions? LookAlikes { get; init; }

    /// <summary>Puts segments into words, for example by a chat model; null for rules.</summary>
    public Func<IReadOnlyList<Segment>, IProgress<StageProgress>, CancellationToken, ExplanationResult>? Explain { get; init; }

    /// <summary>The title, time and privacy of the report.</summary>
    public ReportOptions Report { get; init; } = new();

    /// <summary>Writes the report somewhere, as part of its stage; null only builds it.</summary>
    public Action<SegmentReport, CancellationToken>? WriteReport { get; init; }

    /// <summary>What measures the durations of stages; null measures none.</summary>
    public TimeProvider? Clock { get; init; }
}
