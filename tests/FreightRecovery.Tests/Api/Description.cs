using System.Text.Json.Nodes;
using FreightRecovery.Engine;

namespace FreightRecovery.Tests.Api;

public sealed class Description(Server server) : IClassFixture<Server>
{
    [Fact]
    public async Task The_document_describes_every_route_and_our_own_types()
    {
        var document = JsonNode.Parse(await (await server.Raw("/openapi/v1.json")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.StartsWith("3.1", (string)document["openapi"]!, StringComparison.Ordinal);
        var paths = document["paths"]!.AsObject();
        foreach (var (path, method) in new[]
                 {
                     ("/customers/{ref}", "put"), ("/shipments/{ref}", "get"), ("/invoices/{ref}/collection", "post"), ("/incidents", "post"),
                     ("/incidents/{id}/options", "get"), ("/incidents/{id}/steps/{step}/completion", "post"), ("/promises/{id}/renewal", "post"),
                     ("/incidents/{id}/facts", "post"), ("/incidents/{id}/classification", "post"), ("/incidents/{id}/summary", "post"),
                     ("/incidents/{id}/summary-draft", "get"), ("/incidents/{id}/parties", "put"), ("/incidents/{id}/evidence", "post"), ("/evidence/{id}", "get"),
                     ("/incidents/{id}/claims", "post"), ("/claims", "get"), ("/claims/{id}", "get"), ("/claims/{id}/letter", "get"),
                     ("/claims/{id}/settlement", "post"), ("/claims/{id}/extension", "post"),
                     ("/disruptions", "post"), ("/customers/{ref}/relationship", "get"), ("/relationships", "get"), ("/notifications/stream", "get"),
                     ("/invoices/{ref}/narrowing", "post"), ("/invoices/{ref}/replacement", "post"), ("/invoices/{ref}/credit", "post"),
                     ("/invoices/{ref}/write-off", "post"), ("/invoices/ageing", "get"), ("/reports/holds", "get"),
                     ("/reports/figures", "get"), ("/reports/causes", "get"), ("/reports/carriers", "get"), ("/reports/lanes", "get"), ("/reports/slide", "get"),
                     ("/webhooks", "post"), ("/webhooks", "get"), ("/webhooks/{id}", "delete"), ("/webhooks/{id}/test", "post"), ("/webhooks/{id}/deliveries", "get"),
                 })
        {
            var operation = paths["/api/v1" + path]?[method];
            Assert.True(operation is not null, path);
            Assert.False(string.IsNullOrEmpty((string?)operation["summary"]), path);
        }

        var schemas = document["components"]!["schemas"]!;
        var report = schemas["IncidentBody"]!["properties"]!;
        Assert.NotNull(report["kind"]);
        var text = document.ToJsonString();
        Assert.Contains("\"nominatedCustomerObstructs\"", text, StringComparison.Ordinal);
        Assert.Contains("\"date-time\"", text, StringComparison.Ordinal);
        Assert.Contains("Idempotency-Key", text, StringComparison.Ordinal);
        Assert.NotNull(paths["/api/v1/incidents"]!["post"]!["requestBody"]);
    }

    [Theory]
    [InlineData("/incidents", true)]
    [InlineData("/relationships", true)]
    [InlineData("/invoices", true)]
    [InlineData("/notifications", true)]
    [InlineData("/incidents/{id}", false)]
    public async Task The_document_says_how_lists_are_paged(string path, bool isList)
    {
        var document = JsonNode.Parse(await (await server.Raw("/openapi/v1.json")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        var parameters = document["paths"]!["/api/v1" + path]!["get"]!["parameters"]!.AsArray().Select(p => (string)p!["name"]!).ToList();
        Assert.Equal(isList, parameters.Contains("limit"));
        Assert.Equal(isList, parameters.Contains("after"));
    }

    [Fact]
    public async Task The_document_describes_what_webhooks_are_sent()
    {
        var document = JsonNode.Parse(await (await server.Raw("/openapi/v1.json")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(PublicEvents.Names.Append(PublicEvents.Test).Order(), document["webhooks"]!.AsObject().Select(w => w.Key).Order());
        var sent = document["webhooks"]!["hold.placed"]!["post"]!;
        Assert.Equal(["webhook-id", "webhook-timestamp", "webhook-signature"], sent["parameters"]!.AsArray().Select(p => (string)p!["name"]!));
        var members = sent["requestBody"]!["content"]!["application/json"]!["schema"]!["properties"]!;
        Assert.Equal("hold.placed", (string)members["type"]!["const"]!);
        Assert.Equal("#/components/schemas/PublicData", (string)members["data"]!["$ref"]!);
        Assert.NotNull(document["components"]!["schemas"]!["PublicData"]!["properties"]!["incident"]);
    }
}
