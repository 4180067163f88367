using System.Net;
using FreightRecovery.Tests.Api;
using NodaTime;
using CaseDesk = FreightRecovery.Tests.WorkedCases.Desk;

namespace FreightRecovery.Tests.Desks;

/// <summary>Finance at its invoices, without script.</summary>
public sealed class FinanceDesk(Server server) : IClassFixture<Server>
{
    [Fact]
    public async Task Held_invoices_are_listed_by_age_with_what_frees_them_and_exported_as_they_are_listed()
    {
        await using var house = new Server();
        await house.InitializeAsync();
        var (_, first, old) = await Book.Put(house, "OLD");
        await Book.Report(house, first, "cargoRolled");
        await house.Advance(Duration.FromDays(9));
        var (_, second, young) = await Book.Put(house, "YOUNG");
        var incident = await Book.Report(house, second, "cargoDamaged");
        await Book.Put(house, "FREE");
        var finance = await Person.SignedIn(house, "Sun Li", "finance");
        Assert.Contains("href=\"/invoices\"", finance.Html, StringComparison.Ordinal);

        await finance.Open("/invoices");
        Assert.Equal([old, young], Rows(finance));
        Assert.Contains("The customer is told first", finance.Html, StringComparison.Ordinal);
        Assert.Contains($"/incidents/{incident}", finance.Html, StringComparison.Ordinal);
        Assert.Contains("7 to 14 days", finance.Html, StringComparison.Ordinal);
        await finance.Open("/invoices?limit=1");
        Assert.Equal([old], Rows(finance));
        await finance.Open(CustomersBoard.Href(finance, "rel=\"next\""));
        Assert.Equal([young], Rows(finance));
        await finance.Open("/invoices?days=7");
        Assert.Equal([old], Rows(finance));
        await finance.Open("/invoices?status=all&q=YOUNG");
        Assert.Equal([young], Rows(finance));
        await finance.Open("/invoices?status=open");
        Assert.Equal(["I-FREE"], Rows(finance));
        Assert.Equal(HttpStatusCode.BadRequest, await finance.Open("/invoices?days=soon"));

        await finance.Open("/invoices.csv");
        Assert.Equal([old, young], finance.Source.Split("\r\n").Skip(1).Where(l => l.Length > 0).Select(l => l[..l.IndexOf(',', StringComparison.Ordinal)]));
    }

    [Fact]
    public async Task Collecting_what_is_held_is_refused_in_a_sentence_and_done_once_the_incident_is_settled()
    {
        var (_, shipment, invoice) = await Book.Put(server, "COLLECT");
        var desk = await CaseDesk.Report(server, Book.Report(shipment));
        var finance = new Person(server) { Languages = "ru" };
        await server.Account("Sun Li", "finance");
        await finance.SignIn("Sun Li", Server.Password);
        await finance.Open($"/invoices/{invoice}");

        Assert.Equal(HttpStatusCode.Conflict, await finance.Send($"/invoices/{invoice}/collection"));
        Assert.Contains("есть неурегулированный инцидент", finance.Html, StringComparison.Ordinal);
        await desk.Tell();
        await desk.Assess("carrier", "service", "major");
        await desk.Answer(await desk.Offer(), accepted: true);
        await desk.CarryOut();
        await desk.Close(5, "Overbooked.", "Confirm space.");
        Assert.Equal(HttpStatusCode.OK, await finance.Send($"/invoices/{invoice}/collection"));

        Assert.Equal($"/invoices/{invoice}?done=collection", finance.Address);
        Assert.Contains("взыскан", finance.Html, StringComparison.Ordinal);
        Assert.Equal("collected", await desk.Status(invoice));
    }

