using System;

namespace Segmentation.Synthetic;

/// <summary>
/// What a shop knows about a customer besides the events. Personal data: keep it out of messages and prompts.
/// </summary>
public sealed record CustomerAttributes
{
    /// <summary>The customer; of a past id, the id it was merged into.</summary>
    public required string CustomerId { get; init; }

    /// <summary>The given name.</summary>
    public required string FirstName { get; init; }

    /// <summary>The family name.</summary>
    public required string LastName { get; init; }

    /// <summary>The e-mail address.</summary>
    public required string Email { get; init; }

    /// <summary>The country, in English.</summary>
    public required string Country { get; init; }

    /// <summary>The city.</summary>
    public required string City { get; init; }

    /// <summary>When the customer signed up.</summary>
    public required DateOnly RegistrationDate { get; init; }

    /// <summary>bronze, silver, gold or platinum; null for customers outside the programme.</summary>
    public string? LoyaltyTier { get; init; }
}

/// <summary>Looks up what is known about customers.</summary>
public interface ICustomerAttributeSource
{
    /// <summary>The attributes of a customer, by true or past id; null when the id is nobody's.</summary>
    CustomerAttributes? Find(string customerId);
}
