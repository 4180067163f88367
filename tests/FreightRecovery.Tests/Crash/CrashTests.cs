using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using FreightRecovery.Domain;
using FreightRecovery.Store.Sqlite;

namespace FreightRecovery.Tests.Crash;

/// <summary>The real server is killed under load, again and again; what it acknowledged is there with its hold.</summary>
public sealed class CrashTests : IDisposable
{
    private const int Kills = 20;
    private const int Callers = 8;
    private const int ShipmentsPerRound = 80;

    private readonly string data = Directory.CreateTempSubdirectory("freight-crash-").FullName;
    private readonly Random random = new(20260302);

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public async Task Every_acknowledged_report_outlives_the_kill_with_its_hold()
    {
        var key = await ServerProcess.AddKey(data, "ann", "admin", "sales", "finance", "integration");
        var acknowledged = new ConcurrentDictionary<string, string>();
        var unanswered = new ConcurrentBag<string>();
        for (var round = 0; round <= Kills; round++)
        {
            await using var server = await ServerProcess.Start(data, key);
            if (round == 0)
            {
                // For all rounds by one server that has warmed up; each of the others begins cold with its reports.
                for (var each = 0; each < Kills; each++)
                    await Prepare(server, each);
            }
            else
            {
                await server.Settle();
                Assert.Equal(0, Count("SELECT count(*) FROM outbox"));
                await Check(server, round - 1, acknowledged);
                await Retry(server, acknowledged, unanswered);
                unanswered.Clear();
            }

            if (round == Kills)
                break;
            await LoadUntilKilled(server, round, acknowledged, unanswered);
            Assert.Empty(Maintenance.Verify(data).Problems);
        }

        Assert.True(acknowledged.Count > Kills, $"Only {acknowledged.Count} reports were acknowledged: the load was no load.");
        Assert.Empty(Maintenance.Verify(data).Problems);
        // One incident for each shipment, however often its report was sent.
        Assert.Equal(0, Count("SELECT count(*) FROM (SELECT 1 FROM incident GROUP BY shipment HAVING count(*) > 1)"));
        var events = Count("SELECT count(*) FROM stream_event");
        Assert.Equal(events, Maintenance.Rebuild(data, Policy.Default));
    }

    private async Task LoadUntilKilled(
        ServerProcess server, int round, ConcurrentDictionary<string, string> acknowledged, ConcurrentBag<string> unanswered)
    {
        var (next, done) = (0, 0);
        // The instant is drawn as a number of answers: from the very first report to the thick of it.
        var killAfter = random.Next(1, 70);
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var callers = Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var n && n <= ShipmentsPerRound)
            {
                var shipment = Shipment(round, n - 1);
                try
                {
                    using var response = await Report(server, shipment);
                    if (response.StatusCode == HttpStatusCode.Created)
                        acknowledged[shipment] = await Id(response);
                    if (Interlocked.Increment(ref done) == killAfter)
                        reached.TrySetResult();
                }
                catch (Exception e) when (e is HttpRequestException or IOException)
                {
                    unanswered.Add(shipment);
                    return;
                }
            }

            reached.TrySetResult();
        })).ToArray();
        await reached.Task;
        await server.Kill();
        await Task.WhenAll(callers);
    }

    private static async Task Check(ServerProcess server, int round, ConcurrentDictionary<string, string> acknowledged)
    {
        var ofRound = acknowledged.Where(a => a.Key.StartsWith($"S{round}-", StringComparison.Ordinal));
        await Parallel.ForEachAsync(ofRound, new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (report, _) =>
        {
            var (shipment, incident) = report;
            Assert.Equal(shipment, (await server.Get($"/incidents/{incident}")).GetProperty("shipment").GetString());
            var invoice = await server.Get($"/invoices/I{shipment}");
            Assert.Equal("held", invoice.GetProperty("status").GetString());
            Assert.Equal(incident, Assert.Single(invoice.GetProperty("holds").EnumerateArray()).GetProperty("incident").GetString());
            using var collection = await server.Send(HttpMethod.Post, $"/invoices/I{shipment}/collection", new { }, null, default);
            Assert.Equal(HttpStatusCode.Conflict, collection.StatusCode);
        });
    }

    // A caller that got no answer asks again with the same key, and ends with exactly one incident.
    private static async Task Retry(ServerProcess server, ConcurrentDictionary<string, string> acknowledged, ConcurrentBag<string> unanswered)
    {
        foreach (var shipment in unanswered)
        {
            using var first = await Report(server, shipment);
            using var second = await Report(server, shipment);
            Assert.True(first.IsSuccessStatusCode, await first.Content.ReadAsStringAsync());
            Assert.Equal(await Id(first), await Id(second));
            acknowledged[shipment] = await Id(first);
        }
    }

    private static Task<HttpResponseMessage> Report(ServerProcess server, string shipment) => server.Send(
        HttpMethod.Post, "/incidents",
        new
        {
            shipment, kind = "cargoRolled", occurredAt = "2026-03-02T07:00:00Z", description = "Left behind at the terminal.", channel = "phone",
            reportedBy = "terminal desk",
        },
        $"report-{shipment}", default);

    private static async Task<string> Id(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;

    private static string Shipment(int round, int n) => $"S{round}-{n}";

    private static async Task Prepare(ServerProcess server, int round)
    {
        var money = new { amount = "1850.50", currency = "USD" };
        await Ok(server.Put($"/customers/C{round}", new
        {
            name = "Hengtai Castings", language = "en", timeZone = "Asia/Shanghai", countryCode = "CN", branch = "SHA", salesRep = "ann",
            accountManager = "bob", nominated = false, expectedAnnualMargin = money, contacts = Array.Empty<object>(),
        }, default));
        await Parallel.ForEachAsync(Enumerable.Range(0, ShipmentsPerRound), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (n, cancel) =>
        {
            var shipment = Shipment(round, n);
            await Ok(server.Put($"/shipments/{shipment}", new
            {
                customer = $"C{round}", mode = "sea", origin = "CNTAO", destination = "JPYOK", bookedAt = "2026-02-20T08:00:00Z",
            }, cancel));
            await Ok(server.Put($"/invoices/I{shipment}", new { shipment, amount = money, kind = "freight", dueOn = "2026-04-01" }, cancel));
        });

        static async Task Ok(Task<HttpResponseMessage> call)
        {
            using var response = await call;
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        }
    }

    private long Count(string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection(
            $"Data Source={Path.Combine(data, SqliteStore.FileName)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