    [Fact]
    public async Task An_override_needs_a_reason_and_a_second_different_person()
    {
        var (_, shipment, invoice) = await Book.Put(server, "OVERRIDE");
        await Book.Report(server, shipment, "cargoRolled");
        var (first, second) = (await Person.SignedIn(server, "Sun Li", "finance"), await Person.SignedIn(server, "Qian Bo", "finance"));
        await first.Open($"/invoices/{invoice}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await first.Send($"/invoices/{invoice}/override", ("reason", " ")));
        Assert.Contains("aria-describedby=\"override-reason-error\"", first.Source, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await first.Send($"/invoices/{invoice}/override", ("reason", "<b>Agreed</b> with the customer")));
        Assert.Contains("&lt;b&gt;Agreed&lt;/b&gt;", first.Source, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Forbidden, await first.Send($"/invoices/{invoice}/override", ("reason", "Still agreed")));
        Assert.Contains("You asked for this override yourself", first.Html, StringComparison.Ordinal);
        await second.Open($"/invoices/{invoice}");
        Assert.Contains("Sun Li asked for it", second.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await second.Send($"/invoices/{invoice}/override", ("reason", "I have seen the mail")));
        Assert.Equal(HttpStatusCode.OK, await second.Send($"/invoices/{invoice}/collection"));
        Assert.Contains("It is collected", second.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_disputes_is_payable_once_the_hold_is_narrowed_and_a_fault_stands_at_its_field()
    {
        var (_, shipment, invoice) = await Book.Put(server, "NARROW");
        var incident = await Book.Report(server, shipment, "cargoDamaged");
        var finance = await Person.SignedIn(server, "Sun Li", "finance");
        await finance.Open($"/invoices/{invoice}");
        (string, string)[] fields = [("incident", incident), ("disputed", "2000.00"), ("disputedCurrency", "USD"), ("consentBy", "Zhao Min"), ("evidence", "")];
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await finance.Send($"/invoices/{invoice}/narrowing", fields));
        Assert.Contains("id=\"narrowing-evidence-error\"", finance.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"Zhao Min\"", finance.Html, StringComparison.Ordinal);
        fields[4].Item2 = "Her mail of today";
        Assert.Equal(HttpStatusCode.OK, await finance.Send($"/invoices/{invoice}/narrowing", fields));
        Assert.Contains("is in dispute", finance.Html, StringComparison.Ordinal);
        var stands = (await (await server.As("Sun Li", "finance")).Get($"/invoices/{invoice}")).Ok;
        Assert.Equal("2000.00", (string)stands["heldAmount"]!["amount"]!);
    }

    [Fact]
    public async Task A_wrong_bill_is_billed_anew_and_each_leads_to_the_other()
    {
        var (_, shipment, invoice) = await Book.Put(server, "ANEW");
        var incident = await Book.Report(server, shipment, "priceDiffersFromQuote");
        var finance = await Person.SignedIn(server, "Sun Li", "finance");
        await finance.Open($"/invoices/{invoice}");
        Assert.Equal(HttpStatusCode.OK, await finance.Send(
            $"/invoices/{invoice}/replacement", ("incident", incident), ("amount", "7000.00"), ("amountCurrency", "USD"), ("reason", "The quote said so.")));
        Assert.Contains($"{invoice}~2", finance.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("/write-off", finance.Html, StringComparison.Ordinal);
        await finance.Open($"/invoices/{invoice}~2");
        Assert.Contains($"href=\"/invoices/{invoice}\"", finance.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_write_off_needs_a_second_different_person()
    {
        var (_, _, invoice) = await Book.Put(server, "GIVEUP");
        var (first, second) = (await Person.SignedIn(server, "Sun Li", "finance"), await Person.SignedIn(server, "Qian Bo", "finance"));
        await first.Open($"/invoices/{invoice}");
        Assert.Equal(HttpStatusCode.OK, await first.Send($"/invoices/{invoice}/write-off", ("reason", "The customer is bankrupt.")));
        Assert.Equal(HttpStatusCode.Forbidden, await first.Send($"/invoices/{invoice}/write-off", ("reason", "Still bankrupt.")));
        Assert.Contains("You asked for this write-off yourself", first.Html, StringComparison.Ordinal);
        await second.Open($"/invoices/{invoice}");
        Assert.Contains("The customer is bankrupt.", second.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await second.Send($"/invoices/{invoice}/write-off", ("reason", "I have seen the court's letter.")));
        Assert.Equal("writtenOff", (string)(await (await server.As("Sun Li", "finance")).Get($"/invoices/{invoice}")).Ok["status"]!);
        Assert.DoesNotContain("/write-off\"", second.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_not_of_finance_looks_and_does_nothing()
    {
        var (_, shipment, invoice) = await Book.Put(server, "LOOK");
        await Book.Report(server, shipment, "cargoRolled");
        var (rep, other) = (await Person.SignedIn(server, "Wang Fang", "sales"), await Person.SignedIn(server, "mei.lin", "sales"));
        Assert.Equal(HttpStatusCode.Forbidden, await rep.Open("/invoices"));
        Assert.Equal(HttpStatusCode.OK, await rep.Open($"/invoices/{invoice}"));
        Assert.DoesNotContain("/collection", rep.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await rep.Send($"/invoices/{invoice}/collection"));
        Assert.Equal(HttpStatusCode.Forbidden, await other.Open($"/invoices/{invoice}"));
        Assert.Equal(HttpStatusCode.NotFound, await other.Open("/invoices/NONE"));
    }

    [Theory]
    [InlineData("en", "Held for")]
    [InlineData("zh-Hans", "冻结时长")]
    [InlineData("zh-Hant", "凍結時長")]
    [InlineData("ru", "Удержан")]
    public async Task They_speak_each_language(string language, string title)
    {
        var (_, shipment, invoice) = await Book.Put(server, "TALK" + language);
        await Book.Report(server, shipment, "cargoRolled");
        var finance = new Person(server) { Languages = language };
        await server.Account("Sun Li", "finance");
        await finance.SignIn("Sun Li", Server.Password);
        Assert.Equal(HttpStatusCode.OK, await finance.Open("/invoices"));
        Assert.Contains(title, finance.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await finance.Open($"/invoices/{invoice}"));
    }

    private static IEnumerable<string> Rows(Person person) =>
        person.Html.Split("<a class=\"ref\" href=\"/invoices/").Skip(1).Select(p => p[..p.IndexOf('"', StringComparison.Ordinal)]);
}
