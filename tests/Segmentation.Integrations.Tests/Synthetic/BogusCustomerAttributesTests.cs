using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Segmentation.Events;
using Segmentation.Integrations.Synthetic;
using Segmentation.Synthetic;
using Xunit;

namespace Segmentation.Tests.Synthetic;

public sealed class BogusCustomerAttributesTests
{
    private static readonly SyntheticOptions Options = new() { CustomerCount = 400, Seed = 42 };
    private static readonly EventDataset Dataset = SyntheticEvents.Create(Options);
    private static readonly string[] Ids = [.. Dataset.Truth!.Archetypes.Keys];

    [Fact]
    public void A_customer_is_the_same_person_whenever_and_in_whatever_order_asked()
    {
        BogusCustomerAttributes source = new(Options);
        CustomerAttributes?[] forwards = [.. Ids.Select(source.Find)];
        CustomerAttributes?[] backwards = [.. Ids.Reverse().Select(new BogusCustomerAttributes(Options).Find)];
        Assert.Equal(forwards, backwards.Reverse());
        CustomerAttributes?[] parallel = new CustomerAttributes?[Ids.Length];
        Parallel.For(0, Ids.Length, i => parallel[i] = source.Find(Ids[i]));
        Assert.Equal(forwards, parallel);
    }

    [Fact]
    public void People_are_the_same_in_every_culture_and_differ_between_seeds()
    {
        CustomerAttributes? expected = new BogusCustomerAttributes(Options).Find(Ids[7]);
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
            Assert.Equal(expected, new BogusCustomerAttributes(Options).Find(Ids[7]));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        SyntheticOptions other = Options with { Seed = 43 };
        string id = SyntheticEvents.Create(other).Truth!.Archetypes.Keys.ElementAt(7);
        Assert.NotEqual(expected!.Email, new BogusCustomerAttributes(other).Find(id)!.Email);
    }

    [Fact]
    public void Attributes_are_complete_plausible_and_reach_nobody()
    {
        BogusCustomerAttributes source = new(Options);
        CustomerAttributes[] people = [.. Ids.Select(id => source.Find(id)!)];
        Assert.Equal(Ids, people.Select(person => person.CustomerId));
        Assert.Equal(people.Length, people.Select(person => person.Email).Distinct(StringComparer.Ordinal).Count());
        Assert.All(people, person =>
        {
            Assert.NotEmpty(person.FirstName);
            Assert.NotEmpty(person.LastName);
            Assert.Matches("^[^@ ]+@example\\.(com|net|org)$", person.Email);
            Assert.InRange(person.RegistrationDate, new DateOnly(2023, 1, 1), new DateOnly(2023, 12, 31));
            Assert.Contains(person.LoyaltyTier, new[] { "bronze", "silver", "gold", "platinum", null });
        });
        Assert.Equal(5, people.Select(person => person.LoyaltyTier ?? "none").Distinct(StringComparer.Ordinal).Count());
        Assert.True(people.Select(person => person.FirstName).Distinct(StringComparer.Ordinal).Count() > 100);
    }

    [Fact]
    public void A_country_has_one_city_list_and_the_time_zone_of_the_events()
    {
        BogusCustomerAttributes source = new(Options);
        IEnumerable<(string Country, TimeSpan Offset)> zones = Dataset.Events
            .Select(e => (source.Find(e.CustomerId)!.Country, e.Timestamp.Offset))
            .Distinct();
        Assert.All(zones.GroupBy(zone => zone.Country, StringComparer.Ordinal), country => Assert.Single(country));
        Assert.All(
            Ids.Select(id => source.Find(id)!).GroupBy(person => person.City, StringComparer.Ordinal),
            city => Assert.Single(city.Select(person => person.Country).Distinct(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_past_id_is_the_same_person_and_an_unknown_id_is_nobody()
    {
        BogusCustomerAttributes source = new(Options);
        (string past, string current) = Dataset.Truth!.TrueIds.First();
        Assert.Equal(source.Find(current), source.Find(past));
        Assert.Null(source.Find("cust_0000000000x"));
        Assert.Null(source.Find(""));
        Assert.Null(new BogusCustomerAttributes(Options with { CustomerCount = 10 }).Find(Ids[10]));
    }

    [Fact]
    public void Names_come_in_other_languages_and_an_unknown_one_is_refused()
    {
        Assert.NotEqual(
            new BogusCustomerAttributes(Options).Find(Ids[0])!.LastName,
            new BogusCustomerAttributes(Options, "ja").Find(Ids[0])!.LastName);
        SegmentationException error = Assert.Throws<SegmentationException>(
            () => new BogusCustomerAttributes(Options, "xx_unknown"));
        Assert.Equal(ErrorIds.InvalidOption, error.ErrorId);
    }
}
