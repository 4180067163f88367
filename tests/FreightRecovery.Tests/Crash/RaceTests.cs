using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using FreightRecovery.Store.Sqlite;

namespace FreightRecovery.Tests.Crash;

/// <summary>Many callers report and collect at once over HTTP; afterwards the stored history is read and the law checked on it.</summary>
public sealed class RaceTests : IDisposable
{
    private const int Callers = 32;
    private const int Rounds = 25;
    private const int InvoicesPerShipment = 6;

    private readonly string data = Directory.CreateTempSubdirectory("freight-race-").FullName;

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public async Task No_invoice_is_collected_while_an_incident_stands_however_many_race()
    {
        var key = await ServerProcess.AddKey(data, "ann", "admin", "sales", "finance", "integration");
        var collectedOnce = 0;
        var refusedOnce = 0;
        await using (var server = await ServerProcess.Start(data, key))
        {
            for (var round = 0; round < Rounds; round++)
            {
                var answers = await Race(server, round);
                collectedOnce += answers.Count(a => a is { Report: false, Status: HttpStatusCode.OK }) > 0 ? 1 : 0;
                refusedOnce += answers.Count(a => a is { Report: false, Status: HttpStatusCode.Conflict }) > 0 ? 1 : 0;
                // Who asked to collect after a report was acknowledged was refused.
                var firstReport = answers.Where(a => a.Report).Min(a => a.Ended);
                // ... unless the invoice had been asked for before it: then the answer is that receipt once more.
                Assert.All(answers.Where(a => !a.Report && a.Began > firstReport && a.Status == HttpStatusCode.OK),
                    a => Assert.Contains(answers, b => b.Invoice == a.Invoice && b.Status == HttpStatusCode.OK && b.Began < firstReport));
                Assert.Single(answers.Where(a => a.Report).Select(a => a.Incident).Distinct());
            }

            await server.Settle();
        }

        Assert.True(collectedOnce > 0 && refusedOnce > 0, $"No race: {collectedOnce} rounds collected, {refusedOnce} refused.");
        await CheckHistory();
    }

    private static async Task<List<Answer>> Race(ServerProcess server, int round)
    {
        var shipment = $"R{round}";
        var money = new { amount = "1850.50", currency = "USD" };
        await Ok(server.Put("/customers/C1", new
        {
            name = "Hengtai Castings", language = "en", timeZone = "Asia/Shanghai", countryCode = "CN", branch = "SHA", salesRep = "ann",
            accountManager = "bob", nominated = false, expectedAnnualMargin = money, contacts = Array.Empty<object>(),
        }, default));
        await Ok(server.Put($"/shipments/{shipment}", new { customer = "C1", mode = "sea", origin = "CNTAO", destination = "JPYOK" }, default));
        for (var n = 0; n < InvoicesPerShipment; n++)
            await Ok(server.Put($"/invoices/{shipment}-{n}", new { shipment, amount = money, kind = "freight", dueOn = "2026-04-01" }, default));

        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answers = new ConcurrentBag<Answer>();
        var callers = Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            await start.Task;
            for (var turn = 0; turn < 4; turn++)
            {
                var report = (caller + turn) % 8 == 3;
                var invoice = $"{shipment}-{(caller + turn) % InvoicesPerShipment}";
                var began = Stopwatch.GetTimestamp();
                using var response = report
                    ? await server.Send(HttpMethod.Post, "/incidents", new
                    {
                        shipment, kind = "cargoRolled", occurredAt = "2026-03-02T07:00:00Z", description = "Left behind.", channel = "phone",
                        reportedBy = $"caller {caller}",
                    }, null, default)
                    : await server.Send(HttpMethod.Post, $"/invoices/{invoice}/collection", new { }, null, default);
                var ended = Stopwatch.GetTimestamp();
                var text = await response.Content.ReadAsStringAsync();
                var incident = report ? System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("id").GetString() : null;
                Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created || (!report && response.StatusCode == HttpStatusCode.Conflict),
                    $"{response.StatusCode}: {text}");
                answers.Add(new Answer(report, response.StatusCode, began, ended, report ? null : invoice, incident));
            }
        })).ToArray();
        start.SetResult();
        await Task.WhenAll(callers);
        return [.. answers];

        static async Task Ok(Task<HttpResponseMessage> call)
        {
            using var response = await call;
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        }
    }

    // The truth is the stored order of each ledger: fold it and look at every collection.
    private async Task CheckHistory()
    {
        await using var store = SqliteStore.Open(data);
        var collections = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var stored = await store.Load(StreamId.Of(new ShipmentRef($"R{round}")), null, default);
            var ledger = LedgerState.Initial;
            Assert.Null(stored.Snapshot);
            foreach (var e in stored.Events.Select(e => (LedgerEvent)Json.Read(e.Type, e.Payload)))
            {
                if (e is LedgerEvent.InvoiceCollected collected)
                {
                    Assert.DoesNotContain(ledger.Holds, h => h.Stands);
                    Assert.Null(ledger.Find(collected.Invoice)!.Receipt);
                    collections++;
                }

                ledger = LedgerState.Evolve(ledger, e);
            }

            Assert.Single(ledger.Holds);
            Assert.All(ledger.Invoices, i => Assert.Equal(i.Receipt is null ? InvoiceStatus.Held : InvoiceStatus.Collected, ledger.StatusOf(i)));
        }

        Assert.True(collections > 0);
    }

    private sealed record Answer(bool Report, HttpStatusCode Status, long Began, long Ended, string? Invoice, string? Incident);
}
