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
public sealed record QuarantinedMessage(
    Guid Id, string Feed, string Pointer, string Reason, byte[] Body, Instant ReceivedAt, string ReceivedBy)
{
    /// <summary>Where in the body, as text, the fault stands; null where it has a pointer or is the whole.</summary>
    public FaultPlace? At { get; init; }

    /// <summary>How often it was replayed in vain.</summary>
    public int Attempts { get; init; }

    /// <summary>When it was read after all or discarded, UTC; null while it waits.</summary>
    public Instant? DoneAt { get; init; }

    /// <summary>Who discarded it, and why; null unless somebody did.</summary>
    public Discard? Discarded { get; init; }
}

/// <summary>Where in a text a fault stands: line and character from 1, and how many characters.</summary>
public readonly record struct FaultPlace(int Line, int Column, int Length);

/// <summary>That something will never be read.</summary>
/// <param name="By">Who said so.</param>
/// <param name="Reason">Why.</param>
public sealed record Discard(string By, string Reason);

/// <summary>What waits to be looked at. Nothing is ever deleted from it.</summary>
public static class Quarantine
{
    private const string Select = """
        SELECT id AS Id, feed AS Feed, pointer AS Pointer, reason AS Reason, body AS Body, received_at AS ReceivedAt,
            received_by AS ReceivedBy, replayed_at AS DoneAt, attempts AS Attempts, line AS Line, place AS Place, length AS Length,
            discarded_by AS DiscardedBy, discarded_because AS DiscardedBecause
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
                        INSERT INTO quarantine (id, feed, pointer, reason, body, digest, received_at, received_by, replayed_at, attempts, line, place, length)
                        SELECT @id, @Feed, @Pointer, @Reason, @Body, @digest, @receivedAt, @ReceivedBy, NULL, 0, @line, @place, @length
                        WHERE NOT EXISTS (SELECT 1 FROM quarantine WHERE digest = @digest AND replayed_at IS NULL)
                        """,
                        new
                        {
                            id = message.Id.ToString(), message.Feed, message.Pointer, message.Reason, message.Body, digest,
                            receivedAt = message.ReceivedAt.ToUnixTimeTicks(), message.ReceivedBy,
                            line = (long?)message.At?.Line, place = (long?)message.At?.Column, length = (long?)message.At?.Length,
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

    /// <summary>Discards what waits. False when it waits no more.</summary>
    public static async ValueTask<bool> Discard(IDatabase database, Guid id, Discard discard, Instant at, CancellationToken cancel) =>
        await database.Write((connection, transaction) => connection.Execute(
            """
            UPDATE quarantine SET replayed_at = @at, discarded_by = @By, discarded_because = @Reason
            WHERE id = @id AND replayed_at IS NULL
            """,
            new { id = id.ToString(), at = at.ToUnixTimeTicks(), discard.By, discard.Reason }, transaction), cancel) > 0;

    /// <summary>Takes a discarding back: the message waits again. False when it was not discarded, or when the same one came anew and waits.</summary>
    public static async ValueTask<bool> Return(IDatabase database, Guid id, CancellationToken cancel) =>
        await database.Write((connection, transaction) => connection.Execute(
            """
            UPDATE quarantine SET replayed_at = NULL, discarded_by = NULL, discarded_because = NULL
            WHERE id = @id AND discarded_by IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM quarantine other WHERE other.digest = quarantine.digest AND other.replayed_at IS NULL)
            """,
            new { id = id.ToString() }, transaction), cancel) > 0;

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
        public long? DoneAt { get; init; }
        public long Attempts { get; init; }
        public long? Line { get; init; }
        public long? Place { get; init; }
        public long? Length { get; init; }
        public string? DiscardedBy { get; init; }
        public string? DiscardedBecause { get; init; }

        public QuarantinedMessage Message => new(
            Guid.Parse(Id), Feed, Pointer, Reason, Body, Instant.FromUnixTimeTicks(ReceivedAt), ReceivedBy)
        {
            At = Line is { } line ? new FaultPlace(checked((int)line), checked((int)(Place ?? 1)), checked((int)(Length ?? 0))) : null,
            Attempts = checked((int)Attempts),
            DoneAt = Stored.At(DoneAt),
            Discarded = DiscardedBy is null ? null : new Discard(DiscardedBy, DiscardedBecause ?? ""),
        };
    }
}
