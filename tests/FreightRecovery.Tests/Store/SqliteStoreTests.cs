using FreightRecovery.Domain;
using FreightRecovery.Store;
using FreightRecovery.Store.Sqlite;
using Microsoft.Data.Sqlite;

namespace FreightRecovery.Tests.Store;

/// <summary>The store suite on SQLite, and what only a file can do.</summary>
public sealed class SqliteStoreTests : StoreSuite
{
    private readonly string directory = Directory.CreateTempSubdirectory("freight-store-").FullName;
    private SqliteStore? store;

    protected override StorePlace Place => new(directory);

    protected override string Bytes => "x'00'";

    protected override ValueTask<IOpenStore> Open() => ValueTask.FromResult<IOpenStore>(store = SqliteStore.Open(directory));

    protected override async ValueTask Close()
    {
        await store!.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task A_backup_taken_under_load_opens_and_verifies()
    {
        var target = Path.Combine(directory, "copy", SqliteStore.FileName);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var work = Task.Run(Work, TestContext.Current.CancellationToken);
        Maintenance.Backup(directory, target);
        await work;
        // The key is kept apart from the copies and put beside one to open it; whether it is needed depends on how far the work had come.
        File.Copy(Path.Combine(directory, MasterKeyFile.FileName), Path.Combine(directory, "copy", MasterKeyFile.FileName));

        await using (var copy = SqliteStore.Open(Path.GetDirectoryName(target)!))
            Assert.True(await copy.Head(CancellationToken.None) >= 0);
        Assert.Empty(Maintenance.Verify(Path.GetDirectoryName(target)!).Problems);
    }

    [Fact]
    public void Every_earlier_schema_is_brought_up_to_date()
    {
        int all;
        using (var whole = new SqliteConnection("Data Source=:memory:"))
        {
            whole.Open();
            all = Migrations.Apply(whole);
        }

        for (var from = 0; from < Migrations.Newest; from++)
        {
            var file = Path.Combine(directory, $"from-{from}.db");
            using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
            connection.Open();
            var earlier = from > 0 ? Migrations.Apply(connection, from) : 0;
            Assert.Equal(all, earlier + Migrations.Apply(connection));
            Assert.Equal(0, Migrations.Apply(connection));
        }
    }

    [Fact]
    public void The_margins_of_customers_known_before_and_the_age_of_old_deadlines_come_with_the_schema()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(directory, "from-8.db")};Pooling=False");
        connection.Open();
        Migrations.Apply(connection, 8);
        Run("""
            INSERT INTO deadline (stream, due) VALUES ('incident/1', 7);
            INSERT INTO customer (ref, facts, stage, recovered, won_back, quiet, captive, horizon_days, risk, value_at_stake, reasons, as_of, version)
            VALUES ('C1', '{"expectedAnnualMargin":{"amount":"1234.50","currency":"EUR"}}', 'content', 0, 0, 0, 0, 45, 0, 0, '[]', 0, 1),
                ('C2', NULL, 'content', 0, 0, 0, 0, 45, 0, 0, '[]', 0, 1)
            """);

        Migrations.Apply(connection);

        Assert.Equal("C1 EUR 1234.5", Run("SELECT group_concat(ref || ' ' || currency || ' ' || margin) FROM customer_margin"));
        Assert.Equal(0L, Run("SELECT policy FROM deadline"));

        object? Run(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return command.ExecuteScalar();
        }
    }

    [Fact]
    public async Task Rows_that_a_new_schema_brings_are_filled_in_from_the_events_when_the_store_is_opened()
    {
        await Work();
        var before = await Dump();
        await store!.DisposeAsync();
        // As the script leaves a book that was there before it.
        await Execute("DELETE FROM incident_figure; DELETE FROM stage_move; UPDATE customer SET margin = NULL, known_since = NULL; "
            + "INSERT INTO setting (name, value) VALUES ('readRows', 'stale')");
        Store = store = SqliteStore.Open(directory);
        Assert.NotEqual(before, await Dump());
        await store.DisposeAsync();

        Store = store = SqliteStore.Open(directory, () => Policy.Default);
        Assert.Equal(before, await Dump());
        await store.DisposeAsync();
        Store = store = SqliteStore.Open(directory, () => throw new InvalidOperationException("There is nothing left to fill in."));
    }

    [Fact]
    public void A_schema_before_the_figures_asks_for_them_where_there_are_events_and_nowhere_else()
    {
        foreach (var events in (int[])[0, 1])
        {
            using var connection = new SqliteConnection($"Data Source={Path.Combine(directory, $"before-{events}.db")};Pooling=False");
            connection.Open();
            Migrations.Apply(connection, 10);
            using var command = connection.CreateCommand();
            command.CommandText = events == 0
                ? "SELECT 1"
                : "INSERT INTO stream_event (stream, version, command, ordinal, type, at, actor, payload, hash) VALUES ('s', 1, x'01', 0, 't', 0, 'a', '{}', x'00')";
            command.ExecuteNonQuery();
            Migrations.Apply(connection);
            command.CommandText = "SELECT count(*) FROM setting WHERE name = 'readRows' AND value = 'stale'";
            Assert.Equal((long)events, command.ExecuteScalar());
        }
    }

    [Fact]
    public async Task A_newer_schema_is_refused_with_advice()
    {
        await Execute("INSERT INTO schema_version (number, name) VALUES (9999, 'later')");
        using var connection = new SqliteConnection($"Data Source={store!.File};Pooling=False");
        connection.Open();
        var refusal = Assert.Throws<SchemaException>(() => Migrations.Apply(connection));
        Assert.Contains("9999", refusal.Message);
        Assert.Contains("newer program", refusal.Message);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_told_apart()
    {
        var other = Directory.CreateDirectory(Path.Combine(directory, "other")).FullName;
        await File.WriteAllTextAsync(Path.Combine(other, SqliteStore.FileName), new string('x', 4096), TestContext.Current.CancellationToken);
        Assert.ThrowsAny<Exception>(() => SqliteStore.Open(other));
    }

    [Fact]
    public async Task What_was_written_is_there_after_closing_and_opening()
    {
        var stream = Stream();
        await Store.Append(New(stream, 0, Id(), "one"), CancellationToken.None);
        await store!.DisposeAsync();
        Store = store = SqliteStore.Open(directory);
        Assert.Equal("one", Assert.Single((await store.Load(stream, null, CancellationToken.None)).Events).Payload);
    }

    protected override Task<int> Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={store!.File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Task.FromResult(command.ExecuteNonQuery());
    }
}
