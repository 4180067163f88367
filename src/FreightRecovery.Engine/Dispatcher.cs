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
    /// How many commands a long piece of work gathers before they are delivered: by then many are for the same streams.
    /// </summary>
    public const int Gathered = 512 * 1024;

    private const int Batch = 512;
    private const int UnderWay = 256;
    private const int Part = 4096;
    private static readonly Actor By = new("dispatcher", Authority.Executive);

    /// <summary>Delivers until nothing is left. Answers how many commands were delivered and how many refused.</summary>
    public async Task<(int Delivered, int Refused)> Drain(CancellationToken cancel = default)
    {
        var (delivered, refused) = (0, 0);
        while (Mine is { IsEmpty: false } mine && await store.Undelivered(mine, 0, Batch, cancel) is { Count: > 0 } rows)
        {
            var sent = new Sent(rows.Count);
            await Send(rows, sent, cancel);
            await TakeOut(mine, sent, cancel);
            (delivered, refused) = (delivered + sent.Deliveries.Count, refused + sent.Refused);
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
    /// together do, which costs far less than each by itself. 0 to deliver each as it comes.
    /// </param>
    /// <param name="cancel">Ends it.</param>
    public async Task<(T Result, int Refused)> DrainBeside<T>(Task<T> work, Pulse more, int gather = 0, CancellationToken cancel = default)
    {
        var (refused, gathering) = (0, new Gathering());
        try
        {
            while (!work.IsCompleted)
            {
                var next = more.Next;
                if (gather == 0)
                    refused += (await Drain(cancel)).Refused;
                else if (await Gather(gathering, gather, cancel) >= gather)
                    refused += await Deliver(gathering, cancel);
                await Task.WhenAny(work, next);
            }
        }
        finally
        {
            await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        var result = await work;
        while (await Gather(gathering, gather, cancel) > 0)
            refused += await Deliver(gathering, cancel);
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
                await Send(Waiting.Of(new OutboxRow(0, next.Id, next.Target, next.Type, next.Payload, at)), cancel);
        }
        catch (Exception e) when (e is OverloadedException or UnavailableException)
        {
            // What was asked for is done and durable; the rest comes through the outbox.
        }
    }

    private Share Mine => share?.Invoke() ?? Share.All;

    // Reads on behind what is gathered already; answers how many that are now.
    private async Task<int> Gather(Gathering gathering, int enough, CancellationToken cancel)
    {
        while (gathering.Count < enough && Mine is { IsEmpty: false } mine
            && await store.Places(mine, gathering.Last, Part, cancel) is { Count: > 0 } places)
            foreach (var place in places)
                gathering.Add(place);
        return gathering.Count;
    }

    // What was delivered is taken out at the end, in the order in which it lies in the outbox; after a crash all of it comes again.
    private async Task<int> Deliver(Gathering gathering, CancellationToken cancel)
    {
        var (mine, sent) = (Mine, new Sent(gathering.Count));
        // While one part is on its way the next one is read.
        var reading = Task.FromResult<IReadOnlyList<OutboxRow>>([]);
        try
        {
            foreach (var part in gathering.ByStream(Part))
            {
                var rows = await reading;
                reading = Task.Run(async () => await store.Undelivered(mine, part, cancel), cancel);
                await Send(rows, sent, cancel);
            }
        }
        finally
        {
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Send(await reading, sent, cancel);
        gathering.Clear();
        await TakeOut(mine, sent, cancel);
        return sent.Refused;
    }

    // One stream that cannot be reached must not keep the others waiting: its commands stay and are tried again.
    private async Task Send(IReadOnlyList<OutboxRow> rows, Sent sent, CancellationToken cancel)
    {
        await Parallel.ForEachAsync(
            rows.OrderBy(r => r.Id).GroupBy(r => r.Target), new ParallelOptions { MaxDegreeOfParallelism = UnderWay, CancellationToken = cancel },
            async (stream, _) =>
            {
                var sending = Send([.. stream.Select(Waiting.Of)], cancel);
                await ((Task)sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                sent.Note(sending);
            });
        cancel.ThrowIfCancellationRequested();
    }

    private async Task TakeOut(Share mine, Sent sent, CancellationToken cancel)
    {
        if (sent is { Deliveries.Count: 0, Failed: { } failed })
            await failed;
        sent.Deliveries.Sort(static (a, b) => a.Id.CompareTo(b.Id));
        foreach (var part in sent.Deliveries.Chunk(Part))
            await store.Delivered(mine, part, cancel);
    }

    // All of one stream, in their order.
    private async Task<List<OutboxDelivery>> Send(IReadOnlyList<Waiting> stream, CancellationToken cancel)
    {
        var deliveries = new List<OutboxDelivery>(stream.Count);
        while (deliveries.Count < stream.Count)
        {
            var (from, count) = (deliveries.Count, Together.Count(stream, deliveries.Count));
            if (count > 1 && await SendTogether(stream, from, count, cancel))
                deliveries.AddRange(stream.Skip(from).Take(count).Select(w => new OutboxDelivery(w.Id, null)));
            else
                // Where one of them is refused each is given by itself, so that only the culprit is set aside.
                for (var i = from; i < from + count; i++)
                    deliveries.Add(await Send(stream[i], cancel));
        }

        return deliveries;
    }

    private async Task<bool> SendTogether(IReadOnlyList<Waiting> stream, int from, int count, CancellationToken cancel)
    {
        var (id, command) = Together.Of(stream, from, count);
        return await gateway.Send(new Envelope(stream[from].Target, command, id, stream[from].At, By), cancel) is not Outcome.Refused;
    }

    private async Task<OutboxDelivery> Send(Waiting one, CancellationToken cancel)
    {
        if (one.What is not { } command)
            return new OutboxDelivery(one.Id, one.Fault);
        var outcome = await gateway.Send(new Envelope(one.Target, command, one.Command, one.At, By), cancel);
        return new OutboxDelivery(one.Id, outcome is Outcome.Refused refused ? refused.Refusal.Detail : null);
    }

    // What came of sending, stream by stream.
    private sealed class Sent(int most)
    {
        private readonly Lock gate = new();

        public List<OutboxDelivery> Deliveries { get; } = new(most);

        public int Refused { get; private set; }

        /// <summary>The first stream that could not be reached.</summary>
        public Task? Failed { get; private set; }

        public void Note(Task<List<OutboxDelivery>> stream)
        {
            lock (gate)
            {
                if (!stream.IsCompletedSuccessfully)
                {
                    Failed ??= stream;
                    return;
                }

                Deliveries.AddRange(stream.Result);
                Refused += stream.Result.Count(d => d.Refusal is not null);
            }
        }
    }
}
