using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Engine;
using FreightRecovery.Web.Intake;

namespace FreightRecovery.Tests.Intake;

public sealed class ImportTests
{
    [Fact]
    public async Task Importing_the_same_file_again_adds_nothing()
    {
        await using var house = await new House().WithOneShipment();
        await house.Import("bookings", """{"customer":"C1","at":"2026-02-01T08:00:00Z"}""");
        await house.Import("incidents", Rows.Incident("S1"));
        await house.Drain();
        var events = await house.Events();

        await house.WithOneShipment();
        var bookings = await house.Import("bookings", """{"customer":"C1","at":"2026-02-01T08:00:00Z"}""", name: "another name");
        var incidents = await house.Import("incidents", Rows.Incident("S1"));
        await house.Drain();

        Assert.Equal(1, bookings.Accepted);
        Assert.Equal(1, incidents.Accepted);
        Assert.Equal(events, await house.Events());
    }

    [Fact]
    public async Task A_row_that_is_wrong_is_named_by_its_line_and_the_others_go_in()
    {
        await using var house = new House();
        var rejected = new List<long>();
        var result = await house.Import(
            "customers",
            $$"""
            {{Rows.Customer("C1")}}

            {"ref":"C2","name":"Nobody"}
            not json
            {{Rows.Customer("C3").Replace("\"branch\"", "\"branhc\"")}}
            {{Rows.Customer("C4")}}
            """,
            rejected: (row, _) => rejected.Add(row.Line));

        Assert.Equal((5, 2, 3), (result.Read, result.Accepted, result.Rejected));
        Assert.Equal([3, 4, 5], rejected);
        Assert.Equal([3, 4, 5], result.Errors.Select(e => e.Line));
        Assert.Contains("/language", result.Errors[0].Reason);
        Assert.Equal(["C1", "C4"], await house.Texts("SELECT ref FROM customer ORDER BY ref"));
    }

    [Fact]
    public async Task What_a_row_refers_to_must_be_known()
    {
        await using var house = new House();
        Assert.Contains("C9", (await house.Import("shipments", Rows.Shipment("S1", "C9"))).Errors[0].Reason);
        Assert.Contains("S9", (await house.Import("invoices", Rows.Invoice("I1", "S9"))).Errors[0].Reason);
        Assert.Contains("S9", (await house.Import("incidents", Rows.Incident("S9"))).Errors[0].Reason);
        Assert.Contains("C9", (await house.Import("bookings", """{"customer":"C9","at":"2026-02-01T08:00:00Z"}""")).Errors[0].Reason);
        Assert.Equal(0, await house.Events());
    }

    [Fact]
    public async Task A_comma_separated_file_says_the_same_as_one_of_json_lines()
    {
        await using var house = new House();
        var result = await house.Import(
            "customers",
            """"
            ref,name,language,timeZone,countryCode,branch,salesRep,accountManager,nominated,expectedAnnualMargin.amount,expectedAnnualMargin.currency,contacts.name,contacts.email
            C1,"Blue, ""Crane""",en,Asia/Shanghai,CN,SHA,mei.lin,wei.tang,true,40000.00,USD,Li Na;Bo Wen,li@example.com;
            C2,Two,en,Asia/Shanghai,CN,SHA,mei.lin,wei.tang,maybe,40000.00,USD,,
            """",
            ImportForm.Csv);
        Assert.Equal((1, 1), (result.Accepted, result.Rejected));
        Assert.Equal(3, result.Errors[0].Line);
        Assert.Contains("/nominated", result.Errors[0].Reason);

        var facts = Assert.Single(await house.Texts("SELECT facts FROM customer WHERE ref = 'C1'"));
        Assert.Contains("Blue, \\\"Crane\\\"", facts);
        Assert.Contains("\"nominated\":true", facts);
        Assert.DoesNotContain("Bo Wen", facts);
        var customer = await house.Transactor.Load(StreamId.Of(new CustomerRef("C1")), null, TestContext.Current.CancellationToken);
        Assert.Equal(
            [new Contact("Li Na", "li@example.com", null), new Contact("Bo Wen", null, null)], ((CustomerState)customer.State).Facts!.Contacts);

        var shipments = await house.Import(
            "shipments",
            """
            ref,customer,mode,origin,destination,packages,grossMass,containers
            S1,C1,sea,CNTAO,KRPUS,12,480.5,MSKU1234565;TGHU7654320
            """,
            ImportForm.Csv);
        Assert.True(shipments.Rejected == 0, shipments.Errors.FirstOrDefault()?.Reason);
        Assert.Equal(2, await house.Count("SELECT count(*) FROM shipment_container WHERE shipment = 'S1'"));
    }

    [Fact]
    public async Task A_number_with_a_NUL_behind_it_is_told_and_the_others_go_in()
    {
        await using var house = new House();
        await house.Import("customers", Rows.Customer("C1"));

        var result = await house.Import(
            "shipments", "ref,customer,mode,origin,destination,packages\nS1,C1,sea,CNTAO,KRPUS,12\0\nS2,C1,sea,CNTAO,KRPUS,12\n", ImportForm.Csv);

        Assert.Equal((1, 1), (result.Accepted, result.Rejected));
        Assert.Equal(2, result.Errors[0].Line);
        Assert.Contains("/packages", result.Errors[0].Reason);
    }

    [Fact]
    public async Task A_quote_that_never_ends_ends_the_reading_with_its_reason()
    {
        await using var house = new House();
        var result = await house.Import("bookings", "customer,at\nC1,\"2026-02-01T08:00:00Z\nC1,x\n", ImportForm.Csv);
        Assert.Equal((1, 1), (result.Read, result.Rejected));
    }

    [Fact]
    public async Task A_line_beyond_the_limit_is_passed_over_in_constant_memory()
    {
        await using var house = new House();
        var result = await house.Import("customers", Rows.Customer("C1", new string('x', 3 << 20)) + "\n" + Rows.Customer("C2"));
        Assert.Equal((1, 1), (result.Accepted, result.Rejected));
        Assert.Contains("longer", result.Errors[0].Reason);
    }

    [Fact]
    public async Task Rows_of_one_shipment_keep_their_order()
    {
        await using var house = await new House().WithOneShipment();
        var versions = string.Join("\n", Enumerable.Range(1, 600).Select(i => Rows.Invoice("I1", "S1").Replace("1000.00", $"{i}.00")));
        Assert.Equal(600, (await house.Import("invoices", versions)).Accepted);
        Assert.Equal(["600.00"], await house.Texts("SELECT amount FROM invoice WHERE ref = 'I1'"));
    }

    [Fact]
    public async Task A_reported_row_holds_the_invoices_of_its_shipment()
    {
        await using var house = await new House().WithOneShipment();
        await house.Import("incidents", Rows.Incident("S1"));
        Assert.Equal(["held"], await house.Texts("SELECT status FROM invoice"));
    }

    [Fact]
    public async Task Thousands_of_rows_go_in_at_once()
    {
        await using var house = await new House().WithOneShipment();
        var shipments = string.Join("\n", Enumerable.Range(1, 3000).Select(i => Rows.Shipment($"T{i}", "C1")));
        Assert.Equal(3000, (await house.Import("shipments", shipments)).Accepted);
        var incidents = string.Join("\n", Enumerable.Range(1, 3000).Select(i => Rows.Incident($"T{i}")));
        Assert.Equal(3000, (await house.Import("incidents", incidents)).Accepted);
        Assert.Equal(3000, await house.Count("SELECT count(*) FROM incident"));
    }
}
