using System.Security.Cryptography;
using System.Text.Json;
using FreightRecovery.Store.Queries;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using NodaTime.Extensions;

namespace FreightRecovery.Web.Accounts;

/// <summary>
/// What ASP.NET Core's user manager asks of a store, over the house's own database. Setters change the account at hand; only creating
/// and updating write. The key of one-time codes and the recovery codes are sealed under the keys of the data directory, so whoever has
/// a copy of the database alone has neither.
/// </summary>
internal sealed class AccountStore(Store.Queries.Accounts accounts, IDataProtectionProvider protection)
    : IUserPasswordStore<Account>, IUserSecurityStampStore<Account>, IUserLockoutStore<Account>, IUserTwoFactorStore<Account>,
        IUserAuthenticatorKeyStore<Account>, IUserTwoFactorRecoveryCodeStore<Account>, IUserPasskeyStore<Account>
{
    private const char Between = ';';

    private readonly IDataProtector seal = protection.CreateProtector("accounts");

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => Done(user.Name = userName ?? "");

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.NameKey);

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) =>
        Done(user.NameKey = normalizedName ?? "");

    public async Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken)
    {
        user.Version = Guid.NewGuid().ToString();
        return await accounts.Add(user, cancellationToken)
            ? IdentityResult.Success
            : IdentityResult.Failed(new IdentityErrorDescriber().DuplicateUserName(user.Name));
    }

    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken) =>
        await accounts.Update(user, cancellationToken)
            ? IdentityResult.Success
            : IdentityResult.Failed(new IdentityErrorDescriber().ConcurrencyFailure());

    /// <summary>Accounts are closed, never deleted: their names stand in the records.</summary>
    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public async Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) => await accounts.Find(userId, cancellationToken);

    public async Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        await accounts.Named(normalizedUserName, cancellationToken);

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken) => Done(user.Password = passwordHash);

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Password);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Password is not null);

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken) => Done(user.Stamp = stamp);

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Stamp);

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.LockedUntil?.ToDateTimeOffset());

    public Task SetLockoutEndDateAsync(Account user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) =>
        Done(user.LockedUntil = lockoutEnd?.ToInstant());

    public Task<int> IncrementAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(++user.Failures);

    public Task ResetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Done(user.Failures = 0);

    public Task<int> GetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Failures);

    /// <summary>Everybody's account can be locked.</summary>
    public Task<bool> GetLockoutEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetLockoutEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetTwoFactorEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) => Done(user.TwoFactor = enabled);

    public Task<bool> GetTwoFactorEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.TwoFactor);

    public Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken) => Done(user.Authenticator = seal.Protect(key));

    public Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(Opened(user.Authenticator));

    public Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        Done(user.Recovery = seal.Protect(string.Join(Between, recoveryCodes)));

    /// <summary>Takes a code away; written at once, and only once, for the account's version is compared.</summary>
    public async Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken)
    {
        var codes = Codes(user);
        if (!codes.Remove(code))
            return false;
        await ReplaceCodesAsync(user, codes, cancellationToken);
        return await accounts.Update(user, cancellationToken);
    }

    public Task<int> CountCodesAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(Codes(user).Count);

    public async Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => await accounts.Put(
        new AccountPasskey(
            CredentialOf(passkey.CredentialId), user.Id, passkey.Name, JsonSerializer.Serialize(StoredPasskey.Of(passkey)), passkey.CreatedAt.ToInstant()),
        cancellationToken);

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken) =>
        [.. (await accounts.Passkeys(user.Id, cancellationToken)).Select(Passkey)];

    public async Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await accounts.Passkey(CredentialOf(credentialId), cancellationToken) is { } passkey ? await accounts.Find(passkey.Account, cancellationToken) : null;

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        await accounts.Passkey(CredentialOf(credentialId), cancellationToken) is { } passkey && passkey.Account == user.Id ? Passkey(passkey) : null;

    public async Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        await accounts.Remove(user.Id, CredentialOf(credentialId), cancellationToken);

    public void Dispose()
    {
    }

    private List<string> Codes(Account user) => [.. (Opened(user.Recovery) ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries)];

    // What another house has sealed is of no use here: the second step has to be set up anew.
    private string? Opened(string? text)
    {
        try
        {
            return text is null ? null : seal.Unprotect(text);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string CredentialOf(byte[] id) => Convert.ToHexStringLower(SHA256.HashData(id));

    private static UserPasskeyInfo Passkey(AccountPasskey stored) => JsonSerializer.Deserialize<StoredPasskey>(stored.Data)!.With(stored);

    private static Task Done<T>(T _) => Task.CompletedTask;

    // The attestation and its client data, which nobody asks for again, are not kept.
    private sealed record StoredPasskey(
        byte[] Id, byte[] PublicKey, uint SignCount, string[]? Transports, bool IsUserVerified, bool IsBackupEligible, bool IsBackedUp)
    {
        public static StoredPasskey Of(UserPasskeyInfo passkey) => new(
            passkey.CredentialId, passkey.PublicKey, passkey.SignCount, passkey.Transports, passkey.IsUserVerified, passkey.IsBackupEligible, passkey.IsBackedUp);

        public UserPasskeyInfo With(AccountPasskey stored) => new(
            Id, PublicKey, stored.CreatedAt.ToDateTimeOffset(), SignCount, Transports, IsUserVerified, IsBackupEligible, IsBackedUp, [], [])
        {
            Name = stored.Name,
        };
    }
}
