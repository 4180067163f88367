using System.Collections.Concurrent;
using System.Security.Claims;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Identity;

namespace FreightRecovery.Web.Accounts;

/// <summary>
/// The accounts of who is signed in, remembered for a few seconds so that a page costs no query for it. Whoever is closed, given other
/// roles or signed out everywhere is so at once in this program, and in others beside it within those seconds.
/// </summary>
internal sealed class AccountRing(Store.Queries.Accounts accounts) : IUserClaimsPrincipalFactory<Account>
{
    private const int MostRemembered = 10_000;
    private static readonly long Remembered = (long)TimeSpan.FromSeconds(10).TotalMilliseconds;
    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    /// <summary>The principal of somebody who is signed in; null when the session has ended.</summary>
    public async ValueTask<ClaimsPrincipal?> Holder(string id, string stamp, CancellationToken cancel)
    {
        if (!entries.TryGetValue(id, out var entry) || Environment.TickCount64 >= entry.Until)
        {
            if (await accounts.Find(id, cancel) is not { DisabledAt: null } account)
            {
                Forget(id);
                return null;
            }

            if (entries.Count > MostRemembered)
                entries.Clear();
            entry = entries[id] = new Entry(account.Stamp, Caller.Principal(account, SignIn.SchemeName), Environment.TickCount64 + Remembered);
        }

        return entry.Stamp == stamp ? entry.Principal : null;
    }

    /// <summary>Looks at an account anew at the next request.</summary>
    public void Forget(string id) => entries.TryRemove(id, out _);

    public Task<ClaimsPrincipal> CreateAsync(Account user) => Task.FromResult(Caller.Principal(user, SignIn.SchemeName));

    private sealed record Entry(string Stamp, ClaimsPrincipal Principal, long Until);
}
