using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Segmentation.Events;

/// <summary>
/// Asks for memory a little before it is used. With many customers each event touches places that lie far apart, and the
/// wait for them would be the longest part of the work.
/// </summary>
internal static class CacheHint
{
    /// <summary>Starts fetching a place; does nothing where the processor takes no such hint.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Fetch<T>(ref T place)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref place));
        }
    }
}
