using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using FreightRecovery.Tests.Store;
using StreamId = FreightRecovery.Engine.StreamId;
using Microsoft.Data.SqlClient;

namespace FreightRecovery.Cluster.Tests.Processes;

/// <summary>Several nodes over one empty database, and callers that go from node to node until they have an answer.</summary>
internal sealed class House : IAsyncDisposable
{
    private static readonly object Money = new { amount = "1850.50", currency = "USD" };

    private readonly string data = Directory.CreateTempSubdirectory("freight-cluster-").FullName;
    private readonly List<(int Port, int SiloPort)> places = [];
    private readonly string connection, key;

    private House(string connection, string data, string key) => (this.connection, this.data, this.key) = (connection, data, key);

    /// <summary>The nodes; one that is gone stays in the list.</summary>
    public List<NodeProcess> Nodes { get; } = [];

    /// <summary>Which incident each shipment's report was answered with.</summary>
    public ConcurrentDictionary<string, string> Acknowledged { get; } = new();

    /// <summary>Empties the database and starts nodes; skips the test where there is no server.</summary>
    /// <param name="through">Changes the connection string that the nodes get.</param>
    public static async Task<House> Open(int nodes, Func<string, string>? through = null)
    {
        SqlServerDatabase.Needed();
        var connection = await Empty();
        var data = Directory.CreateTempSubdirectory("freight-cluster-").FullName;
        var house = new House(through?.Invoke(connection) ?? connection, data, await NodeProcess.AddKey(connection, data));
        for (var i = 0; i < nodes; i++)
            house.Add();
        foreach (var node in house.Nodes)
            await node.Ready(nodes);
        return house;
    }

    /// <summary>Starts one more node.</summary>
    public NodeProcess Add()
    {
        places.Add((NodeProcess.FreePort(), NodeProcess.FreePort()));
        Nodes.Add(Start(places.Count - 1));
        return Nodes[^1];
    }

    /// <summary>Starts a node that has stopped, in its place.</summary>
    public NodeProcess Again(int node) => Nodes[node] = Start(node);

    /// <summary>Puts a customer and shipments of it, each with an invoice.</summary>
    public async Task Book(string name, int shipments)
    {
        await Ok(node => node.Send(HttpMethod.Put, $"/customers/C-{name}", new
        {
            name = "Hengtai Castings", language = "en", timeZone = "Asia/Shanghai", countryCode = "CN", branch = "SHA", salesRep = "ann",
            accountManager = "bob", nominated = false, expectedAnnualMargin = Money, contacts = Array.Empty<object>(),
        }));
        await Parallel.ForEachAsync(Enumerable.Range(0, shipments), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (n, _) =>
        {
            await Ok(node => node.Send(HttpMethod.Put, $"/shipments/{name}-{n}", new
            {
                customer = $"C-{name}", mode = "sea", origin = "CNTAO", destination = "JPYOK", bookedAt = "2026-02-20T08:00:00Z",
            }));
            await Ok(node => node.Send(
                HttpMethod.Put, $"/invoices/I{name}-{n}", new { shipment = $"{name}-{n}", amount = Money, kind = "freight", dueOn = "2027-04-01" }));
        });
    }

