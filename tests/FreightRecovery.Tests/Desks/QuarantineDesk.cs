using System.Net;
using System.Net.Http.Headers;
using System.Text;
using FreightRecovery.Tests.Intake;

namespace FreightRecovery.Tests.Desks;

/// <summary>What could not be read, on its pages, without script.</summary>
public sealed class QuarantineDesk : IAsyncLifetime
{
    private readonly Server server = new();
    private Client partner = null!;

    public async ValueTask InitializeAsync()
    {
        await server.InitializeAsync();
        partner = await server.As("Example Lines", "integration");
        await Post("/imports/customers", Rows.Customer("C1"), "application/x-ndjson");
        await Post("/imports/shipments", Rows.Shipment("S1", "C1").Replace("2026-02-20", "2025-12-20"), "application/x-ndjson");
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task A_code_is_seen_at_its_place_mapped_and_the_message_read()
    {
        var id = await Quarantined("/feeds/iftsta", Status("A7"), "text/plain");
        var person = await Person.SignedIn(server, "ops", "operations");
        Assert.Equal(HttpStatusCode.OK, await person.Open("/quarantine"));
        Assert.Contains($"/quarantine/{id}", person.Html);
        await person.Open($"/quarantine/{id}");
        Assert.Contains("<mark>A7</mark>", person.Html);

        await person.Send($"/quarantine/{id}/map", ("map", "{"), ("act", "save"));
        Assert.Contains("Not JSON", person.Html);
        const string Map = """{"partner":"Example Lines","feeds":{"iftsta":{"status":{"A7":"18"}}}}""";
        await person.Send($"/quarantine/{id}/map", ("map", Map), ("act", "try"));
        Assert.Contains("iftsta status A7: added, means 18", person.Html);
        Assert.Empty((await partner.Get("/feeds/partners"))["items"]!.AsArray());
        await person.Send($"/quarantine/{id}/map", ("map", Map), ("act", "save"));

        Assert.Equal("/quarantine?done=read", person.Address);
        Assert.Contains("It was read", person.Html);
        Assert.Contains("Nothing waits", person.Html);
        Assert.Single((await partner.Get("/incidents"))["items"]!.AsArray());
    }

    [Fact]
    public async Task A_member_of_an_event_is_marked_where_its_pointer_leads()
    {
        var id = await Quarantined("/feeds/dcsa-tnt", Messages.Two(Messages.Delay("e1", "ACC", createdAt: "yesterday")), "application/json");
        var person = await Person.SignedIn(server, "ops", "operations");

        await person.Open($"/quarantine/{id}");

        Assert.Contains("<mark>\"yesterday\"</mark>", person.Html);
        Assert.DoesNotContain("map-text", person.Html);
    }

    [Fact]
    public async Task What_is_discarded_needs_a_reason_and_stays_on_record()
    {
        var id = await Quarantined("/feeds/iftsta", "<script>alert(1)</script>", "text/plain");
        var person = await Person.SignedIn(server, "ops", "operations");
        await person.Open($"/quarantine/{id}");

        await person.Send($"/quarantine/{id}/discard", ("reason", " "));
        Assert.Contains("Say why", person.Html);
        await person.Send($"/quarantine/{id}/discard", ("reason", "No message."));

        Assert.Contains("It is discarded", person.Html);
        await person.Open($"/quarantine/{id}");
        Assert.Contains("Discarded by ops: No message.", person.Html);
        await person.Send($"/quarantine/{id}/replay", ("form", "replay"));
        Assert.Contains("Discarded by ops", person.Html);
    }

    [Fact]
    public async Task A_discarding_is_undone_unless_the_same_message_waits_again()
    {
        var id = await Quarantined("/feeds/iftsta", "nothing to read", "text/plain");
        var person = await Person.SignedIn(server, "ops", "operations");
        await person.Open($"/quarantine/{id}");
        await person.Send($"/quarantine/{id}/discard", ("reason", "No message."));
        Assert.Contains($"/quarantine/{id}/return", person.Html);
        await person.Send($"/quarantine/{id}/return", ("form", "return"));
        Assert.Contains("It waits again.", person.Html);
        Assert.Contains($"/quarantine/{id}\"", person.Html);

        var ops = await server.As("ops", "operations");
        await ops.Post($"/feeds/quarantine/{id}/discard", new { reason = "No message." }).Done();
        Assert.Null((string?)(await ops.Send(HttpMethod.Delete, $"/feeds/quarantine/{id}/discard", null)).Ok["doneAt"]);
        await ops.Post($"/feeds/quarantine/{id}/discard", new { reason = "No message." }).Done();
        var again = await Quarantined("/feeds/iftsta", "nothing to read", "text/plain");
        Assert.NotEqual(id, again);
        Assert.Equal("not-allowed-in-state", (await ops.Send(HttpMethod.Delete, $"/feeds/quarantine/{id}/discard", null)).Problem);
        Assert.Equal("unknown-reference", (await ops.Send(HttpMethod.Delete, $"/feeds/quarantine/{Guid.NewGuid()}/discard", null)).Problem);
    }

    [Fact]
    public async Task What_came_is_shown_as_text_and_never_run()
    {
        var id = await Quarantined("/feeds/iftsta", "<script>alert(1)</script>", "text/plain");
        var person = await Person.SignedIn(server, "ops", "operations");
        await person.Open($"/quarantine/{id}");

        Assert.DoesNotContain("<script", person.Source, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("ript&gt;alert(1)&lt;/script&gt;", person.Source);
    }

    [Fact]
    public async Task Who_has_another_role_neither_sees_the_desk_nor_opens_it()
    {
        var sales = await Person.SignedIn(server, "mei.lin", "sales");
        Assert.DoesNotContain("/quarantine", sales.Html);
        Assert.Equal(HttpStatusCode.Forbidden, await sales.Open("/quarantine"));

        var ops = await Person.SignedIn(server, "ops", "operations");
        Assert.Contains("href=\"/quarantine\"", ops.Html);
        Assert.Equal(HttpStatusCode.NotFound, await ops.Open($"/quarantine/{Guid.NewGuid()}"));
        Assert.Contains("Nothing is here", ops.Html);
    }

    private static string Status(string code) => string.Join(
        "\n", "UNB+UNOC:3+EXAMPLE+HOUSE+260105:0900+1'", "UNH+1+IFTSTA:D:00B:UN'", "BGM+77+R1+9'", "CNI+1+BL1'", $"STS+1+{code}'", "RFF+FF:S1'",
        "DTM+334:202601040600:203'", "UNT+7+1'", "UNZ+1+1'");

    private async Task<string> Quarantined(string path, string body, string type) =>
        (string)Assert.Single((await Post(path, body, type))["quarantined"]!.AsArray())!["id"]!;

    private Task<Answer> Post(string path, string body, string type) => partner.Send(
        HttpMethod.Post, path, new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue(type) } }, null);
}
