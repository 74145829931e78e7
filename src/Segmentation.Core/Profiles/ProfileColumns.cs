using System;
using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Profiles;

/// <summary>
/// The one declaration of every profile figure that is built from events. The builder, <c>docs/definitions.md</c>, the
/// reports and the features take names, labels, units and definitions from here.
/// </summary>
public static partial class ProfileColumns
{
    /// <summary>All columns, in reading order: that of <see cref="ProfileFigure"/>.</summary>
    public static IReadOnlyList<ProfileColumn> All { get; } =
        [.. Purchases, .. Times, .. Rhythm, .. Visits, .. Categories, .. Clock, .. Channels];

    /// <summary>The declaration of a column, or null when no built column has that name (in any case).</summary>
    public static ProfileColumn? Find(string name) =>
        All.FirstOrDefault(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase));

    internal static ProfileColumn Of(ProfileFigure figure) => All[(int)figure];

    private static ProfileColumn Declare(ProfileFigure figure, string label, ProfileUnit unit, string description) =>
        new(figure.ToString(), label, unit, description);
}
