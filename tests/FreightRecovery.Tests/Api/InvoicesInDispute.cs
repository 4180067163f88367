using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using NodaTime;

namespace FreightRecovery.Tests.Api;

/// <summary>What finance does with held and wrong invoices, over HTTP.</summary>
public sealed class InvoicesInDispute(Server server) : IClassFixture<Server>
{
    [Fact]
    public async Task The_undisputed_part_is_collected_with_the_customers_consent()
    {
        var (_, shipment, invoice) = await Book.Put(server, "NARROW");
        var id = await Book.Report(server, shipment, "cargoDamaged");
        var finance = await server.As("Sun Li", "finance");
        var before = (await finance.Get($"/invoices/{invoice}")).Ok;
        Assert.Equal("0.00", (string)before["payableNow"]!["amount"]!);

        var narrowed = (await finance.Post($"/invoices/{invoice}/narrowing", Narrowing(id, "2500.00"), ifMatch: before.ETag)).Ok;
        Assert.Equal(("held", "7500.00", "2500.00"), (
            (string)narrowed["status"]!, (string)narrowed["payableNow"]!["amount"]!, (string)narrowed["heldAmount"]!["amount"]!));
        Assert.Equal("2500.00", (string)narrowed["holds"]![0]!["disputed"]!["amount"]!);
        Assert.Equal("stale", (await finance.Post($"/invoices/{invoice}/narrowing", Narrowing(id, "100.00"), ifMatch: before.ETag)).Problem);

        var collected = (await finance.Post($"/invoices/{invoice}/collection")).Ok;
        Assert.Equal(("held", "7500.00"), ((string)collected["status"]!, (string)collected["parts"]![0]!["amount"]!["amount"]!));
        var again = (await finance.Post($"/invoices/{invoice}/collection")).Ok;
        Assert.Equal((string)collected["parts"]![0]!["id"]!, (string)Assert.Single(again["parts"]!.AsArray())!["id"]!);
        Assert.Equal(collected.Text, (await finance.Get($"/invoices/{invoice}")).Ok.Text);

        var owner = await server.As("Wang Fang", "sales");
        Assert.Contains("holdNarrowed", await Kinds(owner));
    }

    [Fact]
    public async Task A_narrowing_that_makes_no_sense_changes_nothing_and_says_why()
    {
        var (_, shipment, invoice) = await Book.Put(server, "NARROW2");
        var id = await Book.Report(server, shipment, "cargoDamaged");
        var finance = await server.As("Sun Li", "finance");
        var events = await server.Events();
        Assert.Equal(["/consentBy", "/disputed", "/evidence", "/incident"], (await finance.Post($"/invoices/{invoice}/narrowing", new { })).Pointers);
        Assert.Equal(["/disputed/amount"], (await finance.Post($"/invoices/{invoice}/narrowing", Narrowing(id, "10000.01"))).Pointers);
        Assert.Equal("currency-mismatch", (await finance.Post($"/invoices/{invoice}/narrowing", Narrowing(id, "100.00", "EUR"))).Problem);
        Assert.Equal("not-allowed-in-state", (await finance.Post(
            $"/invoices/{invoice}/narrowing", Narrowing("0198c0de-0000-7000-8000-000000000000", "100.00"))).Problem);
        Assert.Equal(HttpStatusCode.NotFound, (await finance.Post("/invoices/NO-SUCH/narrowing", Narrowing(id, "1.00"))).Status);
        Assert.Equal(events, await server.Events());
    }

    [Fact]
    public async Task A_wrong_invoice_is_billed_anew_and_what_was_paid_too_much_is_given_back()
    {
        var (_, shipment, invoice) = await Book.Put(server, "REISSUE");
        var finance = await server.As("Sun Li", "finance");
        await finance.Post($"/invoices/{invoice}/collection").Done();
        var id = await Book.Report(server, shipment, "chargeableMassWrong");
        var body = new { amount = Book.Money("9038.46"), incident = id, reason = "The airline's scale says 470 kg." };

        var right = (await finance.Post($"/invoices/{invoice}/replacement", body, "reissue-1")).Ok;
        Assert.Equal(HttpStatusCode.Created, right.Status);
        Assert.Equal($"/api/v1/invoices/{invoice}~2", right.Location);
        Assert.Equal((invoice, "collected", "9038.46"), (
            (string)right["replaces"]!, (string)right["status"]!, (string)right["receipt"]!["amount"]!["amount"]!));
        Assert.Equal(right.Text, (await finance.Post($"/invoices/{invoice}/replacement", body, "reissue-1")).Ok.Text);
        Assert.Equal(right.Text, (await finance.Get(right.Location!)).Ok.Text);

        var wrong = (await finance.Get($"/invoices/{invoice}")).Ok;
        Assert.Equal(("credited", $"{invoice}~2", "961.54"), (
            (string)wrong["status"]!, (string)wrong["replacedBy"]!, (string)wrong["proposals"]![0]!["amount"]!["amount"]!));
        Assert.Contains("creditProposed", await Kinds(await server.As("Qingdao finance", "finance", "QINGDAO")));
        Assert.DoesNotContain("creditProposed", await Kinds(await server.As("Busan finance", "finance", "BUSAN")));

        var given = (await finance.Post($"/invoices/{invoice}/credit")).Ok;
        var note = (string)given["proposals"]![0]!["creditNote"]!;
        Assert.Equal(note, (string)(await finance.Post($"/invoices/{invoice}/credit")).Ok["proposals"]![0]!["creditNote"]!);
        Assert.Equal("not-allowed-in-state", (await finance.Post($"/invoices/{invoice}~2/credit")).Problem);
    }

