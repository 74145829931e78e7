namespace Segmentation.Profiles;

/// <summary>What a profile figure counts or measures; views and reports choose their format by it.</summary>
public enum ProfileUnit
{
    /// <summary>Pieces of something.</summary>
    Count,

    /// <summary>Money in the data's own currency.</summary>
    Money,

    /// <summary>Days.</summary>
    Days,

    /// <summary>A share or probability in [0, 1].</summary>
    Share,

    /// <summary>A number without a unit.</summary>
    Number,

    /// <summary>Hour of the day, 0 to 23, or on the circle [0, 24).</summary>
    Hour,

    /// <summary>Day of the week, 0 = Monday to 6 = Sunday, or on the circle [0, 7).</summary>
    Weekday,

    /// <summary>One of a few words.</summary>
    Text,

    /// <summary>A moment, UTC.</summary>
    Time,
}

/// <summary>
/// One profile figure, declared once: the builder, the documentation and the reports are made from it.
/// </summary>
/// <param name="Name">The property name: <c>NetRevenue</c>.</param>
/// <param name="Label">The name in business words: <c>net revenue</c>.</param>
/// <param name="Unit">What it measures.</param>
/// <param name="Description">The definition, with its edge cases.</param>
public sealed record ProfileColumn(string Name, string Label, ProfileUnit Unit, string Description)
{
    /// <summary>Whether the figure is a customer attribute that was joined, and not made of events.</summary>
    public bool IsAttribute { get; init; }

    /// <summary>Whether the figure is an additional column that was declared by <see cref="ProfileAggregate"/>.</summary>
    public bool IsAggregate { get; init; }
}

/// <summary>How something in a profile table was made, to be printed beside it.</summary>
/// <param name="Term">What it is about.</param>
/// <param name="Text">What a reader has to know.</param>
public record ProfileNote(string Term, string Text);

/// <summary>One trait of a customer.</summary>
/// <param name="Dimension"><c>WHAT</c>, <c>WHEN</c>, <c>HOW</c> or <c>WHO</c>.</param>
/// <param name="Name">The trait in business words, with its value where it has one.</param>
public sealed record ProfileTrait(string Dimension, string Name)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Dimension}: {Name}";
}
