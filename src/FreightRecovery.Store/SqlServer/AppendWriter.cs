using System.Threading.Channels;
using FreightRecovery.Engine;
using Microsoft.Data.SqlClient;

namespace FreightRecovery.Store.SqlServer;

/// <summary>
/// The way of appends into the database: while one group is under way the next one gathers, so that all who wait share a round trip
/// and a commit. A group that meets something stored is sorted out: who met it is told, the others go on.
/// </summary>
internal sealed class AppendWriter : IAsyncDisposable
{
    private const int MostPerGroup = 256;
    private const int MostInVain = 2;

    private readonly Channel<Item> queue = Channel.CreateBounded<Item>(new BoundedChannelOptions(4096) { SingleReader = true });
    private readonly SqlServerAddress address;
    private readonly Action<AppendBatch> committed;
    private readonly AppendBatch batch;
    private readonly Task loop;

    public AppendWriter(SqlServerAddress address, Action<AppendBatch> committed)
    {
        this.address = address;
        this.committed = committed;
        batch = new AppendBatch(address);
        loop = Task.Run(Loop);
    }

    /// <summary>Queues an append. Once it is queued it is carried out, whether or not its caller still waits.</summary>
    public async ValueTask<AppendResult> Enqueue(Append append, CancellationToken cancel)
    {
        var item = new Item(append);
        try
        {
            await queue.Writer.WriteAsync(item, cancel);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException("The store is closing.", (Exception?)null);
        }

        return await item.Done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
    }

    private async Task Loop()
    {
        var late = new List<Item>();
        while (late.Count > 0 || await queue.Reader.WaitToReadAsync())
        {
            var group = Gather(late);
            try
            {
                await Store(group);
            }
            catch (Exception e)
            {
                foreach (var item in group)
                    item.Done.TrySetException(e);
            }
        }
    }

    // No two of a group touch the same thing: the later one waits for the next group.
    private List<Item> Gather(List<Item> late)
    {
        var group = new List<Item>();
        var touched = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var waiting = late.ToArray();
        late.Clear();
        foreach (var item in waiting)
            Take(item);
        while (group.Count < MostPerGroup && late.Count < MostPerGroup && queue.Reader.TryRead(out var item))
            Take(item);
        return group;

        void Take(Item item)
        {
            var things = item.Touches;
            // An erasure holds the keys alone, and so it goes alone.
            var alone = item.Append.DestroyKeyOf is not null;
            if (group.Count < MostPerGroup && (alone ? group.Count == 0 : group is not [{ Append.DestroyKeyOf: not null }])
                && !things.Any(touched.Contains))
                group.Add(item);
            else
                late.Add(item);
            // Also what waits is touched: who comes later must not pass it.
            touched.UnionWith(things);
        }
    }

    private async Task Store(List<Item> group)
    {
        var inVain = 0;
        while (group.Count > 0)
        {
            Fill(group);
            try
            {
                await address.Use(batch.Commit, CancellationToken.None);
                committed(batch);
                foreach (var item in group)
                    item.Done.TrySetResult(AppendResult.Stored);
                return;
            }
            catch (SqlException e) when (e.IsClash() && inVain < MostInVain)
            {
                var verdicts = await address.Use(batch.Verdicts, CancellationToken.None);
                for (var i = 0; i < group.Count; i++)
                    if (verdicts.TryGetValue(i, out var verdict))
                        group[i].Done.TrySetResult(verdict);
                // Nobody to blame: what it met was taken back, or two rows of one append meet each other.
                inVain = verdicts.Count == 0 ? inVain + 1 : 0;
                group = [.. group.Where((_, i) => !verdicts.ContainsKey(i))];
            }
            catch (Exception e) when (group.Count > 1)
            {
                // One of them cannot be stored: the others must not fail with it.
                foreach (var item in group)
                    await Alone(item, e);
                return;
            }
        }
    }

    private async Task Alone(Item item, Exception e)
    {
        // With the server away each of them would wait in turn for what is known already.
        if (e is StoreUnavailableException { InnerException: SqlException { Class: >= 20 } or SqlException { Number: < 0 } })
        {
            item.Done.TrySetException(e);
            return;
        }

        try
        {
            await Store([item]);
        }
        catch (Exception own)
        {
            item.Done.TrySetException(own);
        }
    }

    private void Fill(List<Item> group)
    {
        batch.Clear();
        foreach (var item in group)
            batch.Add(item.Append);
    }

    private sealed record Item(Append Append)
    {
        public TaskCompletionSource<AppendResult> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>What no other append of its group may touch.</summary>
        public IReadOnlyList<string> Touches
        {
            get
            {
                var things = new List<string> { Append.Stream.Value };
                foreach (var deadline in Append.Deadlines)
                    if (deadline.Stream != Append.Stream)
                        things.Add(deadline.Stream.Value);
                if (Append.Key is { } key)
                    things.Add($"key {key.Caller} {key.Key}");
                foreach (var name in Append.Claims)
                    things.Add($"name {name}");
                if (Append.NewKey is { } made)
                    things.Add($"customer {made.Customer.Value}");
                return things;
            }
        }
    }
}
