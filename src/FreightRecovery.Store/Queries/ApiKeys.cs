using System.Buffers.Text;
using System.Security.Cryptography;
using Dapper;
using NodaTime;

namespace FreightRecovery.Store.Queries;

/// <summary>An API key as stored: the secret itself is nowhere, only its hash.</summary>
/// <param name="Id">16 hexadecimal digits; part of the key's text.</param>
/// <param name="Name">The person or program.</param>
/// <param name="Hash">SHA-256 of the secret.</param>
/// <param name="Roles">Its roles.</param>
/// <param name="Branch">Its branch, or null for all.</param>
public sealed record ApiKey(string Id, string Name, byte[] Hash, IReadOnlyList<string> Roles, string? Branch);

/// <summary>A key in force, as an administrator sees it.</summary>
/// <param name="Id">16 hexadecimal digits.</param>
/// <param name="Name">The person or program.</param>
/// <param name="Roles">Its roles.</param>
/// <param name="Branch">Its branch, or null for all.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
public sealed record IssuedKey(string Id, string Name, IReadOnlyList<string> Roles, string? Branch, Instant CreatedAt);

/// <summary>
/// API keys, <c>frk_id_secret</c>. The secret is 256 random bits, so a plain hash of it is enough; there is nothing to
/// guess and nothing to stretch.
/// </summary>
public sealed class ApiKeys(IDatabase database)
{
    private const string Prefix = "frk_";
    private const int IdLength = 16;
    private const int SecretLength = 43;

    /// <summary>Makes a key. Answers with its text, which is shown once and can never be had again.</summary>
    /// <param name="name">The person or program it stands for.</param>
    /// <param name="roles">One or more of the known roles.</param>
    /// <param name="branch">The branch, or null for all.</param>
    /// <param name="at">Now, UTC.</param>
    /// <exception cref="ArgumentException">The name is empty or a role is not known.</exception>
    public async ValueTask<string> Add(
        string name, IReadOnlyCollection<string> roles, string? branch, Instant at, CancellationToken cancel = default)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 200 || name.Any(char.IsControl) || name.StartsWith("role:", StringComparison.Ordinal))
            throw new ArgumentException("A key has a name of 1 to 200 printable characters.", nameof(name));
        if (branch is not null && string.IsNullOrWhiteSpace(branch))
            throw new ArgumentException("Name the branch, or leave it out for all branches.", nameof(branch));
        if (roles.Count == 0)
            throw new ArgumentException($"A key has one or more of the roles {string.Join(", ", Roles.All)}.", nameof(roles));
        foreach (var role in roles)
            if (!Roles.All.Contains(role))
                throw new ArgumentException($"There is no role '{role}'. The roles are {string.Join(", ", Roles.All)}.", nameof(roles));

        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdLength / 2));
        var secret = RandomNumberGenerator.GetBytes(32);
        await database.Write(
            (connection, transaction) => connection.Execute(
                """
                INSERT INTO api_key (id, name, hash, roles, branch, created_at, revoked_at)
                VALUES (@id, @name, @hash, @roles, @branch, @at, NULL)
                """,
                new { id, name, hash = SHA256.HashData(secret), roles = string.Join(' ', roles.Distinct()), branch, at = at.ToUnixTimeTicks() },
                transaction),
            cancel);
        return $"{Prefix}{id}_{Base64Url.EncodeToString(secret)}";
    }

    /// <summary>The key of an id, or null when there is none or it was revoked.</summary>
    public ValueTask<ApiKey?> Find(string id, CancellationToken cancel = default) => database.Read<ApiKey?>(
        async connection =>
        {
            var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
                "SELECT id, name, hash, roles, branch FROM api_key WHERE id = @id AND revoked_at IS NULL", new { id },
                cancellationToken: cancel));
            return row is null ? null : Read(row);
        },
        cancel);

    /// <summary>The keys in force of a person or program.</summary>
    public ValueTask<IReadOnlyList<ApiKey>> Named(string name, CancellationToken cancel = default) => database.Read(
        async connection => (IReadOnlyList<ApiKey>)[.. (await connection.QueryAsync<Row>(new CommandDefinition(
                "SELECT id, name, hash, roles, branch FROM api_key WHERE name = @name AND revoked_at IS NULL", new { name }, cancellationToken: cancel)))
            .Select(Read)],
        cancel);

    /// <summary>All keys in force, by name and age.</summary>
    public ValueTask<IReadOnlyList<IssuedKey>> List(CancellationToken cancel = default) => database.Read(
        async connection => (IReadOnlyList<IssuedKey>)[.. (await connection.QueryAsync<(string Id, string Name, string Roles, string? Branch, long At)>(
                new CommandDefinition("SELECT id, name, roles, branch, created_at FROM api_key WHERE revoked_at IS NULL ORDER BY name, created_at", cancellationToken: cancel)))
            .Select(r => new IssuedKey(r.Id, r.Name, r.Roles.Split(' '), r.Branch, Stored.At(r.At)))],
        cancel);

    /// <summary>Ends a key; false when it was none in force.</summary>
    public ValueTask<bool> Revoke(string id, Instant at, CancellationToken cancel = default) => database.Write(
        (connection, transaction) => connection.Execute(
            "UPDATE api_key SET revoked_at = @at WHERE id = @id AND revoked_at IS NULL", new { id, at = at.ToUnixTimeTicks() }, transaction) == 1,
        cancel);

    /// <summary>Takes a key's text apart; false unless it has the right form.</summary>
    public static bool TryRead(string text, out string id, out byte[] secret)
    {
        (id, secret) = ("", []);
        if (text.Length != Prefix.Length + IdLength + 1 + SecretLength || !text.StartsWith(Prefix, StringComparison.Ordinal)
            || text[Prefix.Length + IdLength] != '_')
            return false;
        id = text.Substring(Prefix.Length, IdLength);
        var bytes = new byte[32];
        if (!Base64Url.IsValid(text.AsSpan(Prefix.Length + IdLength + 1))
            || !Base64Url.TryDecodeFromChars(text.AsSpan(Prefix.Length + IdLength + 1), bytes, out var written) || written != bytes.Length)
            return false;
        secret = bytes;
        return true;
    }

    private static ApiKey Read(Row row) => new(row.Id, row.Name, row.Hash, row.Roles.Split(' '), row.Branch);

    private sealed record Row(string Id, string Name, byte[] Hash, string Roles, string? Branch);
}

/// <summary>What a person or program may be.</summary>
public static class Roles
{
    /// <summary>Sales rep.</summary>
    public const string Sales = "sales";

    /// <summary>Supervisor of a team.</summary>
    public const string Supervisor = "supervisor";

    /// <summary>Department manager.</summary>
    public const string Manager = "manager";

    /// <summary>Account manager.</summary>
    public const string AccountManager = "accountManager";

    /// <summary>Finance.</summary>
    public const string Finance = "finance";

    /// <summary>Operations.</summary>
    public const string Operations = "operations";

    /// <summary>Executive.</summary>
    public const string Executive = "executive";

    /// <summary>A program that brings master data and feeds.</summary>
    public const string Integration = "integration";

    /// <summary>Administrator.</summary>
    public const string Admin = "admin";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Sales, Supervisor, Manager, AccountManager, Finance, Operations, Executive, Integration, Admin];
}
