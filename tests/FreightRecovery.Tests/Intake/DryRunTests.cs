using System.Text;

namespace FreightRecovery.Tests.Intake;

public sealed class DryRunTests
{
    [Fact]
    public async Task A_dry_run_tells_all_that_an_import_would_and_writes_nothing()
    {
        await using var house = await new House().WithOneShipment();
        await house.Import("shipments", Rows.Shipment("S2", "C1"));
        string[] rows = [Rows.Invoice("I2", "S1"), Rows.Invoice("I3", "S9"), Rows.Invoice("I1", "S2"), "nonsense"];
        var file = await house.Write("invoices.ndjson", Encoding.UTF8.GetBytes(string.Join("\n", rows)));
        var before = await house.Digest();
        var dry = await house.ImportBeside("invoices", file, dryRun: true);
        Assert.Equal(before, await house.Digest());
        var report = await File.ReadAllTextAsync(file + ".errors.csv", TestContext.Current.CancellationToken);
        var rejected = await File.ReadAllTextAsync(file + ".rejected.ndjson", TestContext.Current.CancellationToken);

        var real = await house.ImportBeside("invoices", file);
        Assert.Equal((4, 1, 3), (real.Read, real.Accepted, real.Rejected));
        Assert.Equal((real.Read, real.Accepted, real.Rejected), (dry.Read, dry.Accepted, dry.Rejected));
        Assert.Equal(real.Errors, dry.Errors);
        Assert.Equal(await File.ReadAllTextAsync(file + ".errors.csv", TestContext.Current.CancellationToken), report);
        Assert.Equal(await File.ReadAllTextAsync(file + ".rejected.ndjson", TestContext.Current.CancellationToken), rejected);
        Assert.NotEqual(before, await house.Digest());
    }

    [Fact]
    public async Task A_reference_of_two_shipments_within_a_file_is_given_to_the_first_of_them()
    {
        await using var house = await new House().WithOneShipment();
        await house.Import("shipments", Rows.Shipment("S2", "C1"));
        // What comes before it keeps the first shipment busy when the second one could begin at once.
        string[] rows =
        [
            .. Enumerable.Range(0, 20).Select(n => Rows.Invoice($"I{100 + n}", "S1")), Rows.Invoice("I4", "S1"), Rows.Invoice("I4", "S2"),
            Rows.Invoice("I5", "S2"), Rows.Invoice("i5", "S1"), Rows.Invoice("I6", "S9"), Rows.Invoice("I6", "S2"),
        ];
        var file = await house.Write("invoices.ndjson", Encoding.UTF8.GetBytes(string.Join("\n", rows)));

        foreach (var dryRun in (bool[])[true, false])
        {
            var result = await house.ImportBeside("invoices", file, dryRun);

            // Whoever is refused claims nothing.
            Assert.Equal([22L, 25L], result.Errors.Select(e => e.Line));
            Assert.Contains("taken by an invoice of another shipment", result.Errors[0].Reason);
        }

        Assert.Equal(["S1", "S2", "S1", "S2"], await house.Texts("SELECT shipment FROM invoice WHERE ref IN ('I4', 'I5', 'i5', 'I6') ORDER BY upper(ref), ref"));
    }

    [Fact]
    public async Task Reports_are_tried_without_holding_anything()
    {
        await using var house = await new House().WithOneShipment();
        var file = await house.Write("incidents.ndjson", Encoding.UTF8.GetBytes($"{Rows.Incident("S1")}\n{Rows.Incident("S1")}\n{Rows.Incident("S9")}"));
        var before = await house.Digest();
        var dry = await house.ImportBeside("incidents", file, dryRun: true);
        Assert.Equal((2, 1), (dry.Accepted, dry.Rejected));
        Assert.Equal(before, await house.Digest());
        Assert.Equal(["open"], await house.Texts("SELECT status FROM invoice"));
    }
}
