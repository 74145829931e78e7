using System.Globalization;

namespace Segmentation;

/// <summary>Counted things in sentences.</summary>
internal static class Plural
{
    /// <summary><c>1 customer</c>, <c>2,357 customers</c>.</summary>
    public static string Of(long count, string thing) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {thing}{(count == 1 ? "" : "s")}");
}
