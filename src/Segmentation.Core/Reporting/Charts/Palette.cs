using System;
using Segmentation.Segments;

namespace Segmentation.Reporting.Charts;

/// <summary>
/// The colours of charts by name; <see cref="Html.ReportStyle"/> says what they are on screen, in the dark and on
/// paper. Blue against orange stays apart for every kind of colour vision, and no colour says anything that a text does
/// not say too.
/// </summary>
internal static class Palette
{
    public const string Bar = "c-bar";
    public const string Track = "c-track";
    public const string Line = "c-line";
    public const string Dot = "c-dot";
    public const string Chosen = "c-chosen";
    public const string Interval = "c-interval";
    public const string Threshold = "c-threshold";
    public const string Grid = "c-grid";
    public const string Axis = "t-axis";
    public const string Name = "t-name";
    public const string Value = "t-value";

    public const string Vote = "c-vote";
    public const string Spread = "c-spread";
    public const string Zero = "c-zero";

    /// <summary>How many kinds <see cref="Kind"/> tells apart.</summary>
    public const int Kinds = 8;

    /// <summary>
    /// The colour of one of several things without an order, after Tol (2021): far apart for normal vision and without
    /// red, green or blue cones (simulated after Machado and others 2009). What comes after the last one is grey.
    /// </summary>
    public static string Kind(int index) => index < Kinds ? "c-k" + Figures.Plain(index) : "c-v-none";

    /// <summary>The colour of a share of the largest value, from nothing to dark blue.</summary>
    public static string Level(double? share) => "h" + LevelName(share);

    /// <summary>The colour of the text on such a cell.</summary>
    public static string LevelText(double? share) => "ht" + LevelName(share);

    private static string LevelName(double? share) => share switch
    {
        null => "x",
        <= 0 => "0",
        _ => "n" + Figures.Plain(Math.Clamp((int)Math.Ceiling(share.Value * 4), 1, 4)),
    };

    /// <summary>The colour of a verdict.</summary>
    public static string Of(RobustnessVerdict verdict) => verdict switch
    {
        RobustnessVerdict.HighlyStable => "v-high",
        RobustnessVerdict.Stable => "v-stable",
        RobustnessVerdict.Pattern => "v-pattern",
        RobustnessVerdict.Unstable => "v-unstable",
        _ => "v-none",
    };

    /// <summary>
    /// The step of a standardised mean, from −4 (far below average) to 4; null when there is no value.
    /// </summary>
    public static int? Step(double? z) => z switch
    {
        null => null,
        < 0 => -Step(-z),
        < 0.25 => 0,
        < 0.75 => 1,
        < 1.25 => 2,
        < 2 => 3,
        _ => 4,
    };

    /// <summary>The colour of a cell with this standardised mean.</summary>
    public static string Cell(double? z) => "h" + StepName(z);

    /// <summary>The colour of the text on such a cell.</summary>
    public static string CellText(double? z) => "ht" + StepName(z);

    private static string StepName(double? z) => Step(z) switch
    {
        null => "x",
        < 0 and int below => "n" + Figures.Plain(-below),
        int above => Figures.Plain(above),
    };
}
