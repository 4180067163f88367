using System.Globalization;
using NodaTime;

namespace FreightRecovery.Tests.Api;

public sealed class Lists(Server server) : IClassFixture<Server>
{
    [Fact]
    public async Task Pages_follow_one_another_without_gap_or_overlap()
    {
        var erp = await server.As("erp", "integration");
        var all = await server.As("root", "admin");
        for (var i = 0; i < 7; i++)
        {
            var (_, shipment, _) = await Book.Put(server, string.Create(CultureInfo.InvariantCulture, $"P{i}"), "PAGES");
            await erp.Put($"/invoices/I2-P{i}", Book.Invoice(shipment)).Done();
            await Book.Report(server, shipment, i % 2 == 0 ? "cargoRolled" : "cargoDamaged");
            await server.Advance(Duration.FromMinutes(1));
        }

        var manager = await server.As("Pages", "manager", "PAGES");
        var incidents = await Whole(manager, "/incidents?limit=3", "id");
        Assert.Equal(7, incidents.Count);
        Assert.Equal(incidents.OrderByDescending(id => id, StringComparer.Ordinal), incidents);
        Assert.Equal(4, (await Whole(manager, "/incidents?kind=cargoRolled&limit=1", "id")).Count);
        Assert.Single(await Whole(manager, "/incidents?customer=C-P3", "id"));
        Assert.Equal(7, (await Whole(manager, "/incidents?assignee=Wang%20Fang&state=reported", "id")).Count);
        Assert.Empty(await Whole(manager, "/incidents?state=resolved", "id"));

        var held = await Whole(manager, "/invoices?status=held&limit=4", "ref");
        Assert.Equal(["I-P0", "I2-P0", "I-P1", "I2-P1", "I-P2", "I2-P2", "I-P3", "I2-P3", "I-P4", "I2-P4", "I-P5", "I2-P5", "I-P6", "I2-P6"], held);
        Assert.Equal(14, (await Whole(manager, "/invoices?limit=5", "ref")).Count);
        Assert.Equal(6, (await Whole(manager, "/invoices?status=held&olderThan=PT5M", "ref")).Count);

        var board = await Whole(manager, "/relationships?limit=2", "customer");
        Assert.Equal(7, board.Count);
        Assert.Equal(7, (await Whole(all, "/relationships?branch=PAGES&limit=3", "customer")).Count);
        Assert.Equal(7, (await Whole(all, "/relationships?accountManager=Li%20Na&branch=PAGES&limit=3", "customer")).Count);
        Assert.Equal(7, (await Whole(all, "/relationships?branch=PAGES&stage=complaint&minRisk=0.01", "customer")).Count);
        Assert.Empty(await Whole(all, "/relationships?branch=PAGES&minRisk=1", "customer"));

        var first = (await manager.Get("/incidents?limit=7")).Ok;
        Assert.Null(first["next"]);
    }

    [Theory]
    [InlineData("/incidents?limit=0")]
    [InlineData("/incidents?limit=201")]
    [InlineData("/incidents?limit=ten")]
    [InlineData("/incidents?after=%21")]
    [InlineData("/incidents?after=bm9uc2Vuc2U")]
    [InlineData("/invoices?after=eyJ2YWx1ZSI6MSwicmVmIjoieCJ9")]
    [InlineData("/incidents?state=asleep")]
    [InlineData("/invoices?status=held&olderThan=week")]
    [InlineData("/invoices?status=held&olderThan=P1M")]
    [InlineData("/invoices?status=held&olderThan=-P1D")]
    [InlineData("/invoices?status=held&olderThan=P99999999999D")]
    [InlineData("/invoices?olderThan=P1D")]
    [InlineData("/relationships?minRisk=2")]
    [InlineData("/relationships?minRisk=high")]
    [InlineData("/relationships?stage=happy")]
    public async Task A_parameter_that_makes_no_sense_is_refused(string path)
    {
        var answer = await (await server.As("root", "admin")).Get(path);
        Assert.True((400, "invalid-request") == ((int)answer.Status, answer.Problem), answer.ToString());
    }

    private static async Task<List<string>> Whole(Client client, string path, string member)
    {
        var found = new List<string>();
        string? next = null;
        do
        {
            var page = (await client.Get(next is null ? path : $"{path}&after={next}")).Ok;
            found.AddRange(page["items"]!.AsArray().Select(i => (string)i![member]!));
            next = (string?)page["next"];
        }
        while (next is not null);
        Assert.Equal(found.Count, found.Distinct().Count());
        return found;
    }
}
