using FreightRecovery.Domain;
using NodaTime;

namespace FreightRecovery.Engine;

/// <summary>
/// Sends the clock's word to every stream whose deadline has passed, and to every incident whose deadline an earlier policy worked
/// out: it then does what has come by the new one and writes its next deadline. What is left to tell stands in the store, so
/// a sweep that breaks off is simply done again.
/// </summary>
/// <param name="store">Where the deadlines are.</param>
/// <param name="gateway">Where the word goes.</param>
/// <param name="policy">The policy in force.</param>
/// <param name="newId">New ids for the clock's commands.</param>
/// <param name="share">What of it this program sees to; all of it when left out.</param>
public sealed class DeadlineSweep(
    IStore store, ICommandGateway gateway, Func<Policy> policy, Func<Instant, CommandId> newId, Func<Share>? share = null)
{
    private const int Batch = 512;

    // The policy by which all deadlines of our share are known to be worked out; 0 until it was looked after.
    private int workedOutBy;
    private Share lookedAfter = Share.None;

    /// <summary>Handles all that fell due at or before an instant, and all that a new policy may have moved. Answers how many that were.</summary>
    public async Task<int> Sweep(Instant now, CancellationToken cancel = default)
    {
        var handled = await Handle(now, cancel);
        var version = policy().Version;
        // What another program held until now it may not have looked after.
        var mine = Mine;
        if (mine.Fences?.Keys.All(slot => lookedAfter.Fences?.ContainsKey(slot) is not false) is false)
            Volatile.Write(ref workedOutBy, 0);
        lookedAfter = mine;
        if (Volatile.Read(ref workedOutBy) >= version)
            return handled;
        var (last, found) = ((StreamId?)null, false);
        while (await store.Outdated(Mine, version, last, Batch, cancel) is { Count: > 0 } outdated)
        {
            await Task.WhenAll(outdated.Select(stream => Tell(new DeadlineRow(stream, now), now, cancel)));
            (last, found) = (outdated[^1], true);
            // What falls due meanwhile does not wait for the rest.
            handled += outdated.Count + await Handle(now, cancel);
        }

        // A decision that began under the old policy may have been written behind this sweep: the next one looks once more.
        if (!found)
            Volatile.Write(ref workedOutBy, version);
        return handled;
    }

    private Share Mine => share?.Invoke() ?? Share.All;

    private async Task<int> Handle(Instant now, CancellationToken cancel)
    {
        var handled = 0;
        DeadlineRow? first = null;
        while (await store.Due(Mine, now, Batch, cancel) is { Count: > 0 } due)
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
