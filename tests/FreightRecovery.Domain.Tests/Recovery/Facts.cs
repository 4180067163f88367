using FreightRecovery.Domain.Calendar;
using FreightRecovery.Domain.Recovery;
using FreightRecovery.Domain.Shipments;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace FreightRecovery.Domain.Tests.Recovery;

/// <summary>The one place where the tests of this folder get their facts from.</summary>
internal static class Facts
{
    public static readonly Currency Usd = new("USD");
    public static readonly RecoveryPolicy Policy = new();
    public static readonly IncidentId Incident = new(Guid.Parse("019a0000-0000-7000-8000-000000000001"));
    public static readonly Instant Monday = Instant.FromUtc(2026, 1, 5, 8, 0);

    public static readonly CommandContext Command = new(
        new CommandId(Guid.Parse("019a0000-0000-7000-8000-0000000000c1")), Monday, Actor.System, Domain.Policy.Default);

    /// <summary>The branch works by no calendar of its own; it is Monday at 16:00 there.</summary>
    public static readonly WorkingTime Work = Domain.Policy.Default.Calendars.Of("TAO", "Asia/Shanghai");

    public static Money Dollars(decimal amount) => new(amount, Usd);

    public static RecoveryContext Of(IncidentKind kind, Fault fault, Severity severity = Severity.Major) => new()
    {
        IncidentId = Incident,
        IncidentKind = kind,
        Fault = fault,
        Severity = severity,
        Shipment = new ShipmentFacts
        {
            Customer = new CustomerRef("C-1"), Mode = TransportMode.Sea, Carrier = "MAEU", Origin = "CNTAO", Destination = "JPTYO",
        },
        Freight = Dollars(30_000m),
        Surcharges = Amounts.None,
        ExpectedAnnualMargin = Dollars(60_000m),
        Stage = Stage.Complaint,
        NextDepartureDays = 3,
        At = Monday,
    };

    public static RecoveryOption[] Feasible(RecoveryContext facts) => [.. Options.Rank(facts, Policy).Where(option => option.Feasible)];

    public static RecoveryOption First(RecoveryContext facts) => Feasible(facts)[0];

    public static OptionKind[] Kinds(RecoveryOption option) => [.. option.Parts.Select(part => part.Kind)];

    private static Gen<Money> Amount(Currency currency, int most) =>
        Gen.Choose(0, most).Select(minor => new Money(minor / 100m, currency).Rounded());

    private static Gen<T?> Perhaps<T>(Gen<T> gen) where T : struct =>
        Gen.OneOf(gen.Select(value => (T?)value), Gen.Constant((T?)null));

    private static Gen<T> Any<T>() where T : struct, Enum => Gen.Elements(Enum.GetValues<T>());

    private static readonly Gen<ShipmentFacts> Shipments =
        from mode in Any<TransportMode>()
        from insured in Perhaps(Gen.Elements(true, false))
        from delivered in Perhaps(Gen.Constant(Monday))
        from needed in Perhaps(Gen.Choose(-2, 9).Select(days => Monday + Duration.FromDays(days)))
        from charged in Perhaps(Gen.Choose(0, 2_000).Select(kilograms => new Mass(kilograms)))
        select Of(default, default).Shipment with
        {
            Mode = mode, Insured = insured, NeededBy = needed, DeliveredAt = delivered, ChargeableMass = charged,
        };

    // Dollars and yen have a rate in the policy as shipped, dinars have none; they have 2, 0 and 3 digits.
    private static readonly Gen<Currency> AnyCurrency = Gen.Elements("USD", "JPY", "KWD").Select(code => new Currency(code));

    // Mostly in one currency, as most books are.
    private static Gen<Currency> Mostly(Currency usual) => Gen.Frequency((3, Gen.Constant(usual)), (1, AnyCurrency));

    private static Gen<Amounts> Billed(Currency usual, int most) =>
        from count in Gen.Frequency((1, Gen.Constant(0)), (4, Gen.Constant(1)), (2, Gen.Constant(2)))
        from amounts in Gen.ArrayOf(Mostly(usual).SelectMany(currency => Amount(currency, most)), count)
        select Amounts.Of(amounts);

    /// <summary>Any facts that <see cref="RecoveryContext.Check"/> lets through, in one currency or several.</summary>
    public static readonly Arbitrary<RecoveryContext> Any_facts = Arb.From(
        from currency in AnyCurrency
        from kind in Any<IncidentKind>()
        from cause in Perhaps(Any<ForceMajeureCause>())
        from fault in Any<Fault>()
        from severity in Any<Severity>()
        from wish in Perhaps(Any<Wish>())
        from loss in Perhaps(Mostly(currency).SelectMany(of => Amount(of, 5_000_000)))
        from limit in Perhaps(Mostly(currency).SelectMany(of => Amount(of, 5_000_000)))
        from correct in Perhaps(Gen.Choose(0, 2_000).Select(kilograms => new Mass(kilograms)))
        from shipment in Shipments
        from freight in Billed(currency, 5_000_000)
        from surcharges in Billed(currency, 500_000)
        from margin in Gen.OneOf(Amount(currency, 20_000_000), Amount(currency, 10_000).Select(money => -money))
        from stage in Any<Stage>()
        from captive in Gen.Elements(true, false)
        from nominated in Gen.Elements(true, false)
        from days in Perhaps(Gen.Choose(0, 30))
        from reissuable in Perhaps(Gen.Elements(true, false))
        select new RecoveryContext
        {
            IncidentId = Incident, IncidentKind = kind, ForceMajeureCause = cause, Fault = fault, Severity = severity, Wish = wish,
            LossEstimate = loss, LiabilityLimit = limit, CorrectChargeableMass = correct, Shipment = shipment, Freight = freight,
            Surcharges = surcharges, ExpectedAnnualMargin = margin, Stage = stage, Captive = captive, Nominated = nominated,
            NextDepartureDays = days, PapersReissuable = reissuable, At = Monday,
        });

    /// <summary>A handful of candidates whose figures collide often, so that ties are met; some cost what has no rate.</summary>
    public static readonly Arbitrary<Candidate[]> Any_candidates = Arb.From(
        Gen.Choose(1, 7).SelectMany(count => Gen.ArrayOf(
            from gain in Gen.Choose(-1, 2)
            from back in Gen.Choose(0, 1)
            from cost in Gen.Choose(0, 2)
            from dinars in Gen.Choose(0, 2)
            from rials in Gen.Choose(0, 1)
            from precedence in Gen.Choose(0, 3)
            from authority in Any<Authority>()
            select (gain, back, cost, dinars, rials, precedence, authority), count))
        .Select(rows => rows.Select((row, index) => new Candidate(
            DerivedId.Of(Incident.Value, "candidate", index), row.precedence, [],
            new Sum(Dollars(row.gain), Dollars(row.back), Dollars(row.cost), [])
            {
                Unvalued = Amounts.Of([new Money(row.dinars, new("KWD")), new Money(row.rials, new("OMR"))]),
            },
            row.authority, null)).ToArray()));
}
