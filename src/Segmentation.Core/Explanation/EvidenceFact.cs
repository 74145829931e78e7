namespace Segmentation.Explanation;

/// <summary>What the number of a fact measures: it decides how an answer may state it.</summary>
public enum EvidenceUnit
{
    /// <summary>Words, no number.</summary>
    Text,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>Pieces of something.</summary>
    Count,

    /// <summary>Money in the data's own currency.</summary>
    Money,

    /// <summary>Days.</summary>
    Days,

    /// <summary>A share or probability in [0, 1].</summary>
    Share,

    /// <summary>How many times one figure is another, or a relative difference.</summary>
    Ratio,

    /// <summary>Hour of the day.</summary>
    Hour,

    /// <summary>A number without a unit.</summary>
    Number,
}

/// <summary>One aggregate that a chat model may see.</summary>
/// <param name="Name">Its name, with the part of the evidence it belongs to: <c>segment.share</c>.</param>
/// <param name="Unit">What it measures.</param>
/// <param name="Number">Its number, rounded as it is sent; null for words.</param>
/// <param name="Text">Its words; null for numbers.</param>
public sealed record EvidenceFact(string Name, EvidenceUnit Unit, double? Number, string? Text);
