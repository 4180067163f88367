using System.Text;
using FreightRecovery.Domain;
using FreightRecovery.Web.Intake;
using NodaTime;

namespace FreightRecovery.Tests.Intake;

public sealed class BrokenOffImports
{
    private const int Half = 7_000;
    private const int All = 12_000;
    private const string Told = "SELECT count(*) FROM stream_event WHERE type = 'shipmentRecorded/1'";
    private static readonly Actor By = new("partner");

    [Fact]
    public async Task A_second_run_passes_over_what_is_done_and_adds_nothing_twice()
    {
        await using var house = await WithACustomer();
        var rows = Shipments();
        await BreakOff(house, rows);
        var before = await house.Count(Told);
        Assert.InRange(before, ImportTrail.Every, All - 1);

        var result = await Run(house, rows);
        Assert.Equal((All, All, 0), (result.Read, result.Accepted, result.Rejected));
        Assert.Equal(ImportTrail.Every, result.Skipped);
        Assert.Equal(All, await house.Count(Told));
        Assert.Equal(All, (await Run(house, rows)).Skipped);
    }

    [Fact]
    public async Task Rows_that_were_rejected_are_tried_again()
    {
        await using var house = await WithACustomer();
        var rows = Shipments();
        rows[3] = Rows.Shipment("S3", "C2");
        rows[All - 2] = Rows.Shipment($"S{All - 2}", "C2");
        await BreakOff(house, rows);
        Assert.Equal([4, All - 1], (await Run(house, rows)).Errors.Select(e => e.Line));

        await house.Import("customers", Rows.Customer("C2"));
        var result = await Run(house, rows);
        Assert.Equal((All, 0, All - 2), (result.Accepted, result.Rejected, result.Skipped));
        Assert.Equal(2, await house.Count("SELECT count(*) FROM shipment WHERE customer = 'C2'"));
        Assert.Equal(All, await house.Count(Told));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Other_rows_under_the_same_name_are_told_before_anything_is_done(bool fewer)
    {
        await using var house = await WithACustomer();
        var rows = Shipments();
        rows[0] = Rows.Shipment("S0", "C2");
        await BreakOff(house, rows);
        await house.Import("customers", Rows.Customer("C2"));
        var events = await house.Events();
        rows[9] = rows[9].Replace("CNTAO", "CNSHA");
        Assert.True((await Run(house, fewer ? [.. rows.Take(100)] : rows)).OtherRows);
        Assert.Equal(events, await house.Events());
    }

    [Fact]
    public async Task A_file_of_things_that_are_put_is_put_again_once_it_was_done()
    {
        await using var house = await new House().WithOneShipment();
        var first = await house.Write("first.ndjson", Encoding.UTF8.GetBytes(Rows.Customer("C1", "First")));
        var second = await house.Write("second.ndjson", Encoding.UTF8.GetBytes(Rows.Customer("C1", "Second")));
        foreach (var (file, days) in ((string, int)[])[(first, 0), (second, 1), (first, 2)])
            await house.ImportBeside("customers", file, later: Duration.FromDays(days));
        Assert.Equal(["First"], await house.Texts("SELECT name FROM customer"));
        Assert.Equal(0, await house.Count("SELECT count(*) FROM setting WHERE name LIKE 'import%'"));
    }

    private static string[] Shipments() => [.. Enumerable.Range(0, All).Select(i => Rows.Shipment($"S{i}", "C1"))];

    private static async Task<House> WithACustomer()
    {
        var house = new House();
        await house.Import("customers", Rows.Customer("C1"));
        return house;
    }

    private static async Task<ImportResult> Run(House house, string[] rows)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', rows)));
        return await house.Importer.Run(Order(), file, cancel: TestContext.Current.CancellationToken);
    }

    private static async Task BreakOff(House house, string[] rows)
    {
        using var file = new BrokenStream(Encoding.UTF8.GetBytes(string.Join('\n', rows.Take(Half)) + "\n"));
        await Assert.ThrowsAsync<IOException>(() => house.Importer.Run(Order(), file, cancel: TestContext.Current.CancellationToken));
    }

    private static ImportOrder Order() =>
        new(ImportKind.Find("shipments")!, ImportForm.Ndjson, By, null, "a name", House.Now, House.Now) { Remembered = true };

    private sealed class BrokenStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is var read and > 0 ? read : throw new IOException("The line went dead.");
    }
}
