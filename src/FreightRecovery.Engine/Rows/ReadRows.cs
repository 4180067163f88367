using System.Text.Json;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Disruptions;
using FreightRecovery.Domain.Shipments;
using NodaTime;

namespace FreightRecovery.Engine.Rows;

/// <summary>
/// A row of a read table: a pure function of a stream's state, written whole in the append's transaction, so a caller
/// reads its own write and a rebuild gives the same bytes.
/// </summary>
public abstract record ReadRow;

/// <summary>A customer and its standing.</summary>
public sealed record CustomerRow(
    CustomerRef Ref, CustomerFacts? Facts, Stage Stage, Instant? Since, bool Recovered, bool WonBack, bool Quiet, bool Captive,
    double HorizonDays, double? PAlive, double Risk, Money? ValueAtStake, double StakeRank, IReadOnlyList<string> Reasons, Instant AsOf,
    long Version) : ReadRow
{
    /// <summary>Since when it is known, UTC.</summary>
    public Instant? KnownSince { get; init; }
}

/// <summary>A shipment.</summary>
public sealed record ShipmentRow(ShipmentRef Ref, ShipmentFacts Facts, long Version) : ReadRow
{
    /// <summary>What is known of it; set once, since its text is made of it.</summary>
    public ShipmentFacts Facts { get; } = Facts;

    /// <summary>The facts as JSON. It is made with the row, on the way of whoever gave the command, and not on that of the one writer.</summary>
    public string FactsText { get; } = JsonSerializer.Serialize(Facts, Json.Options);
}

/// <summary>An invoice with its holds.</summary>
public sealed record InvoiceRow(
    InvoiceRef Ref, ShipmentRef Shipment, CustomerRef Customer, Money Amount, Money Payable, InvoiceKind Kind, LocalDate DueOn,
    InvoiceStatus Status, Instant? HeldSince, IReadOnlyList<HoldView> Holds, Receipt? Receipt, OverrideRequest? Override, long Version)
    : ReadRow
{
    /// <summary>What may be collected now.</summary>
    public required Money PayableNow { get; init; }

    /// <summary>What is outstanding and may not be collected now.</summary>
    public required Money HeldAmount { get; init; }

    /// <summary>What only some invoices have.</summary>
    public InvoiceDetails Details { get; init; } = new();
}

/// <summary>What only some invoices have: parts collected, a link to a re-issue, credits, a write-off that waits.</summary>
public sealed record InvoiceDetails
{
    /// <summary>Parts collected while the rest was in dispute.</summary>
    public IReadOnlyList<Receipt>? Parts { get; init; }

    /// <summary>The disputed parts that holds were narrowed to, with the customer's consent.</summary>
    public IReadOnlyList<Narrowing>? Narrowings { get; init; }

    /// <summary>Agreed credits.</summary>
    public IReadOnlyList<InvoiceCredit>? Credits { get; init; }

    /// <summary>Credits of what was collected already.</summary>
    public IReadOnlyList<CreditProposal>? Proposals { get; init; }

    /// <summary>The invoice it was re-issued as.</summary>
    public InvoiceRef? ReplacedBy { get; init; }

    /// <summary>The invoice it was re-issued from.</summary>
    public InvoiceRef? Replaces { get; init; }

    /// <summary>A write-off that waits for its second finance user.</summary>
    public WriteOffRequest? WriteOff { get; init; }
}

/// <summary>An incident as lists show it.</summary>
public sealed record IncidentRow(
    IncidentId Id, ShipmentRef Shipment, CustomerRef Customer, string Branch, string SalesRep, string AccountManager, IncidentKind Kind,
    IncidentStatus Status, Severity Severity, Fault Fault, string Assignee, Authority Level, Channel Channel, string Description,
    Instant OccurredAt, Instant ReportedAt, Instant FirstResponseDueAt, Instant? CustomerToldAt, bool Settled, SourceMessage? Source,
    long Version) : ReadRow;

/// <summary>A promise to a customer.</summary>
public sealed record PromiseRow(
    Guid Id, IncidentId Incident, CustomerRef Customer, string Branch, string SalesRep, string What, Instant DueAt, Instant MadeAt,
    PromiseStatus Status) : ReadRow
{
    /// <summary>Whether the customer was told of a later time before the first one passed.</summary>
    public bool Renewed { get; init; }
}

/// <summary>A disruption as lists show it.</summary>
public sealed record DisruptionRow(
    DisruptionId Id, DisruptionFacts Facts, DisruptionStatus Status, Instant DeclaredAt, string DeclaredBy, Instant WatchUntil, int Held,
    int Reported, long Version) : ReadRow;

/// <summary>Where a promise stands.</summary>
public enum PromiseStatus
{
    /// <summary>Neither kept nor broken yet.</summary>
    Open,

    /// <summary>Kept in time.</summary>
    Kept,

    /// <summary>Past due and unkept.</summary>
    Broken,

    /// <summary>It fell due while its incident was settled: nobody waited for it any more.</summary>
    Lapsed,
}

/// <summary>A word to one of our own people. Its place in the stream of notices follows from its event's position.</summary>
/// <param name="Ordinal">The ordinal of its event within the append.</param>
/// <param name="Number">Its number among the notices of that event, 0 to 15.</param>
/// <param name="Id">Derived from the command.</param>
/// <param name="Recipient">A person's name, or <c>role:finance</c> for everybody of a role in the branch.</param>
/// <param name="Branch">The branch it belongs to.</param>
/// <param name="Kind">What it tells, such as <c>incidentReported</c>.</param>
/// <param name="Text">One English sentence.</param>
/// <param name="Incident">The incident it is about.</param>
/// <param name="Customer">The customer it is about.</param>
public sealed record Notice(
    int Ordinal, int Number, Guid Id, string Recipient, string Branch, string Kind, string Text, IncidentId? Incident, CustomerRef? Customer);
