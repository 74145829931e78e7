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
            "Local hour with most timed acts of the shopper; ties go to the earliest. Acts of an event type whose "
            + "events are all at midnight are not timed: only their dates were recorded. Missing without one."),
        Declare(
            ProfileFigure.WeekendShare,
            "weekend share",
            ProfileUnit.Share,
            "Acts on Saturday or Sunday / acts."),
        PartOfDay(ProfileFigure.MorningShare, "morning share", "6:00 to 11:59"),
        PartOfDay(ProfileFigure.AfternoonShare, "afternoon share", "12:00 to 17:59"),
        PartOfDay(ProfileFigure.EveningShare, "evening share", "18:00 to 23:59"),
        PartOfDay(ProfileFigure.NightShare, "night share", "0:00 to 5:59"),
        Quarter(ProfileFigure.Quarter1Share, "January to March"),
        Quarter(ProfileFigure.Quarter2Share, "April to June"),
        Quarter(ProfileFigure.Quarter3Share, "July to September"),
        Quarter(ProfileFigure.Quarter4Share, "October to December"),
        Declare(
            ProfileFigure.HourMean,
            "average hour",
            ProfileUnit.Hour,
            "Circular mean of the local times of day of the timed acts, to the minute, in [0, 24). Missing when there "
            + "is no direction (resultant below 1e-6) or no timed act."),
        Declare(
            ProfileFigure.HourConcentration,
            "concentration on a time of day",
            ProfileUnit.Share,
            "Length of the mean resultant of the times of day: 0 is all round the clock, 1 always the same "
            + "minute. Missing without a timed act."),
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

    private static ProfileColumn PartOfDay(ProfileFigure figure, string label, string hours) => Declare(
        figure, label, ProfileUnit.Share, $"Timed acts from {hours} / timed acts. Missing without one.");

    private static ProfileColumn Quarter(ProfileFigure figure, string months) => Declare(
        figure,
        $"share of {months}",
        ProfileUnit.Share,
        $"Acts from {months} / acts, of the 365 days to the as-of date. Missing for customers known for less.");
}
