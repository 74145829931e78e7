using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;

namespace Segmentation;

/// <summary>
/// Keeps lists as arrays: the compiler's own read-only lists have no indexer that a script can see, so that
/// <c>$segment.Traits[0]</c> would give all of them.
/// </summary>
internal static class Listed
{
    /// <summary>The list itself when a script can index it, else its elements in an array.</summary>
    [return: NotNullIfNotNull(nameof(list))]
    public static IReadOnlyList<T>? Of<T>(IReadOnlyList<T>? list) => list is null or T[] or List<T> ? list : list.ToArray();
}
