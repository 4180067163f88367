using System.Data.Common;
using FreightRecovery.Engine;
using FreightRecovery.Store.Writing;
using NodaTime;

namespace FreightRecovery.Store;

/// <summary>
/// A database product as the queries see it: a pooled connection to read with, and the way into the writer's next
/// group. The queries' SQL is plain enough for each product; where it is not, the twin stands in the same file.
/// </summary>
public interface IDatabase
{
    /// <summary>Set after a commit that wrote notices.</summary>
    Pulse Notices { get; }

    /// <summary>Set after a commit that wrote commands into the outbox.</summary>
    Pulse Outbox { get; }

    /// <summary>Set after a commit that wrote deadlines.</summary>
    Pulse Deadlines { get; }

    /// <summary>How long after an event was seen one of an earlier position may still be committed; zero where one program writes at a time.</summary>
    Duration Overtaken { get; }

    /// <summary>A query's text in the product's own words.</summary>
    string Words(string sql);

    /// <summary>So many keys one statement is given at the most: well below what the product allows, and no more than serve it well.</summary>
    int KeysPerQuery { get; }

    /// <summary>Reads on a pooled connection that cannot write.</summary>
    ValueTask<T> Read<T>(Func<DbConnection, ValueTask<T>> read, CancellationToken cancel = default);

    /// <summary>Sees to it that what was deleted is overwritten on the disk too, as far as the product lets us.</summary>
    ValueTask Scrub(CancellationToken cancel = default);

    /// <summary>Writes within the writer's next transaction; durable when it answers. The work must be short. The transaction is null where the product has it on the connection itself.</summary>
    ValueTask<T> Write<T>(Func<DbConnection, DbTransaction?, T> write, CancellationToken cancel = default);

    /// <summary>Writes rows of one table together; durable when it answers.</summary>
    internal ValueTask Put(WrittenTable table, Action<RowSink> rows, CancellationToken cancel);
}
