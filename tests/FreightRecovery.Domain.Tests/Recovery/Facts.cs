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
        Surcharges = Money.Zero(Usd),
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
        from charged in Perhaps(Gen.Choose(0, 2_000).Select(kilograms => new Mass(kilograms)))
        select Of(default, default).Shipment with
        {
            Mode = mode, Insured = insured, DeliveredAt = delivered, ChargeableMass = charged,
        };

    /// <summary>Any facts that <see cref="RecoveryContext.Check"/> lets through, in currencies with 0, 2 and 3 digits.</summary>
    public static readonly Arbitrary<RecoveryContext> Any_facts = Arb.From(
        from currency in Gen.Elements("USD", "JPY", "KWD").Select(code => new Currency(code))
        from kind in Any<IncidentKind>()
        from cause in Perhaps(Any<ForceMajeureCause>())
        from fault in Any<Fault>()
        from severity in Any<Severity>()
        from wish in Perhaps(Any<Wish>())
        from loss in Perhaps(Amount(currency, 5_000_000))
        from limit in Perhaps(Amount(currency, 5_000_000))
        from correct in Perhaps(Gen.Choose(0, 2_000).Select(kilograms => new Mass(kilograms)))
        from shipment in Shipments
        from freight in Gen.OneOf(Amount(currency, 5_000_000), Gen.Constant(Money.Zero(currency)))
        from surcharges in Gen.OneOf(Amount(currency, 500_000), Gen.Constant(Money.Zero(currency)))
        from margin in Gen.OneOf(Amount(currency, 20_000_000), Amount(currency, 10_000).Select(money => -money))
        from stage in Any<Stage>()
        from captive in Gen.Elements(true, false)
        from nominated in Gen.Elements(true, false)
        from days in Perhaps(Gen.Choose(0, 30))
        select new RecoveryContext
        {
            IncidentId = Incident, IncidentKind = kind, ForceMajeureCause = cause, Fault = fault, Severity = severity, Wish = wish,
            LossEstimate = loss, LiabilityLimit = limit, CorrectChargeableMass = correct, Shipment = shipment, Freight = freight,
            Surcharges = surcharges, ExpectedAnnualMargin = margin, Stage = stage, Captive = captive, Nominated = nominated,
            NextDepartureDays = days, At = Monday,
        });

    /// <summary>A handful of candidates whose figures collide often, so that ties are met.</summary>
    public static readonly Arbitrary<Candidate[]> Any_candidates = Arb.From(
        Gen.Choose(1, 7).SelectMany(count => Gen.ArrayOf(
            from gain in Gen.Choose(-3, 6)
            from back in Gen.Choose(0, 3)
            from cost in Gen.Choose(0, 6)
            from precedence in Gen.Choose(0, 3)
            from authority in Any<Authority>()
            select (gain, back, cost, precedence, authority), count))
        .Select(rows => rows.Select((row, index) => new Candidate(
            DerivedId.Of(Incident.Value, "candidate", index), row.precedence, [],
            new Sum(Dollars(row.gain), Dollars(row.back), Dollars(row.cost), []), row.authority, null)).ToArray()));
}
