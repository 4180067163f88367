using System.Collections.Frozen;
using System.Text.Json;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Disruptions;
using NodaTime;
using static FreightRecovery.Domain.Incidents.IncidentEvent;
using static FreightRecovery.Domain.Shipments.LedgerEvent;

namespace FreightRecovery.Engine;

/// <summary>
/// What other programs are told: a closed list of public names, each with the references and words of what happened. Nothing
/// personal, no free text and no amount is among it: who is told fetches the rest under its own rights.
/// </summary>
public static class PublicEvents
{
    /// <summary>The name of what is sent to try a webhook.</summary>
    public const string Test = "webhook.test";

    private static readonly FrozenDictionary<string, Public> ByType = new[]
    {
        On<IncidentReported>("incident.reported", e => new() { Kind = e.Facts.Kind, Severity = e.Facts.Severity, Fault = e.Facts.Fault }),
        On<CustomerTold>("incident.acknowledged", e => new() { Channel = e.Channel }),
        On<IncidentAmended>("incident.amended", e => new() { Severity = e.Severity, Fault = e.Fault }),
        On<IncidentAssessed>("incident.assessed", e => new()
        {
            Finding = e.Assessment.Finding, Severity = e.Assessment.Severity, Fault = e.Assessment.Fault, Cause = e.Assessment.Cause,
        }),
        On<Escalated>("incident.escalated", e => new() { Level = e.To }),
        On<RecoveryCarriedOut>("incident.carriedOut", _ => new()),
        On<IncidentResolved>("incident.resolved", e => new() { Satisfaction = e.Satisfaction, WithinPromise = e.WithinPromise }),
        On<IncidentWithdrawn>("incident.withdrawn", _ => new()),
        On<IncidentReopened>("incident.reopened", _ => new()),
        On<OfferMade>("offer.made", e => new() { Offer = e.Offer, Option = e.Option.Kind }),
        On<OfferAccepted>("answer.recorded", e => new() { Offer = e.Offer, Accepted = true }),
        On<OfferDeclined>("answer.recorded", e => new() { Offer = e.Offer, Accepted = false }),
        On<PromiseMade>("promise.made", e => new() { Promise = e.Promise, DueAt = e.DueAt }),
        On<PromiseKept>("promise.kept", e => new() { Promise = e.Promise }),
        On<PromiseBroken>("promise.broken", e => new() { Promise = e.Promise, DueAt = e.DueAt }),
        On<HoldPlaced>("hold.placed", e => new() { Incident = e.Incident, Kind = e.Kind }),
        On<HoldReleased>("hold.released", e => new() { Incident = e.Incident }),
        On<InvoiceCollected>("invoice.collected", e => new() { Invoice = e.Invoice }),
        On<CustomerEvent.StageMoved>("relationship.moved", e => new() { From = e.From, To = e.To }),
        On<DisruptionEvent.DisruptionDeclared>("disruption.declared", e => new() { Kind = e.Facts.Kind }),
    }.ToFrozenDictionary(p => p.Type);

    /// <summary>The public names, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ByType.Values.Select(p => p.Name).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The stored names of the types of events that have a public one.</summary>
    public static IReadOnlyList<string> StoredTypes { get; } = [.. ByType.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The public name of a stored type that has one.</summary>
    public static string NameOf(string storedType) => ByType[storedType].Name;

    /// <summary>What is told of an event: JSON with <c>type</c>, <c>timestamp</c> and <c>data</c>.</summary>
    /// <param name="stream">The stream it happened to.</param>
    /// <param name="type">The stored name of its type, one of <see cref="StoredTypes"/>.</param>
    /// <param name="payload">Its JSON. What is sealed in it stays so.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="whose">Whose the stream is, where that is known.</param>
    public static string Write(StreamId stream, string type, string payload, Instant at, Whose? whose)
    {
        var told = ByType[type];
        var data = told.Data(Json.Read(type, payload));
        return Write(told.Name, at, data with
        {
            Incident = stream.Kind is StreamId.IncidentKind ? stream.Incident : data.Incident,
            Disruption = stream.Kind is StreamId.DisruptionKind ? stream.Disruption : null,
            Shipment = stream.Kind is StreamId.ShipmentKind ? new ShipmentRef(stream.Key) : whose?.Shipment,
            Customer = stream.Kind is StreamId.CustomerKind ? new CustomerRef(stream.Key) : whose?.Customer,
        });
    }

    /// <summary>What is sent to try a webhook.</summary>
    public static string WriteTest(Instant at) => Write(Test, at, new PublicData());

    private static string Write(string name, Instant at, PublicData data) =>
        JsonSerializer.Serialize(new Message(name, at, data), Json.Options);

    private static Public On<TEvent>(string name, Func<TEvent, PublicData> data) => new(Json.NameOf(typeof(TEvent)), name, e => data((TEvent)e));

    private sealed record Public(string Type, string Name, Func<object, PublicData> Data);

    private sealed record Message(string Type, Instant Timestamp, PublicData Data);
}

/// <summary>To which shipment, customer and branch something belongs, as far as that is known.</summary>
public sealed record Whose(ShipmentRef? Shipment, CustomerRef? Customer, string? Branch);

/// <summary>The references and words of what happened; null where a kind of event has none.</summary>
public sealed record PublicData
{
    /// <summary>The incident.</summary>
    public IncidentId? Incident { get; init; }

    /// <summary>The shipment.</summary>
    public ShipmentRef? Shipment { get; init; }

    /// <summary>The customer.</summary>
    public CustomerRef? Customer { get; init; }

    /// <summary>The invoice.</summary>
    public InvoiceRef? Invoice { get; init; }

    /// <summary>The disruption.</summary>
    public DisruptionId? Disruption { get; init; }

    /// <summary>The offer.</summary>
    public Guid? Offer { get; init; }

    /// <summary>The promise.</summary>
    public Guid? Promise { get; init; }

    /// <summary>What went wrong.</summary>
    public IncidentKind? Kind { get; init; }

    /// <summary>How bad it is.</summary>
    public Severity? Severity { get; init; }

    /// <summary>With whom the fault lies.</summary>
    public Fault? Fault { get; init; }

    /// <summary>What was found out.</summary>
    public Finding? Finding { get; init; }

    /// <summary>The cause that was found.</summary>
    public Cause? Cause { get; init; }

    /// <summary>How the customer was told.</summary>
    public Channel? Channel { get; init; }

    /// <summary>To whom it has risen.</summary>
    public Authority? Level { get; init; }

    /// <summary>The leading kind of the option that is offered.</summary>
    public OptionKind? Option { get; init; }

    /// <summary>Whether the customer accepted.</summary>
    public bool? Accepted { get; init; }

    /// <summary>When it is or was due, UTC.</summary>
    public Instant? DueAt { get; init; }

    /// <summary>The customer's mark, 1 to 5.</summary>
    public int? Satisfaction { get; init; }

    /// <summary>Whether it was resolved within what was promised.</summary>
    public bool? WithinPromise { get; init; }

    /// <summary>The stage before.</summary>
    public Stage? From { get; init; }

    /// <summary>The stage now.</summary>
    public Stage? To { get; init; }
}
