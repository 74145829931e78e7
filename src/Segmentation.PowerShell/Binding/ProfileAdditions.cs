using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Attributes;
using Segmentation.Profiles;
using Segmentation.Rfm;
using Segmentation.Rules;

namespace Segmentation.PowerShell.Binding;

/// <summary>What profiles get beside their own figures and their value: attributes, RFM scores and traits.</summary>
internal sealed record ProfileAdditions
{
    /// <summary>The file of attributes, absolute; null for none.</summary>
    public string? AttributePath { get; init; }

    /// <summary>The column with the customer's id; null finds it.</summary>
    public string? AttributeKey { get; init; }

    /// <summary>The file that declares types and ranges of attributes, absolute; null to infer the types.</summary>
    public string? AttributeSchemaPath { get; init; }

    /// <summary>The RFM scores; null for five.</summary>
    public int? RfmBins { get; init; }

    /// <summary>How values become scores.</summary>
    public RfmMethod RfmMethod { get; init; }

    /// <summary>The file of RFM segments, absolute; null for the default ones.</summary>
    public string? RfmSegmentPath { get; init; }

    /// <summary>The file of traits, absolute; null for the default ones.</summary>
    public string? TraitPath { get; init; }

    /// <summary>The profiles with all of it; what the user has to know goes to the warning stream, once.</summary>
    public ProfileTable AddTo(SegmentationCmdlet cmdlet, ProfileTable table)
    {
        ProfileTable joined = AttributePath is null ? table : Join(cmdlet, table, AttributePath);
        return Trait(cmdlet, Score(cmdlet, joined));
    }

    private AttributeSchema Schema()
    {
        AttributeSchema schema = AttributeSchemaPath is null
            ? new AttributeSchema()
            : AttributeSchema.FromDictionary(IntegrationsBridge.ReadYaml(AttributeSchemaPath));
        return AttributeKey is null ? schema : schema with { IdColumn = AttributeKey };
    }

    private ProfileTable Join(SegmentationCmdlet cmdlet, ProfileTable table, string path)
    {
        CustomerAttributeTable attributes = cmdlet.Run((_, token) =>
            IntegrationsBridge.ReadAttributes(path, Schema(), token));
        AttributeJoin join = attributes.JoinTo(table);
        List<string> findings = [];
        Add(join.WithoutAttributes.Count, "customers have no attributes");
        Add(join.WithoutProfile.Count, "rows of attributes belong to no profile");
        Add(join.MergedAway.Count, "rows belong to a customer who has attributes of another id");
        findings.AddRange(attributes.Intake.Skipped.Select(s => FormattableString.Invariant($"{s.Count:N0} rows: {s.Reason}")));
        findings.AddRange(attributes.Intake.Issues.Select(issue => issue.ToString()));
        findings.AddRange(join.Renamed.Select(pair => $"'{pair.Key}' is called '{pair.Value}', as the name is taken"));
        if (findings.Count > 0)
        {
            cmdlet.WriteWarning($"Attributes: {string.Join("; ", findings)}.");
        }

        cmdlet.Verbose($"Attributes of {join.MatchedCount} customers: {string.Join(", ", join.AddedColumns.Select(c => c.Name))}.");
        return join.Profiles.WithNote(new ProfileNote("Customer attributes", FormattableString.Invariant(
            $"Joined by customer id for {join.MatchedCount:N0} of {table.Count:N0} customers: {string.Join(", ", join.AddedColumns.Select(c => c.Label))}.")));

        void Add(int count, string what)
        {
            if (count > 0)
            {
                findings.Add(FormattableString.Invariant($"{count:N0} {what}"));
            }
        }
    }

    private ProfileTable Score(SegmentationCmdlet cmdlet, ProfileTable table)
    {
        RfmSegmentSet? set = RfmSegmentPath is null
            ? null
            : RfmSegmentSet.FromDictionary(IntegrationsBridge.ReadYaml(RfmSegmentPath));
        RfmOptions options = new() { Bins = RfmBins ?? set?.Bins ?? RfmSegmentSet.Default.Bins, Method = RfmMethod };
        RfmSegmentation scored = RfmSegmentation.Apply(table, options, set);
        bool custom = set is not null || RfmBins is not null;
        IReadOnlyList<string> findings = scored.Segments is { } segments
            ? RfmLint.Check(segments, scored.Scores).Findings
            : scored.Scores.Collapsed;
        if (findings.Count > 0)
        {
            string text = $"RFM: {string.Join(" ", findings)}";
            if (custom)
            {
                cmdlet.WriteWarning(text);
            }
            else
            {
                cmdlet.WriteVerbose(text);
            }
        }

        if (scored.Segments is null)
        {
            cmdlet.WriteWarning(FormattableString.Invariant(
                $"There are no segments for {options.Bins} RFM scores: RfmSegment stays empty. Give a set with -RfmSegmentPath."));
        }

        return scored.Profiles;
    }

    private ProfileTable Trait(SegmentationCmdlet cmdlet, ProfileTable table)
    {
        RuleSet set = TraitPath is null
            ? TraitExtraction.DefaultTraits
            : RuleSet.FromDictionary(IntegrationsBridge.ReadYaml(TraitPath));
        CustomerTraitTable traits = TraitExtraction.Apply(table, set);
        TraitSummary found = traits.Summary;
        string[] dead = [.. found.Traits.Where(t => t.Count == 0).Select(t => t.Id)];
        List<string> findings = [];
        if (dead.Length > 0)
        {
            findings.Add($"nobody has {string.Join(", ", dead)}");
        }

        if (found.AbsentColumns.Count > 0)
        {
            findings.Add($"the profiles have no {string.Join(", ", found.AbsentColumns)}");
        }

        if (findings.Count > 0 && TraitPath is not null && table.Count > 0)
        {
            cmdlet.WriteWarning($"Traits: {string.Join("; ", findings)}.");
        }

        cmdlet.Verbose($"Traits: {found.AverageTraitsPerCustomer:F1} per customer, {found.CustomersWithoutTraits} customers without any.");
        return traits.AddTo(table);
    }
}
