using System.Collections.Immutable;

namespace FreightRecovery.Domain.Incidents;

/// <summary>
/// What is taken as true of a report that does not say it: with whom the fault lies, and how bad such a thing usually is.
/// The assessment has the last word on both. An employee's side is never assumed.
/// </summary>
/// <param name="Fault">With whom the fault seems to lie (DOMAIN 3.1).</param>
/// <param name="Severity">How bad it usually is. Policy judgement.</param>
public sealed record KindPolicy(Fault Fault, Severity Severity)
{
    /// <summary>The trade's table of kinds. Where cargo is lost or damaged, the carrier had it in hand.</summary>
    public static ImmutableDictionary<IncidentKind, KindPolicy> Usual { get; } = new Dictionary<IncidentKind, KindPolicy>
    {
        [IncidentKind.ChargeableMassWrong] = new(Fault.Operations, Severity.Minor),
        [IncidentKind.PackingDamaged] = new(Fault.Operations, Severity.Minor),
        [IncidentKind.DocumentsDefective] = new(Fault.Operations, Severity.Major),
        [IncidentKind.DeclarationWrong] = new(Fault.Operations, Severity.Major),
        [IncidentKind.TransitDelay] = new(Fault.Operations, Severity.Minor),
        [IncidentKind.CustomsPapersLate] = new(Fault.Operations, Severity.Minor),
        [IncidentKind.CustomsPapersLost] = new(Fault.Operations, Severity.Major),
        [IncidentKind.CargoRolled] = new(Fault.Operations, Severity.Major),
        [IncidentKind.CargoLost] = new(Fault.Carrier, Severity.Critical),
        [IncidentKind.CargoDamaged] = new(Fault.Carrier, Severity.Major),
        [IncidentKind.PriceDiffersFromQuote] = new(Fault.Sales, Severity.Minor),
        [IncidentKind.ServiceNotDelivered] = new(Fault.Sales, Severity.Major),
        [IncidentKind.ShipmentNotTracked] = new(Fault.Sales, Severity.Minor),
        [IncidentKind.CustomerMisled] = new(Fault.Sales, Severity.Major),
        [IncidentKind.InstructionNotFollowed] = new(Fault.Carrier, Severity.Minor),
        [IncidentKind.CarrierNotOnSchedule] = new(Fault.Carrier, Severity.Minor),
        [IncidentKind.AgentServicePoor] = new(Fault.Agent, Severity.Minor),
        [IncidentKind.CustomerError] = new(Fault.Customer, Severity.Minor),
        [IncidentKind.NominatedCustomerObstructs] = new(Fault.Customer, Severity.Minor),
        [IncidentKind.ForceMajeure] = new(Fault.Nobody, Severity.Major),
    }.ToImmutableDictionary();
}
