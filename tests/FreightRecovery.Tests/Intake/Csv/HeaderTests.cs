using System.Text;
using FreightRecovery.Web.Intake;
using FreightRecovery.Web.Intake.Csv;

namespace FreightRecovery.Tests.Intake.Csv;

public sealed class HeaderTests
{
    public static TheoryData<string> Kinds => [.. ImportKind.All.Select(k => k.Name)];

    [Theory]
    [InlineData(',', "\n")]
    [InlineData(';', "\r\n")]
    [InlineData('\t', "\r")]
    [InlineData('|', "\n")]
    public async Task Delimiters_and_line_ends_are_found_out(char delimiter, string lineEnd)
    {
        await using var house = new House();
        var text = Sheet.Text([Sheet.EnglishHeader, Sheet.Customer("C1", "One\nand; two, \"three\"|".Replace("\n", " ")), Sheet.Customer("C2", "Two")], delimiter, lineEnd);
        var result = await house.ImportCsv("customers", Encoding.UTF8.GetBytes(text));
        Assert.True(result.Rejected == 0, result.Errors.FirstOrDefault()?.Reason);
        Assert.Equal((2, delimiter.ToString()), (result.Accepted, result.ReadAs!.Delimiter));
        Assert.Equal(["One and; two, \"three\"|", "Two"], await house.Texts("SELECT name FROM customer ORDER BY ref"));
    }

    [Fact]
    public async Task What_a_spreadsheet_adds_is_no_data()
    {
        await using var house = await new House().WithOneShipment();
        // Its mark, its hint, columns that were once used, rows of nothing, and a line break within a cell.
        var text = "sep=;\r\nClient no;Time;Remarks;;\r\nC1;2026-02-01T08:00:00Z;\"first line\r\nsecond; line\";;\r\n;;;;\r\nC1;2026-02-02T08:00:00Z;;;\r\n;;;;\r\n";
        var result = await house.ImportCsv("bookings", Sheet.Bytes("utf-8", text, mark: true));
        Assert.True(result.Rejected == 0, result.Errors.FirstOrDefault()?.Reason);
        Assert.Equal((2, ";"), (result.Read, result.ReadAs!.Delimiter));
        Assert.Equal(["customer", "at", "note"], result.ReadAs.Columns.Values);
    }

    [Fact]
    public async Task What_stands_beyond_the_names_is_told()
    {
        await using var house = await new House().WithOneShipment();
        var result = await house.ImportCsv("bookings", Encoding.UTF8.GetBytes("customer,at,,\nC1,2026-02-01T08:00:00Z,x,\nC1,2026-02-02T08:00:00Z\n"));
        Assert.Equal((1, 1), (result.Accepted, result.Rejected));
        Assert.Contains("4 fields", result.Errors[0].Reason);
    }

    [Fact]
    public async Task An_unknown_column_stops_the_import_and_is_told_with_the_nearest_name()
    {
        await using var house = await new House().WithOneShipment();
        var events = await house.Events();
        var result = await house.ImportCsv("bookings", Encoding.UTF8.GetBytes("Custmer,at,Wetter\nC1,2026-02-01T08:00:00Z,schön\n"));
        Assert.Equal((1, 0, 1), (result.Read, result.Accepted, result.Rejected));
        Assert.Contains("'Custmer' is no column of bookings. Is it customer?", result.Errors[0].Reason);
        Assert.Contains("'Wetter' is no column", result.Errors[0].Reason);
        Assert.Equal(events, await house.Events());
    }

    [Fact]
    public async Task A_map_names_the_columns_of_somebody_else()
    {
        await using var house = await new House().WithOneShipment();
        var map = await house.Write("map.json", Encoding.UTF8.GetBytes("""{"Kd.-Nr.": "customer", "Zeit": "at", "Wetter": null}"""));
        var file = Encoding.UTF8.GetBytes("Kd.-Nr.;Zeit [dd.MM.yyyy HH:mm Europe/Berlin];Wetter\nC1;01.02.2026 09:00;schön\n");
        var result = await house.ImportCsv("bookings", file, new CsvReading { Map = ColumnMap.Read(map) });
        Assert.True(result.Rejected == 0, result.Errors.FirstOrDefault()?.Reason);
        Assert.Null(result.ReadAs!.Columns["Wetter"]);
        Assert.Contains("'Wetter' is left out", result.ReadAs.ToString());
        Assert.Contains("2026-02-01T08:00:00Z", string.Concat(await house.Texts("SELECT payload FROM stream_event WHERE type LIKE 'signalObserved%'")));

        var wrong = await house.Write("wrong.json", Encoding.UTF8.GetBytes("""{"Kd.-Nr.": "custmer"}"""));
        result = await house.ImportCsv("bookings", Encoding.UTF8.GetBytes("Kd.-Nr.,at\nC1,x\n"), new CsvReading { Map = ColumnMap.Read(wrong) });
        Assert.Contains("Is it customer?", result.Errors[0].Reason);
        Assert.Throws<InvalidDataException>(() => ColumnMap.Read(house.Write("list.json", "[]"u8.ToArray()).Result));
    }

    [Theory]
    [InlineData("customer,Client No,at\nC1,C1,x\n", "both customer")]
    [InlineData("customer,,at\nC1,,x\n", "empty")]
    [InlineData(",,\nC1,,x\n", "empty")]
    public async Task Names_that_are_not_clear_are_told(string text, string reason)
    {
        await using var house = new House();
        var result = await house.ImportCsv("bookings", Encoding.UTF8.GetBytes(text));
        Assert.Equal(1, result.Rejected);
        Assert.Contains(reason, result.Errors[0].Reason);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void No_word_of_any_language_means_two_members(string kind)
    {
        var form = ImportKind.Find(kind)!.Form;
        var names = HeaderWords.Of(kind, form.Members.Keys);
        Assert.All(form.Members.Keys, member => Assert.Equal(member, names[HeaderWords.Plain(member)]));
        Assert.True(names.Count > 2 * form.Members.Count);
    }

    [Theory]
    [InlineData("GROSS_weight", "grossMass")]
    [InlineData("Container No.", "containers")]
    [InlineData("目的港", "destination")]
    [InlineData("計費重量", "chargeableMass")]
    [InlineData("Количество мест", "packages")]
    [InlineData("booked at", "bookedAt")]
    public async Task Case_spaces_and_points_do_not_matter(string header, string member)
    {
        await using var house = new House();
        var result = await house.ImportCsv("shipments", Encoding.UTF8.GetBytes($"ref,{header}\nS1,x\n"));
        Assert.Equal(member, result.ReadAs!.Columns[header]);
    }
}
