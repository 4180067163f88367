using System.Security.Cryptography;
using System.Text;
using Dapper;
using NodaTime;

namespace FreightRecovery.Store.Queries;

/// <summary>A message, or an event of one, that could not be read or placed.</summary>
/// <param name="Id">A UUID of version 7: the order of arrival.</param>
/// <param name="Feed">The feed it came by.</param>
/// <param name="Pointer">RFC 6901 pointer to the fault within its message; empty for the whole.</param>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="Body">The bytes as they came.</param>
/// <param name="ReceivedAt">When it first came, UTC.</param>
/// <param name="ReceivedBy">Who sent it.</param>
/// <param name="ReplayedAt">When it was read after all; null while it waits.</param>
/// <param name="Attempts">How often it was replayed in vain.</param>
public sealed record QuarantinedMessage(
    Guid Id, string Feed, string Pointer, string Reason, byte[] Body, Instant ReceivedAt, string ReceivedBy, Instant? ReplayedAt, int Attempts);

/// <summary>What waits to be looked at. Nothing is ever deleted from it.</summary>
public static class Quarantine
{
    private const string Select = """
        SELECT id AS Id, feed AS Feed, pointer AS Pointer, reason AS Reason, body AS Body, received_at AS ReceivedAt,
            received_by AS ReceivedBy, replayed_at AS ReplayedAt, attempts AS Attempts
        FROM quarantine

        """;

    /// <summary>Puts messages aside. Answers with the id of each; one that waits already keeps its place.</summary>
    public static ValueTask<IReadOnlyList<Guid>> Add(
        IDatabase database, IReadOnlyList<QuarantinedMessage> messages, CancellationToken cancel) =>
        messages.Count == 0
            ? ValueTask.FromResult<IReadOnlyList<Guid>>([])
            : database.Write<IReadOnlyList<Guid>>((connection, transaction) =>
            {
                var ids = new Guid[messages.Count];
                for (var i = 0; i < ids.Length; i++)
                {
                    var message = messages[i];
                    var digest = Digest(message);
                    connection.Execute(
                        """
                        INSERT INTO quarantine (id, feed, pointer, reason, body, digest, received_at, received_by, replayed_at, attempts)
                        SELECT @id, @Feed, @Pointer, @Reason, @Body, @digest, @receivedAt, @ReceivedBy, NULL, 0
                        WHERE NOT EXISTS (SELECT 1 FROM quarantine WHERE digest = @digest AND replayed_at IS NULL)
                        """,
                        new
                        {
                            id = message.Id.ToString(), message.Feed, message.Pointer, message.Reason, message.Body, digest,
                            receivedAt = message.ReceivedAt.ToUnixTimeTicks(), message.ReceivedBy,
                        },
                        transaction);
                    ids[i] = Guid.Parse(connection.ExecuteScalar<string>(
                        "SELECT id FROM quarantine WHERE digest = @digest AND replayed_at IS NULL", new { digest }, transaction)!);
                }

                return ids;
            }, cancel);

    /// <summary>What waits, oldest first, after an id.</summary>
    public static async ValueTask<IReadOnlyList<QuarantinedMessage>> Waiting(IDatabase database, Guid? after, int limit, CancellationToken cancel) =>
        await database.Read(async connection => (IReadOnlyList<QuarantinedMessage>)[.. (await connection.QueryAsync<Row>(
            database.Words(Select + "WHERE replayed_at IS NULL AND id > @after ORDER BY id LIMIT @limit"),
            new { after = after?.ToString() ?? "", limit })).Select(r => r.Message)], cancel);

    /// <summary>One message, waiting or replayed; null when there is none.</summary>
    public static async ValueTask<QuarantinedMessage?> Find(IDatabase database, Guid id, CancellationToken cancel) =>
        await database.Read(async connection => (await connection.QuerySingleOrDefaultAsync<Row>(
            Select + "WHERE id = @id", new { id = id.ToString() }))?.Message, cancel);

    /// <summary>Marks a message as read after all.</summary>
    public static async ValueTask Replayed(IDatabase database, Guid id, Instant at, CancellationToken cancel) =>
        await database.Write((connection, transaction) => connection.Execute(
            "UPDATE quarantine SET replayed_at = @at WHERE id = @id AND replayed_at IS NULL",
            new { id = id.ToString(), at = at.ToUnixTimeTicks() }, transaction), cancel);

    /// <summary>Notes one more attempt in vain, and why.</summary>
    public static async ValueTask StillWrong(IDatabase database, Guid id, string reason, CancellationToken cancel) =>
        await database.Write((connection, transaction) => connection.Execute(
            "UPDATE quarantine SET attempts = attempts + 1, reason = @reason WHERE id = @id",
            new { id = id.ToString(), reason }, transaction), cancel);

    private static byte[] Digest(QuarantinedMessage message)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(message.Feed + "\n"));
        hash.AppendData(message.Body);
        return hash.GetHashAndReset();
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string Feed { get; init; } = "";
        public string Pointer { get; init; } = "";
        public string Reason { get; init; } = "";
        public byte[] Body { get; init; } = [];
        public long ReceivedAt { get; init; }
        public string ReceivedBy { get; init; } = "";
        public long? ReplayedAt { get; init; }
        public long Attempts { get; init; }

        public QuarantinedMessage Message => new(
            Guid.Parse(Id), Feed, Pointer, Reason, Body, Instant.FromUnixTimeTicks(ReceivedAt), ReceivedBy,
            ReplayedAt is { } at ? Instant.FromUnixTimeTicks(at) : null, checked((int)Attempts));
    }
}
