using FreightRecovery.Domain;
using FreightRecovery.Domain.Claims;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Shipments;
using NodaTime;

namespace FreightRecovery.Web.Api.Bodies;

/// <summary>A report of something that went wrong with a shipment.</summary>
public sealed record IncidentBody(
    string? Shipment, IncidentKind? Kind, ForceMajeureCause? ForceMajeureCause, Fault? Fault, Severity? Severity, Instant? OccurredAt,
    string? Place, string? Description, Channel? Channel, string? ReportedBy, ExtentBody? Extent, Wish? Wish, SourceBody? Source,
    string? Paper)
    : IBody<ReportedIncident>
{
    /// <inheritdoc/>
    public ReportedIncident? Read(Faults faults)
    {
        var kind = faults.Value(Kind, "/kind");
        if (Kind is IncidentKind.ForceMajeure && ForceMajeureCause is null)
            faults.Add("/forceMajeureCause", "Say what stood behind it: weather, war, strike, accident, portClosure or authority.");
        if (Kind is not (null or IncidentKind.ForceMajeure) && ForceMajeureCause is not null)
            faults.Add("/forceMajeureCause", "Only an incident of the kind forceMajeure has this member.");
        var report = new ReportedIncident
        {
            Shipment = new ShipmentRef(faults.Ref(Shipment, "/shipment")),
            Kind = kind,
            ForceMajeureCause = ForceMajeureCause,
            Fault = Fault,
            Severity = Severity,
            OccurredAt = faults.Has(OccurredAt, "/occurredAt") ? faults.Past(OccurredAt, "/occurredAt")!.Value : default,
            Place = faults.Locode(Place, "/place"),
            Paper = faults.OptionalLine(Paper, "/paper"),
            Description = faults.Text(Description, "/description"),
            Channel = faults.Value(Channel, "/channel"),
            ReportedBy = faults.Line(ReportedBy, "/reportedBy"),
            Extent = Extent?.Read(faults, "/extent"),
            Wish = Wish,
            Source = Source?.Read(faults, "/source"),
        };
        return faults.Any ? null : report;
    }
}

/// <summary>How much of the shipment is affected.</summary>
public sealed record ExtentBody(int? Packages, Mass? Mass, Money? Amount)
{
    internal Extent Read(Faults faults, string pointer) => new(
        faults.Packages(Packages, pointer + "/packages"),
        faults.Mass(Mass, pointer + "/mass"),
        faults.Amount(Amount, pointer + "/amount"));
}

/// <summary>The message of a feed that told it.</summary>
public sealed record SourceBody(string? Feed, string? MessageId)
{
    internal SourceMessage Read(Faults faults, string pointer) => new(
        faults.Line(Feed, pointer + "/feed", Checks.RefLength),
        faults.Line(MessageId, pointer + "/messageId"));
}

/// <summary>A checked report, before it is known whose shipment it is about.</summary>
public sealed record ReportedIncident
{
    /// <summary>The shipment it happened to.</summary>
    public required ShipmentRef Shipment { get; init; }

    /// <summary>What went wrong.</summary>
    public required IncidentKind Kind { get; init; }

    /// <summary>What stood behind force majeure; null for other kinds.</summary>
    public ForceMajeureCause? ForceMajeureCause { get; init; }

    /// <summary>With whom the fault seems to lie; null when the report does not say.</summary>
    public Fault? Fault { get; init; }

    /// <summary>How bad it seems; null when the report does not say.</summary>
    public Severity? Severity { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public required Instant OccurredAt { get; init; }

    /// <summary>Where it happened (UN/LOCODE), when known.</summary>
    public string? Place { get; init; }

    /// <summary>The name of the paper it is about, when it is about one.</summary>
    public string? Paper { get; init; }

    /// <summary>What happened, in the reporter's words.</summary>
    public required string Description { get; init; }

    /// <summary>The way the report came in.</summary>
    public required Channel Channel { get; init; }

    /// <summary>Who reports it.</summary>
    public required string ReportedBy { get; init; }

    /// <summary>How much of the shipment is affected.</summary>
    public Extent? Extent { get; init; }

    /// <summary>What the customer wants.</summary>
    public Wish? Wish { get; init; }

    /// <summary>The feed message that told it.</summary>
    public SourceMessage? Source { get; init; }

    /// <summary>
    /// The incident's facts: the report, with what we know of the shipment and its customer at this moment. What it does not say
    /// is as usual for its kind.
    /// </summary>
    public IncidentFacts With(ShipmentFacts shipment, CustomerFacts customer, Policy policy) => new()
    {
        Shipment = Shipment,
        Customer = shipment.Customer,
        Branch = customer.Branch,
        SalesRep = customer.SalesRep,
        AccountManager = customer.AccountManager,
        Language = customer.Language,
        TimeZone = customer.TimeZone,
        Cargo = CargoFacts.OfReport(Kind, shipment),
        Insured = shipment.Insured,
        Kind = Kind,
        ForceMajeureCause = ForceMajeureCause,
        Fault = Fault ?? policy.Kinds[Kind].Fault,
        Severity = Severity ?? policy.Kinds[Kind].Severity,
        OccurredAt = OccurredAt,
        Place = Place,
        Paper = Paper,
        Description = Description,
        Channel = Channel,
        ReportedBy = ReportedBy,
        Extent = Extent,
        Wish = Wish,
        Source = Source,
    };
}
