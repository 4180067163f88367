using FreightRecovery.Domain;
using FreightRecovery.Feeds;

namespace FreightRecovery.Web.Intake;

/// <summary>What a message of a feed came to. Every event of it is in <see cref="Accepted"/> or in <see cref="Quarantined"/>.</summary>
/// <param name="Accepted">How many events were understood.</param>
/// <param name="Incidents">The incidents that stand for what they tell, new or known before.</param>
/// <param name="Ignored">How many of the understood events are no incident of any shipment of ours.</param>
/// <param name="Quarantined">What could not be read or placed, and waits to be replayed.</param>
public sealed record FeedAnswer(
    int Accepted, IReadOnlyList<IncidentId> Incidents, int Ignored, IReadOnlyList<QuarantinedEvent> Quarantined)
{
    /// <summary>What reading it gave, for the answer in the sender's own format.</summary>
    internal FeedReading? Reading { get; init; }
}

/// <summary>An event, or a whole message, in quarantine.</summary>
/// <param name="Id">Its id there.</param>
/// <param name="Pointer">RFC 6901 pointer to the fault; empty for the whole message.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record QuarantinedEvent(Guid Id, string Pointer, string Reason);
