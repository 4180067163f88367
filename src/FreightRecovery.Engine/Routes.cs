using FreightRecovery.Domain;
using FreightRecovery.Domain.Claims;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Shipments;
using static FreightRecovery.Domain.Incidents.IncidentEvent;
using static FreightRecovery.Domain.Shipments.LedgerEvent;

namespace FreightRecovery.Engine;

/// <summary>
/// What follows in other streams from an event in this one. A pure function of the event and the state after it; the
/// commands go through the outbox, at least once, with ids derived from the event, so a second delivery adds nothing.
/// </summary>
internal static class Routes
{
    /// <summary>The commands that follow from an event.</summary>
    public static void Add(StreamId stream, object e, object after, CommandContext context, int ordinal, List<OutboxCommand> outbox)
    {
        switch (e)
        {
            case ReportAbandoned x:
                Release(x.Shipment, []);
                break;
            case HoldAbandoned x:
                Release(x.Shipment, []);
                break;
            case IncidentEvent x when after is IncidentState { Facts: { } facts } incident:
                OfIncident(x, incident, facts);
                break;
            case CustomerEvent x when after is CustomerState customer:
                if (x is CustomerEvent.CustomerForgotten erased)
                    foreach (var incident in erased.Incidents)
                        Send(StreamId.Of(incident), new IncidentCommand.ErasePersons());
                foreach (var (incident, reason, from) in Silence.Concerns(x, customer, context.Policy))
                    Send(StreamId.Of(incident), new IncidentCommand.CustomerFellSilent(reason) { TopTenthFrom = from });
                break;
            case ShipmentRecorded { Facts: { BookedAt: { } bookedAt } facts }:
                // One shipment is one booking however often it is put: the signal's id follows from the reference.
                Send(StreamId.Of(facts.Customer), new CustomerCommand.Observe(new Signal(
                    DerivedId.Of(Guid.Empty, stream.Value, 0), SignalKind.Booking, bookedAt)));
                break;
        }

        if (e is ShipmentRecorded or InvoiceIssued { Kind: InvoiceKind.Freight } && after is LedgerState { Holds.IsEmpty: false } ledger)
            TellClaims(ledger);

        // The claims' clocks rest on the shipment: its delivery starts them.
        void TellClaims(LedgerState ledger)
        {
            if (CargoFacts.Of(ledger) is { } cargo)
                foreach (var hold in ledger.Holds)
                    Send(StreamId.Of(hold.Incident), new IncidentCommand.ReviewClaims(cargo));
        }

        void OfIncident(IncidentEvent happened, IncidentState incident, IncidentFacts facts)
        {
            switch (happened)
            {
                case IncidentReported x:
                    Observe(SignalKind.IncidentReported, x.ReportedAt, s => s with { IncidentKind = facts.Kind, Severity = facts.Severity });
                    break;
                case IncidentAssessed { Assessment.Finding: Finding.Unfounded } x:
                    Release(facts.Shipment, []);
                    Observe(SignalKind.IncidentClosed, x.At, s => s with { Doubt = Doubt.Unfounded });
                    break;
                case IncidentAssessed x:
                    Observe(SignalKind.IncidentAssessed, x.At, s => s with { Severity = x.Assessment.Severity });
                    break;
                case IncidentAmended x when incident is { Assessment: null, Settled: false }:
                    Observe(SignalKind.IncidentAssessed, x.At, s => s with { Severity = incident.Severity });
                    break;
                case PromiseBroken x:
                    Observe(SignalKind.PromiseBroken, x.DueAt, s => s);
                    break;
                case OptionsExhausted x:
                    Observe(SignalKind.OptionsExhausted, x.At, s => s);
                    break;
                case IncidentResolved x:
                    Release(facts.Shipment, x.Adjustments);
                    Observe(SignalKind.IncidentResolved, x.At, s => s with { Satisfaction = x.Satisfaction, WithinPromise = x.WithinPromise });
                    break;
                case FollowedUp x when incident.Status == IncidentStatus.Resolved:
                    // A mark given after the resolution says how well it was resolved.
                    Observe(SignalKind.IncidentResolved, x.At,
                        s => s with { Satisfaction = x.Satisfaction, WithinPromise = incident.Resolution?.WithinPromise });
                    break;
                case IncidentWithdrawn x:
                    Release(facts.Shipment, []);
                    Observe(SignalKind.IncidentClosed, x.At, s => s with
                    {
                        Doubt = incident.Assessment is null ? null : Doubt.WithdrawnAfterInvestigation,
                    });
                    break;
                case IncidentReopened x:
                    Observe(SignalKind.IncidentReopened, x.At, s => s);
                    break;
            }

            void Observe(SignalKind kind, NodaTime.Instant at, Func<Signal, Signal> with) => Send(
                StreamId.Of(facts.Customer),
                new CustomerCommand.Observe(with(new Signal(context.Id.Child("signal", ordinal), kind, at) { Incident = stream.Incident })));
        }

        void Release(ShipmentRef shipment, System.Collections.Immutable.ImmutableArray<Domain.Recovery.Adjustment> adjustments) =>
            Send(StreamId.Of(shipment), new LedgerCommand.ReleaseHold(stream.Incident, ((IncidentState)after).SettledAt, adjustments));

        void Send(StreamId target, object command)
        {
            var (type, payload) = Json.Write(command);
            outbox.Add(new OutboxCommand(context.Id.Next("route", (ordinal * 16) + outbox.Count), target, type, payload));
        }
    }
}
