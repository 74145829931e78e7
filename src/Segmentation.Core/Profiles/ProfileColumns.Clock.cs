namespace Segmentation.Profiles;

public static partial class ProfileColumns
{
    /// <summary>When in the day and the week.</summary>
    private static ProfileColumn[] Clock =>
    [
        Declare(
            ProfileFigure.PreferredWeekday,
            "preferred weekday",
            ProfileUnit.Weekday,
            "Local weekday with most acts of the shopper, 0 = Monday; ties go to the earliest in the week. Missing "
            + "without an act."),
        Declare(
            ProfileFigure.PreferredHour,
            "preferred hour",
            ProfileUnit.Hour,
            "Local hour with most acts of the shopper; ties go to the earliest. Missing without an act, or when no "
            + "event in the data has a time of day."),
        Declare(
            ProfileFigure.WeekendShare,
            "weekend share",
            ProfileUnit.Share,
            "Acts on Saturday or Sunday / acts."),
        Declare(
            ProfileFigure.MorningShare,
            "morning share",
            ProfileUnit.Share,
            "Acts from 6:00 to 11:59 / acts. Missing when no event in the data has a time of day."),
        Declare(
            ProfileFigure.AfternoonShare,
            "afternoon share",
            ProfileUnit.Share,
            "Acts from 12:00 to 17:59 / acts. Missing when no event in the data has a time of day."),
        Declare(
            ProfileFigure.EveningShare,
            "evening share",
            ProfileUnit.Share,
            "Acts from 18:00 to 23:59 / acts. Missing when no event in the data has a time of day."),
        Declare(
            ProfileFigure.NightShare,
            "night share",
            ProfileUnit.Share,
            "Acts from 0:00 to 5:59 / acts. Missing when no event in the data has a time of day."),
        Declare(
            ProfileFigure.HourMean,
            "average hour",
            ProfileUnit.Hour,
            "Circular mean of the local times of day of the acts, to the minute, in [0, 24). Missing when there "
            + "is no direction (resultant below 1e-6) or no event in the data has a time of day."),
        Declare(
            ProfileFigure.HourConcentration,
            "concentration on a time of day",
            ProfileUnit.Share,
            "Length of the mean resultant of the times of day: 0 is all round the clock, 1 always the same "
            + "minute. Missing when no event in the data has a time of day."),
        Declare(
            ProfileFigure.WeekdayMean,
            "average weekday",
            ProfileUnit.Weekday,
            "Circular mean of the local weekdays of the acts, in [0, 7): Sunday and Monday average to 6.5, not to 3. "
            + "Missing without an act or where there is no direction (resultant below 1e-6)."),
        Declare(
            ProfileFigure.WeekdayConcentration,
            "concentration on a weekday",
            ProfileUnit.Share,
            "Length of the mean resultant of the weekdays: 0 is all round the week, 1 always the same weekday. "
            + "Missing without an act."),
    ];
}
