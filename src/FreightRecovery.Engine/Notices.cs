using System.Globalization;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine.Rows;
using NodaTime;
using static FreightRecovery.Domain.Customers.CustomerEvent;
using static FreightRecovery.Domain.Incidents.IncidentEvent;

namespace FreightRecovery.Engine;

/// <summary>Who is told of what. A pure function of an event and the state after it.</summary>
internal static class Notices
{
    /// <summary>The recipient that stands for everybody of a role.</summary>
    public static string Role(string role) => $"role:{role}";

    public static void Add(StreamId stream, object e, object after, CommandId command, int ordinal, List<Notice> notices)
    {
        switch (after)
        {
            case IncidentState { Facts: { } facts } incident:
                OfIncident(new Writer(command, ordinal, facts.Branch, stream.Incident, facts.Customer, notices), (IncidentEvent)e, incident, facts);
                break;
            case CustomerState { Facts: { } facts } when e is StageMoved moved:
                new Writer(command, ordinal, facts.Branch, null, new CustomerRef(stream.Key), notices).Tell(facts.AccountManager, "stageMoved",
                    $"{facts.Name} moved from {Lower(moved.From)} to {Lower(moved.To)}: {moved.Why}");
                break;
            case LedgerState { Shipment: { } shipment } ledger:
                LedgerNotices.Add(
                    ledger, (LedgerEvent)e, stream.Key,
                    incident => new Writer(command, ordinal, LedgerNotices.Branch(ledger, incident), incident, shipment.Customer, notices));
                break;
        }
    }

    private static void OfIncident(Writer write, IncidentEvent e, IncidentState incident, IncidentFacts facts)
    {
        var what = $"{Words.Of(facts.Kind)}, shipment {facts.Shipment}";
        switch (e)
        {
            case IncidentReported:
                write.Tell(facts.SalesRep, "incidentReported", $"New incident: {what}. Tell the customer first.");
                break;
            case IncidentAmended:
                write.Tell(facts.SalesRep, "incidentAmended", $"The carrier tells it otherwise now: {what}. Look at the new figures, and tell the customer.");
                break;
            case IncidentReopened x:
                write.Tell(facts.SalesRep, "incidentReopened", $"Reopened: {what}. {x.Reason}");
                break;
            case IncidentAssigned x:
                write.Tell(x.To, "incidentAssigned", $"Yours now, from {x.By}: {what}.");
                break;
            case PromiseBroken:
                write.Tell(facts.SalesRep, "promiseBroken", $"A promise to the customer was broken: {what}.");
                write.Tell(facts.AccountManager, "promiseBroken", $"A promise to the customer was broken: {what}.");
                break;
            case Escalated x:
                write.Tell(Role(x.To.ToString().ToLowerInvariant()), "escalated", $"Escalated: {what}. {x.Reason}");
                break;
            case TargetMissed x:
                write.Tell(facts.SalesRep, "targetMissed", $"{Words.Missed(x.Clock)} {what}.");
                break;
            case StepOverdue x:
                write.Tell(OwnerOf(x.Step), "stepOverdue", $"Overdue: {x.What} {what}.");
                break;
            case ReminderGiven { Step: { } step } x:
                write.Tell(OwnerOf(step), "stepDue", $"Due {Local(x.DueAt, facts.TimeZone)}: {Step(step).What} {what}.");
                break;
            case ReminderGiven { Promise: { } promise } x:
                write.Tell(facts.SalesRep, "promiseDue",
                    $"Due {Local(x.DueAt, facts.TimeZone)}: {Promised(incident, promise)}. Keep it or renew it: {what}.");
                break;
            case ReminderGiven { Clock: { } clock } x:
                write.Tell(incident.Assignee, "targetDue", $"Due {Local(x.DueAt, facts.TimeZone)}: {Words.Next(clock)} {what}.");
                break;
            case OfferAccepted:
                write.Tell(Role("operations"), "offerAccepted", $"The customer confirmed: {what}. Carry the steps out.");
                break;
            case OfferDeclined:
                write.Tell(facts.SalesRep, "offerDeclined", $"The customer objected: {what}. Offer the next option.");
                break;
            case IncidentResolved:
                write.Tell(Role("finance"), "incidentResolved", $"Resolved: {what}. Its invoices are free.");
                break;
            default:
                ClaimNotices.Add(e, incident, what, write.Tell);
                break;
        }

        Domain.Recovery.PlannedStep Step(Guid step) => incident.Steps.First(s => s.Plan.Id == step).Plan;

        string OwnerOf(Guid step) => Step(step).Owner switch
        {
            "sales" => facts.SalesRep,
            "accountManager" => facts.AccountManager,
            var role => Role(role),
        };
    }

    private static string Promised(IncidentState incident, Guid promise) => incident.Promises.First(p => p.Id == promise).What;

    // In the customer's own time, as it was given to the customer.
    private static string Local(Instant at, string zone) => at.InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc)
        .ToString("uuuu-MM-dd HH:mm '('z')'", CultureInfo.InvariantCulture);

    private static string Lower(Stage stage) => stage.ToString().ToLowerInvariant();

    /// <summary>Writes the notices of one event.</summary>
    internal readonly struct Writer(
        CommandId command, int ordinal, string branch, IncidentId? incident, CustomerRef customer, List<Notice> notices)
    {
        public void Tell(string recipient, string kind, string text)
        {
            var number = 0;
            foreach (var notice in notices)
                if (notice.Ordinal == ordinal)
                    number++;
            notices.Add(new Notice(
                ordinal, number, command.Child("notice", (ordinal * 16) + number), recipient, branch, kind, text, incident, customer));
        }
    }
}
