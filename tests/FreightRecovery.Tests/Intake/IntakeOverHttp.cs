using System.Net;
using System.Net.Http.Headers;
using System.Text;
using FreightRecovery.Tests.Intake.Csv;

namespace FreightRecovery.Tests.Intake;

public sealed class IntakeOverHttp : IAsyncLifetime
{
    private readonly Server server = new();
    private Client partner = null!;

    public async ValueTask InitializeAsync()
    {
        await server.InitializeAsync();
        partner = await server.As("partner", "integration");
        await Import(partner, "customers", Rows.Customer("C1"));
        await Import(partner, "shipments", Rows.Shipment("S1", "C1").Replace("2026-02-20", "2025-12-20"));
        await Import(partner, "invoices", Rows.Invoice("I1", "S1"));
        await server.Settle();
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task A_message_is_answered_with_what_it_came_to()
    {
        var answer = await Feed(partner, Messages.Two(Messages.Delay("e1", "ACC", createdAt: "2026-01-05T06:00:00Z"), "{}"));
        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        Assert.Equal(1, (int)answer["accepted"]!);
        Assert.Equal(0, (int)answer["ignored"]!);
        Assert.Single(answer["incidents"]!.AsArray());
        Assert.Single(answer["quarantined"]!.AsArray());

        var waiting = await partner.Get("/feeds/quarantine?limit=1");
        var id = (string)waiting["items"]![0]!["id"]!;
        Assert.Equal(id, (string)answer["quarantined"]![0]!["id"]!);
        var again = await partner.Post($"/feeds/quarantine/{id}/replay");
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal(id, (string)again["quarantined"]![0]!["id"]!);
        Assert.Equal(1, (int)(await partner.Get("/feeds/quarantine"))["items"]![0]!["attempts"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await partner.Post($"/feeds/quarantine/{Guid.NewGuid()}/replay")).Status);
    }

    [Fact]
    public async Task A_map_of_columns_comes_with_the_call_as_with_the_verb()
    {
        const string Sheet = "Sendung;Was;Wann;Text;Weg;Von\nS1;lost;2026-01-02T08:00:00Z;Weg.;phone;Li Na\n";
        const string Map = """{"Sendung":"shipment","Was":"kind","Wann":"occurredAt","Text":"description","Weg":"channel","Von":"reportedBy"}""";

        var answer = await Import(partner, "incidents?map=" + Uri.EscapeDataString(Map), Sheet, "text/csv");
        Assert.Equal((HttpStatusCode.OK, 1), (answer.Status, (int)answer["accepted"]!));

        var wrong = await Import(partner, "incidents?map=7", Sheet, "text/csv");
        Assert.Equal((HttpStatusCode.BadRequest, true), (wrong.Status, wrong.Text.Contains("/map", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.BadRequest, (await Import(partner, "incidents?map=%7B%7D", "", "application/x-ndjson")).Status);
    }

    [Fact]
    public async Task The_quarantine_is_read_page_by_page()
    {
        await Feed(partner, Messages.Two("1", "2", "3"));
        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = await partner.Get("/feeds/quarantine?limit=2" + (after is null ? "" : $"&after={after}"));
            seen.AddRange(page["items"]!.AsArray().Select(i => (string)i!["id"]!));
            after = (string?)page["next"];
        }
        while (after is not null);
        Assert.Equal(3, seen.Distinct().Count());
        Assert.Equal(seen.Order(StringComparer.Ordinal), seen);
    }

    [Fact]
    public async Task Only_programs_that_bring_data_may_bring_it()
    {
        var sales = await server.As("mei.lin", "sales", "SHA");
        Assert.Equal(HttpStatusCode.Forbidden, (await Feed(sales, "[]")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Import(sales, "customers", Rows.Customer("C2"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await sales.Get("/feeds/quarantine")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Feed(new Client(server.Http, null), "[]")).Status);
    }

    [Fact]
    public async Task A_key_of_another_branch_changes_nothing_here()
    {
        var hamburg = await server.As("hamburg", "integration", "HAM");
        var events = await server.Events();
        foreach (var (kind, row) in ((string, string)[])
            [
                ("customers", Rows.Customer("C1")), ("customers", Rows.Customer("C1").Replace("\"SHA\"", "\"HAM\"")),
                ("shipments", Rows.Shipment("S2", "C1").Replace("2026-02-20", "2025-12-20")), ("invoices", Rows.Invoice("I2", "S1")),
                ("incidents", Rows.Incident("S1", occurredAt: "2026-01-04T08:00:00Z")),
                ("bookings", """{"customer":"C1","at":"2026-01-01T08:00:00Z"}"""),
            ])
        {
            var answer = await Import(hamburg, kind, row);
            Assert.Equal((kind, 1), (kind, (int)answer["rejected"]!));
            Assert.Contains("another branch", (string)answer["errors"]![0]!["reason"]!);
        }

        Assert.Equal(events, await server.Events());
    }

    [Fact]
    public async Task What_is_no_message_and_no_file_is_told_so()
    {
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await Feed(partner, "[]", "text/plain")).Status);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await Import(partner, "customers", "{}", "application/json")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Import(partner, "ships", "{}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await partner.Post("/feeds/smoke-signals", "[]")).Status);
        var large = await Feed(partner, "[" + new string(' ', 1 << 20) + "]");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.Status);
        Assert.Equal("application/problem+json", large.MediaType);
    }

    [Fact]
    public async Task An_import_goes_on_under_its_key_and_adds_nothing_twice()
    {
        var rows = Rows.Incident("S1", occurredAt: "2026-01-04T08:00:00Z");
        Assert.Equal(1, (int)(await Import(partner, "incidents", rows, key: "k1"))["accepted"]!);
        // Settled, so that nothing but its id tells that the row was carried out.
        var rep = await server.As("mei.lin", "sales supervisor", "SHA");
        var id = (string)(await rep.Get("/incidents"))["items"]![0]!["id"]!;
        Assert.Equal(HttpStatusCode.OK, (await rep.Post($"/incidents/{id}/withdrawal", new { reason = "A mistake." })).Status);
        await server.Settle();
        var events = await server.Events();
        Assert.Equal(1, (int)(await Import(partner, "incidents", rows, key: "k1"))["accepted"]!);
        await server.Settle();
        Assert.Equal(events, await server.Events());
        Assert.Equal(HttpStatusCode.BadRequest, (await Import(partner, "incidents", rows, key: "a b")).Status);
    }

    [Fact]
    public async Task A_key_of_one_import_is_not_for_another()
    {
        Assert.Equal(1, (int)(await Import(partner, "customers", Rows.Customer("C2"), key: "k2"))["accepted"]!);
        var events = await server.Events();
        var other = await Import(partner, "customers", Rows.Customer("C2", "Another"), key: "k2");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency-key-reused"), (other.Status, other.Problem));
        Assert.Equal(events, await server.Events());
        Assert.Equal(1, (int)(await Import(partner, "customers", Rows.Customer("C2"), key: "k2"))["accepted"]!);
    }

    [Fact]
    public async Task A_table_in_its_own_encoding_is_read_and_its_columns_are_named()
    {
        var rows = Sheet.Text([Sheet.SimplifiedHeader, Sheet.Customer("C2", "青岛恒泰"), Sheet.Customer("C3", "天津", language: "latin")], ';');
        var body = new ByteArrayContent(Sheet.Bytes("gb18030", rows)) { Headers = { ContentType = MediaTypeHeaderValue.Parse("text/csv; charset=gb18030") } };
        var answer = await partner.Send(HttpMethod.Post, "/imports/customers", body);
        Assert.Equal((1, 1), ((int)answer["accepted"]!, (int)answer["rejected"]!));
        Assert.Equal(("GB18030", ";", "ref"), ((string)answer["readAs"]!["encoding"]!, (string)answer["readAs"]!["delimiter"]!, (string)answer["readAs"]!["columns"]!["客户编号"]!));
        Assert.Equal((3, "语言"), ((int)answer["errors"]![0]!["line"]!, (string)answer["errors"]![0]!["column"]!));
        Assert.Equal("青岛恒泰", (string)(await partner.Get("/customers/C2"))["name"]!);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await Import(partner, "customers", "x", "text/csv; charset=klingon")).Status);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await Import(partner, "customers", "x", "application/x-ndjson; charset=big5")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Import(partner, "customers?delimiter=ab", "x", "text/csv")).Status);
        Assert.Null((await Import(partner, "customers", Rows.Customer("C2")))["readAs"]);
    }

    [Fact]
    public async Task A_dry_run_checks_and_writes_nothing()
    {
        var events = await server.Events();
        var answer = await Import(partner, "customers?dryRun=true", Rows.Customer("C2") + "\n{}", key: "k3");
        Assert.Equal((1, 1), ((int)answer["accepted"]!, (int)answer["rejected"]!));
        Assert.Equal(events, await server.Events());
        Assert.Equal(HttpStatusCode.NotFound, (await partner.Get("/customers/C2")).Status);
    }

    [Fact]
    public async Task A_key_of_one_message_is_not_for_another()
    {
        Assert.Equal(HttpStatusCode.Accepted, (await Feed(partner, "[]", key: "k1")).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await Feed(partner, "[]", key: "k1")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Feed(partner, "[7]", key: "k1")).Status);
    }

    [Fact]
    public async Task A_larger_file_than_any_body_may_be_is_imported()
    {
        var rows = string.Join("\n", Enumerable.Range(0, 6000).Select(i => Rows.Customer($"B{i}")));
        Assert.True(rows.Length > 1 << 20);
        Assert.Equal(6000, (int)(await Import(partner, "customers", rows))["accepted"]!);
    }

    [Fact]
    public async Task The_clock_moves_from_one_due_instant_to_the_next()
    {
        var rep = await server.As("mei.lin", "sales supervisor", "SHA");
        var reported = await rep.Post("/incidents", Rows.Incident("S1", occurredAt: "2026-01-04T08:00:00Z"));
        var id = (string)reported["id"]!;
        await rep.Post($"/incidents/{id}/acknowledgement", new { channel = "phone", note = "Told." });
        await rep.Post($"/incidents/{id}/promises", new { what = "The survey", dueAt = "2026-01-06T08:00:00Z" });

        using var move = new StringContent("""{"advance":"P30D"}""", Encoding.UTF8, "application/json");
        using var moved = await server.Http.PostAsync("/test/clock", move, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
        Assert.Contains("2026-02-04T08:00:00Z", await moved.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        // It broke when it fell due, not when the clock had arrived.
        var timeline = (await rep.Get($"/incidents/{id}/timeline")).Text;
        Assert.Contains("2026-01-06T08:00:00Z", timeline);

        foreach (var wrong in (string[])["""{"advance":"-P1D"}""", """{"advance":"soon"}""", "{}", """{"advance":"P9999999Y"}"""])
        {
            using var body = new StringContent(wrong, Encoding.UTF8, "application/json");
            using var refused = await server.Http.PostAsync("/test/clock", body, TestContext.Current.CancellationToken);
            Assert.Equal((wrong, HttpStatusCode.BadRequest), (wrong, refused.StatusCode));
        }
    }

    private static Task<Answer> Feed(Client client, string message, string type = "application/json", string? key = null) =>
        client.Send(HttpMethod.Post, "/feeds/dcsa-tnt", Content(message, type), key);

    private static Task<Answer> Import(Client client, string kind, string rows, string type = "application/x-ndjson", string? key = null) =>
        client.Send(HttpMethod.Post, "/imports/" + kind, Content(rows, type), key);

    private static ByteArrayContent Content(string text, string type) =>
        new(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
}
