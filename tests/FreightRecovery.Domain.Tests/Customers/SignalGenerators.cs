using System.Collections.Immutable;
using FreightRecovery.Domain.Customers;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace FreightRecovery.Domain.Tests.Customers;

/// <summary>A set of signals in no particular order, and the instant at which somebody looks.</summary>
public sealed record Book(ImmutableArray<Signal> Signals, Instant Now)
{
    public override string ToString() => $"at {Now}:\n" + string.Join('\n', Signals.OrderBy(s => s.At));
}

public static class SignalGenerators
{
    private static readonly Instant Start = Instant.FromUtc(2026, 1, 5, 8, 0);
    private static readonly SignalKind[] Kinds = Enum.GetValues<SignalKind>();

    /// <summary>Whole and half days, so that signals meet each other and the ends of terms at one instant.</summary>
    private static Gen<Instant> Times(int days) => Gen.Choose(0, days * 2).Select(halves => Start + Duration.FromHours(12 * halves));

    /// <summary>Few incidents, so that signals find each other; ids that share their time and ids that do not.</summary>
    private static Gen<Signal> Signal(int days) =>
        from kind in Gen.Elements(Kinds)
        from at in Times(days)
        from id in Gen.Choose(0, int.MaxValue)
        from early in Gen.Choose(0, 1)
        from incident in Gen.Choose(0, 4)
        from severity in Gen.Elements<Severity?>(null, Severity.Minor, Severity.Minor, Severity.Major, Severity.Critical)
        from incidentKind in Gen.Elements<IncidentKind?>(null, IncidentKind.CargoRolled, IncidentKind.CargoDamaged)
        from mark in Gen.Elements<int?>(null, 1, 3, 4, 5, 5)
        from within in Gen.Elements<bool?>(null, true, false)
        let ofIncident = kind >= SignalKind.IncidentReported
        select new Signal(new Guid(early, 0, 0x7000, BitConverter.GetBytes((long)id)), kind, at)
        {
            Incident = ofIncident && incident > 0 ? new IncidentId(new Guid(incident, 0, 0, new byte[8])) : null,
            IncidentKind = kind == SignalKind.IncidentReported ? incidentKind : null,
            Severity = kind is SignalKind.IncidentReported or SignalKind.IncidentAssessed ? severity : null,
            Satisfaction = kind == SignalKind.IncidentResolved ? mark : null,
            WithinPromise = kind == SignalKind.IncidentResolved ? within : null,
        };

    /// <summary>Books crowded and sparse, so that both signals and time get to move the customer.</summary>
    public static Arbitrary<Book> Books { get; } = Arb.From(
        from days in Gen.Elements(10, 60, 200, 900)
        from size in Gen.Choose(0, 25)
        from signals in Signal(days).ListOf(size)
        from now in Times(days + 200)
        select new Book([.. signals.DistinctBy(signal => signal.Id)], now),
        book => book.Signals.Select(signal => book with { Signals = book.Signals.Remove(signal) }));

    /// <summary>The same with every signal at least once, in any order.</summary>
    public static Gen<Signal[]> Arrivals(Book book) =>
        Gen.Shuffle(book.Signals.Concat(book.Signals.Take(book.Signals.Length / 2)));

    public static CustomerFacts Facts(decimal margin = 40_000m) => new()
    {
        Name = "Qingdao Bright Toys Co.",
        Language = "zh-Hans",
        TimeZone = "Asia/Shanghai",
        CountryCode = "CN",
        Branch = "TAO",
        SalesRep = "Li Wei",
        AccountManager = "Zhang Min",
        ExpectedAnnualMargin = new Money(margin, new Currency("USD")),
        Contacts = [new Contact("Wang Fang", "wang@example.com", null)],
    };

    public static CommandContext Context(Instant at, long? ifMatch = null) =>
        new(new CommandId(new Guid(7, 7, 0x7000, new byte[8])), at, Actor.System, Policy.Default, ifMatch);
}
