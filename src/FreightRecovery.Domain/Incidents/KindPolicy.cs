using System.Collections.Immutable;
using static FreightRecovery.Domain.IncidentKind;

namespace FreightRecovery.Domain.Incidents;

/// <summary>
/// What is taken as true of a report that does not say it: with whom the fault lies, and how bad such a thing usually is.
/// The assessment has the last word on both. An employee's side is never assumed.
/// </summary>
/// <param name="Fault">With whom the fault seems to lie (DOMAIN 3.1).</param>
/// <param name="Severity">How bad it usually is. Policy judgement.</param>
public sealed record KindPolicy(Fault Fault, Severity Severity)
{
    /// <summary>How much such a thing weighs with a customer, 1 to 5 (DOMAIN 3.3). Policy judgement.</summary>
    public int Weight { get; init; } = 3;

    /// <summary>The department that usually looks into it; an assessment that names none takes this one.</summary>
    public string Department { get; init; } = "operations";

    /// <summary>What a customer usually feels to be the cause.</summary>
    public Cause Cause { get; init; } = Cause.Service;

    /// <summary>Its own times, where it has any.</summary>
    public KindTargets Targets { get; init; } = new();

    /// <summary>Facts that must be known before it is found valid. A report without them is taken all the same: the hold comes first.</summary>
    public ImmutableArray<FactNeed> Required { get; init; } = [];

    /// <summary>Facts that help and are asked for; nothing waits for them.</summary>
    public ImmutableArray<FactNeed> Wanted { get; init; } = [];

    /// <summary>The trade's table of kinds. Where cargo is lost or damaged, the carrier had it in hand.</summary>
    public static ImmutableDictionary<IncidentKind, KindPolicy> Usual { get; } = new Dictionary<IncidentKind, KindPolicy>
    {
        [ChargeableMassWrong] = Row(Fault.Operations, Severity.Minor, 2, "operations", Cause.Price, [FactNeed.Mass], [FactNeed.Amount]),
        [PackingDamaged] = Row(Fault.Operations, Severity.Minor, 2, "operations", Cause.Quality, [], [FactNeed.Extent, FactNeed.Place]),
        [DocumentsDefective] = Row(Fault.Operations, Severity.Major, 3, "documentation", Cause.Quality, [], [FactNeed.Paper]),
        [DeclarationWrong] = Row(Fault.Operations, Severity.Major, 4, "customs", Cause.Quality, [], [FactNeed.Paper]),
        [TransitDelay] = Row(Fault.Operations, Severity.Minor, 3, "operations", Cause.Service, [], [FactNeed.Place]),
        [CustomsPapersLate] = Row(Fault.Operations, Severity.Minor, 3, "customs", Cause.Service, [], [FactNeed.Paper]),
        [CustomsPapersLost] = Row(Fault.Operations, Severity.Major, 4, "customs", Cause.Quality, [], [FactNeed.Paper, FactNeed.PapersReissuable]),
        [CargoRolled] = Row(Fault.Operations, Severity.Major, 4, "operations", Cause.Service, [], [FactNeed.Place]),
        [CargoLost] = Row(Fault.Carrier, Severity.Critical, 5, "claims", Cause.Quality, [FactNeed.Extent], [FactNeed.Amount, FactNeed.Place]),
        [CargoDamaged] = Row(Fault.Carrier, Severity.Major, 4, "claims", Cause.Quality, [FactNeed.Extent], [FactNeed.Amount, FactNeed.Place]),
        [PriceDiffersFromQuote] = Row(Fault.Sales, Severity.Minor, 3, "sales", Cause.Price, [FactNeed.Amount], []),
        [ServiceNotDelivered] = Row(Fault.Sales, Severity.Major, 3, "sales", Cause.Service, [], []),
        [ShipmentNotTracked] = Row(Fault.Sales, Severity.Minor, 2, "sales", Cause.Service, [], []),
        [CustomerMisled] = Row(Fault.Sales, Severity.Major, 5, "sales", Cause.Honesty, [], []),
        [InstructionNotFollowed] = Row(Fault.Carrier, Severity.Minor, 2, "operations", Cause.Service, [], [FactNeed.Place]),
        [CarrierNotOnSchedule] = Row(Fault.Carrier, Severity.Minor, 2, "operations", Cause.Service, [], [FactNeed.Place]),
        [AgentServicePoor] = Row(Fault.Agent, Severity.Minor, 2, "overseas", Cause.Service, [], [FactNeed.Place]),
        [CustomerError] = Row(Fault.Customer, Severity.Minor, 1, "documentation", Cause.Quality, [], []),
        [NominatedCustomerObstructs] = Row(Fault.Customer, Severity.Minor, 2, "sales", Cause.Service, [], []),
        [ForceMajeure] = Row(Fault.Nobody, Severity.Major, 3, "operations", Cause.Accident, [], [FactNeed.Place]),
    }.ToImmutableDictionary(row => row.Key, row => row.Value with { Targets = KindTargets.Usual(row.Key) });

    private static KindPolicy Row(
        Fault fault, Severity severity, int weight, string department, Cause cause, ImmutableArray<FactNeed> required,
        ImmutableArray<FactNeed> wanted) =>
        new(fault, severity) { Weight = weight, Department = department, Cause = cause, Required = required, Wanted = wanted };

    internal static void Check(PolicyCheck check, KindPolicy row, string at) => KindTargets.Check(
        check.Within(row.Weight, 1, 5, at + "/weight")
            .That(!string.IsNullOrWhiteSpace(row.Department), at + "/department", "A department has a name."),
        row.Targets, at + "/targets");
}
