using FreightRecovery.Domain;

namespace FreightRecovery.Engine;

/// <summary>
/// Delivers the outbox: each command at least once, and since its id derives from its event, with effect once. What a
/// stream refuses is set aside with the reason; nothing is dropped.
/// </summary>
/// <param name="store">Where the outbox is.</param>
/// <param name="gateway">Where the commands go.</param>
/// <param name="share">What of it this program sees to; all of it when left out.</param>
public sealed class Dispatcher(IStore store, ICommandGateway gateway, Func<Share>? share = null)
{
    private const int Batch = 512;
    private static readonly Actor By = new("dispatcher", Authority.Executive);

    /// <summary>Delivers until nothing is left. Answers how many commands were delivered and how many refused.</summary>
    public async Task<(int Delivered, int Refused)> Drain(CancellationToken cancel = default)
    {
        var (delivered, refused) = (0, 0);
        while ((share?.Invoke() ?? Share.All) is { IsEmpty: false } mine && await store.Undelivered(mine, Batch, cancel) is { Count: > 0 } rows)
        {
            // One stream that cannot be reached must not keep the others waiting: its commands stay and are tried again.
            var tries = rows.Select(row => Deliver(row, cancel)).ToArray();
            await ((Task)Task.WhenAll(tries)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancel.ThrowIfCancellationRequested();
            OutboxDelivery[] deliveries = [.. tries.Where(t => t.IsCompletedSuccessfully).Select(t => t.Result)];
            if (deliveries.Length == 0)
                await tries[0];
            await store.Delivered(mine, deliveries, cancel);
            delivered += deliveries.Length;
            refused += deliveries.Count(d => d.Refusal is not null);
        }

        return (delivered, refused);
    }

    /// <summary>
    /// Delivers while a piece of work fills the outbox, and then what is left, so that both go on at once. Answers what
    /// the work came to and how many commands were refused.
    /// </summary>
    /// <param name="work">What fills the outbox. It has ended when this does, however this ends.</param>
    /// <param name="more">Tells that something lies in the outbox.</param>
    public async Task<(T Result, int Refused)> DrainBeside<T>(Task<T> work, Pulse more, CancellationToken cancel = default)
    {
        var refused = 0;
        try
        {
            while (!work.IsCompleted)
            {
                var next = more.Next;
                refused += (await Drain(cancel)).Refused;
                await Task.WhenAny(work, next);
            }
        }
        finally
        {
            await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        var result = await work;
        return (result, refused + (await Drain(cancel)).Refused);
    }

    /// <summary>
    /// Delivers what follows from a command before its caller is answered, so that it reads its own write also in the other
    /// streams. The commands stay in the outbox and come a second time, which adds nothing; should this fail, they come then.
    /// </summary>
    public async Task FollowUp(Outcome.Done done, NodaTime.Instant at, CancellationToken cancel = default)
    {
        try
        {
            foreach (var next in done.FollowUps)
                await Deliver(new OutboxRow(0, next.Id, next.Target, next.Type, next.Payload, at), cancel);
        }
        catch (Exception e) when (e is OverloadedException or UnavailableException)
        {
            // What was asked for is done and durable; the rest comes through the outbox.
        }
    }

    private async Task<OutboxDelivery> Deliver(OutboxRow row, CancellationToken cancel)
    {
        object command;
        try
        {
            command = Json.Read(row.Type, row.Payload);
        }
        catch (System.Text.Json.JsonException e)
        {
            return new OutboxDelivery(row.Id, e.Message);
        }

        var outcome = await gateway.Send(new Envelope(row.Target, command, row.Command, row.At, By), cancel);
        return new OutboxDelivery(row.Id, outcome is Outcome.Refused refused ? refused.Refusal.Detail : null);
    }
}
