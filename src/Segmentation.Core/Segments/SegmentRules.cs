using Segmentation.Rules;

namespace Segmentation.Segments;

/// <summary>Segments as conditions, with how well these find the members.</summary>
internal static class SegmentRules
{
    /// <summary>The rule of a segment, measured on the run.</summary>
    public static SegmentRule Of(Condition condition, bool[] matches, SegmentationRun run, int segment)
    {
        int matched = 0;
        int found = 0;
        int members = 0;
        for (int row = 0; row < matches.Length; row++)
        {
            bool member = run.Labels[row] == segment;
            matched += matches[row] ? 1 : 0;
            members += member ? 1 : 0;
            found += member && matches[row] ? 1 : 0;
        }

        return new SegmentRule
        {
            Condition = condition,
            Filter = ConditionText.PowerShell(condition),
            Sql = ConditionText.Sql(condition),
            Words = ConditionText.InWords(condition, run.Profiles?.Columns),
            MatchCount = matched,
            Precision = matched == 0 ? null : (double)found / matched,
            Recall = (double)found / members,
        };
    }
}
