using FreightRecovery.Store.Queries;
using Microsoft.AspNetCore.Identity;
using NodaTime;

namespace FreightRecovery.Web.Accounts;

/// <summary>What an administrator does with accounts, on pages and on the command line alike.</summary>
internal sealed class People(UserManager<Account> manager, Store.Queries.Accounts accounts, AccountRing ring, IClock clock)
{
    /// <summary>The first administrator's name, as long as there is no other.</summary>
    public const string FirstAdministrator = "admin";

    private const int LongestName = 100;

    /// <summary>Makes an account without a password.</summary>
    /// <returns>The account, or what is wrong.</returns>
    public async Task<(Account? Account, PersonFault? Fault)> Add(string name, IReadOnlyList<string> roles, string? branch)
    {
        name = name.Trim();
        branch = string.IsNullOrWhiteSpace(branch) ? null : branch.Trim();
        if (FaultOf(name, roles) is { } fault)
            return (null, fault);
        var account = new Account
        {
            Id = Guid.CreateVersion7().ToString(), Name = name, Roles = [.. roles.Distinct()], Branch = branch, CreatedAt = clock.GetCurrentInstant(),
        };
        return (await manager.CreateAsync(account)).Succeeded ? (account, null) : (null, PersonFault.NameTaken);
    }

    /// <summary>Gives somebody other roles and another branch.</summary>
    public async Task<PersonFault?> Change(Account account, IReadOnlyList<string> roles, string? branch)
    {
        if (FaultOf(account.Name, roles) is { } fault)
            return fault;
        if (account.Roles.Contains(Roles.Admin) && !roles.Contains(Roles.Admin) && await IsLastAdministrator(account))
            return PersonFault.LastAdministrator;
        account.Roles = [.. roles.Distinct()];
        account.Branch = string.IsNullOrWhiteSpace(branch) ? null : branch.Trim();
        return await Written(account);
    }

    /// <summary>Closes an account and ends its sessions, or opens it again.</summary>
    public async Task<PersonFault?> Close(Account account, bool closed)
    {
        if (closed && account.Roles.Contains(Roles.Admin) && await IsLastAdministrator(account))
            return PersonFault.LastAdministrator;
        account.DisabledAt = closed ? clock.GetCurrentInstant() : null;
        return await EndSessions(account) ? null : PersonFault.Meanwhile;
    }

    /// <summary>Ends all sessions of an account.</summary>
    public async Task<bool> EndSessions(Account account)
    {
        var done = (await manager.UpdateSecurityStampAsync(account)).Succeeded;
        ring.Forget(account.Id);
        return done;
    }

    /// <summary>
    /// The path of a link that works once, for three days: whoever opens it chooses the account's password. An account that was
    /// locked or had a second step keeps neither.
    /// </summary>
    public async Task<string> Link(Account account) =>
        $"{WelcomePages.Path}?u={account.Id}&t={Uri.EscapeDataString(await manager.GeneratePasswordResetTokenAsync(account))}";

    /// <summary>The link of the first administrator; null once there is one who can sign in.</summary>
    public async Task<string?> FirstLink()
    {
        var all = await accounts.List();
        if (all.Any(a => a.DisabledAt is null && a.Password is not null && a.Roles.Contains(Roles.Admin)))
            return null;
        var first = all.FirstOrDefault(a => a.DisabledAt is null && a.Roles.Contains(Roles.Admin)) ?? (await Add(FirstAdministrator, [Roles.Admin], null)).Account;
        return first is null ? null : await Link(first);
    }

    private async Task<bool> IsLastAdministrator(Account account) =>
        !(await accounts.List()).Any(a => a.Id != account.Id && a.DisabledAt is null && a.Roles.Contains(Roles.Admin));

    private async Task<PersonFault?> Written(Account account)
    {
        var done = (await manager.UpdateAsync(account)).Succeeded;
        ring.Forget(account.Id);
        return done ? null : PersonFault.Meanwhile;
    }

    private static PersonFault? FaultOf(string name, IReadOnlyList<string> roles) =>
        name.Length is 0 or > LongestName || name.Any(char.IsControl) || name.StartsWith("role:", StringComparison.Ordinal) ? PersonFault.Name
        : roles.Count == 0 || roles.Any(r => !Roles.All.Contains(r)) ? PersonFault.Role
        : null;
}

/// <summary>Why an account cannot be made or changed.</summary>
internal enum PersonFault
{
    /// <summary>The name is empty, too long, or has control characters.</summary>
    Name,

    /// <summary>Somebody has the name already.</summary>
    NameTaken,

    /// <summary>No role, or none that is known.</summary>
    Role,

    /// <summary>Nobody would be left to administer.</summary>
    LastAdministrator,

    /// <summary>Somebody else changed the account meanwhile.</summary>
    Meanwhile,
}
