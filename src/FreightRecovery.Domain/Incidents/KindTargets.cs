using FreightRecovery.Domain.Recovery;
using NodaTime;
using static FreightRecovery.Domain.IncidentKind;

namespace FreightRecovery.Domain.Incidents;

/// <summary>
/// The targets of one kind of incident, where it has its own (working time from the report; null is the house's). To tell the
/// customer the shorter one counts, the channel's or the kind's: what is urgent stays so by whatever way it came in. Any other
/// target replaces the one by severity, for it may be longer as well: tracing lost cargo takes weeks. Policy judgement.
/// </summary>
public sealed record KindTargets
{
    /// <summary>By when the customer must have been told, at the latest; a channel that asks for more haste has its way.</summary>
    public Duration? FirstResponse { get; init; }

    /// <summary>In place of <see cref="ClockPolicy.Acknowledgement"/>.</summary>
    public BySeverity<Duration>? Acknowledgement { get; init; }

    /// <summary>In place of <see cref="ClockPolicy.Assessment"/>.</summary>
    public BySeverity<Duration>? Assessment { get; init; }

    /// <summary>In place of <see cref="ClockPolicy.Offer"/>.</summary>
    public BySeverity<Duration>? Offer { get; init; }

    /// <summary>In place of <see cref="ClockPolicy.Resolution"/>.</summary>
    public BySeverity<Duration>? Resolution { get; init; }

    /// <summary>What an experienced claims desk would start from.</summary>
    public static KindTargets Usual(IncidentKind kind) => kind switch
    {
        // Storage runs and the next closing comes while a paper is wanting.
        CustomsPapersLost => new() { FirstResponse = Hours(2), Assessment = Hours(8, 8, 4), Offer = Hours(16, 12, 8) },
        DeclarationWrong => new() { FirstResponse = Hours(4), Assessment = Hours(16, 8, 4), Offer = Hours(24, 16, 8) },
        DocumentsDefective => new() { FirstResponse = Hours(8), Offer = Hours(32, 16, 8) },
        CustomsPapersLate => new() { FirstResponse = Hours(8), Offer = Hours(32, 16, 8) },
        // The next departure is days away, and its space is going.
        CargoRolled => new() { FirstResponse = Hours(4), Offer = Hours(24, 16, 8) },
        CarrierNotOnSchedule => new() { FirstResponse = Hours(8), Offer = Hours(32, 20, 10) },
        TransitDelay => new() { FirstResponse = Hours(8) },
        // Notice to the carrier is due within days, sometimes at delivery; to trace or to survey takes its time.
        CargoLost => new() { FirstResponse = Hours(2), Assessment = Hours(24, 16, 16), Resolution = Hours(240, 240, 200) },
        CargoDamaged => new() { FirstResponse = Hours(4), Assessment = Hours(24, 16, 12), Resolution = Hours(160, 160, 120) },
        PackingDamaged => new() { FirstResponse = Hours(8), Offer = Hours(24, 16, 8) },
        // Everybody hears of it from others within the hour; how long it lasts nobody knows.
        ForceMajeure => new() { FirstResponse = Hours(4), Resolution = Hours(240, 200, 160) },
        // A customer that asks where its cargo is can be told today.
        ShipmentNotTracked => new() { FirstResponse = Hours(4), Assessment = Hours(8, 8, 4), Offer = Hours(16, 16, 8), Resolution = Hours(40, 40, 24) },
        CustomerMisled => new() { FirstResponse = Hours(4) },
        ServiceNotDelivered => new() { FirstResponse = Hours(8) },
        InstructionNotFollowed => new() { FirstResponse = Hours(8) },
        // Its own paper has to be put right before the closing, whoever erred.
        CustomerError => new() { FirstResponse = Hours(8) },
        // A figure is looked up and nothing moves meanwhile: nobody needs to hurry.
        PriceDiffersFromQuote => new() { Assessment = Hours(40, 24, 8), Offer = Hours(60, 40, 16) },
        ChargeableMassWrong => new() { Assessment = Hours(40, 24, 8), Offer = Hours(60, 40, 16) },
        // The agent sleeps while we work.
        AgentServicePoor => new() { Assessment = Hours(40, 24, 12), Offer = Hours(60, 40, 20) },
        NominatedCustomerObstructs => new(),
    };

    internal static void Check(PolicyCheck check, KindTargets targets, string at)
    {
        if (targets.FirstResponse is { } time)
            check.Time(time, at + "/firstResponse");
        foreach (var (target, name) in ((BySeverity<Duration>?, string)[])
            [(targets.Acknowledgement, "acknowledgement"), (targets.Assessment, "assessment"), (targets.Offer, "offer"), (targets.Resolution, "resolution")])
            if (target is not null)
                ClockPolicy.Check(check, target, $"{at}/{name}");
    }

    private static Duration Hours(int hours) => Duration.FromHours(hours);

    private static BySeverity<Duration> Hours(int minor, int major, int critical) => new(Hours(minor), Hours(major), Hours(critical));
}