    [Fact]
    public async Task A_reference_of_the_house_is_nobody_elses_and_a_given_one_must_be_free()
    {
        var (_, shipment, invoice) = await Book.Put(server, "TILDE");
        var (_, _, taken) = await Book.Put(server, "TAKEN");
        var id = await Book.Report(server, shipment, "priceDiffersFromQuote");
        var (erp, finance) = (await server.As("erp", "integration"), await server.As("Sun Li", "finance"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await erp.Put($"/invoices/{invoice}~2", Book.Invoice(shipment))).Status);
        var clash = await finance.Post($"/invoices/{invoice}/replacement", new
        {
            amount = Book.Money("9000.00"), incident = id, reference = taken, reason = "As quoted.",
        });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clash.Status);
        Assert.Equal("held", (string)(await finance.Get($"/invoices/{invoice}")).Ok["status"]!);
        var right = (await finance.Post($"/invoices/{invoice}/replacement", new
        {
            amount = Book.Money("9000.00"), incident = id, reference = "I-TILDE-NEW", reason = "As quoted.",
        })).Ok;
        Assert.Equal(("I-TILDE-NEW", "held"), ((string)right["ref"]!, (string)right["status"]!));
    }

    [Fact]
    public async Task A_large_write_off_takes_two_people_and_a_small_one_takes_one()
    {
        var (_, shipment, invoice) = await Book.Put(server, "WRITE");
        await (await server.As("erp", "integration")).Put("/invoices/I-SMALL", Book.Invoice(shipment, "12.00", "other")).Done();
        var (one, two) = (await server.As("Sun Li", "finance"), await server.As("Ma Hui", "finance"));
        var reason = new { reason = "Bankrupt." };
        Assert.Equal("writtenOff", (string)(await one.Post("/invoices/I-SMALL/write-off", reason)).Ok["status"]!);
        Assert.Equal("Sun Li", (string)(await one.Post($"/invoices/{invoice}/write-off", reason)).Ok["writeOff"]!["by"]!);
        Assert.Equal("forbidden", (await one.Post($"/invoices/{invoice}/write-off", reason)).Problem);
        Assert.Equal("writtenOff", (string)(await two.Post($"/invoices/{invoice}/write-off", reason)).Ok["status"]!);
        Assert.Equal("not-allowed-in-state", (await one.Post($"/invoices/{invoice}/collection")).Problem);
    }

    [Fact]
    public async Task What_is_held_ages_in_the_list_and_the_report_and_is_told_of_when_nobody_acts()
    {
        var (_, shipment, invoice) = await Book.Put(server, "AGE", "AGEING");
        await (await server.As("erp", "integration")).Put("/invoices/I-AGE-YEN", new
        {
            shipment, amount = Book.Money("50000", "JPY"), kind = "surcharge", dueOn = "2026-02-01",
        }).Done();
        await Book.Report(server, shipment, "cargoLost");
        var day = server.Now.InUtc().Date;
        await server.Advance(Duration.FromDays(8));

        var finance = await server.As("Ageing finance", "finance", "AGEING");
        var buckets = (await finance.Get("/invoices/ageing")).Ok.Body.AsArray();
        Assert.Equal(["50000 JPY 7-14", "10000.00 USD 7-14"], buckets.Select(Text));
        Assert.Contains("holdOverdue", await Kinds(finance));
        Assert.Contains("holdOverdue", await Kinds(await server.As("Ageing manager", "manager", "AGEING")));
        Assert.DoesNotContain("holdOverdue", await Kinds(await server.As("Another manager", "manager", "ELSEWHERE")));

        var report = (await finance.Get($"/reports/holds?from={day:yyyy-MM-dd}&to={day:yyyy-MM-dd}")).Ok;
        Assert.Equal(2, report["items"]!.AsArray().Count);
        Assert.Empty((await finance.Get($"/reports/holds?from={day.PlusDays(1):yyyy-MM-dd}")).Ok["items"]!.AsArray());
        Assert.Equal(["?from", "?to"], (await finance.Get("/reports/holds?from=yesterday&to=2026-13-01")).Pointers);
        Assert.Equal("forbidden", (await finance.Get("/reports/holds?branch=ELSEWHERE")).Problem);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/reports/holds");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", finance.Key);
        request.Headers.Accept.ParseAdd("text/csv");
        using var csv = await server.Raw(request);
        Assert.Equal("text/csv", csv.Content.Headers.ContentType!.MediaType);
        var lines = (await csv.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("invoice,shipment,customer", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith($"{invoice},{shipment},C-AGE,AGEING,Li Na,USD,10000.00,10000.00,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_account_manager_is_told_of_an_override_by_name()
    {
        var (_, shipment, invoice) = await Book.Put(server, "TELL");
        await Book.Report(server, shipment, "cargoDamaged");
        foreach (var person in (string[])["Sun Li", "Ma Hui"])
            await (await server.As(person, "finance")).Post($"/invoices/{invoice}/override", new { reason = "The customer asks to pay" }).Done();
        Assert.Contains("overrideConfirmed", await Kinds(await server.As("Li Na", "accountManager", "QINGDAO")));
    }

    private static object Narrowing(string incident, string amount, string currency = "USD") => new
    {
        incident, disputed = Book.Money(amount, currency), consentBy = "Zhao Min", evidence = "E-mail of 5 January",
    };

    private static string Text(JsonNode? bucket) =>
        $"{bucket!["held"]!["amount"]} {bucket["held"]!["currency"]} {bucket["fromDays"]}-{bucket["toDays"]}";

    private static async Task<IEnumerable<string>> Kinds(Client reader) =>
        (await reader.Get("/notifications?limit=200")).Ok["items"]!.AsArray().Select(n => (string)n!["kind"]!);
}
