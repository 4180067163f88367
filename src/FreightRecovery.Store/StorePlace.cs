using FreightRecovery.Domain;
using FreightRecovery.Store.Care;
using FreightRecovery.Store.Sqlite;
using FreightRecovery.Store.SqlServer;

namespace FreightRecovery.Store;

/// <summary>Where a house keeps its events: a file in its data directory, or a database on SQL Server.</summary>
/// <param name="DataDirectory">The data directory; also with SQL Server it has the master key, the policy and the files of evidence.</param>
/// <param name="Connection">The connection string; null for the file.</param>
public sealed record StorePlace(string DataDirectory, string? Connection = null)
{
    /// <summary>Whether there is anything yet. A database on SQL Server is taken to be there.</summary>
    public bool Exists => Connection is not null || File.Exists(Path.Combine(DataDirectory, SqliteStore.FileName));

    /// <summary>The number of the newest schema that this program knows, the same for both.</summary>
    public static int NewestSchema => Migrations.Newest;

    /// <summary>Opens it and brings its schema up to date.</summary>
    /// <param name="rules">The policy to fill in by what read rows have gained; they wait for who knows it when left out.</param>
    public async ValueTask<IOpenStore> Open(Func<Policy>? rules = null, CancellationToken cancel = default) => Connection is null
        ? SqliteStore.Open(DataDirectory, rules)
        : await SqlServerStore.Open(Connection, DataDirectory, rules, cancel);

    /// <summary>Checks everything that is stored.</summary>
    public Task<Verification> Verify(Action<long>? progress = null, CancellationToken cancel = default) => Connection is null
        ? Task.Run(() => Maintenance.Verify(DataDirectory, progress), cancel)
        : SqlServerMaintenance.Verify(Connection, DataDirectory, progress, cancel);

    /// <summary>Makes the read tables anew from the events. Answers how many events there were.</summary>
    public Task<long> Rebuild(Policy policy, Action<long>? progress = null, CancellationToken cancel = default) => Connection is null
        ? Task.Run(() => Maintenance.Rebuild(DataDirectory, policy, progress), cancel)
        : SqlServerMaintenance.Rebuild(Connection, DataDirectory, policy, progress, cancel);

    /// <summary>Copies a data directory's file into this database, which must be empty. Answers how many rows were copied.</summary>
    /// <exception cref="ArgumentException">This is a file, or the database holds something.</exception>
    public Task<long> CopyFrom(string dataDirectory, Action<long>? progress = null, CancellationToken cancel = default) => Connection is null
        ? throw new ArgumentException("A file is copied into a database on SQL Server: add --store sqlserver and --connection.")
        : SqlServerCopy.Run(dataDirectory, Connection, progress, cancel);

    /// <inheritdoc/>
    public override string ToString() => Connection is null ? DataDirectory : $"SQL Server, with {DataDirectory}";
}
