using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using FreightRecovery.Store.Queries;

namespace FreightRecovery.Web.Security;

/// <summary>
/// The keys in use, remembered for a few seconds so that a request costs no query. A key that is not remembered is
/// looked up at once, so one added a moment ago works; a revoked one stops within those seconds.
/// </summary>
public sealed class KeyRing(ApiKeys keys)
{
    private const int MostRemembered = 10_000;
    private static readonly long Remembered = (long)TimeSpan.FromSeconds(10).TotalMilliseconds;
    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    /// <summary>The principal of a key's text, or null when it is no good.</summary>
    public async ValueTask<ClaimsPrincipal?> Open(string text, string scheme, CancellationToken cancel)
    {
        if (!ApiKeys.TryRead(text, out var id, out var secret))
            return null;
        var entry = await Find(id, scheme, cancel);
        // One length for both, compared in constant time: how long it takes tells nothing about the secret.
        return entry is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(secret), entry.Hash) ? entry.Principal : null;
    }

    /// <summary>The principal of a key's id, for a person signed in with it; null once it is revoked.</summary>
    public async ValueTask<ClaimsPrincipal?> Holder(string id, string scheme, CancellationToken cancel) =>
        (await Find(id, scheme, cancel))?.Principal;

    private async ValueTask<Entry?> Find(string id, string scheme, CancellationToken cancel)
    {
        var cached = scheme + id;
        if (entries.TryGetValue(cached, out var known) && Environment.TickCount64 < known.Until)
            return known;
        if (await keys.Find(id, cancel) is not { } key)
        {
            entries.TryRemove(cached, out _);
            return null;
        }

        if (entries.Count > MostRemembered)
            entries.Clear();
        return entries[cached] = new Entry(key.Hash, Caller.Principal(key, scheme), Environment.TickCount64 + Remembered);
    }

    private sealed record Entry(byte[] Hash, ClaimsPrincipal Principal, long Until);
}
