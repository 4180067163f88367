using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using NodaTime;

namespace FreightRecovery.Web.Api;

/// <summary>An incident for whoever looks at this one: with the customer's record, and all messages that told of it.</summary>
public sealed class IncidentReading(IncidentViews views, Commands commands, Func<Policy> policy, IClock clock, IDatabase database)
{
    /// <summary>The incident as it stands.</summary>
    public async Task<Versioned<IncidentView>> Of(Done<IncidentState> incident, CancellationToken cancel)
    {
        var view = await views.Of(incident, cancel);
        var customer = await commands.Load<CustomerState>(StreamId.Of(view.Body.Customer), cancel);
        var validity = Validity.Of(
            incident.State, DoubtfulClaim.Of(customer.State.Signals), clock.GetCurrentInstant(), policy().Validity);
        var sources = (await FeedMemory.SourcesOf(database, incident.Stream.Incident, cancel)).Prepend(view.Body.Source).OfType<SourceMessage>().Distinct();
        return view with { Body = view.Body with { Validity = validity, Sources = [.. sources] } };
    }
}
