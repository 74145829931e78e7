using System;
using System.ComponentModel;
using System.Globalization;
using System.Linq;
using Segmentation.Models;

namespace Segmentation.PowerShell.Views;

/// <summary>Texts for the views of models and memberships, in the user's culture.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ModelText
{
    /// <summary>What to know about a membership.</summary>
    public static string LookOut(SegmentMembership membership) =>
        string.Join("; ", membership.OutOfRange.Select(o => o.ToString()).Prepend(membership.Note).OfType<string>());

    /// <summary>The segments of a model.</summary>
    public static string Segments(SegmentModel model) => string.Join('\n', model.Segments.Select(s => Text(
        $"{s.SegmentId} {s.Name} ({s.Size:N0})") + (s.Exported ? "" : ", left out")));

    /// <summary>The features of a model.</summary>
    public static string Features(SegmentModel model) => string.Join(", ", model.Features.Select(f => f.Name));

    /// <summary>How a model writes its members' ids.</summary>
    public static string MemberIds(SegmentModel model) => model.SaltFingerprint is null ? "plain" : "hashed";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.CurrentCulture);
}
