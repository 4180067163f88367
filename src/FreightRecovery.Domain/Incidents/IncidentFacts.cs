using FreightRecovery.Domain.Claims;
using FreightRecovery.Domain.Shipments;
using NodaTime;

namespace FreightRecovery.Domain.Incidents;

/// <summary>What was reported, with what we knew of the shipment and its customer at that moment.</summary>
public sealed record IncidentFacts
{
    /// <summary>The shipment it happened to.</summary>
    public required ShipmentRef Shipment { get; init; }

    /// <summary>Whose shipment it is.</summary>
    public required CustomerRef Customer { get; init; }

    /// <summary>Our branch that serves the customer.</summary>
    public required string Branch { get; init; }

    /// <summary>The sales rep who is told at once and has it first.</summary>
    public required string SalesRep { get; init; }

    /// <summary>The account manager who is told when the customer is at risk.</summary>
    public required string AccountManager { get; init; }

    /// <summary>The language we write to the customer in.</summary>
    public required string Language { get; init; }

    /// <summary>The customer's IANA time zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>What the shipment told of the law that governs a loss; null for kinds that run no clock of the law.</summary>
    public CargoFacts? Cargo { get; init; }

    /// <summary>Whether the cargo is insured; null when not known.</summary>
    public bool? Insured { get; init; }

    /// <summary>What went wrong.</summary>
    public required IncidentKind Kind { get; init; }

    /// <summary>What stood behind force majeure; null for other kinds.</summary>
    public ForceMajeureCause? ForceMajeureCause { get; init; }

    /// <summary>With whom the fault seems to lie.</summary>
    public required Fault Fault { get; init; }

    /// <summary>How bad it seems.</summary>
    public required Severity Severity { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public required Instant OccurredAt { get; init; }

    /// <summary>Where it happened (UN/LOCODE), when known.</summary>
    public string? Place { get; init; }

    /// <summary>The name of the paper it is about, when it is about one.</summary>
    public string? Paper { get; init; }

    /// <summary>Whether the papers it is about can be issued again; null when that is not known.</summary>
    public bool? PapersReissuable { get; init; }

    /// <summary>What happened, in the reporter's words.</summary>
    [Personal]
    public required string Description { get; init; }

    /// <summary>The way the report came in.</summary>
    public required Channel Channel { get; init; }

    /// <summary>Who reports it.</summary>
    [Personal]
    public required string ReportedBy { get; init; }

    /// <summary>How much of the shipment is affected.</summary>
    public Extent? Extent { get; init; }

    /// <summary>What the customer wants.</summary>
    public Wish? Wish { get; init; }

    /// <summary>The feed message that told it.</summary>
    public SourceMessage? Source { get; init; }

    /// <summary>The newest that a feed told of it; null when none told figures.</summary>
    public Telling? Told { get; init; }
}

/// <summary>How much is affected.</summary>
/// <param name="Packages">Number of packages.</param>
/// <param name="Mass">The mass affected; for a wrong chargeable mass, the right one.</param>
/// <param name="Amount">The money at stake, as the reporter sees it.</param>
public sealed record Extent(int? Packages, Mass? Mass, Money? Amount);
