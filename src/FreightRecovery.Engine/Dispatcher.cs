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
    /// <summary>
    /// How many commands a long piece of work gathers before they are delivered: some hundred bytes each, and by then many are for
    /// the same streams.
    /// </summary>
    public const int Gathered = 128 * 1024;

    private const int Batch = 512;
    private const int UnderWay = 256;
    private const int TakenOutAtOnce = 4096;
    private static readonly Actor By = new("dispatcher", Authority.Executive);

    /// <summary>Delivers until nothing is left. Answers how many commands were delivered and how many refused.</summary>
    public async Task<(int Delivered, int Refused)> Drain(CancellationToken cancel = default)
    {
        var (delivered, refused) = (0, 0);
        while (Mine is { IsEmpty: false } mine && await store.Undelivered(mine, 0, Batch, cancel) is { Count: > 0 } rows)
        {
            var (now, aside) = await Deliver(mine, [.. rows.Select(Waiting.Of)], cancel);
            (delivered, refused) = (delivered + now, refused + aside);
        }

        return (delivered, refused);
    }

    /// <summary>
    /// Delivers while a piece of work fills the outbox, and then what is left, so that both go on at once. Answers what
    /// the work came to and how many commands were refused.
    /// </summary>
    /// <param name="work">What fills the outbox. It has ended when this does, however this ends.</param>
    /// <param name="more">Tells that something lies in the outbox.</param>
    /// <param name="gather">
    /// How many commands are gathered before any is delivered, unless the work ends: of many for one stream those that can go
    /// together do, which costs far less than each by itself.
    /// </param>
    /// <param name="cancel">Ends it.</param>
    public async Task<(T Result, int Refused)> DrainBeside<T>(Task<T> work, Pulse more, int gather = 1, CancellationToken cancel = default)
    {
        var refused = 0;
        try
        {
            var gathered = new List<Waiting>();
            while (true)
            {
                var (next, ended) = (more.Next, work.IsCompleted);
                var mine = Mine;
                await Gather(mine, gathered, gather, cancel);
                if (gathered.Count >= gather || (ended && gathered.Count > 0))
                {
                    refused += (await Deliver(mine, gathered, cancel)).Refused;
                    gathered.Clear();
                }
                else if (ended)
                {
                    break;
                }
                else
                {
                    await Task.WhenAny(work, next);
                }
            }
        }
        finally
        {
            await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return (await work, refused);
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
                await Deliver(Waiting.Of(new OutboxRow(0, next.Id, next.Target, next.Type, next.Payload, at)), cancel);
        }
        catch (Exception e) when (e is OverloadedException or UnavailableException)
        {
            // What was asked for is done and durable; the rest comes through the outbox.
        }
    }

    private Share Mine => share?.Invoke() ?? Share.All;

    // Reads on behind what is gathered already.
    private async Task Gather(Share mine, List<Waiting> gathered, int enough, CancellationToken cancel)
    {
        while (!mine.IsEmpty && gathered.Count < enough
            && await store.Undelivered(mine, gathered.Count == 0 ? 0 : gathered[^1].Id, Batch, cancel) is { Count: > 0 } rows)
            foreach (var row in rows)
                gathered.Add(Waiting.Of(row));
    }

    // One stream that cannot be reached must not keep the others waiting: its commands stay and are tried again.
    private async Task<(int Delivered, int Refused)> Deliver(Share mine, IReadOnlyList<Waiting> waiting, CancellationToken cancel)
    {
        var deliveries = new List<OutboxDelivery>(waiting.Count);
        var underWay = new Queue<Task<List<OutboxDelivery>>>(UnderWay);
        Task? failed = null;
        foreach (var stream in waiting.GroupBy(w => w.Target))
        {
            if (underWay.Count == UnderWay)
                await Finish();
            underWay.Enqueue(Deliver([.. stream], cancel));
        }

        while (underWay.Count > 0)
            await Finish();
        cancel.ThrowIfCancellationRequested();
        if (deliveries.Count == 0 && failed is not null)
            await failed;
        // In the order of the outbox, in which they lie beside each other.
        deliveries.Sort((a, b) => a.Id.CompareTo(b.Id));
        foreach (var part in deliveries.Chunk(TakenOutAtOnce))
            await store.Delivered(mine, part, cancel);
        return (deliveries.Count, deliveries.Count(d => d.Refusal is not null));

        async Task Finish()
        {
            var stream = underWay.Dequeue();
            await ((Task)stream).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stream.IsCompletedSuccessfully)
                deliveries.AddRange(stream.Result);
            else
                failed ??= stream;
        }
    }

    // All of one stream, in their order.
    private async Task<List<OutboxDelivery>> Deliver(IReadOnlyList<Waiting> stream, CancellationToken cancel)
    {
        var deliveries = new List<OutboxDelivery>(stream.Count);
        while (deliveries.Count < stream.Count)
        {
            var (from, count) = (deliveries.Count, Together.Count(stream, deliveries.Count));
            if (count > 1 && await DeliverTogether(stream, from, count, cancel))
                deliveries.AddRange(stream.Skip(from).Take(count).Select(w => new OutboxDelivery(w.Id, null)));
            else
                // Where one of them is refused each is given by itself, so that only the culprit is set aside.
                for (var i = from; i < from + count; i++)
                    deliveries.Add(await Deliver(stream[i], cancel));
        }

        return deliveries;
    }

    private async Task<bool> DeliverTogether(IReadOnlyList<Waiting> stream, int from, int count, CancellationToken cancel)
    {
        var (id, command) = Together.Of(stream, from, count);
        return await gateway.Send(new Envelope(stream[from].Target, command, id, stream[from].At, By), cancel) is not Outcome.Refused;
    }

    private async Task<OutboxDelivery> Deliver(Waiting one, CancellationToken cancel)
    {
        if (one.What is not { } command)
            return new OutboxDelivery(one.Id, one.Fault);
        var outcome = await gateway.Send(new Envelope(one.Target, command, one.Command, one.At, By), cancel);
        return new OutboxDelivery(one.Id, outcome is Outcome.Refused refused ? refused.Refusal.Detail : null);
    }
}
