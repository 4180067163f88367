using System.Collections.Immutable;

namespace FreightRecovery.Domain.Customers;

/// <summary>What we know of a customer, as put by the caller.</summary>
public sealed record CustomerFacts
{
    /// <summary>The name, as on its letterhead.</summary>
    public required string Name { get; init; }

    /// <summary>The language we write in: <c>en</c>, <c>zh-Hans</c>, <c>zh-Hant</c> or <c>ru</c>.</summary>
    public required string Language { get; init; }

    /// <summary>The IANA time zone in which promises are given, such as <c>Asia/Shanghai</c>.</summary>
    public required string TimeZone { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string CountryCode { get; init; }

    /// <summary>Our branch that serves it.</summary>
    public required string Branch { get; init; }

    /// <summary>The name of the sales rep.</summary>
    public required string SalesRep { get; init; }

    /// <summary>The name of the account manager.</summary>
    public required string AccountManager { get; init; }

    /// <summary>True if a third party forced us on the customer.</summary>
    public bool Nominated { get; init; }

    /// <summary>Gross margin expected over the next twelve months.</summary>
    public required Money ExpectedAnnualMargin { get; init; }

    /// <summary>Whom to speak to.</summary>
    [Personal]
    public ImmutableArray<Contact> Contacts { get; init; } = [];
}

/// <summary>A person at the customer. The least that serves: how to reach whom.</summary>
public sealed record Contact(string Name, string? Email, string? Phone);
