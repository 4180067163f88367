using System.Collections.Concurrent;
using FreightRecovery.Domain;

namespace FreightRecovery.Engine.Privacy;

/// <summary>Where the wrapped keys lie.</summary>
public interface IKeyStore
{
    /// <summary>The key of a customer's personal data; null when it has none, or none any more.</summary>
    ValueTask<StoredKey?> KeyOf(CustomerRef customer, CancellationToken cancel);

    /// <summary>The keys of these ids; those that are destroyed are left out.</summary>
    ValueTask<IReadOnlyList<StoredKey>> KeysById(IReadOnlyCollection<Guid> ids, CancellationToken cancel);
}

/// <summary>The customers' keys, those in use remembered.</summary>
/// <param name="store">Where the wrapped ones lie.</param>
/// <param name="master">What they are wrapped by.</param>
public sealed class CustomerKeys(IKeyStore store, MasterKey master)
{
    private const int Remembered = 4096;

    // Two generations: what was not asked for while one filled up is let go.
    private ConcurrentDictionary<Guid, CustomerKey> young = new(), old = new();
    private ConcurrentDictionary<CustomerRef, CustomerKey> newest = new();

    /// <summary>
    /// The key for what a customer's streams store next, and the form to store it in when it is new. It is remembered once it is stored.
    /// </summary>
    /// <param name="customer">The customer.</param>
    /// <param name="opensStream">True when the customer is thought to be new: no look into the database then.</param>
    public async ValueTask<(CustomerKey? Key, StoredKey? New)> For(CustomerRef customer, bool opensStream, CancellationToken cancel)
    {
        if (newest.TryGetValue(customer, out var known))
            return (known, null);
        if (!opensStream && await store.KeyOf(customer, cancel) is { } stored)
            return (Remember(master.Unwrap(stored)), null);
        var made = CustomerKey.New(customer);
        return (made, master.Wrap(made));
    }

    /// <summary>The key that a customer has now; null when it has none.</summary>
    public async ValueTask<CustomerKey?> Of(CustomerRef customer, CancellationToken cancel) =>
        newest.TryGetValue(customer, out var known) ? known
        : await store.KeyOf(customer, cancel) is { } stored ? Remember(master.Unwrap(stored))
        : null;

    /// <summary>The key that a customer has now, made and stored when it has none.</summary>
    public async ValueTask<CustomerKey> Ensure(CustomerRef customer, IStore into, CancellationToken cancel)
    {
        while (true)
        {
            if (await Of(customer, cancel) is { } key)
                return key;
            var made = CustomerKey.New(customer);
            if (await into.Keep(master.Wrap(made), cancel))
                return Remember(made);
        }
    }

    /// <summary>Gets the keys that stored texts need, so that they can be read.</summary>
    /// <param name="texts">Stored JSON.</param>
    /// <param name="anew">True to ask the database also for keys that are remembered: they may have been destroyed elsewhere.</param>
    public async ValueTask<KeysAtHand> Fetch(IEnumerable<string> texts, bool anew, CancellationToken cancel)
    {
        HashSet<Guid>? ids = null;
        foreach (var text in texts)
            if (text.Contains(CustomerKey.Mark, StringComparison.Ordinal))
                CustomerKey.IdsIn(text, ids ??= []);
        if (ids is null)
            return KeysAtHand.None;
        var found = new Dictionary<Guid, CustomerKey>();
        foreach (var id in ids)
            if (!anew && Recall(id) is { } known)
                found.Add(id, known);
        ids.ExceptWith(found.Keys);
        if (ids.Count > 0)
            foreach (var stored in await store.KeysById(ids, cancel))
                found.Add(stored.Id, Recall(stored.Id) ?? Remember(master.Unwrap(stored)));
        // What another node has destroyed must not open anything here the next time either.
        if (anew)
            foreach (var id in ids)
                if (!found.ContainsKey(id) && Recall(id) is { } destroyed)
                    Drop(destroyed);
        return new KeysAtHand(found);
    }

    /// <summary>Remembers a key for use.</summary>
    public CustomerKey Remember(CustomerKey key)
    {
        if (young.Count >= Remembered)
            (old, young, newest) = (young, new(), new());
        young[key.Id] = key;
        newest[key.Customer] = key;
        return key;
    }

    /// <summary>Forgets what is remembered of a customer: its key was destroyed, or is another one.</summary>
    public void Forget(CustomerRef customer)
    {
        newest.TryRemove(customer, out _);
        foreach (var generation in (ConcurrentDictionary<Guid, CustomerKey>[])[young, old])
            foreach (var (id, key) in generation)
                if (key.Customer == customer)
                    generation.TryRemove(id, out _);
    }

    private void Drop(CustomerKey key)
    {
        young.TryRemove(key.Id, out _);
        old.TryRemove(key.Id, out _);
        newest.TryRemove(KeyValuePair.Create(key.Customer, key));
    }

    private CustomerKey? Recall(Guid id)
    {
        if (young.TryGetValue(id, out var key))
            return key;
        if (old.TryGetValue(id, out key))
            young[id] = key;
        return key;
    }
}

/// <summary>The keys that one reading needs. One that it lacks is destroyed.</summary>
public sealed class KeysAtHand
{
    private readonly Dictionary<Guid, CustomerKey> keys;

    internal KeysAtHand(Dictionary<Guid, CustomerKey> keys) => this.keys = keys;

    /// <summary>For what holds nothing sealed.</summary>
    public static KeysAtHand None { get; } = new([]);

    /// <summary>A key; null when it is destroyed.</summary>
    public CustomerKey? Find(Guid id) => keys.GetValueOrDefault(id);
}