    /// <summary>Reports each shipment; a caller without an answer asks the next node, with the same key. Tells after each answer how many there are.</summary>
    public async Task Report(string name, int shipments, Func<int, Task>? answered = null, int callers = 6)
    {
        var (next, count) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) - 1 is var n && n < shipments)
            {
                using var response = await Insist(caller + n, node => node.Send(HttpMethod.Post, "/incidents", new
                {
                    shipment = $"{name}-{n}", kind = "cargoRolled", occurredAt = "2026-03-02T07:00:00Z", description = "Left behind at the terminal.",
                    channel = "phone", reportedBy = "terminal desk",
                }, $"report-{name}-{n}"));
                var text = await response.Content.ReadAsStringAsync();
                Assert.True(response.IsSuccessStatusCode, text);
                Acknowledged[$"{name}-{n}"] = JsonElement.Parse(text).GetProperty("id").GetString()!;
                if (answered is not null)
                    await answered(Interlocked.Increment(ref count));
            }
        })));
    }

    /// <summary>Asks node after node until one has an answer that is not "try again".</summary>
    public async Task<HttpResponseMessage> Insist(int first, Func<NodeProcess, Task<HttpResponseMessage>> ask)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var response = await ask(Nodes[(first + attempt) % Nodes.Count]);
                if (response.StatusCode is not HttpStatusCode.ServiceUnavailable || attempt > 400)
                    return response;
                response.Dispose();
            }
            catch (Exception e) when (attempt <= 400 && (e is HttpRequestException or IOException or OperationCanceledException))
            {
            }

            await Task.Delay(100);
        }
    }

    /// <summary>Waits until so many nodes have the slots of the outbox and the deadlines among them, each its part.</summary>
    public async Task Shared(int among)
    {
        List<int> slots = [];
        for (var patience = Stopwatch.StartNew(); patience.Elapsed < TimeSpan.FromMinutes(2); await Task.Delay(200))
        {
            slots = [.. (await SqlServerDatabase.Names(
                Database, "SELECT CAST(count(*) AS nvarchar(10)) FROM lease GROUP BY owner")).Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
            if (slots.Count == among && slots.Sum() == StreamId.Slots && slots.Max() <= (StreamId.Slots + among - 1) / among)
                return;
        }

        Assert.Fail($"The slots are not dealt out to {among}: {string.Join(' ', slots)}");
    }

    /// <summary>Every report that was acknowledged is there, once, and its invoice cannot be collected.</summary>
    public async Task Check(int node = 0)
    {
        foreach (var (shipment, incident) in Acknowledged)
        {
            using var collection = await Insist(node, n => n.Send(HttpMethod.Post, $"/invoices/I{shipment}/collection", new { }));
            Assert.Equal(HttpStatusCode.Conflict, collection.StatusCode);
            var problem = JsonElement.Parse(await collection.Content.ReadAsStringAsync());
            Assert.Equal(incident, Assert.Single(problem.GetProperty("holds").EnumerateArray()).GetProperty("incident").GetString());
        }

        var twice = await SqlServerDatabase.Names(Database, "SELECT shipment FROM incident GROUP BY shipment HAVING count(*) > 1");
        Assert.Empty(twice);
        var reported = await SqlServerDatabase.Names(Database, "SELECT id FROM incident");
        Assert.Equal(Acknowledged.Values.Order(StringComparer.Ordinal), reported.Order(StringComparer.Ordinal));
        Assert.Empty(await SqlServerDatabase.Names(Database, "SELECT stream FROM stream_event WHERE type LIKE 'invoiceCollected/%'"));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
            await node.DisposeAsync();
        SqlConnection.ClearAllPools();
        Directory.Delete(data, recursive: true);
    }

    private static string Database { get; set; } = "";

    private NodeProcess Start(int place) => NodeProcess.Start(connection, data, key, places[place].Port, places[place].SiloPort);

    // A database of its own: the store's tests may be running beside it.
    private static async Task<string> Empty()
    {
        var builder = new SqlConnectionStringBuilder(SqlServerDatabase.Server);
        var name = (builder.InitialCatalog is "" or "master" ? "FreightRecoveryTests" : builder.InitialCatalog) + "_cluster";
        builder.InitialCatalog = "master";
        await SqlServerDatabase.Execute(builder.ConnectionString, $"IF DB_ID('{name}') IS NULL CREATE DATABASE {name}");
        builder.InitialCatalog = name;
        foreach (var table in await SqlServerDatabase.Names(
            builder.ConnectionString, "SELECT name FROM sys.tables WHERE name <> 'schema_version' AND schema_name(schema_id) = 'dbo'"))
            await SqlServerDatabase.Execute(builder.ConnectionString, $"DELETE FROM {table}");
        return Database = builder.ConnectionString;
    }

    private async Task Ok(Func<NodeProcess, Task<HttpResponseMessage>> call)
    {
        using var response = await Insist(0, call);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }
}
