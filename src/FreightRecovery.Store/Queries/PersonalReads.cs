using System.Collections.Concurrent;
using Dapper;
using FreightRecovery.Domain;
using NodaTime;

namespace FreightRecovery.Store.Queries;

/// <summary>That somebody read personal data.</summary>
/// <param name="Id">Its number; later reads have higher ones.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Reader">Who.</param>
/// <param name="Customer">Of whose people.</param>
/// <param name="What">Which record.</param>
public sealed record PersonalRead(long Id, Instant At, string Reader, CustomerRef Customer, string What);

/// <summary>The key of a read in lists.</summary>
public sealed record PersonalReadKey(long Id);

/// <summary>Every read of personal data is noted before it is answered.</summary>
public sealed class PersonalReads(IDatabase database)
{
    private const int Remembered = 16_384;

    private ConcurrentDictionary<(string Reader, string Customer, string What), Instant> recent = new();

    /// <summary>Notes a read, unless the same was noted a short time ago.</summary>
    public async ValueTask Note(
        string reader, CustomerRef customer, string what, Instant at, Duration again, CancellationToken cancel = default)
    {
        var same = (reader, customer.Value, what);
        if (recent.TryGetValue(same, out var last) && at - last < again && at >= last)
            return;
        await database.Write(
            (connection, transaction) => connection.Execute(
                "INSERT INTO personal_read (at, reader, customer, what) VALUES (@at, @reader, @customer, @what)",
                new { at = at.ToUnixTimeTicks(), reader, customer = customer.Value, what }, transaction),
            cancel);
        if (recent.Count >= Remembered)
            recent = new();
        recent[same] = at;
    }

    /// <summary>What was read of a customer, or by somebody, or all; newest first.</summary>
    public ValueTask<PageOf<PersonalRead, PersonalReadKey>> List(
        string? customer, string? reader, PersonalReadKey? after, int limit, CancellationToken cancel = default) => database.Read(
        async connection => Stored.Page(
            (await connection.QueryAsync<Row>(new CommandDefinition(
                database.Words($"""
                SELECT id AS Id, at AS At, reader AS Reader, customer AS Customer, what AS What FROM personal_read
                WHERE id < @before {(customer is null ? "" : "AND customer = @customer")} {(reader is null ? "" : "AND reader = @reader")}
                ORDER BY id DESC LIMIT @limit
                """),
                new { before = after?.Id ?? long.MaxValue, customer, reader, limit = limit + 1 }, cancellationToken: cancel)))
                .Select(r => new PersonalRead(r.Id, Stored.At(r.At), r.Reader, new CustomerRef(r.Customer), r.What)),
            limit,
            last => new PersonalReadKey(last.Id)),
        cancel);

    /// <summary>Deletes what is older than it is kept; answers how much that was.</summary>
    public ValueTask<int> Prune(Instant before, CancellationToken cancel = default) => database.Write(
        (connection, transaction) => connection.Execute(
            database.Words("DELETE FROM personal_read WHERE id IN (SELECT id FROM personal_read WHERE at < @before ORDER BY id LIMIT 10000)"),
            new { before = before.ToUnixTimeTicks() }, transaction),
        cancel);

    private sealed record Row(long Id, long At, string Reader, string Customer, string What);
}
