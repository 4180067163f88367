using System.Net;
using FreightRecovery.Tests.Api;

namespace FreightRecovery.Tests.Desks;

/// <summary>Somebody hears of it first, on the phone, and reports it at the desk, without script.</summary>
public sealed class ReportingDesk(Server server) : IClassFixture<Server>
{
    private static readonly (string Name, string Value)[] Heard =
    [
        ("kind", "cargoDamaged"), ("occurredAt", "2026-01-04T09:30"), ("description", "Six cartons wet.\nعطور 📦"), ("reportedBy", "Zhao Min"), ("channel", "phone"),
        ("extent.packages", "6"), ("extent.amount", "1250.5"), ("extent.amountCurrency", "usd"), ("wish", "repair"),
    ];

    [Fact]
    public async Task What_was_heard_on_the_phone_holds_the_invoices_and_leads_to_the_customers_notice()
    {
        var (_, shipment, invoice) = await Book.Put(server, "HEARD");
        var rep = await Person.SignedIn(server, "Wang Fang", "sales");
        await rep.Open("/incidents");
        Assert.Contains("href=\"/incidents/new\"", rep.Html);
        await rep.Open("/");
        Assert.Contains("href=\"/incidents/new\"", rep.Html);

        Assert.Equal(HttpStatusCode.OK, await rep.Open("/incidents/new"));
        // The browser asks for it by itself, in its own words.
        Assert.Contains("name=\"kind\" required", rep.Html);
        Assert.Equal(HttpStatusCode.OK, await rep.Send("/incidents/new", [("shipment", shipment), ("once", "a"), .. Heard]));

        Assert.Contains("Now tell the customer", rep.Html);
        Assert.Contains("First: tell the customer", rep.Html);
        Assert.Contains("عطور 📦", rep.Html);
        Assert.Contains("1,250.50", rep.Html);
        var finance = await server.As("Sun Li", "finance");
        Assert.Equal("held", (string)(await finance.Get($"/invoices/{invoice}")).Ok["status"]!);
    }

    [Fact]
    public async Task A_second_click_and_a_second_telling_come_to_the_same_incident()
    {
        var (customer, shipment, _) = await Book.Put(server, "TWICE-HEARD");
        var rep = await Person.SignedIn(server, "Wang Fang", "sales");
        foreach (var once in (string[])["one", "one", "two"])
        {
            await rep.Open("/incidents/new");
            Assert.Equal(HttpStatusCode.OK, await rep.Send("/incidents/new", [("shipment", shipment), ("once", once), .. Heard]));
        }

        Assert.Contains("This was reported before", rep.Html);
        var api = await server.As("Wang Fang", "sales");
        Assert.Single((await api.Get($"/incidents?customer={customer}")).Ok["items"]!.AsArray());
    }

    [Theory]
    [InlineData("shipment", "S-NOBODYS", "There is no shipment S-NOBODYS")]
    [InlineData("kind", "", "report-kind-error")]
    [InlineData("kind", "forceMajeure", "report-forceMajeureCause-error")]
    [InlineData("occurredAt", "2031-01-04T09:30", "report-occurredAt-error")]
    [InlineData("occurredAt", "yesterday", "report-occurredAt-error")]
    [InlineData("description", "", "report-description-error")]
    [InlineData("extent.amount", "12,5", "report-extent.amount-error")]
    [InlineData("extent.packages", "-1", "report-extent.packages-error")]
    [InlineData("place", "Shanghai", "report-place-error")]
    public async Task What_is_wrong_is_told_beside_its_field_and_nothing_typed_is_lost(string field, string value, string told)
    {
        var (customer, shipment, _) = await Book.Put(server, "WRONG");
        var rep = await Person.SignedIn(server, "Wang Fang", "sales");
        await rep.Open("/incidents/new");

        var fields = Heard.Append(("shipment", shipment)).Where(f => f.Item1 != field).Append((field, value)).Append(("once", Guid.NewGuid().ToString()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await rep.Send("/incidents/new", [.. fields]));

        Assert.Contains(told, rep.Html);
        Assert.Contains("Zhao Min", rep.Html);
        var api = await server.As("Wang Fang", "sales");
        Assert.Empty((await api.Get($"/incidents?customer={customer}")).Ok["items"]!.AsArray());
    }

    [Fact]
    public async Task Somebody_elses_shipment_is_not_reported_by_a_rep()
    {
        var (_, shipment, _) = await Book.Put(server, "ELSES");
        var other = await Person.SignedIn(server, "Chen Bo", "sales");
        await other.Open("/incidents/new");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await other.Send("/incidents/new", [("shipment", shipment), ("once", "a"), .. Heard]));
        Assert.Contains("somebody else's customer", other.Html);
    }

    [Theory]
    [InlineData("OOLU 654321-3")]
    [InlineData("booking 77")]
    public async Task A_number_that_the_caller_reads_out_finds_the_shipment(string number)
    {
        var (customer, shipment, _) = await Book.Put(server, "NUMBERED" + number.Length);
        await Numbered(customer, shipment, number);
        var rep = await Person.SignedIn(server, "Wang Fang", "sales");
        await rep.Open("/incidents/new");
        Assert.Equal(HttpStatusCode.OK, await rep.Send("/incidents/new", [("shipment", number.ToLowerInvariant()), ("once", Guid.NewGuid().ToString()), .. Heard]));
        Assert.Contains(shipment, rep.Html);

        var other = await Person.SignedIn(server, "Chen Bo", "sales");
        await other.Open("/incidents/new");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await other.Send("/incidents/new", [("shipment", number), ("once", "a"), .. Heard]));
        Assert.DoesNotContain(shipment, other.Html);
    }

    [Fact]
    public async Task A_number_of_several_shipments_asks_which_one_is_meant()
    {
        foreach (var suffix in (string[])["GROUPED-1", "GROUPED-2"])
        {
            var (customer, shipment, _) = await Book.Put(server, suffix);
            await Numbered(customer, shipment, "MBL-GROUPED");
        }

        var rep = await Person.SignedIn(server, "Wang Fang", "sales");
        await rep.Open("/incidents/new");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await rep.Send("/incidents/new", [("shipment", "MBL-GROUPED"), ("once", "a"), .. Heard]));
        Assert.Contains("MBL-GROUPED is on several shipments: S-GROUPED-1, S-GROUPED-2. Write the one that is meant.", rep.Html);
        Assert.Contains("report-shipment-error", rep.Html);
    }

    private async Task Numbered(string customer, string shipment, string number)
    {
        var facts = System.Text.Json.JsonSerializer.SerializeToNode(Book.Shipment(customer))!.AsObject();
        facts["masterReference"] = number;
        if (number.StartsWith("OOLU", StringComparison.Ordinal))
            (facts["masterReference"], facts["containers"]) = ("OTHER", new System.Text.Json.Nodes.JsonArray("OOLU6543213"));
        await (await server.As("erp", "integration")).Put($"/shipments/{shipment}", facts).Done();
    }
}
