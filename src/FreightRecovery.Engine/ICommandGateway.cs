using System.Security.Cryptography;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Incidents;
using NodaTime;

namespace FreightRecovery.Engine;

/// <summary>The one door to the domain. The embedded host and the cluster differ in what stands behind it, and in nothing else.</summary>
public interface ICommandGateway
{
    /// <summary>
    /// Sends a command to its stream and answers when the outcome is durable. Commands to one stream are decided one
    /// after the other. Sending the same command id again adds nothing and is answered as done.
    /// </summary>
    /// <exception cref="OverloadedException">The stream's mailbox is full: try again later.</exception>
    ValueTask<Outcome> Send(Envelope envelope, CancellationToken cancel = default);
}

/// <summary>A command on its way.</summary>
/// <param name="Stream">Where to.</param>
/// <param name="Command">One of the stream's commands.</param>
/// <param name="Id">Its id; a retry carries the same.</param>
/// <param name="At">The instant it is given.</param>
/// <param name="By">Who gives it.</param>
public sealed record Envelope(StreamId Stream, object Command, CommandId Id, Instant At, Actor By)
{
    /// <summary>The version the caller has seen, or null when it does not mind.</summary>
    public long? IfMatch { get; init; }

    /// <summary>The caller's idempotency key, stored in the same transaction as the events.</summary>
    public IdempotencyKey? Key { get; init; }

    /// <summary>
    /// True when the stream's key was made for this very command, so that there is nothing to load. Should the caller be
    /// mistaken, the append meets what is there and the command is decided anew.
    /// </summary>
    public bool OpensStream { get; init; }

    /// <summary>True when the clock sends it because a deadline passed.</summary>
    public bool FromClock { get; init; }

    /// <summary>True when what is remembered of the stream must not be used, nor be remembered after it: a customer is forgotten.</summary>
    public bool Forgets => Command is CustomerCommand.Forget or IncidentCommand.ErasePersons;
}

/// <summary>A caller's own name for a request, with the hash of the request's body.</summary>
public sealed record IdempotencyKey(string Caller, string Key, byte[] BodyHash)
{
    /// <summary>
    /// The key of a request that added nothing, remembered under the hash of its hash: the same request later must be
    /// answered as it was first, and an answer may say whether something was created.
    /// </summary>
    public IdempotencyKey ForNothingNew() => this with { BodyHash = SHA256.HashData(BodyHash) };

    /// <summary>Whether the key was first used for this very request, and if so whether that added anything.</summary>
    public (bool Same, bool Added) Compare(KeyTrace first) => BodyHash.AsSpan().SequenceEqual(first.BodyHash)
        ? (true, true)
        : (ForNothingNew().BodyHash.AsSpan().SequenceEqual(first.BodyHash), false);
}

/// <summary>What came of a command.</summary>
public abstract record Outcome
{
    private Outcome() { }

    /// <summary>Accepted and durable.</summary>
    /// <param name="Version">The stream's version after it.</param>
    /// <param name="State">The stream's state after it.</param>
    /// <param name="Events">What was stored now; empty when there was nothing new.</param>
    public sealed record Done(long Version, object State, IReadOnlyList<object> Events) : Outcome
    {
        /// <summary>What follows in other streams; it lies in the outbox already.</summary>
        public IReadOnlyList<OutboxCommand> FollowUps { get; init; } = [];

        /// <summary>
        /// The command was carried out before, and its answer was lost: the state is the one after it, and its events are not told again.
        /// </summary>
        public bool Repeated { get; init; }
    }

    /// <summary>Refused; nothing was stored.</summary>
    public sealed record Refused(Refusal Refusal) : Outcome;

    /// <summary>The idempotency key was used before, for this request or another one.</summary>
    public sealed record KeyUsed(KeyTrace Trace) : Outcome;
}

/// <summary>What an idempotency key was first used for.</summary>
/// <param name="BodyHash">The hash of the first request.</param>
/// <param name="Stream">The stream it went to.</param>
/// <param name="Version">The stream's version after it: folding up to here gives the first answer again.</param>
public sealed record KeyTrace(byte[] BodyHash, StreamId Stream, long Version);

/// <summary>More is asked than can be queued; nothing was done.</summary>
public sealed class OverloadedException(string message) : Exception(message);

/// <summary>
/// Nobody who could carry the command out answered in time. Whether it was done is not known: sent again with the same id, it is
/// done once.
/// </summary>
public sealed class UnavailableException(string message, Exception inner) : Exception(message, inner);
