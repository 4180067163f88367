namespace FreightRecovery.Domain;

// The values, in camel case, are part of the HTTP contract and of stored events: add, never rename.
#pragma warning disable CS1591 // the names are the trade's own words; DOMAIN terms are explained in the glossary

/// <summary>What went wrong.</summary>
public enum IncidentKind
{
    ChargeableMassWrong, PackingDamaged, DocumentsDefective, DeclarationWrong, TransitDelay, CustomsPapersLate,
    CustomsPapersLost, CargoRolled, CargoLost, CargoDamaged, PriceDiffersFromQuote, ServiceNotDelivered,
    ShipmentNotTracked, CustomerMisled, InstructionNotFollowed, CarrierNotOnSchedule, AgentServicePoor,
    CustomerError, NominatedCustomerObstructs, ForceMajeure,
}

/// <summary>What stood behind a case of force majeure.</summary>
public enum ForceMajeureCause { Weather, War, Strike, Accident, PortClosure, Authority }

/// <summary>With whom the fault lies.</summary>
public enum Fault { Operations, Sales, Carrier, Agent, Customer, Nobody }

/// <summary>How bad it is.</summary>
public enum Severity { Minor, Major, Critical }

/// <summary>Where an incident stands in its life.</summary>
public enum IncidentStatus
{
    Reported, Acknowledged, Assessed, Offered, Confirmed, CarriedOut, Resolved, Unfounded, Withdrawn, Reopened,
}

/// <summary>What assessment found.</summary>
public enum Finding { Valid, Communication, Unfounded }

/// <summary>What a communication matter is about: the customer seeks help, asks, or vents.</summary>
public enum CommunicationKind { Help, Question, Venting }

/// <summary>The cause, as the customer feels it.</summary>
public enum Cause { Quality, Service, Price, Honesty, Accident }

/// <summary>The way a word came in or went out.</summary>
public enum Channel { Phone, Email, Form, Portal, FaceToFace, SocialMedia, Feed }

/// <summary>What the customer wants.</summary>
public enum Wish
{
    Replacement, Redelivery, Rebooking, Refund, Credit, Discount, Repair, Apology, Information, Compensation,
}

/// <summary>One way to put it right.</summary>
public enum OptionKind
{
    RebookNext, UpgradeService, FreightDiscount, WaiveSurcharge, WaiveDemurrage, CreditNote, Compensation, Redeliver,
    RepackOrRepair, SurveyAndInsurance, InsuranceClaimHelp, CompletePapers, CorrectAndRefund, JointVisit, ManagerCall,
    PriorityHandling, ExplainAndReport,
}

/// <summary>Who may decide; each includes the ones before.</summary>
public enum Authority { Sales, Supervisor, Manager, Executive }

/// <summary>Where a customer stands on the slide.</summary>
public enum Stage { Content, Grumble, Complaint, Silence, Lost }

/// <summary>How the cargo travels.</summary>
public enum TransportMode { Sea, Air, Road, Rail }

/// <summary>The law or terms that bound liability for a shipment.</summary>
public enum LiabilityRegime
{
    HagueVisby, Hamburg, Rotterdam, Cogsa, ChinaMaritime, Montreal, Warsaw, Cmr, Cim, Carmack, FiataFbl, UnctadIcc, Bifa,
}

/// <summary>What an invoice charges for.</summary>
public enum InvoiceKind { Freight, Surcharge, Duty, Other }

/// <summary>Where an invoice stands.</summary>
public enum InvoiceStatus { Open, Held, Released, Collected, Credited, WrittenOff }
