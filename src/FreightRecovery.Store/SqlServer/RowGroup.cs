using FreightRecovery.Engine;
using FreightRecovery.Engine.Rows;
using FreightRecovery.Store.Writing;
using Microsoft.Data.SqlClient;

namespace FreightRecovery.Store.SqlServer;

/// <summary>Read rows and notices that a rebuild writes, some thousand at a time, within its transaction.</summary>
internal sealed class RowGroup
{
    private readonly SqlServerAddress address;
    private readonly SqlConnection connection;
    private readonly SqlTransaction transaction;
    private readonly TableRows notices = AppendTables.NoticeRows();
    private readonly TableRows noContainers = AppendTables.RefRows("no_containers");
    private readonly TableRows noSteps = AppendTables.RefRows("no_steps");
    private readonly TableRows noMoves = AppendTables.NumberRows("no_moves");
    private readonly List<(TableRows Rows, string Sql)> tables;

    public RowGroup(SqlServerAddress address, SqlConnection connection, SqlTransaction transaction)
    {
        this.address = address;
        this.connection = connection;
        this.transaction = transaction;
        var sinks = new Dictionary<WrittenTable, TableRows>();
        Rows = new RowWriter(table => sinks[table] = new TableRows(table), noContainers, noSteps, noMoves);
        // What is to be taken out first has been: a rebuild begins with empty tables.
        tables = [.. Tables.Read.Select(t => (sinks[t], t.ForSqlServer())), (notices, AppendTables.Notices)];
    }

    /// <summary>Takes read rows.</summary>
    public RowWriter Rows { get; }

    /// <summary>How many rows wait.</summary>
    public int Count => tables.Sum(t => t.Rows.Count);

    /// <summary>Takes the notice of an event that is stored.</summary>
    public void Add(StoredEvent e, Notice notice) => AppendTables.Add(notices, e.Command, notice, e.At);

    /// <summary>Writes what waits.</summary>
    public async Task Write(CancellationToken cancel)
    {
        await using var batch = new StatementBatch(address, connection, transaction);
        foreach (var (rows, sql) in tables)
            if (rows.Count > 0)
                batch.Add(sql, rows);
        await batch.Execute(cancel);
        foreach (var (rows, _) in tables)
            rows.Clear();
        noContainers.Clear();
        noSteps.Clear();
        noMoves.Clear();
    }
}
