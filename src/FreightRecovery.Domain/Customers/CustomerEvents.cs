using System.Collections.Immutable;
using NodaTime;

namespace FreightRecovery.Domain.Customers;

/// <summary>
/// What happened to a customer. A storage contract: names and meanings of members never change, new ones are optional.
/// </summary>
public abstract record CustomerEvent
{
    private CustomerEvent(Instant at) => At = at;

    /// <summary>When we learned of it: the time of the command, UTC.</summary>
    public Instant At { get; init; }

    /// <summary>The customer was created or replaced.</summary>
    public sealed record CustomerRecorded(CustomerFacts Facts, Instant At) : CustomerEvent(At);

    /// <summary>A signal came in; its own instant may lie well before.</summary>
    public sealed record SignalObserved(Signal Signal, Instant At) : CustomerEvent(At);

    /// <summary>
    /// The stage moved. In the order of time this follows an arrow of the table. A late signal can rewrite the past; then one move
    /// leads from the stage we believed in to the right one, and says so.
    /// </summary>
    public sealed record StageMoved(Stage From, Stage To, Instant At, string Why) : CustomerEvent(At)
    {
        /// <summary>When the customer itself moved, UTC; not after <see cref="CustomerEvent.At"/>.</summary>
        public Instant Since { get; init; } = At;
    }

    /// <summary>
    /// The customer was forgotten: its key is destroyed with this event, and what is personal in its streams can no longer be read.
    /// </summary>
    /// <param name="Incidents">Its incidents, whose lists are to be cleared of what stood in them.</param>
    /// <param name="At">When, UTC.</param>
    /// <param name="By">Who did it.</param>
    public sealed record CustomerForgotten(ImmutableArray<IncidentId> Incidents, Instant At, string By) : CustomerEvent(At);

    /// <summary>The relationship was looked at because its time had come.</summary>
    public sealed record RelationshipReviewed(Instant At) : CustomerEvent(At);
}
