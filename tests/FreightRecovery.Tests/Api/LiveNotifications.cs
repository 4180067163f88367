using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace FreightRecovery.Tests.Api;

public sealed class LiveNotifications(Server server) : IClassFixture<Server>
{
    [Fact]
    public async Task A_notice_arrives_live_and_a_reader_resumes_after_the_last_one_it_saw()
    {
        var (_, shipment, _) = await Book.Put(server, "LIVE");
        var rep = await server.As("Wang Fang", "sales");
        using var live = await Open(rep, null);
        await Book.Report(server, shipment, "cargoRolled");
        var first = await live.Next();
        Assert.Equal("incidentReported", (string)first.Data["kind"]!);
        await Book.Report(server, shipment, "cargoDamaged");
        var second = await live.Next();
        Assert.True(second.Id > first.Id);

        using var resumed = await Open(rep, first.Id);
        Assert.Equal(second.Id, (await resumed.Next()).Id);
        await Book.Report(server, shipment, "cargoLost");
        var third = await live.Next();
        Assert.Equal(third.Id, (await resumed.Next()).Id);
    }

    [Fact]
    public async Task My_list_is_newest_first_and_what_i_read_is_marked()
    {
        var (_, shipment, _) = await Book.Put(server, "READ");
        var rep = await server.As("Wang Fang", "sales");
        await Book.Report(server, shipment, "cargoRolled");
        await Book.Report(server, shipment, "packingDamaged");
        var page = (await rep.Get("/notifications?limit=1")).Ok;
        var newest = page["items"]![0]!;
        Assert.Contains("packing damaged", (string)newest["text"]!, StringComparison.Ordinal);
        Assert.Contains("cargo rolled", (string)(await rep.Get($"/notifications?limit=1&after={page["next"]}")).Ok["items"]![0]!["text"]!, StringComparison.Ordinal);

        Assert.NotNull((await rep.Post($"/notifications/{newest["id"]}/read")).Ok["readAt"]);
        Assert.NotNull((await rep.Get("/notifications?limit=1")).Ok["items"]![0]!["readAt"]);
        foreach (var _ in (int[])[1, 2])
            Assert.Null((await rep.Send(HttpMethod.Delete, $"/notifications/{newest["id"]}/read", null)).Ok["readAt"]);
        Assert.Null((await rep.Get("/notifications?limit=1")).Ok["items"]![0]!["readAt"]);
        var stranger = await server.As("Stranger", "sales");
        Assert.Equal("unknown-reference", (await stranger.Post($"/notifications/{newest["id"]}/read")).Problem);
        Assert.Equal("unknown-reference", (await stranger.Send(HttpMethod.Delete, $"/notifications/{newest["id"]}/read", null)).Problem);
        Assert.Empty((await stranger.Get("/notifications")).Ok["items"]!.AsArray());
    }

    [Fact]
    public async Task A_last_event_id_that_is_none_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/notifications/stream");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (await server.As("Wang Fang", "sales")).Key);
        request.Headers.Add("Last-Event-ID", "yesterday");
        using var answer = await server.Raw(request);
        Assert.Equal(400, (int)answer.StatusCode);
    }

    private async Task<EventReader> Open(Client client, long? lastSeen)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/notifications/stream");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", client.Key);
        if (lastSeen is { } id)
            request.Headers.Add("Last-Event-ID", id.ToString(CultureInfo.InvariantCulture));
        var response = await server.Raw(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        return new EventReader(response, new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken)));
    }

    private sealed class EventReader(HttpResponseMessage response, StreamReader reader) : IDisposable
    {
        public async Task<(long Id, JsonNode Data)> Next()
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            long id = 0;
            while (await reader.ReadLineAsync(patience.Token) is { } line)
            {
                if (line.StartsWith("id: ", StringComparison.Ordinal))
                    id = long.Parse(line.AsSpan(4), CultureInfo.InvariantCulture);
                else if (line.StartsWith("data: ", StringComparison.Ordinal))
                    return (id, JsonNode.Parse(line[6..])!);
            }

            throw new EndOfStreamException();
        }

        public void Dispose()
        {
            reader.Dispose();
            response.Dispose();
        }
    }
}
