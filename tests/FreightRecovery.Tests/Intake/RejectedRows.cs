using System.Text;
using FreightRecovery.Tests.Intake.Csv;
using FreightRecovery.Web.Intake.Csv;

namespace FreightRecovery.Tests.Intake;

public sealed class RejectedRows
{
    [Theory]
    [InlineData("utf-8", true, ';', "\r\n")]
    [InlineData("gb18030", false, ',', "\n")]
    [InlineData("utf-16", true, '\t', "\r\n")]
    public async Task Rejected_records_stand_under_their_header_in_their_own_form_and_go_in_when_corrected(
        string encoding, bool mark, char delimiter, string lineEnd)
    {
        await using var house = new House();
        string[] wrong = Sheet.Customer("C2", "青岛, \"货运\"", language: "latin"), alsoWrong = Sheet.Customer("C4", "公司, 四", margin: "-1");
        var file = await house.Write("customers.csv", Sheet.Bytes(
            encoding, Sheet.Text([Sheet.SimplifiedHeader, Sheet.Customer("C1", "一"), wrong, Sheet.Customer("C3", "三"), alsoWrong], delimiter, lineEnd), mark));
        var result = await house.ImportBeside("customers", file);
        Assert.Equal((4, 2, 2), (result.Read, result.Accepted, result.Rejected));

        var rejected = await Bytes(file + ".rejected.csv");
        Assert.Equal(Sheet.Bytes(encoding, Sheet.Text([Sheet.SimplifiedHeader, wrong, alsoWrong], delimiter, lineEnd), mark), rejected);

        var text = FileEncoding.Find(encoding)!.Encoding.GetString(rejected);
        var corrected = await house.Write("corrected.csv", FileEncoding.Find(encoding)!.Encoding.GetBytes(
            text.Replace("latin", "en", StringComparison.Ordinal).Replace("-1", "1", StringComparison.Ordinal)));
        var again = await house.ImportBeside("customers", corrected);
        Assert.Equal((2, 2), (again.Read, again.Accepted));
        Assert.Equal(["C1", "C2", "C3", "C4"], await house.Texts("SELECT ref FROM customer ORDER BY ref"));
        Assert.False(File.Exists(corrected + ".errors.csv"));
    }

    [Fact]
    public async Task The_report_names_line_column_value_and_reason()
    {
        await using var house = new House();
        var file = await house.Write("customers.csv", Sheet.Bytes("utf-8", Sheet.Text(
            [Sheet.EnglishHeader, Sheet.Customer("C1", "One"), Sheet.Customer("C2", "=1+1", language: "latin", margin: "-1")])));
        await house.ImportBeside("customers", file);
        var lines = Encoding.UTF8.GetString(await Bytes(file + ".errors.csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("\uFEFFline,column,value,reason", lines[0]);
        Assert.StartsWith("3,Expected annual margin,", lines[1]);
        Assert.EndsWith("\"'-1\",The amount must not be negative.", lines[1]);
        Assert.StartsWith("3,Language,latin,", lines[2]);
        Assert.Equal(3, lines.Length);
    }

    [Fact]
    public async Task Rejected_lines_of_json_stand_as_they_came()
    {
        await using var house = new House();
        var broken = """{"ref":"C2" , "name":""";
        var file = await house.Write("customers.ndjson", Encoding.UTF8.GetBytes($"{Rows.Customer("C1")}\n{broken}\n{Rows.Customer("C3").Replace("\"en\"", "\"tlh\"")}\n"));
        var result = await house.ImportBeside("customers", file);
        Assert.Equal((1, 2), (result.Accepted, result.Rejected));
        var rejected = Encoding.UTF8.GetString(await Bytes(file + ".rejected.ndjson"));
        Assert.Equal($"{broken}\n{Rows.Customer("C3").Replace("\"en\"", "\"tlh\"")}\n", rejected);
        Assert.Contains("3,/language,tlh,", Encoding.UTF8.GetString(await Bytes(file + ".errors.csv")));

        await house.Write("customers.ndjson", Encoding.UTF8.GetBytes(Rows.Customer("C1")));
        await house.ImportBeside("customers", file);
        Assert.False(File.Exists(file + ".rejected.ndjson"));
        Assert.False(File.Exists(file + ".errors.csv"));
    }

    private static Task<byte[]> Bytes(string file) => File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
}
