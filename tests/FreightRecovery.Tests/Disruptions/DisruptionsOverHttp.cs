using System.Net;
using System.Text;
using Dapper;
using FreightRecovery.Domain;
using FreightRecovery.Store;
using FreightRecovery.Tests.Api;
using FreightRecovery.Web.Disruptions;
using Microsoft.Extensions.DependencyInjection;

namespace FreightRecovery.Tests.Disruptions;

/// <summary>One cause, many shipments: declared over HTTP.</summary>
public sealed class DisruptionsOverHttp : IAsyncLifetime
{
    private readonly Server server = new();

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Every_invoice_is_held_before_the_first_word_goes_out()
    {
        const int Hit = 150;
        for (var i = 0; i < Hit; i++)
            await Put($"HIT-{i}", "EVER ABLE");
        await Put("OTHER", "MSC OSCAR");

        var declared = await Declare(new { vessel = "MV Ever Able" });

        Assert.Equal(HttpStatusCode.Created, declared.Status);
        Assert.Equal((Hit, Hit), ((int)declared.Ok["matched"]!, (int)declared.Ok["held"]!));
        var done = await Reported(declared);
        Assert.Equal((Hit, "watching", true), ((int)done["reported"]!, (string)done["state"]!, (bool)done["complete"]!));
        Assert.Equal(50, done["shipments"]!.AsArray().Count);
        var admin = await server.As("Root", "admin");
        var hits = (await admin.Get($"/disruptions/{(string)done["id"]!}/shipments?limit=200")).Ok["items"]!.AsArray();
        Assert.Equal(Hit, hits.Select(h => (string)h!["shipment"]!).Distinct().Count());
        Assert.Equal("held", (string)(await admin.Get("/invoices/I-HIT-7")).Ok["status"]!);
        Assert.Equal("open", (string)(await admin.Get("/invoices/I-OTHER")).Ok["status"]!);

        var (lastHold, firstReport) = await server.Services.GetRequiredService<IOpenStore>().Read(connection => new ValueTask<(long, long)>(
            connection.QuerySingleAsync<(long, long)>(
                """
                SELECT max(CASE WHEN type = 'holdPlaced/1' THEN position END), min(CASE WHEN type = 'incidentReported/1' THEN position END)
                FROM stream_event
                """)), TestContext.Current.CancellationToken);
        Assert.True(lastHold < firstReport, $"{lastHold} {firstReport}");
        var rep = (await (await server.As("Wang Fang", "sales")).Get("/notifications?limit=200")).Ok["items"]!.AsArray();
        Assert.Equal(Hit, rep.Count(n => (string)n!["kind"]! == "incidentReported"));
    }

    [Fact]
    public async Task A_second_run_adds_only_what_is_new_and_late_shipments_are_caught_as_they_come()
    {
        await Put("FIRST", "EVER ABLE");
        var declared = await Declare(new { vessel = "EVER ABLE", voyage = "604E" });
        await Reported(declared);
        var id = (string)declared.Ok["id"]!;

        await Put("LATE", "EVER ABLE");
        await Import("""{"ref":"S-ROW","customer":"C-FIRST","mode":"sea","vessel":"EVER ABLE","voyage":"604E","origin":"CNTAO","destination":"JPTYO"}""");
        var admin = await server.As("Root", "admin");
        Assert.Equal("held", (string)(await admin.Get("/invoices/I-LATE")).Ok["status"]!);
        Assert.Equal(3, (int)(await admin.Get($"/disruptions/{id}")).Ok["reported"]!);

        var events = await server.Events();
        Assert.Equal(3, (int)(await admin.Post($"/disruptions/{id}/run")).Ok["matched"]!);
        await Reported(declared);
        Assert.Equal(events, await server.Events());

        Assert.Equal("ended", (string)(await admin.Post($"/disruptions/{id}/end", new { reason = "The ship sails again." })).Ok["state"]!);
        await Put("TOO-LATE", "EVER ABLE");
        Assert.Equal("open", (string)(await admin.Get("/invoices/I-TOO-LATE")).Ok["status"]!);
        Assert.Equal("not-allowed-in-state", (await admin.Post($"/disruptions/{id}/run")).Problem);
        Assert.Equal("not-allowed-in-state", (await admin.Post($"/disruptions/{id}/end", new { reason = "Again." })).Problem);
    }

