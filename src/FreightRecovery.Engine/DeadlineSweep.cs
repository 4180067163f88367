using FreightRecovery.Domain;
using NodaTime;

namespace FreightRecovery.Engine;

/// <summary>Sends the clock's word to every stream whose deadline has passed.</summary>
/// <param name="store">Where the deadlines are.</param>
/// <param name="gateway">Where the word goes.</param>
/// <param name="newId">New ids for the clock's commands.</param>
public sealed class DeadlineSweep(IStore store, ICommandGateway gateway, Func<Instant, CommandId> newId)
{
    private const int Batch = 512;

    /// <summary>Handles all that fell due at or before an instant. Answers how many deadlines that were.</summary>
    public async Task<int> Sweep(Instant now, CancellationToken cancel = default)
    {
        var handled = 0;
        DeadlineRow? first = null;
        while (await store.Due(now, Batch, cancel) is { Count: > 0 } due)
        {
            // A deadline that stays due after its word was said would turn here for ever.
            if (due[0] == first)
                throw new InvalidOperationException($"The deadline of {first.Stream} at {first.Due} stays due after it was handled.");
            first = due[0];
            await Task.WhenAll(due.Select(d => Tell(d, now, cancel)));
            handled += due.Count;
        }

        return handled;
    }

    private async Task Tell(DeadlineRow due, Instant now, CancellationToken cancel)
    {
        var kind = StreamKind.Of(due.Stream);
        var command = kind.DeadlineCommand(due.OrphanOf)
            ?? throw new InvalidOperationException($"{due.Stream} has a deadline and no command for it.");
        await gateway.Send(new Envelope(due.Stream, command, newId(now), now, Actor.System) { FromClock = true }, cancel);
    }
}
