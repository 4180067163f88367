using System.Diagnostics;
using FreightRecovery.Domain;

namespace FreightRecovery.Feeds.Meanings;

/// <summary>What a fact means for a shipment.</summary>
public abstract record Meaning
{
    private Meaning()
    {
    }

    /// <summary>Something went wrong; report it.</summary>
    public sealed record Incident(IncidentProposal Proposal) : Meaning;

    /// <summary>No incident follows.</summary>
    /// <param name="Why">The reason, for a person who wonders why the feed was silent.</param>
    public sealed record Nothing(string Why) : Meaning;

    /// <summary>The publisher takes an event back; what was reported for it wants a second look.</summary>
    /// <param name="EventId">The id of the event, which is the incident's message id.</param>
    public sealed record Retraction(string EventId) : Meaning;

    /// <summary>What this fact means for this shipment. Equal inputs give equal meanings; nothing is remembered in between.</summary>
    public static Meaning Of(TradeFact fact, BookedShipment shipment, FeedPolicy policy)
    {
        if (fact.IsRetracted) return new Retraction(fact.EventId);
        var concern = Comparing.ConcernOf(fact, shipment, policy);
        if (concern is Concern.None) return new Nothing("It names no document, container, sailing or flight of this shipment.");
        if (shipment.Facts.DeliveredAt is { } delivered && fact.OccurredAt > delivered)
            return new Nothing("The cargo was delivered before.");

        return fact.Kind switch
        {
            FactKind.Departure => RolledRule.OfDeparture(fact, shipment, policy) ?? FlightRule.OfDeparture(fact, shipment, policy)
                ?? DelayRule.Of(fact, shipment, concern, policy),
            FactKind.Arrival => DelayRule.Of(fact, shipment, concern, policy),
            FactKind.PortCall call => PortCallRule.Of(call.Status, fact, shipment, concern, policy),
            FactKind.Equipment { Move: EquipmentMove.Loaded } load => RolledRule.OfLoad(load, fact, shipment, policy),
            FactKind.Equipment => new Nothing("A container moved as containers do."),
            FactKind.Document document => DocumentRule.Of(document, fact, shipment, policy),
            FactKind.Handling handling => HandlingRule.Of(handling.Move, fact, shipment, concern, policy),
            FactKind.Irregularity irregularity => IrregularityRule.Of(irregularity.What, fact, shipment, policy),
            FactKind.Weighing weighing => MassRule.OfWeighing(weighing.Basis, fact, shipment, policy),
            FactKind.Temperature temperature => TemperatureRule.Of(temperature, fact, shipment, policy),
            FactKind.Other other => new Nothing($"Events of the kind {other.What} tell of no incident."),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Puts a proposal together; the kind and fault are the rule's, the rest is the same for all.</summary>
    internal static Incident Propose(
        IncidentKind kind, Fault fault, Severity severity, TradeFact fact, BookedShipment shipment, FeedPolicy policy, string description,
        ForceMajeureCause? cause = null, Texts? containers = null) =>
        new(new IncidentProposal
        {
            Kind = kind,
            ForceMajeureCause = cause,
            Fault = fault,
            Severity = severity,
            OccurredAt = fact.Classifier is Classifier.Actual ? fact.OccurredAt : fact.CreatedAt ?? fact.OccurredAt,
            Place = Places.LocodeOf(fact, shipment.Facts, policy),
            Description = description,
            MessageId = fact.EventId,
            ContainerExtent = containers,
            Mass = fact.Quantity?.Mass,
            Pieces = fact.Quantity?.Pieces,
        });
}
