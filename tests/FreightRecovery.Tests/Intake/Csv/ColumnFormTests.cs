using System.Text;

namespace FreightRecovery.Tests.Intake.Csv;

public sealed class ColumnFormTests
{
    [Theory]
    [InlineData("Gross weight [0,00]", "480,5", "480.5")]
    [InlineData("Вес брутто (0,00)", "1.234,50", "1234.50")]
    [InlineData("毛重 [0,00]", "1 234,5", "1234.5")]
    [InlineData("grossMass", "480.5", "480.5")]
    public async Task A_column_may_say_that_its_decimals_stand_behind_a_comma(string header, string written, string read)
    {
        await using var house = await new House().WithOneShipment();
        var result = await Shipment(house, header, written);
        Assert.True(result.Rejected == 0, result.Errors.FirstOrDefault()?.Reason);
        Assert.Contains($"\"grossMass\":{read}", Assert.Single(await house.Texts("SELECT facts FROM shipment WHERE ref = 'S9'")).Replace(" ", ""));
    }

    [Theory]
    [InlineData("grossMass", "480,5", "The comma may be for decimals or for thousands")]
    [InlineData("grossMass", "1,234", "The comma may be for decimals or for thousands")]
    [InlineData("grossMass [0,00]", "480.5", "no such number")]
    [InlineData("grossMass [0,00]", "1.23,5", "no such number")]
    [InlineData("bookedAt", "01.02.2026", "Day and month cannot be told apart")]
    [InlineData("bookedAt", "2/1/2026 08:00", "Day and month cannot be told apart")]
    [InlineData("bookedAt [dd.MM.yyyy]", "01.02.2026", "An instant needs its time and its zone")]
    [InlineData("bookedAt [dd.MM.yyyy HH:mm Mars/Olympus]", "01.02.2026 08:00", "no time zone")]
    [InlineData("bookedAt [dd.MM.yyyy HH:mm Europe/Berlin]", "31.02.2026 08:00", "no such time")]
    [InlineData("bookedAt [dd.MM.yyyy HH:mm Europe/Berlin]", "26.10.2025 02:30", "two such times")]
    [InlineData("bookedAt [dd.MM.yyyy HH:mm Europe/Berlin]", "30.03.2025 02:30", "no such time")]
    [InlineData("carrier [0,00]", "1,5", "is for numbers")]
    [InlineData("grossMass [dd.MM.yyyy]", "1,5", "is for days")]
    public async Task What_may_mean_two_things_is_rejected_with_the_way_out(string header, string written, string reason)
    {
        await using var house = await new House().WithOneShipment();
        var result = await Shipment(house, header, written);
        Assert.Equal(1, result.Rejected);
        Assert.Contains(reason, result.Errors[0].Reason);
    }

    [Theory]
    [InlineData("Срок оплаты [дд.мм.гггг]", "1.4.2026")]
    [InlineData("到期日 (yyyy/MM/dd)", "2026/04/01")]
    [InlineData("Due date [MM/dd/yyyy]", "04/01/2026")]
    [InlineData("dueOn", "2026-04-01")]
    public async Task A_column_may_say_in_which_order_a_day_is_written(string header, string written)
    {
        await using var house = await new House().WithOneShipment();
        var text = $"Invoice No;Shipment No;Amount [0,00];Currency;Type;{header}\nI9;S1;1.000,50;EUR;freight;{written}\n";
        var result = await house.ImportCsv("invoices", Encoding.UTF8.GetBytes(text));
        Assert.True(result.Rejected == 0, result.Errors.FirstOrDefault()?.Reason);
        Assert.Equal(["1000.50 2026-04-01"], await house.Texts("SELECT amount || ' ' || due_on FROM invoice WHERE ref = 'I9'"));
    }

    [Fact]
    public async Task A_time_is_read_in_the_zone_that_the_column_names()
    {
        await using var house = await new House().WithOneShipment();
        var result = await Shipment(house, "bookedAt [dd.MM.yyyy HH:mm Europe/Moscow]", "20.02.2026 9:30");
        Assert.True(result.Rejected == 0, result.Errors.FirstOrDefault()?.Reason);
        Assert.Contains("2026-02-20T06:30:00Z", Assert.Single(await house.Texts("SELECT facts FROM shipment WHERE ref = 'S9'")));
    }

    private static Task<FreightRecovery.Web.Intake.ImportResult> Shipment(House house, string header, string value) =>
        house.ImportCsv("shipments", Encoding.UTF8.GetBytes($"ref;customer;mode;origin;destination;{header}\nS9;C1;sea;CNTAO;KRPUS;{value}\n"));
}
