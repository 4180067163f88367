using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace FreightRecovery.Tests.Intake;

/// <summary>What several feeds, or a feed and a plan, tell together.</summary>
public sealed class SeveralFeeds : IAsyncLifetime
{
    private readonly Server server = new();
    private Client partner = null!;

    public async ValueTask InitializeAsync()
    {
        await server.InitializeAsync();
        partner = await server.As("Example Lines", "integration");
        await Send(HttpMethod.Post, "/imports/customers", Rows.Customer("C1"), "application/x-ndjson");
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task The_same_event_told_by_two_feeds_is_one_incident_with_two_sources()
    {
        await Put("AIR-1", """{"customer":"C1","mode":"air","flight":"QR8157","origin":"HKHKG","destination":"LULUX","packages":25,"bookedAt":"2025-12-20T08:00:00Z","masterReference":"157-10000001"}""");

        var first = await Send(HttpMethod.Post, "/feeds/cargo-imp",
            "FSU/14\r\n157-10000001HKGLUX/T25K505.0\r\nDIS/QR8157/03JAN1200/HKG/OFLD/P15K303.0\r\n", "text/plain");
        var second = await Send(HttpMethod.Post, "/feeds/iftsta", string.Join(
            "\n", "UNB+UNOC:3+EXAMPLE+HOUSE+260105:0900+1'", "UNH+1+IFTSTA:D:00B:UN'", "BGM+77+R1+9'", "CNI+1+15710000001'", "STS+1+59'",
            "DTM+334:202601030430:203'", "LOC+9+HKHKG:139:6'", "UNT+7+1'", "UNZ+1+1'"), "text/plain");

        var incident = (string)Assert.Single(first["incidents"]!.AsArray())!;
        Assert.Equal(incident, (string)Assert.Single(second["incidents"]!.AsArray())!);
        var shown = await partner.Get($"/incidents/{incident}");
        Assert.Equal("cargoRolled", (string)shown["kind"]!);
        Assert.Equal(["cargo-imp", "iftsta"], shown["sources"]!.AsArray().Select(s => (string)s!["feed"]!).Order(StringComparer.Ordinal));
        Assert.Single((await partner.Get("/incidents"))["items"]!.AsArray());
    }

    [Fact]
    public async Task A_departure_long_after_the_planned_one_is_a_delay_and_one_in_time_is_nothing()
    {
        const string Shipment = """{"customer":"C1","mode":"sea","vessel":"Northern Crane","voyage":"2612W","origin":"CNSHA","destination":"DEHAM","bookedAt":"2025-12-01T08:00:00Z","masterReference":"SYN77","plannedDeparture":"2026-01-01T06:00:00Z","plannedArrival":"2026-02-01T06:00:00Z"}""";
        await Put("SEA-1", Shipment);
        Assert.Equal("2026-01-01T06:00:00Z", (string)(await partner.Get("/shipments/SEA-1"))["plannedDeparture"]!);

        var inTime = await Send(HttpMethod.Post, "/feeds/dcsa-tnt", Departure("e1", "2026-01-01T18:00:00Z"), "application/json");
        var late = await Send(HttpMethod.Post, "/feeds/dcsa-tnt", Departure("e2", "2026-01-04T18:00:00Z"), "application/json");

        Assert.Empty(inTime["incidents"]!.AsArray());
        var incident = Assert.Single(late["incidents"]!.AsArray());
        var shown = await partner.Get($"/incidents/{incident}");
        Assert.Equal(("transitDelay", "major"), ((string)shown["kind"]!, (string)shown["severity"]!));
        Assert.Contains("3 days 12 hours later than booked", (string)shown["description"]!);
    }

    [Fact]
    public async Task A_delay_told_anew_shows_its_newest_figures_and_who_told_them()
    {
        await Put("SEA-1", """{"customer":"C1","mode":"sea","vessel":"Northern Crane","voyage":"2612W","origin":"CNSHA","destination":"DEHAM","bookedAt":"2025-12-01T08:00:00Z","masterReference":"SYN77","plannedDeparture":"2026-01-01T06:00:00Z"}""");

        var first = await Send(HttpMethod.Post, "/feeds/dcsa-tnt", Departure("e1", "2026-01-03T06:00:00Z"), "application/json");
        var second = await Send(
            HttpMethod.Post, "/feeds/dcsa-tnt", Departure("e1", "2026-01-04T18:00:00Z").Replace("2026-01-05T00:00:00Z", "2026-01-05T01:00:00Z"), "application/json");

        var id = (string)Assert.Single(second["incidents"]!.AsArray())!;
        Assert.Equal((string)first["incidents"]![0]!, id);
        var shown = await partner.Get($"/incidents/{id}");
        Assert.Equal(
            (5040, "dcsa-tnt", "e1", "2026-01-05T01:00:00Z", "major"),
            ((int)shown["told"]!["lateMinutes"]!, (string)shown["told"]!["source"]!["feed"]!, (string)shown["told"]!["source"]!["messageId"]!,
                (string)shown["told"]!["toldAt"]!, (string)shown["severity"]!));
        Assert.Contains("incidentAmended", (await partner.Get($"/incidents/{id}/timeline"))["items"]!.AsArray().Select(i => (string)i!["kind"]!));
    }

    [Fact]
    public async Task A_shipment_shows_the_plan_that_a_feed_told_and_its_entity_tag_stays()
    {
        const string Shipment = """{"customer":"C1","mode":"sea","vessel":"Northern Crane","voyage":"2612W","origin":"CNSHA","destination":"DEHAM","bookedAt":"2025-12-01T08:00:00Z","masterReference":"SYN77"}""";
        await Put("SEA-1", Shipment);
        var tag = (await partner.Get("/shipments/SEA-1")).ETag;

        await Send(HttpMethod.Post, "/feeds/dcsa-tnt", Departure("e1", "2026-01-09T06:00:00Z").Replace("\"ACT\"", "\"PLN\""), "application/json");

        var shown = await partner.Get("/shipments/SEA-1");
        Assert.Equal(("2026-01-09T06:00:00Z", tag), ((string)shown["toldDeparture"]!, shown.ETag));
        Assert.Null(shown["plannedDeparture"]);
        await Put("SEA-1", Shipment);
        Assert.Equal("2026-01-09T06:00:00Z", (string)(await partner.Get("/shipments/SEA-1"))["toldDeparture"]!);
    }

    [Fact]
    public async Task A_plan_that_ends_before_it_begins_is_refused() => Assert.Equal(HttpStatusCode.BadRequest, (await partner.Put("/shipments/SEA-2",
        """{"customer":"C1","mode":"sea","origin":"CNSHA","destination":"DEHAM","plannedDeparture":"2026-02-01T06:00:00Z","plannedArrival":"2026-01-01T06:00:00Z"}""")).Status);

    [Fact]
    public async Task An_id_longer_than_any_key_is_known_again()
    {
        await Put("SEA-1", """{"customer":"C1","mode":"sea","vessel":"Northern Crane","voyage":"2612W","origin":"CNSHA","destination":"DEHAM","bookedAt":"2025-12-01T08:00:00Z","masterReference":"SYN77","plannedDeparture":"2026-01-01T06:00:00Z"}""");
        var message = Departure(new string('e', 480), "2026-01-04T18:00:00Z");

        var first = await Send(HttpMethod.Post, "/feeds/dcsa-tnt", message, "application/json");
        var again = await Send(HttpMethod.Post, "/feeds/dcsa-tnt", message, "application/json");

        Assert.Equal((string)Assert.Single(first["incidents"]!.AsArray())!, (string)Assert.Single(again["incidents"]!.AsArray())!);
        Assert.True(((string)(await partner.Get($"/incidents/{first["incidents"]![0]}"))["source"]!["messageId"]!).Length <= 200);
    }

    private static string Departure(string id, string at) =>
        $$"""
        {"events":[{"eventRouting":{"originatingParty":{"partyCode":"SYNL","codeListProvider":"SMDG","partyFunction":"CA"} },"eventID":"{{id}}","eventDateTime":"{{at}}","eventUpdatedDateTime":"2026-01-05T00:00:00Z","eventLocation":{"UNLocationCode":"CNSHA"},"eventClassification":{"eventTypeCode":"TRANSPORT","eventClassifierCode":"ACT","transportEventTypeCode":"DEPA"},"shipmentDetails":{"documentReference":{"typeCode":"BKG","reference":"SYN77"} },"transportDetails":{"transportCall":{"transportCallReference":"tc-1","modeOfTransport":"VESSEL","exportVoyageNumberOrReference":{"carrierVoyageNumber":"2612W"},"vesselTransport":{"vesselName":"Northern Crane"} } } }]}
        """;

    private async Task Put(string shipment, string body)
    {
        var answer = await partner.Put($"/shipments/{shipment}", body);
        Assert.True((int)answer.Status is 200 or 201, answer.Text);
    }

    private Task<Answer> Send(HttpMethod method, string path, string body, string type) => partner.Send(
        method, path, new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue(type) } }, null);
}
