using System.Collections.Immutable;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;

namespace FreightRecovery.Web.Api.Bodies;

/// <summary>A customer as put by the caller.</summary>
public sealed record CustomerBody(
    string? Name, string? Language, string? TimeZone, string? CountryCode, string? Branch, string? SalesRep, string? AccountManager,
    bool? Nominated, Money? ExpectedAnnualMargin, IReadOnlyList<ContactBody?>? Contacts) : IBody<CustomerFacts>
{
    private const int MostContacts = 50;

    /// <inheritdoc/>
    public CustomerFacts? Read(Faults faults)
    {
        var facts = new CustomerFacts
        {
            Name = faults.Line(Name, "/name"),
            Language = faults.Has(Language, "/language")
                ? faults.OneOf(Language, "/language", Codes.Languages, "We write in one of en, zh-Hans, zh-Hant, ru.")! : "",
            TimeZone = faults.Has(TimeZone, "/timeZone") ? faults.Zone(TimeZone, "/timeZone")! : "",
            CountryCode = faults.Has(CountryCode, "/countryCode")
                ? faults.OneOf(CountryCode, "/countryCode", Codes.Countries, "A country is two capital letters (ISO 3166-1), such as CN.")! : "",
            Branch = faults.Line(Branch, "/branch", Checks.RefLength),
            SalesRep = faults.Line(SalesRep, "/salesRep"),
            AccountManager = faults.Line(AccountManager, "/accountManager"),
            Nominated = Nominated ?? false,
            ExpectedAnnualMargin = faults.Has(ExpectedAnnualMargin, "/expectedAnnualMargin")
                ? faults.Amount(ExpectedAnnualMargin, "/expectedAnnualMargin", zeroAllowed: true)!.Value : default,
            Contacts = ReadContacts(faults),
        };
        return faults.Any ? null : facts;
    }

    private ImmutableArray<Contact> ReadContacts(Faults faults)
    {
        if (Contacts is null)
            return [];
        if (Contacts.Count > MostContacts)
            faults.Add("/contacts", $"{MostContacts} contacts are the most.");
        return [.. Contacts.Select((contact, i) => contact is null ? Missing(i) : contact.Read(faults, $"/contacts/{i}"))];

        Contact Missing(int i)
        {
            faults.Add($"/contacts/{i}", "A contact is an object with a name.");
            return new Contact("", null, null);
        }
    }
}

/// <summary>A person at the customer.</summary>
public sealed record ContactBody(string? Name, string? Email, string? Phone)
{
    private const int EmailLength = 254;
    private const int PhoneLength = 40;

    internal Contact Read(Faults faults, string pointer)
    {
        if (Email is not null && !(Email.IndexOf('@', StringComparison.Ordinal) is var at && at > 0 && at < Email.Length - 1
            && !Email.Any(char.IsWhiteSpace)))
            faults.Add(pointer + "/email", "Write a mail address like name@example.com.");
        return new Contact(
            faults.Line(Name, pointer + "/name"),
            faults.OptionalLine(Email, pointer + "/email", EmailLength),
            faults.OptionalLine(Phone, pointer + "/phone", PhoneLength));
    }
}
