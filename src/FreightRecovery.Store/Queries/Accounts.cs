using Dapper;

namespace FreightRecovery.Store.Queries;

/// <summary>The accounts of people. Their number is that of a company's staff.</summary>
public sealed class Accounts(IDatabase database)
{
    private const string Columns =
        """
        id AS Id, name AS Name, name_key AS NameKey, password AS Password, stamp AS Stamp, version AS Version, roles AS Roles, branch AS Branch,
        language AS Language, zone AS Zone, failures AS Failures, locked_until AS LockedUntil, two_factor AS TwoFactor, authenticator AS Authenticator,
        recovery AS Recovery, created_at AS CreatedAt, disabled_at AS DisabledAt
        """;

    /// <summary>Adds one; false when the name is taken.</summary>
    public ValueTask<bool> Add(Account account, CancellationToken cancel = default) => database.Write(
        (connection, transaction) => connection.Execute(
            """
            INSERT INTO account (id, name, name_key, password, stamp, version, roles, branch, language, zone, failures, locked_until, two_factor,
                authenticator, recovery, created_at, disabled_at)
            SELECT @Id, @Name, @NameKey, @Password, @Stamp, @Version, @Roles, @Branch, @Language, @Zone, @Failures, @LockedUntil, @TwoFactor,
                @Authenticator, @Recovery, @CreatedAt, @DisabledAt
            WHERE NOT EXISTS (SELECT 1 FROM account WHERE name_key = @NameKey)
            """, Row.Of(account), transaction) == 1,
        cancel);

    /// <summary>Writes one back, under a new version; false when somebody else has written it since it was read.</summary>
    public async ValueTask<bool> Update(Account account, CancellationToken cancel = default)
    {
        var read = account.Version;
        account.Version = Guid.NewGuid().ToString();
        var written = await database.Write(
            (connection, transaction) =>
            {
                var row = new DynamicParameters(Row.Of(account));
                row.Add("Read", read);
                return connection.Execute(
                    """
                    UPDATE account SET name = @Name, name_key = @NameKey, password = @Password, stamp = @Stamp, version = @Version, roles = @Roles,
                        branch = @Branch, language = @Language, zone = @Zone, failures = @Failures, locked_until = @LockedUntil,
                        two_factor = @TwoFactor, authenticator = @Authenticator, recovery = @Recovery, disabled_at = @DisabledAt
                    WHERE id = @Id AND version = @Read
                    """, row, transaction) == 1;
            },
            cancel);
        if (!written)
            account.Version = read;
        return written;
    }

    /// <summary>The account of an id; null when there is none.</summary>
    public ValueTask<Account?> Find(string id, CancellationToken cancel = default) => One("id = @word", id, cancel);

    /// <summary>The account of a name in capitals; null when there is none.</summary>
    public ValueTask<Account?> Named(string nameKey, CancellationToken cancel = default) => One("name_key = @word", nameKey, cancel);

    /// <summary>All accounts by name, those in use first.</summary>
    public ValueTask<IReadOnlyList<Account>> List(CancellationToken cancel = default) => database.Read(
        async connection => (IReadOnlyList<Account>)[.. (await connection.QueryAsync<Row>(new CommandDefinition(
                $"SELECT {Columns} FROM account ORDER BY CASE WHEN disabled_at IS NULL THEN 0 ELSE 1 END, name_key", cancellationToken: cancel)))
            .Select(row => row.Account)],
        cancel);

