using System.Collections.Concurrent;

namespace FreightRecovery.Engine;

/// <summary>
/// The embedded host's gateway: one bounded mailbox per stream in use. A stream that falls idle is let go and comes
/// back from its snapshot and tail, so memory grows with what is active, not with what exists.
/// </summary>
/// <param name="transactor">Carries the commands out.</param>
/// <param name="capacity">How many streams are remembered at the most.</param>
/// <param name="depth">How many commands may wait for one stream.</param>
public sealed class InProcessGateway(Transactor transactor, int capacity = 8192, int depth = 1024) : ICommandGateway
{
    private readonly ConcurrentDictionary<StreamId, Mailbox> mailboxes = new();
    private long ticks;
    private int lettingGo;

    /// <summary>How many streams are remembered now.</summary>
    public int Remembered => mailboxes.Count;

    /// <inheritdoc/>
    public async ValueTask<Outcome> Send(Envelope envelope, CancellationToken cancel = default)
    {
        var mailbox = Enter(envelope.Stream);
        try
        {
            await mailbox.Turn.WaitAsync(cancel);
            try
            {
                var (outcome, state) = await transactor.Run(envelope.Forgets ? null : mailbox.State, envelope, cancel);
                mailbox.State = envelope.Forgets ? null : state;
                return outcome;
            }
            catch
            {
                // Whether the append went through is not known here: what is remembered may be old.
                mailbox.State = null;
                throw;
            }
            finally
            {
                mailbox.Turn.Release();
            }
        }
        finally
        {
            mailbox.Leave();
        }
    }

    /// <summary>Lets go of every stream that nobody is using.</summary>
    public void LetGoIdle() => LetGo(keep: 0);

    private Mailbox Enter(StreamId stream)
    {
        while (true)
        {
            var mailbox = mailboxes.GetOrAdd(stream, static _ => new Mailbox());
            switch (mailbox.Enter(depth))
            {
                case Entry.In:
                    mailbox.LastUsed = Interlocked.Increment(ref ticks);
                    // Counting locks the whole dictionary, so it is done now and then.
                    if (mailbox.State is null && (mailbox.LastUsed & 255) == 0 && mailboxes.Count > capacity)
                        LetGo(keep: capacity * 3 / 4);
                    return mailbox;
                case Entry.Full:
                    throw new OverloadedException($"Too many commands wait for {stream}. Try again in a moment.");
                case Entry.Retired:
                    mailboxes.TryRemove(KeyValuePair.Create(stream, mailbox));
                    continue;
            }
        }
    }

    private void LetGo(int keep)
    {
        if (Interlocked.Exchange(ref lettingGo, 1) == 1)
            return;
        try
        {
            var known = mailboxes.ToArray();
            if (known.Length <= keep)
                return;
            // No two were used at the same tick, so this many of them are older.
            var ages = Array.ConvertAll(known, static pair => pair.Value.LastUsed);
            Array.Sort(ages);
            var youngest = ages[known.Length - keep - 1];
            foreach (var pair in known)
                if (pair.Value.LastUsed <= youngest && pair.Value.TryRetire())
                    mailboxes.TryRemove(pair);
        }
        finally
        {
            Volatile.Write(ref lettingGo, 0);
        }
    }

    private enum Entry { In, Full, Retired }

    private sealed class Mailbox
    {
        // How many are inside or waiting; far below nought once retired, so that nobody enters any more.
        private int inside;

        public SemaphoreSlim Turn { get; } = new(1, 1);

        public StreamState? State { get; set; }

        public long LastUsed { get; set; }

        public Entry Enter(int depth)
        {
            var now = Interlocked.Increment(ref inside);
            if (now < 0)
                return Entry.Retired;
            if (now <= depth)
                return Entry.In;
            Interlocked.Decrement(ref inside);
            return Entry.Full;
        }

        public void Leave() => Interlocked.Decrement(ref inside);

        public bool TryRetire() => Interlocked.CompareExchange(ref inside, int.MinValue / 2, 0) == 0;
    }
}
