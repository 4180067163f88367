using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace FreightRecovery.Store.Sqlite;

/// <summary>
/// The one writer. While one group is being made durable the next one gathers, so the price of a commit is shared by
/// all who wait. A group that fails is done again one by one, so that only the culprit fails.
/// </summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private const int MostPerGroup = 1024;

    private readonly Channel<WriteItem> queue = Channel.CreateBounded<WriteItem>(
        new BoundedChannelOptions(4096) { SingleReader = true });

    private readonly SqliteConnection connection;
    private readonly WriteSession session;
    private readonly Action<WriteSession> committed;
    private readonly Thread thread;

    public GroupCommit(SqliteConnection connection, Action<WriteSession> committed)
    {
        this.connection = connection;
        this.committed = committed;
        session = new WriteSession(connection);
        thread = new Thread(Loop) { IsBackground = true, Name = "writer" };
        thread.Start();
    }

    public async ValueTask<T> Enqueue<T>(WriteItem<T> item, CancellationToken cancel)
    {
        try
        {
            await queue.Writer.WriteAsync(item, cancel);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException("The store is closing.", (Exception?)null);
        }

        return await item.Result;
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await Task.Run(thread.Join);
        session.Dispose();
        await connection.DisposeAsync();
    }

    private void Loop()
    {
        var group = new List<WriteItem>(MostPerGroup);
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            group.Clear();
            while (group.Count < MostPerGroup && queue.Reader.TryRead(out var item))
                group.Add(item);
            if (!TryTogether(group) && group.Count > 1)
                foreach (var item in group)
                    TryTogether([item]);
        }
    }

    // Answers false when the group has to be done one by one; a group of one is failed here.
    private bool TryTogether(List<WriteItem> group)
    {
        try
        {
            session.Begin();
            foreach (var item in group)
                item.Execute(session);
            session.Commit();
        }
        catch (Exception e)
        {
            try
            {
                session.Rollback();
            }
            catch (SqliteException)
            {
                // SQLite has rolled back by itself, as it does when the disk is full.
            }

            if (group is [var single])
                single.Fail(e);
            return false;
        }

        foreach (var item in group)
            item.Succeed();
        committed(session);
        return true;
    }
}

/// <summary>Something to write within a group.</summary>
internal abstract class WriteItem
{
    public abstract void Execute(WriteSession session);

    public abstract void Succeed();

    public abstract void Fail(Exception e);
}

/// <summary>Something to write, and what came of it once it is durable.</summary>
internal sealed class WriteItem<T>(Func<WriteSession, T> write) : WriteItem
{
    private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T result = default!;

    public Task<T> Result => done.Task;

    public override void Execute(WriteSession session) => result = write(session);

    public override void Succeed() => done.TrySetResult(result);

    public override void Fail(Exception e) => done.TrySetException(e);
}
