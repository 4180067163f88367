using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using FreightRecovery.Store;
using FreightRecovery.Store.Sqlite;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace FreightRecovery.Tests.Store;

/// <summary>The store suite on SQLite, and what only a file can do.</summary>
public sealed class SqliteStoreTests : StoreSuite
{
    private readonly string directory = Directory.CreateTempSubdirectory("freight-store-").FullName;
    private SqliteStore? store;

    protected override ValueTask<IStore> Open() => ValueTask.FromResult<IStore>(store = SqliteStore.Open(directory));

    protected override async ValueTask Close()
    {
        await store!.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Verify_finds_nothing_in_an_honest_book()
    {
        await Work();
        var found = Maintenance.Verify(directory);
        Assert.Empty(found.Problems);
        Assert.True(found.Events > 100);
    }

    [Theory]
    [InlineData("UPDATE stream_event SET payload = replace(payload, '1850.50', '1.00') WHERE type = 'invoiceIssued/1'", "changed")]
    [InlineData("UPDATE stream_event SET actor = 'somebody else' WHERE position = 3", "changed")]
    [InlineData("UPDATE stream_event SET at = at + 1 WHERE position = 3", "changed")]
    [InlineData("DELETE FROM stream_event WHERE type = 'holdPlaced/1'", "missing")]
    [InlineData("UPDATE snapshot SET hash = x'00'", "snapshot")]
    public async Task Verify_finds_what_was_tampered_with(string sql, string word)
    {
        await Work();
        Execute(sql);
        var found = Maintenance.Verify(directory);
        Assert.NotEmpty(found.Problems);
        Assert.Contains(found.Problems, p => p.Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rebuild_gives_the_same_read_tables_byte_for_byte()
    {
        await Work();
        var before = Dump();
        Execute("UPDATE invoice SET status = 'open', version = 99; DELETE FROM customer; DELETE FROM notification");
        Assert.NotEqual(before, Dump());

        Maintenance.Rebuild(directory, Policy.Default);

        Assert.Equal(before, Dump());
    }

    [Fact]
    public async Task A_backup_taken_under_load_opens_and_verifies()
    {
        var target = Path.Combine(directory, "copy", SqliteStore.FileName);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var work = Work();
        Maintenance.Backup(directory, target);
        await work;

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
        var before = Dump();
        await store!.DisposeAsync();
        // As the script leaves a book that was there before it.
        Execute("DELETE FROM incident_figure; DELETE FROM stage_move; UPDATE customer SET margin = NULL, known_since = NULL; "
            + "INSERT INTO setting (name, value) VALUES ('readRows', 'stale')");
        store = SqliteStore.Open(directory);
        Assert.NotEqual(before, Dump());
        await store.DisposeAsync();

        store = SqliteStore.Open(directory, () => Policy.Default);
        Assert.Equal(before, Dump());
        await store.DisposeAsync();
        store = SqliteStore.Open(directory, () => throw new InvalidOperationException("There is nothing left to fill in."));
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
    public void A_newer_schema_is_refused_with_advice()
    {
        Execute("INSERT INTO schema_version (number, name) VALUES (9999, 'later')");
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
        store = SqliteStore.Open(directory);
        Assert.Equal("one", Assert.Single((await store.Load(stream, null, CancellationToken.None)).Events).Payload);
    }

    // A small book in which everything happens: reports, offers, promises, collections, a stream long enough for a snapshot.
    private async Task Work()
    {
        var transactor = new Transactor(store!, () => Policy.Default, store!.Keys);
        var gateway = new InProcessGateway(transactor);
        var reporting = new Reporting(gateway, transactor);
        var dispatcher = new Dispatcher(store!, gateway);
        var at = Noon;
        var usd = new Currency("USD");
        for (var n = 0; n < 6; n++)
        {
            var (customer, shipment) = (new CustomerRef($"C{n}"), new ShipmentRef($"S{n}"));
            await Send(StreamId.Of(customer), new CustomerCommand.RecordCustomer(new CustomerFacts
            {
                Name = $"貿易公司 {n}", Language = "zh-Hant", TimeZone = "Asia/Taipei", CountryCode = "TW", Branch = "HKG",
                SalesRep = "ann", AccountManager = "bob", ExpectedAnnualMargin = new Money(5000, usd),
            }));
            await Send(StreamId.Of(shipment), new LedgerCommand.RecordShipment(new ShipmentFacts
            {
                Customer = customer, Mode = TransportMode.Sea, Origin = "CNTAO", Destination = "JPYOK", BookedAt = at - Duration.FromDays(9),
                Containers = ["NCLU1234560"],
            }));
            await Send(StreamId.Of(shipment), new LedgerCommand.IssueInvoice(
                new InvoiceRef($"I{n}"), new Money(1850.50m, usd), InvoiceKind.Freight, new LocalDate(2026, 4, 1)));
            if (n == 0)
                await Send(StreamId.Of(shipment), new LedgerCommand.Collect(new InvoiceRef("I0")));
            var (_, incident, _) = await reporting.Report(Id(), Facts(customer, shipment), at, new Actor("ann"), null, CancellationToken.None);
            await Send(StreamId.Of(incident), new IncidentCommand.Acknowledge(Channel.Phone, "told", at + Duration.FromHours(5)));
            if (n % 2 == 0)
                await Send(StreamId.Of(incident), new IncidentCommand.Withdraw("told twice"));
        }

        for (var n = 0; n < 70; n++)
            await Send(StreamId.Of(new CustomerRef("C1")), new CustomerCommand.Observe(
                new Signal(Guid.CreateVersion7(), SignalKind.Contact, at - Duration.FromDays(n))));
        await dispatcher.Drain();
        await new DeadlineSweep(store!, gateway, () => Policy.Default, _ => Id()).Sweep(at + Duration.FromDays(2));
        await dispatcher.Drain();

        async Task Send(StreamId stream, object command)
        {
            at += Duration.FromSeconds(1);
            var outcome = await gateway.Send(new Envelope(stream, command, Id(), at, new Actor("ann")));
            Assert.IsType<Outcome.Done>(outcome);
        }
    }

    private static IncidentFacts Facts(CustomerRef customer, ShipmentRef shipment) => new()
    {
        Shipment = shipment, Customer = customer, Branch = "HKG", SalesRep = "ann", AccountManager = "bob", Language = "zh-Hant",
        TimeZone = "Asia/Taipei", Kind = IncidentKind.CargoRolled, Fault = Fault.Carrier, Severity = Severity.Major,
        OccurredAt = Noon - Duration.FromHours(2), Description = "Left behind.", Channel = Channel.Phone, ReportedBy = "terminal",
    };

    private string Dump()
    {
        using var connection = new SqliteConnection($"Data Source={store!.File};Pooling=False");
        connection.Open();
        var text = new System.Text.StringBuilder();
        foreach (var table in (string[])["customer", "shipment", "shipment_container", "invoice", "incident", "promise", "notification",
                     "incident_figure", "agreed_offer", "claim_money", "time_bar", "stage_move"])
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table} ORDER BY 1, 2";
            using var reader = command.ExecuteReader();
            while (reader.Read())
                text.Append(table).Append('|').AppendJoin('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i))).Append('\n');
        }

        return text.ToString();
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={store!.File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.True(command.ExecuteNonQuery() != 0);
    }
}
