using static System.FormattableString;

namespace Segmentation.Clustering;

/// <summary>Refuses options out of range.</summary>
internal static class OptionRange
{
    public static void AtLeast(int minimum, string option, int value)
    {
        if (value < minimum)
        {
            throw new SegmentationException(
                ErrorIds.InvalidOption,
                ErrorKind.InvalidArgument,
                Invariant($"{option} is {value}, but must be at least {minimum}."),
                Invariant($"Set {option} to {minimum} or more, or leave it out."),
                value);
        }
    }
}
