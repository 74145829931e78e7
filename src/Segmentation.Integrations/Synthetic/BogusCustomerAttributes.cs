using System;
using System.Globalization;
using System.Threading;
using Bogus;
using Segmentation.Statistics;
using Segmentation.Synthetic;

namespace Segmentation.Integrations.Synthetic;

/// <summary>
/// Made-up people for generated customers: each is made when asked for, the same every time, from the seed and the
/// customer's number alone. Nothing is kept. May be asked from several threads.
/// </summary>
/// <remarks>
/// The attributes say nothing about how the customer shops; addresses end in example.com, .net or .org.
/// </remarks>
public sealed class BogusCustomerAttributes : ICustomerAttributeSource
{
    private static readonly string[] Domains = ["example.com", "example.net", "example.org"];
    private static readonly string?[] Tiers = ["bronze", "silver", "gold", "platinum", null];

    private readonly Lock _gate = new();
    private readonly SyntheticOptions _options;
    private readonly SyntheticCustomers _customers;
    private readonly Faker _faker;

    /// <summary>Attributes for the customers that the same options generate.</summary>
    /// <param name="options">The options of the events.</param>
    /// <param name="locale">The language of the names, as Bogus knows it: <c>en</c>, <c>de</c>, <c>pt_BR</c>.</param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidOption"/>: an option or the locale is unusable.
    /// </exception>
    public BogusCustomerAttributes(SyntheticOptions options, string locale = "en")
    {
        _customers = new SyntheticCustomers(options);
        _options = options;
        try
        {
            _faker = new Faker(locale);
        }
        catch (BogusException exception)
        {
            throw new SegmentationException(
                ErrorIds.InvalidOption,
                ErrorKind.InvalidArgument,
                $"There are no names for the locale '{locale}'.",
                "Choose a locale such as en, de, fr, es or pt_BR.",
                locale,
                exception);
        }
    }

    /// <inheritdoc/>
    public CustomerAttributes? Find(string customerId)
    {
        if (_customers.Find(customerId) is not { } customer)
        {
            return null;
        }

        // Negative streams: none of the customers' own, from which the events are drawn.
        SeededRandom stream = SeededRandom.ForStream(_options.Seed, -2L - customer.Number);
        Randomizer random = new((int)(stream.NextUInt64() >> 33));
        lock (_gate)
        {
            _faker.Random = random;
            string firstName = _faker.Name.FirstName();
            string lastName = _faker.Name.LastName();
            string suffix = customer.Number.ToString(CultureInfo.InvariantCulture);
            return new CustomerAttributes
            {
                CustomerId = customer.CustomerId,
                FirstName = firstName,
                LastName = lastName,
                Email = _faker.Internet.Email(firstName, lastName, random.ArrayElement(Domains), suffix),
                Country = customer.Country,
                City = customer.Cities[random.Number(customer.Cities.Count - 1)],
                RegistrationDate = DateOnly.FromDateTime(_options.Start.UtcDateTime).AddDays(-random.Number(1, 365)),
                LoyaltyTier = random.ArrayElement(Tiers),
            };
        }
    }
}
