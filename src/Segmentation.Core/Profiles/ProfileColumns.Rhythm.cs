namespace Segmentation.Profiles;

public static partial class ProfileColumns
{
    /// <summary>How regularly purchases come.</summary>
    private static ProfileColumn[] Rhythm =>
    [
        Declare(
            ProfileFigure.BehaviorType,
            "purchase behaviour",
            ProfileUnit.Text,
            "By purchase days: no_purchase (0), one_time (1), new_repeater (2: one gap says nothing about "
            + "regularity); from 3 on long_cycle (mean gap of 90 days or more, coefficient of variation at most 1), "
            + "else regular (coefficient of variation at most 0.5), else irregular."),
        Declare(
            ProfileFigure.GapMeanDays,
            "average days between purchases",
            ProfileUnit.Days,
            "Mean gap between consecutive purchase days. Missing below 2 purchase days."),
        Declare(
            ProfileFigure.GapStdDays,
            "variation of days between purchases",
            ProfileUnit.Days,
            "Sample standard deviation (n − 1) of the gaps. Missing below 2 gaps."),
        Declare(
            ProfileFigure.GapMinDays,
            "shortest gap between purchases",
            ProfileUnit.Days,
            "Smallest gap. Missing below 2 purchase days."),
        Declare(
            ProfileFigure.GapMaxDays,
            "longest gap between purchases",
            ProfileUnit.Days,
            "Largest gap. Missing below 2 purchase days."),
        Declare(
            ProfileFigure.GapMedianDays,
            "typical days between purchases",
            ProfileUnit.Days,
            "Median gap, the mean of the middle two for an even number. Missing below 2 purchase days."),
        Declare(
            ProfileFigure.GapCv,
            "irregularity of purchases",
            ProfileUnit.Number,
            "GapStdDays / GapMeanDays. Missing below 2 gaps."),
        Declare(
            ProfileFigure.Regularity,
            "purchase regularity",
            ProfileUnit.Share,
            "1 − min(GapCv / 2, 1): 1 is clockwork. Missing below 2 gaps."),
    ];
}
