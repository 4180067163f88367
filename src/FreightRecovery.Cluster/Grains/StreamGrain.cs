using FreightRecovery.Engine;
using FreightRecovery.Store.SqlServer;
using Orleans.Placement;

namespace FreightRecovery.Cluster.Grains;

/// <summary>
/// The state of one stream in memory, and the transactor. Orleans gives it one command after the other. That there is one of it
/// in the cluster makes it quick, not right: for moments there may be two, and what they store meets the database's unique keys.
/// </summary>
/// <param name="transactor">Carries the commands out.</param>
/// <param name="memory">How many streams this silo remembers.</param>
public abstract class StreamGrain(Transactor transactor, Memory memory) : Grain, IStreamGrain
{
    private StreamState? state;

    /// <inheritdoc/>
    public async ValueTask<Answer> Send(Envelope envelope, CancellationToken cancel)
    {
        try
        {
            var (outcome, next) = await transactor.Run(envelope.Forgets ? null : state, envelope, cancel);
            state = envelope.Forgets ? null : next;
            return new Answer(outcome);
        }
        catch (OverloadedException e)
        {
            state = null;
            return new Answer(null, e.Message);
        }
        catch (StoreUnavailableException e)
        {
            state = null;
            return new Answer(null, StoreUnavailable: e.Message);
        }
        catch
        {
            // Whether the append went through is not known here: what is remembered may be old.
            state = null;
            throw;
        }
        finally
        {
            if (memory.IsFull)
                DeactivateOnIdle();
        }
    }

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        memory.Entered();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        memory.Left();
        return Task.CompletedTask;
    }
}

/// <inheritdoc/>
/// <remarks>A report opens its incident: it lives where the report came in, so that it costs no way to another silo.</remarks>
[GrainType("incident"), PreferLocalPlacement]
public sealed class IncidentGrain(Transactor transactor, Memory memory) : StreamGrain(transactor, memory), IIncidentGrain;

/// <inheritdoc/>
[GrainType("shipment"), RandomPlacement]
public sealed class ShipmentGrain(Transactor transactor, Memory memory) : StreamGrain(transactor, memory), IShipmentGrain;

/// <inheritdoc/>
[GrainType("customer"), RandomPlacement]
public sealed class CustomerGrain(Transactor transactor, Memory memory) : StreamGrain(transactor, memory), ICustomerGrain;

/// <inheritdoc/>
[GrainType("disruption"), RandomPlacement]
public sealed class DisruptionGrain(Transactor transactor, Memory memory) : StreamGrain(transactor, memory), IDisruptionGrain;

/// <summary>
/// How many streams a silo remembers. Idle ones are let go after a while; beyond the bound a stream is let go as soon as it has
/// answered, so that a rush of reports does not fill the memory before.
/// </summary>
/// <param name="capacity">The bound.</param>
public sealed class Memory(int capacity)
{
    private int streams;

    /// <summary>How many there are now.</summary>
    public int Streams => Volatile.Read(ref streams);

    internal bool IsFull => Streams > capacity;

    internal void Entered() => Interlocked.Increment(ref streams);

    internal void Left() => Interlocked.Decrement(ref streams);
}
