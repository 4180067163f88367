using FreightRecovery.Domain;
using FreightRecovery.Domain.Claims;
using FreightRecovery.Domain.Incidents;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Testing;

/// <summary>Claims, cases of the law and their clocks.</summary>
internal static class ClaimGenerators
{
    public static readonly LocalDate Friday = new(2026, 6, 5);

    /// <summary>The day that an instant has everywhere or almost: it has come in any case.</summary>
    public static LocalDate Day(Instant at) => at.InUtc().Date;

    public static CargoFacts Cargo(int choice, Instant now) => new()
    {
        AsOf = 1, Mode = (TransportMode)(choice % 4), Origin = "CNTAO", Destination = choice % 3 == 0 ? "USNYC" : "DEHAM", Carrier = "MAEU",
        Containers = choice % 2 == 0, Packages = 1 + (choice % 40), GrossMass = new Mass(100 + (choice % 9000)),
        DeliveredAt = choice % 5 == 0 ? null : now - Duration.FromDays(choice % 3), Freight = Dollars(1000 + (choice % 500)),
    };

    public static IncidentCommand.OpenClaim Open(int choice, Instant now) => new(
        choice % 2 == 1 ? ClaimDirection.OnCarrier : (ClaimDirection)(choice / 2 % 4), Dollars(500 + (choice % 5000)),
        choice % 3 == 0 ? null : (LiabilityRegime)(choice % 13), new ClaimTerms { Loss = choice % 7 == 0 ? null : (LossKind)(choice % 5) },
        null, Cargo(choice, now));

    public static ClaimParticulars Particulars(int choice) => new()
    {
        Counterparty = choice % 3 == 0 ? null : new Counterparty("Maersk", choice % 2 == 0 ? "en" : null, null),
        MasterRegime = choice % 4 == 0 ? (LiabilityRegime)(choice % 13) : null, WilfulMisconduct = choice % 5 == 0 ? "Left in the rain." : null,
    };

    public static Guid AClaimOf(IncidentState incident, int choice) =>
        incident.Claims.IsEmpty || choice % 9 == 0 ? Id("no claim") : incident.Claims[choice % incident.Claims.Length].Id;

    /// <summary>A case under a regime, delivered at noon on a Friday in Hamburg after an event on the Monday before.</summary>
    public static LegalCase Case(LiabilityRegime regime, LossKind loss = LossKind.ApparentDamage, TransportMode mode = TransportMode.Sea) => new()
    {
        Regime = regime, Loss = loss, EventOn = new LocalDate(2026, 6, 1),
        Cargo = new CargoFacts
        {
            Mode = mode, Origin = "CNTAO", Destination = "DEHAM", GrossMass = new Mass(1000m), Packages = 2, Freight = Dollars(3000m),
            DeliveredAt = Instant.FromUtc(2026, 6, 5, 10, 0),
        },
    };

    /// <summary>Any case: any regime, loss, mode, day of delivery, mass and packages.</summary>
    public static readonly Gen<LegalCase> Cases =
        from regime in Gen.Elements(Enum.GetValues<LiabilityRegime>())
        from loss in Gen.Elements(Enum.GetValues<LossKind>())
        from mode in Gen.Elements(Enum.GetValues<TransportMode>())
        from day in Gen.Choose(0, 9000)
        from transit in Gen.Choose(0, 60)
        from minutes in Gen.Choose(0, 1439)
        from containers in Gen.Elements(true, false)
        from mass in Gen.Choose(1, 50_000)
        from packages in Gen.Choose(1, 500)
        from destination in Gen.Elements("DEHAM", "USLAX", "NZAKL", "RUVVO", "XXABC")
        let eventOn = new LocalDate(2004, 1, 1).PlusDays(day)
        select new LegalCase
        {
            Regime = regime, Loss = loss, EventOn = eventOn,
            Cargo = new CargoFacts
            {
                Mode = mode, Origin = "CNTAO", Destination = destination, Containers = containers, GrossMass = new Mass(mass),
                Packages = packages, Freight = Dollars(2000m),
                DeliveredAt = eventOn.PlusDays(transit).AtMidnight().InUtc().ToInstant() + Duration.FromMinutes(minutes),
            },
        };
}