    [Fact]
    public async Task The_same_request_again_declares_nothing_twice()
    {
        await Put("ONCE", "EVER ABLE");
        var first = await Declare(new { port = "CNTAO" }, key: "storm-1");
        var again = await Declare(new { port = "CNTAO" }, key: "storm-1");
        Assert.Equal(first.Ok["id"]!.ToString(), again.Ok["id"]!.ToString());
        var admin = await server.As("Root", "admin");
        Assert.Single((await admin.Get("/disruptions")).Ok["items"]!.AsArray());
    }

    [Fact]
    public async Task A_branch_declares_for_its_own_customers_and_sees_no_other_branch()
    {
        await Put("NORTH", "EVER ABLE");
        await Put("SOUTH", "EVER ABLE", "SHENZHEN");

        var declared = await Declare(new { vessel = "EVER ABLE" }, branch: "SHENZHEN");

        Assert.Equal((1, "SHENZHEN"), ((int)declared.Ok["matched"]!, (string)declared.Ok["branch"]!));
        var admin = await server.As("Root", "admin");
        Assert.Equal("open", (string)(await admin.Get("/invoices/I-NORTH")).Ok["status"]!);
        var north = await server.As("Northerner", "operations", "QINGDAO");
        Assert.Equal("forbidden", (await north.Get($"/disruptions/{(string)declared.Ok["id"]!}")).Problem);
        Assert.Empty((await north.Get("/disruptions")).Ok["items"]!.AsArray());
    }

    [Fact]
    public async Task A_bad_declaration_is_told_what_is_wrong_and_changes_nothing()
    {
        await Put("SAFE", "EVER ABLE");
        var events = await server.Events();
        Assert.Equal(["/match"], (await Declare(new { })).Pointers);
        Assert.Equal(["/match/to"], (await Declare(new { vessel = "X", from = "2026-01-05", to = "2026-01-04" })).Pointers);
        Assert.Equal(["/match/from"], (await Declare(new { vessel = "X", from = "Monday" })).Pointers);
        Assert.Equal(["/match/port"], (await Declare(new { port = "Busan" })).Pointers);
        Assert.Equal("invalid-request", (await Declare(new { vessle = "EVER ABLE" })).Problem);
        var admin = await server.As("Root", "admin");
        var noCause = new { kind = "forceMajeure", description = "x", occurredAt = "2026-01-05T00:00:00Z", match = new { vessel = "EVER ABLE" } };
        Assert.Equal(["/forceMajeureCause"], (await admin.Post("/disruptions", noCause)).Pointers);
        Assert.Equal("unknown-reference", (await admin.Get($"/disruptions/{Guid.NewGuid()}")).Problem);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await server.As("Wang Fang", "sales")).Post("/disruptions", noCause)).Status);
        Assert.Equal(events, await server.Events());
    }

    private async Task Put(string suffix, string vessel, string branch = "QINGDAO")
    {
        var integration = await server.As("erp", "integration");
        await integration.Put($"/customers/C-{suffix}", Book.Customer(branch)).Done();
        await integration.Put($"/shipments/S-{suffix}", new
        {
            customer = $"C-{suffix}", mode = "sea", vessel, voyage = "604E", origin = "CNTAO", destination = "JPTYO", bookedAt = "2025-12-20T08:00:00Z",
        }).Done();
        await integration.Put($"/invoices/I-{suffix}", Book.Invoice($"S-{suffix}")).Done();
    }

    private async Task<Answer> Declare(object match, string? key = null, string? branch = null) =>
        await (await server.As("Bo Qian", "manager", branch)).Post(
            "/disruptions",
            new { kind = "forceMajeure", forceMajeureCause = "accident", description = "A collision at Busan.", occurredAt = "2026-01-05T06:00:00Z", match },
            key);

    // Fan-outs run one after the other: when a second one has held what is new, the first one has reported.
    private async Task<Answer> Reported(Answer declared)
    {
        var id = (string)declared.Ok["id"]!;
        var service = server.Services.GetRequiredService<FanOutService>();
        await service.Hold(new DisruptionId(Guid.Parse(id)), TestContext.Current.CancellationToken);
        await service.Hold(new DisruptionId(Guid.Parse(id)), TestContext.Current.CancellationToken);
        await server.Settle();
        return (await (await server.As("Root", "admin")).Get($"/disruptions/{id}")).Ok;
    }

    private async Task Import(string row)
    {
        var integration = await server.As("erp", "integration");
        var content = new StringContent(row, Encoding.UTF8, "application/x-ndjson");
        Assert.Equal(1, (int)(await integration.Send(HttpMethod.Post, "/imports/shipments", content)).Ok["accepted"]!);
    }
}
