using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace FreightRecovery.Tests.Intake;

/// <summary>From a message that cannot be read to the incident it tells of: look, map the code, read again; or discard.</summary>
public sealed class QuarantineOverHttp : IAsyncLifetime
{
    private const string Unknown = "A7";
    private readonly Server server = new();
    private Client partner = null!;

    public async ValueTask InitializeAsync()
    {
        await server.InitializeAsync();
        partner = await server.As("Example Lines", "integration");
        await Send(HttpMethod.Post, "/imports/customers", Rows.Customer("C1"), "application/x-ndjson");
        await Send(HttpMethod.Post, "/imports/shipments", Rows.Shipment("S1", "C1").Replace("2026-02-20", "2025-12-20"), "application/x-ndjson");
        await server.Settle();
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task An_unknown_code_is_shown_at_its_place_mapped_and_read_again()
    {
        var answer = await Send(HttpMethod.Post, "/feeds/iftsta", Status(Unknown), "text/plain");
        Assert.Equal((HttpStatusCode.Accepted, 0), (answer.Status, (int)answer["accepted"]!));
        var id = (string)answer["quarantined"]![0]!["id"]!;
        Assert.Contains(Unknown, (string)answer["quarantined"]![0]!["reason"]!);
        var shown = await partner.Get($"/feeds/quarantine/{id}");
        var (body, at) = ((string)shown["body"]!, shown["at"]!);
        Assert.Equal(Unknown, body.ReplaceLineEndings("\n").Split('\n')[(int)at["line"]! - 1].Substring((int)at["column"]! - 1, (int)at["length"]!));

        var map = """{"partner":"Example Lines","feeds":{"iftsta":{"status":{"A7":"18"}}}}""";
        var tried = await Send(HttpMethod.Put, "/feeds/partners/Example%20Lines?dryRun=true", map, "application/json");
        Assert.Equal((false, "18"), ((bool)tried["inForce"]!, (string)tried["changes"]![0]!["after"]!));
        Assert.Empty((await partner.Get("/feeds/partners"))["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await partner.Get("/feeds/partners/Example%20Lines")).Status);
        var put = await Send(HttpMethod.Put, "/feeds/partners/Example%20Lines", map, "application/json");
        Assert.True((bool)put["inForce"]!);
        Assert.Equal(1, (int)(await partner.Get("/feeds/partners"))["items"]![0]!["codes"]!);
        Assert.Equal(map, (await partner.Get("/feeds/partners/Example%20Lines")).Text);

        var again = await partner.Post($"/feeds/quarantine/{id}/replay");
        Assert.Empty(again["quarantined"]!.AsArray());
        var incident = Assert.Single(again["incidents"]!.AsArray());
        Assert.Equal("cargoDamaged", (string)(await partner.Get($"/incidents/{incident}"))["kind"]!);
        Assert.Empty((await partner.Get("/feeds/quarantine"))["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.Conflict, (await partner.Post($"/feeds/quarantine/{id}/replay")).Status);
    }

    [Fact]
    public async Task What_never_will_be_read_is_discarded_with_a_reason_and_kept()
    {
        var answer = await Send(HttpMethod.Post, "/feeds/iftsta", "Happy new year!", "text/plain");
        var id = (string)answer["quarantined"]![0]!["id"]!;

        Assert.Equal(HttpStatusCode.BadRequest, (await partner.Post($"/feeds/quarantine/{id}/discard", new { reason = " " })).Status);
        var discarded = await partner.Post($"/feeds/quarantine/{id}/discard", new { reason = "A greeting." });
        Assert.Equal(("Example Lines", "A greeting."), ((string)discarded["discarded"]!["by"]!, (string)discarded["discarded"]!["reason"]!));

        Assert.Empty((await partner.Get("/feeds/quarantine"))["items"]!.AsArray());
        Assert.Equal("Happy new year!", (string)(await partner.Get($"/feeds/quarantine/{id}"))["body"]!);
        Assert.Equal(HttpStatusCode.Conflict, (await partner.Post($"/feeds/quarantine/{id}/replay")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await partner.Post($"/feeds/quarantine/{id}/discard", new { reason = "Again." })).Status);
    }

    [Fact]
    public async Task A_map_that_is_wrong_changes_nothing_and_says_where()
    {
        var wrong = await Send(HttpMethod.Put, "/feeds/partners/Example%20Lines", """{"partner":"Example Lines","feeds":{"iftsta":{"status":{"A7":"nonsense"}}}}""", "application/json");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("/feeds/iftsta/status/A7", wrong.Text);
        var other = await Send(HttpMethod.Put, "/feeds/partners/Example%20Lines", """{"partner":"Somebody","feeds":{}}""", "application/json");
        Assert.Contains("Somebody", other.Text);
        Assert.Empty((await partner.Get("/feeds/partners"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Who_asks_for_it_is_answered_by_CONTRL()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/feeds/iftsta")
        {
            Content = Content(Status("18").Replace("UNT+7", "UNT+9"), "application/edifact"),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", partner.Key), Accept = { new MediaTypeWithQualityHeaderValue("application/edifact") } },
        };
        using var answer = await server.Raw(request);
        Assert.Equal((HttpStatusCode.Accepted, "application/edifact"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        var contrl = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("CONTRL", contrl);
        Assert.Contains("UCM+1+", contrl);
    }

    private static string Status(string code) => string.Join(
        "\n", "UNB+UNOC:3+EXAMPLE+HOUSE+260105:0900+1'", "UNH+1+IFTSTA:D:00B:UN'", "BGM+77+R1+9'", "CNI+1+BL1'", $"STS+1+{code}'", "RFF+FF:S1'",
        "DTM+334:202601040600:203'", "UNT+7+1'", "UNZ+1+1'");

    private Task<Answer> Send(HttpMethod method, string path, string body, string type) => partner.Send(method, path, Content(body, type), null);

    private static ByteArrayContent Content(string text, string type) =>
        new(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
}
