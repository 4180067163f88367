using FreightRecovery.Tests.Api;

namespace FreightRecovery.Tests.WorkedCases;

/// <summary>Case 1: thirty containers for Japan, left behind unannounced.</summary>
public sealed class RolledCargo(Server server) : IClassFixture<Server>
{
    [Fact]
    public async Task Rolled_cargo_goes_on_the_next_sailing_at_a_fifth_off_and_the_invoice_is_collected_at_eighty_percent()
    {
        var (customer, shipment, invoice) = await Book.Put(server, "CASE1");
        var desk = await Desk.Report(server, Book.Report(shipment));
        Assert.Equal("invoice-held", await desk.Collecting(invoice));
        await desk.Tell();
        await desk.Assess("carrier", "service", "major");

        var best = (await desk.Options())[0]!;
        Assert.Equal(["rebookNext", "freightDiscount", "jointVisit"], best["parts"]!.AsArray().Select(p => (string)p!["kind"]!));
        Assert.Equal((3, 20m), ((int)best["parts"]![0]!["terms"]!["days"]!, (decimal)best["parts"]![1]!["terms"]!["percent"]!));

        var confirmed = await desk.Answer(await desk.Offer(), accepted: true);
        Assert.Equal(["finance", "manager", "operations", "operations"], confirmed["steps"]!.AsArray().Select(s => (string)s!["owner"]!).Order());
        Assert.Equal("invoice-held", await desk.Collecting(invoice));
        await desk.CarryOut();
        Assert.Equal("invoice-held", await desk.Collecting(invoice));
        await desk.Close(5, "The carrier overbooked the sailing.", "Confirm space two days before closing.");

        Assert.Equal("8000.00", (string)(await desk.Collected(invoice))["receipt"]!["amount"]!["amount"]!);
        var standing = await desk.Relationship(customer);
        Assert.Equal(("content", true), ((string)standing["stage"]!, (bool)standing["recovered"]!));
    }

    [Fact]
    public async Task Each_finished_step_is_reported_to_the_customer_in_its_language()
    {
        var (_, shipment, _) = await Book.Put(server, "CASE1B");
        var desk = await Desk.Report(server, Book.Report(shipment));
        await desk.Tell();
        await desk.Assess("carrier", "service", "major");
        var planned = await desk.Answer(await desk.Offer(), accepted: true);
        Assert.All(planned["steps"]!.AsArray(), step => Assert.Null(step!["report"]));

        await desk.CarryOut();

        var reports = (await desk.Read())["steps"]!.AsArray().Select(step => (string)step!["report"]!).ToList();
        Assert.Contains($"现向您报告货物 {shipment} 的处理进展：您的货物已装运。", reports[1], StringComparison.Ordinal);
        Assert.Equal(reports.Count, reports.Distinct().Count());
    }

    [Fact]
    public async Task What_the_customer_declines_is_not_offered_again_and_when_nothing_is_left_it_rises_with_its_history()
    {
        var (_, shipment, invoice) = await Book.Put(server, "CASE1C");
        var desk = await Desk.Report(server, Book.Report(shipment));
        await desk.Tell();
        await desk.Assess("carrier", "service", "major");

        var declined = new List<string>();
        while ((await desk.Options()).Any(option => (bool)option!["feasible"]!))
        {
            var best = (string)(await desk.Options())[0]!["id"]!;
            Assert.DoesNotContain(best, declined);
            var offer = await desk.Offer();
            Assert.Equal(best, (string)(await desk.Read())["offers"]!.AsArray()[^1]!["option"]!["id"]!);
            await desk.Answer(offer, accepted: false, "Not enough.");
            declined.Add(best);
        }

        Assert.InRange(declined.Count, 4, 12);
        var end = await desk.Read();
        Assert.NotEqual("sales", (string)end["escalationLevel"]!);
        Assert.Equal(declined.Count, end["offers"]!.AsArray().Count);
        Assert.Contains("optionsExhausted", (await desk.Timeline()).Select(e => e.Kind));
        Assert.Equal("not-allowed-in-state", (await (await desk.Rep()).Post($"/incidents/{desk.Incident}/offers", new { })).Problem);
        Assert.Equal("invoice-held", await desk.Collecting(invoice));
    }

    [Fact]
    public async Task A_supervisor_does_not_take_back_what_a_manager_refused_and_the_next_best_goes_out_instead()
    {
        var (_, shipment, _) = await Book.Put(server, "CASE1D");
        var desk = await Desk.Report(server, Book.Report(shipment));
        await desk.Tell();
        await desk.Assess("operations", "service", "minor");
        // Minor: the best option is the rep's own to give.
        var options = await desk.Options();
        var (best, next) = ((string)options[0]!["id"]!, options[1]!);
        var (supervisor, manager) = (await server.As("Ma Chao", "supervisor"), await server.As("Zhou Jie", "manager"));
        object Word(bool approved) => new { optionId = best, approved, note = "Not for this." };
        await manager.Post($"/incidents/{desk.Incident}/approvals", Word(false)).Done();

        var taken = await supervisor.Post($"/incidents/{desk.Incident}/approvals", Word(true));
        Assert.Equal(("approval-needed", "manager"), (taken.Problem, (string)taken["authority"]!));
        var offer = (await manager.Post($"/incidents/{desk.Incident}/offers", new { })).Ok;
        Assert.Equal((string)next["id"]!, (string)offer["option"]!["id"]!);
    }

    [Fact]
    public async Task Freight_in_another_currency_than_the_margin_is_ranked_and_keeps_its_currency()
    {
        var (_, shipment, _) = await Book.Put(server, "CASE1E");
        var erp = await server.As("erp", "integration");
        await erp.Put("/invoices/I-CASE1E-CNY", new { shipment, amount = Book.Money("70000.00", "CNY"), kind = "freight", dueOn = "2026-02-01" }).Done();
        var desk = await Desk.Report(server, Book.Report(shipment));
        await desk.Tell();
        await desk.Assess("carrier", "service", "major");

        var best = (await desk.Options())[0]!;
        Assert.Equal("USD", (string)best["value"]!["currency"]!);
        Assert.Contains(best["explanation"]!.AsArray(), line =>
            ((string)line!["label"]!).Contains("14000.00 CNY at 0.14 USD for 1 CNY", StringComparison.Ordinal));
        Assert.Equal(
            decimal.Parse((string)best["value"]!["amount"]!, System.Globalization.CultureInfo.InvariantCulture),
            best["explanation"]!.AsArray().Sum(line =>
                decimal.Parse((string)line!["amount"]!["amount"]!, System.Globalization.CultureInfo.InvariantCulture)));

        await desk.Answer(await desk.Offer(), accepted: true);
        await desk.CarryOut();
        await desk.Close(5, "Overbooked.", "Confirm space.");
        Assert.Equal("56000.00", (string)(await desk.Collected("I-CASE1E-CNY"))["receipt"]!["amount"]!["amount"]!);
    }
}
