using System.Reflection;
using System.Security.Claims;
using FreightRecovery.Domain;
using FreightRecovery.Store.Queries;

namespace FreightRecovery.Web.Security;

/// <summary>Who calls: a program with its key, or a person who has signed in.</summary>
/// <param name="Key">The id of the key or the account: whose idempotency keys these are.</param>
/// <param name="Name">The name in the records.</param>
/// <param name="Roles">One or more roles.</param>
/// <param name="Branch">The branch, or null for all.</param>
public sealed record Caller(string Key, string Name, IReadOnlyList<string> Roles, string? Branch)
{
    /// <summary>The claim that holds the stamp of an account as it was at sign-in.</summary>
    public const string StampClaim = "stamp";

    /// <summary>The language that the person has chosen; null for the browser's.</summary>
    public string? Language { get; init; }

    /// <summary>The zone that the person has chosen; null for UTC.</summary>
    public string? Zone { get; init; }

    /// <summary>Who acts in the domain, with the highest authority that the roles carry.</summary>
    public Actor Actor { get; } = new(Name, HighestAuthority(Roles));

    /// <summary>The reader of notices.</summary>
    public Reader Reader => new(Name, Roles, Branch);

    /// <summary>
    /// What the caller may see: a sales rep its own shipments, an account manager its own customers, others their
    /// branch. Any other role beside these lifts the bound.
    /// </summary>
    public Scope Scope { get; } = Roles.All(r => r is Store.Queries.Roles.Sales or Store.Queries.Roles.AccountManager)
        ? new Scope(
            Branch,
            Roles.Contains(Store.Queries.Roles.Sales) ? Name : null,
            Roles.Contains(Store.Queries.Roles.AccountManager) ? Name : null)
        : new Scope(Branch, null, null);

    /// <summary>True when the caller may see what belongs there.</summary>
    public bool Sees(Belonging belonging) =>
        (Scope.Branch is null || Scope.Branch == belonging.Branch)
        && ((Scope.SalesRep is null && Scope.AccountManager is null)
            || (Scope.SalesRep is not null && Scope.SalesRep == belonging.SalesRep)
            || (Scope.AccountManager is not null && Scope.AccountManager == belonging.AccountManager));

    /// <summary>The caller of a request, for handlers; null when nobody is signed in.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult(Of(context));

    /// <summary>The caller of a request; null when nobody is signed in.</summary>
    public static Caller? Of(HttpContext context) => context.User.Identities.OfType<CallerIdentity>().FirstOrDefault()?.Caller;

    /// <summary>The principal that stands for a key.</summary>
    public static ClaimsPrincipal Principal(ApiKey key, string scheme) =>
        new(new CallerIdentity(new Caller(key.Id, key.Name, key.Roles, key.Branch), [], scheme));

    /// <summary>The principal that stands for somebody's account.</summary>
    public static ClaimsPrincipal Principal(Account account, string scheme) => new(new CallerIdentity(
        new Caller(account.Id, account.Name, account.Roles, account.Branch) { Language = account.Language, Zone = account.Zone },
        [new Claim(StampClaim, account.Stamp)], scheme));

    private static Authority HighestAuthority(IEnumerable<string> roles) => roles.Select(role => role switch
    {
        Store.Queries.Roles.Executive => Authority.Executive,
        Store.Queries.Roles.Manager => Authority.Manager,
        Store.Queries.Roles.Supervisor => Authority.Supervisor,
        _ => Authority.Sales,
    }).Append(Authority.Sales).Max();

    private sealed class CallerIdentity(Caller caller, IEnumerable<Claim> more, string scheme) : ClaimsIdentity(ClaimsOf(caller).Concat(more), scheme)
    {
        public Caller Caller { get; } = caller;

        private static IEnumerable<Claim> ClaimsOf(Caller caller) =>
        [
            new(ClaimTypes.NameIdentifier, caller.Key),
            new(ClaimTypes.Name, caller.Name),
            .. caller.Roles.Select(r => new Claim(ClaimTypes.Role, r)),
        ];
    }
}
