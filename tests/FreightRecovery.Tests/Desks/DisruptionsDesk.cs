using System.Net;
using FreightRecovery.Domain;
using FreightRecovery.Tests.Api;
using FreightRecovery.Web.Disruptions;
using Microsoft.Extensions.DependencyInjection;

namespace FreightRecovery.Tests.Desks;

/// <summary>What hits many shipments at once: declared, followed, run again and ended by people.</summary>
public sealed class DisruptionsDesk(Server server) : IClassFixture<Server>
{
    [Fact]
    public async Task Operations_declare_a_collision_once_and_each_shipment_is_held_and_reported()
    {
        await Put("HIT-A", "MV Ever Able");
        await Put("HIT-B", "EVER ABLE");
        await Put("MISSED", "MSC OSCAR");
        var operations = await Person.SignedIn(server, "Lan Su", "operations");
        Assert.Contains("href=\"/disruptions\"", operations.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await operations.Open("/disruptions"));

        var once = ("once", Guid.NewGuid().ToString());
        Assert.Equal(HttpStatusCode.OK, await operations.Send("/disruptions", [once, .. Collision("Ever Able")]));

        var page = operations.Address.Split('?')[0];
        Assert.Contains("It is declared.", operations.Html, StringComparison.Ordinal);
        await Through(page);
        await operations.Open(page);
        Assert.Contains("Shipments hit</dt><dd>2</dd>", operations.Html, StringComparison.Ordinal);
        Assert.Contains("vessel Ever Able", operations.Html, StringComparison.Ordinal);
        Assert.Contains("A &lt;bad&gt; collision at Busan.", operations.Source, StringComparison.Ordinal);
        Assert.Contains("S-HIT-A", operations.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("S-MISSED", operations.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", operations.Source, StringComparison.Ordinal);
        var finance = await server.As("Sun Li", "finance");
        Assert.Equal("held", (string)(await finance.Get("/invoices/I-HIT-A")).Ok["status"]!);
        Assert.Equal("open", (string)(await finance.Get("/invoices/I-MISSED")).Ok["status"]!);

        // A second click is no second disruption, and the incident leads back here.
        await operations.Send("/disruptions", [once, .. Collision("Ever Able")]);
        Assert.Equal(page, operations.Address.Split('?')[0]);
        await operations.Open(page + "?limit=1");
        Assert.Contains($"{page}?after=", operations.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await operations.Open(Link(operations, "/incidents/")));
        Assert.Contains($"href=\"{page}\"", operations.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_told_beside_its_field_and_what_was_typed_stays()
    {
        var operations = await Person.SignedIn(server, "Lan Su", "operations");
        await operations.Open("/disruptions");
        var events = await server.Events();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await operations.Send(
            "/disruptions", ("kind", "forceMajeure"), ("description", "Typhoon \"Kong-rey\""), ("occurredAt", "2026-01-05T06:00"), ("match.port", "Busan"),
            ("match.from", "2026-01-05"), ("match.to", "2026-01-04")));

        Assert.Contains("id=\"declare-match.port-error\">A place is a UN/LOCODE", operations.Html, StringComparison.Ordinal);
        Assert.Contains("id=\"declare-match.to-error\">This lies before 'from'.", operations.Html, StringComparison.Ordinal);
        Assert.Contains("id=\"declare-forceMajeureCause-error\">Say what stood behind it", operations.Html, StringComparison.Ordinal);
        Assert.Contains("Typhoon &quot;Kong-rey&quot;</textarea>", operations.Source, StringComparison.Ordinal);
        Assert.Contains("value=\"Busan\"", operations.Html, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await operations.Send("/disruptions", [.. Collision("")]));
        Assert.Contains("id=\"match-error\">Name a vessel, voyage, flight, port or carrier", operations.Html, StringComparison.Ordinal);
        Assert.Equal(events, await server.Events());
    }

    [Fact]
    public async Task It_is_run_again_and_ended_with_a_reason_and_not_twice()
    {
        await Put("RUN", "COSCO STAR");
        var operations = await Person.SignedIn(server, "Lan Su", "operations");
        await operations.Open("/disruptions");
        await operations.Send("/disruptions", [.. Collision("COSCO STAR")]);
        await Through(operations.Address);
        var page = operations.Address.Split('?')[0];
        var events = await server.Events();

        Assert.Equal(HttpStatusCode.OK, await operations.Send(page + "/run", ("once", "r")));
        Assert.Contains("It was compared again.", operations.Html, StringComparison.Ordinal);
        await Through(page);
        Assert.Equal(events, await server.Events());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await operations.Send(page + "/end", ("once", "e"), ("reason", " ")));
        Assert.Contains("id=\"end-reason-error\">This is required.", operations.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await operations.Send(page + "/end", ("once", "f"), ("reason", "The <ship> sails.")));
        Assert.Contains("The &lt;ship&gt; sails.", operations.Source, StringComparison.Ordinal);
        Assert.DoesNotContain(page + "/run", operations.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, await operations.Send(page + "/run", ("once", "s")));
        Assert.Contains("It has ended: The <ship> sails.", operations.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, await operations.Send(page + "/end", ("once", "g"), ("reason", "Again.")));
        Assert.Contains("It has ended already", operations.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_declare_reads_what_is_in_scope_and_another_branch_sees_nothing()
    {
        await Put("SOUTH", "OOCL SOUTH", "SHENZHEN");
        var south = new Person(server);
        await server.Account("Southerner", "operations", "SHENZHEN");
        await south.SignIn("Southerner", Server.Password);
        await south.Open("/disruptions");
        await south.Send("/disruptions", [.. Collision("OOCL SOUTH")]);
        await Through(south.Address);
        var page = south.Address.Split('?')[0];

        var rep = await Person.SignedIn(server, "Wang Fang", "sales");
        Assert.DoesNotContain("href=\"/disruptions\"", rep.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await rep.Open("/disruptions"));
        Assert.Contains(page, rep.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"declare-form\"", rep.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await rep.Open(page));
        Assert.Contains("S-SOUTH", rep.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(page + "/end", rep.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await rep.Send("/disruptions", [.. Collision("OOCL SOUTH")]));
        Assert.Equal(HttpStatusCode.Forbidden, await rep.Send(page + "/end", ("reason", "Enough.")));

        var north = new Person(server);
        await server.Account("Northerner", "operations", "QINGDAO");
        await north.SignIn("Northerner", Server.Password);
        await north.Open("/disruptions");
        Assert.DoesNotContain(page, north.Html, StringComparison.Ordinal);
        await north.Open("/disruptions.csv");
        Assert.DoesNotContain(page.Split('/')[^1], north.Source, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await north.Open(page));
        Assert.Equal(HttpStatusCode.Forbidden, await north.Open(page + "/shipments.csv"));
        Assert.Equal(HttpStatusCode.Forbidden, await north.Send(page + "/end", ("once", "n"), ("reason", "Enough.")));
        Assert.Equal(HttpStatusCode.NotFound, await north.Open($"/disruptions/{Guid.NewGuid()}"));
        await south.Open(page + "/shipments.csv");
        Assert.StartsWith("shipment,incident\r\nS-SOUTH,", south.Source, StringComparison.Ordinal);
        await south.Open("/disruptions.csv");
        Assert.Contains($"{page.Split('/')[^1]},forceMajeure,accident,", south.Source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Declare a disruption", "Name a vessel")]
    [InlineData("zh-Hans", "登记突发事件", "请填写船名")]
    [InlineData("zh-Hant", "登記突發事件", "請填寫船名")]
    [InlineData("ru", "Объявить сбой", "Укажите судно")]
    public async Task It_speaks_each_language(string language, string title, string refusal)
    {
        var operations = new Person(server) { Languages = language };
        await server.Account("Lan Su", "operations");
        await operations.SignIn("Lan Su", Server.Password);
        Assert.Equal(HttpStatusCode.OK, await operations.Open("/disruptions"));
        Assert.Contains(title, operations.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await operations.Send("/disruptions", [.. Collision("")]));
        Assert.Contains(refusal, operations.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await operations.Send("/disruptions", [.. Collision("NO SUCH SHIP " + language)]));
    }

    private static IEnumerable<(string, string)> Collision(string vessel) =>
    [
        ("kind", "forceMajeure"), ("forceMajeureCause", "accident"), ("description", "A <bad> collision at Busan."), ("occurredAt", "2026-01-05T06:00"),
        ("match.vessel", vessel), ("match.voyage", ""), ("match.port", ""), ("match.from", ""), ("match.to", ""),
    ];

    private static string Link(Person person, string begins)
    {
        var at = person.Html.IndexOf($"href=\"{begins}", StringComparison.Ordinal) + "href=\"".Length;
        return person.Html[at..person.Html.IndexOf('"', at)];
    }

    // Fan-outs run one after the other: when a second one has held what is new, the first one has reported.
    private async Task Through(string page)
    {
        var id = new DisruptionId(Guid.Parse(page.Split('?')[0].Split('/')[^1]));
        var service = server.Services.GetRequiredService<FanOutService>();
        await service.Hold(id, TestContext.Current.CancellationToken);
        await service.Hold(id, TestContext.Current.CancellationToken);
        await server.Settle();
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
}
