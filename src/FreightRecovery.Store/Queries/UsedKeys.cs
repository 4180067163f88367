using System.Data.Common;
using Dapper;
using FreightRecovery.Engine;
using NodaTime;

namespace FreightRecovery.Store.Queries;

/// <summary>Idempotency keys of requests that write no events: noted in the transaction of what they write.</summary>
internal static class UsedKeys
{
    /// <summary>Notes one; false when it is there already, and nothing may be written then.</summary>
    /// <param name="key">The key; null for a request without one.</param>
    /// <param name="of">What the request led to, in the form of a stream's name.</param>
    public static bool Note(DbConnection connection, DbTransaction? transaction, IdempotencyKey? key, string of, Instant at) =>
        key is null || connection.Execute(
            """
            INSERT INTO idempotency (caller, "key", body_hash, stream, version, at) SELECT @caller, @name, @hash, @of, 0, @at
            WHERE NOT EXISTS (SELECT 1 FROM idempotency WHERE caller = @caller AND "key" = @name)
            """,
            new { caller = key.Caller, name = key.Key, hash = key.BodyHash, of, at = at.ToUnixTimeTicks() }, transaction) == 1;
}
