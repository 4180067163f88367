using NodaTime;

namespace FreightRecovery.Engine;

/// <summary>
/// The slots whose work a program sees to: the outbox and the deadlines of the streams in them. A slot is held under a fence,
/// a number that grows with each holder; what is reported done under a lower one is not believed.
/// </summary>
/// <param name="Fences">The fence of each slot; null for all slots, where there is no other program.</param>
public sealed record Share(IReadOnlyDictionary<long, long>? Fences)
{
    /// <summary>Everything, for a program that is alone.</summary>
    public static Share All { get; } = new((IReadOnlyDictionary<long, long>?)null);

    /// <summary>Nothing.</summary>
    public static Share None { get; } = new(new Dictionary<long, long>());

    /// <summary>What the database's clock said; null where there is none but our own.</summary>
    public Instant? DatabaseTime { get; init; }

    /// <summary>True when there is nothing to see to.</summary>
    public bool IsEmpty => Fences is { Count: 0 };

    /// <summary>True when a slot is among them.</summary>
    public bool Holds(long slot) => Fences?.ContainsKey(slot) ?? true;
}

/// <summary>
/// The share that a program holds now. It is renewed well before it ends; a program that could not renew it in time, or was stopped
/// for so long, holds nothing until it has asked again.
/// </summary>
/// <param name="store">Where the leases are.</param>
/// <param name="owner">The program's name, another one at each start.</param>
/// <param name="time">The clock of this machine, of which only the passing counts.</param>
public sealed class Shares(IStore store, string owner, TimeProvider time)
{
    /// <summary>A lease ends after this unless it is renewed.</summary>
    public static readonly Duration Term = Duration.FromSeconds(10);

    /// <summary>How often it is renewed.</summary>
    public static readonly Duration RenewEvery = Duration.FromSeconds(2);

    // The last moment at which the database may already have given the slots away, seen from here.
    private static readonly TimeSpan Sure = (Term - RenewEvery).ToTimeSpan();

    private Held held = new(Share.None, 0);

    /// <summary>What it holds now.</summary>
    public Share Now => Volatile.Read(ref held) is var (share, since) && (share.Fences is null || time.GetElapsedTime(since) < Sure) ? share : Share.None;

    /// <summary>Renews it, takes what is free and gives away what is too much.</summary>
    public async Task<Share> Renew(CancellationToken cancel = default)
    {
        // From before the asking: the answer may have been long under way.
        var since = time.GetTimestamp();
        var share = await store.Lease(owner, Term, cancel);
        Volatile.Write(ref held, new Held(share, since));
        return Now;
    }

    /// <summary>Gives everything back, so that others need not wait for the end of the term.</summary>
    public async Task Release(CancellationToken cancel = default)
    {
        Volatile.Write(ref held, new Held(Share.None, 0));
        await store.Release(owner, cancel);
    }

    private sealed record Held(Share Share, long Since);
}
