namespace FreightRecovery.Domain.Incidents;

/// <summary>
/// What is taken as true of a report that does not say it: the fault by the table of kinds, and how bad such a thing
/// usually is. The assessment has the last word on both. Where cargo is lost or damaged the carrier had it in hand; an
/// employee's side is never assumed.
/// </summary>
public static class Defaults
{
    /// <summary>With whom the fault lies for an incident of this kind.</summary>
    public static Fault Fault(IncidentKind kind) => kind switch
    {
        IncidentKind.ChargeableMassWrong or IncidentKind.PackingDamaged or IncidentKind.DocumentsDefective
            or IncidentKind.DeclarationWrong or IncidentKind.TransitDelay or IncidentKind.CustomsPapersLate
            or IncidentKind.CustomsPapersLost or IncidentKind.CargoRolled => Domain.Fault.Operations,
        IncidentKind.PriceDiffersFromQuote or IncidentKind.ServiceNotDelivered or IncidentKind.ShipmentNotTracked
            or IncidentKind.CustomerMisled => Domain.Fault.Sales,
        IncidentKind.CargoLost or IncidentKind.CargoDamaged or IncidentKind.InstructionNotFollowed
            or IncidentKind.CarrierNotOnSchedule => Domain.Fault.Carrier,
        IncidentKind.AgentServicePoor => Domain.Fault.Agent,
        IncidentKind.CustomerError or IncidentKind.NominatedCustomerObstructs => Domain.Fault.Customer,
        IncidentKind.ForceMajeure => Domain.Fault.Nobody,
    };

    /// <summary>How bad an incident of this kind usually is.</summary>
    public static Severity Severity(IncidentKind kind) => kind switch
    {
        IncidentKind.CargoLost => Domain.Severity.Critical,
        IncidentKind.DocumentsDefective or IncidentKind.DeclarationWrong or IncidentKind.CustomsPapersLost
            or IncidentKind.CargoRolled or IncidentKind.CargoDamaged or IncidentKind.ServiceNotDelivered
            or IncidentKind.CustomerMisled or IncidentKind.ForceMajeure => Domain.Severity.Major,
        IncidentKind.ChargeableMassWrong or IncidentKind.PackingDamaged or IncidentKind.TransitDelay
            or IncidentKind.CustomsPapersLate or IncidentKind.PriceDiffersFromQuote or IncidentKind.ShipmentNotTracked
            or IncidentKind.InstructionNotFollowed or IncidentKind.CarrierNotOnSchedule or IncidentKind.AgentServicePoor
            or IncidentKind.CustomerError or IncidentKind.NominatedCustomerObstructs => Domain.Severity.Minor,
    };
}