    /// <summary>The account that somebody at a provider is; null when nobody has signed in from there yet.</summary>
    public ValueTask<Account?> Of(string provider, string subject, CancellationToken cancel = default) => database.Read(
        async connection => (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            $"SELECT {Columns} FROM account WHERE id = (SELECT account FROM account_login WHERE provider = @provider AND subject = @subject)",
            new { provider, subject }, cancellationToken: cancel)))?.Account,
        cancel);

    /// <summary>Notes who somebody is at a provider.</summary>
    public async ValueTask Link(string account, string provider, string subject, CancellationToken cancel = default) => await database.Write(
        (connection, transaction) => connection.Execute(
            """
            INSERT INTO account_login (provider, subject, account) SELECT @provider, @subject, @account
            WHERE NOT EXISTS (SELECT 1 FROM account_login WHERE provider = @provider AND subject = @subject)
            """, new { provider, subject, account }, transaction),
        cancel);

    /// <summary>Writes a passkey, new or used once more.</summary>
    public async ValueTask Put(AccountPasskey passkey, CancellationToken cancel = default) => await database.Write(
        (connection, transaction) =>
        {
            var row = new { passkey.Credential, passkey.Account, passkey.Name, passkey.Data, CreatedAt = passkey.CreatedAt.ToUnixTimeTicks() };
            return connection.Execute("UPDATE account_passkey SET name = @Name, data = @Data WHERE credential = @Credential AND account = @Account", row, transaction) > 0
                || connection.Execute(
                    "INSERT INTO account_passkey (credential, account, name, data, created_at) VALUES (@Credential, @Account, @Name, @Data, @CreatedAt)",
                    row, transaction) > 0;
        },
        cancel);

    /// <summary>The passkeys of an account, oldest first.</summary>
    public ValueTask<IReadOnlyList<AccountPasskey>> Passkeys(string account, CancellationToken cancel = default) =>
        PasskeysWhere("account = @word", account, cancel);

    /// <summary>The passkey of a credential; null when it is not known.</summary>
    public async ValueTask<AccountPasskey?> Passkey(string credential, CancellationToken cancel = default) =>
        (await PasskeysWhere("credential = @word", credential, cancel)).SingleOrDefault();

    /// <summary>Takes a passkey away.</summary>
    public async ValueTask Remove(string account, string credential, CancellationToken cancel = default) => await database.Write(
        (connection, transaction) => connection.Execute(
            "DELETE FROM account_passkey WHERE credential = @credential AND account = @account", new { account, credential }, transaction),
        cancel);

    private ValueTask<Account?> One(string where, string word, CancellationToken cancel) => database.Read(
        async connection => (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            $"SELECT {Columns} FROM account WHERE {where}", new { word }, cancellationToken: cancel)))?.Account,
        cancel);

    private ValueTask<IReadOnlyList<AccountPasskey>> PasskeysWhere(string where, string word, CancellationToken cancel) => database.Read(
        async connection => (IReadOnlyList<AccountPasskey>)[.. (await connection.QueryAsync<(string Credential, string Account, string? Name, string Data, long At)>(
                new CommandDefinition(
                    $"SELECT credential, account, name, data, created_at FROM account_passkey WHERE {where} ORDER BY created_at, credential", new { word },
                    cancellationToken: cancel)))
            .Select(r => new AccountPasskey(r.Credential, r.Account, r.Name, r.Data, Stored.At(r.At)))],
        cancel);

    private sealed class Row
    {
        public required string Id { get; init; }

        public required string Name { get; init; }

        public required string NameKey { get; init; }

        public string? Password { get; init; }

        public required string Stamp { get; init; }

        public required string Version { get; init; }

        public required string Roles { get; init; }

        public string? Branch { get; init; }

        public string? Language { get; init; }

        public string? Zone { get; init; }

        public long Failures { get; init; }

        public long? LockedUntil { get; init; }

        public long TwoFactor { get; init; }

        public string? Authenticator { get; init; }

        public string? Recovery { get; init; }

        public long CreatedAt { get; init; }

        public long? DisabledAt { get; init; }

        public Account Account => new()
        {
            Id = Id, Name = Name, NameKey = NameKey, Password = Password, Stamp = Stamp, Version = Version, Roles = Roles.Split(' '), Branch = Branch,
            Language = Language, Zone = Zone, Failures = (int)Failures, LockedUntil = Stored.At(LockedUntil), TwoFactor = TwoFactor != 0,
            Authenticator = Authenticator, Recovery = Recovery, CreatedAt = Stored.At(CreatedAt), DisabledAt = Stored.At(DisabledAt),
        };

        public static Row Of(Account a) => new()
        {
            Id = a.Id, Name = a.Name, NameKey = a.NameKey, Password = a.Password, Stamp = a.Stamp, Version = a.Version, Roles = string.Join(' ', a.Roles),
            Branch = a.Branch, Language = a.Language, Zone = a.Zone, Failures = a.Failures, LockedUntil = a.LockedUntil?.ToUnixTimeTicks(),
            TwoFactor = a.TwoFactor ? 1 : 0, Authenticator = a.Authenticator, Recovery = a.Recovery, CreatedAt = a.CreatedAt.ToUnixTimeTicks(),
            DisabledAt = a.DisabledAt?.ToUnixTimeTicks(),
        };
    }
}
