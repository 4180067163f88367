using System.Text;
using FreightRecovery.Web.Intake.Csv;

namespace FreightRecovery.Tests.Intake.Csv;

public sealed class EncodingTests
{
    private static readonly Dictionary<string, (string[] Header, string Name)> Offices = new(StringComparer.Ordinal)
    {
        ["English"] = (Sheet.EnglishHeader, "Blue Crane Toys Ltd."),
        ["Western"] = (Sheet.EnglishHeader, "Käfer & Söhne Großhandel, Café Noël"),
        ["Simplified"] = (Sheet.SimplifiedHeader, "青岛恒泰精密铸件有限公司"),
        ["Traditional"] = (Sheet.TraditionalHeader, "臺灣順豐貿易股份有限公司"),
        ["Russian"] = (Sheet.RussianHeader, "ООО «Северный путь»"),
    };

    [Theory]
    [InlineData("English", "utf-8", false, "UTF-8")]
    [InlineData("English", "utf-8", true, "UTF-8 with a byte order mark")]
    [InlineData("English", "utf-16", true, "UTF-16LE with a byte order mark")]
    [InlineData("Simplified", "utf-8", false, "UTF-8")]
    [InlineData("Simplified", "utf-16BE", true, "UTF-16BE with a byte order mark")]
    [InlineData("Simplified", "gb18030", false, "GB18030")]
    [InlineData("Traditional", "utf-8", true, "UTF-8 with a byte order mark")]
    [InlineData("Traditional", "big5", false, "Big5")]
    [InlineData("Traditional", "gb18030", false, "GB18030")]
    [InlineData("Russian", "utf-8", false, "UTF-8")]
    [InlineData("Russian", "windows-1251", false, "windows-1251")]
    [InlineData("Russian", "utf-16", true, "UTF-16LE with a byte order mark")]
    [InlineData("Western", "windows-1252", false, "windows-1252")]
    [InlineData("Western", "utf-8", false, "UTF-8")]
    public async Task A_file_of_each_office_is_read_in_its_own_encoding(string office, string encoding, bool mark, string told)
    {
        await using var house = new House();
        var (header, name) = Offices[office];
        var text = Sheet.Text([header, .. Enumerable.Range(1, 5).Select(i => Sheet.Customer($"C{i}", name))]);
        var result = await house.ImportCsv("customers", Sheet.Bytes(encoding, text, mark));
        Assert.True(result.Rejected == 0, result.Errors.FirstOrDefault()?.Reason);
        Assert.Equal(5, result.Accepted);
        Assert.Equal(told, result.ReadAs!.Encoding);
        Assert.Equal([name], (await house.Texts("SELECT name FROM customer")).Distinct());
    }

    [Theory]
    [InlineData("客户编号,at\r\nC1,x", "gb18030", "GB18030")]
    [InlineData("客戶編號,at\r\nC1,x", "big5", "Big5")]
    [InlineData("Клиент,at\r\nC1,x", "windows-1251", "windows-1251")]
    [InlineData("КЛИЕНТ;НОМЕР\r\nC1;x", "windows-1251", "windows-1251")]
    [InlineData("customer,note\r\nC1,Müller", "windows-1252", "windows-1252")]
    [InlineData("customer,note\r\nC1,plain", "utf-8", "UTF-8")]
    public void A_few_words_are_enough_to_guess(string text, string encoding, string told) =>
        Assert.Equal(told, EncodingGuess.Of(Sheet.Bytes(encoding, text)).Name);

    [Fact]
    public async Task Who_knows_better_overrules_the_guess()
    {
        await using var house = new House();
        // Two bytes that are one common character of both.
        byte[] file = [.. Sheet.Bytes("big5", Sheet.Text([Sheet.EnglishHeader, Sheet.Customer("C1", "中")]))];
        var guessed = await house.ImportCsv("customers", file);
        var told = await house.ImportCsv("customers", file, new CsvReading { Encoding = FileEncoding.Find("big5") });
        Assert.Equal("Big5", told.ReadAs!.Encoding);
        Assert.Equal(["中"], await house.Texts("SELECT name FROM customer"));
        Assert.NotNull(guessed.ReadAs);
    }

    [Fact]
    public async Task What_is_no_character_of_the_encoding_rejects_its_row_alone()
    {
        await using var house = new House();
        var text = Sheet.Bytes("utf-8", Sheet.Text([Sheet.EnglishHeader, Sheet.Customer("C1", "Öl"), Sheet.Customer("C2", "#"), Sheet.Customer("C3", "Öl")]));
        text[Array.IndexOf(text, (byte)'#')] = 0xFF;
        var result = await house.ImportCsv("customers", text, new CsvReading { Encoding = FileEncoding.Find("utf-8") });
        Assert.Equal((2, 1), (result.Accepted, result.Rejected));
        Assert.Equal(3, result.Errors[0].Line);
        Assert.Contains("not valid UTF-8", result.Errors[0].Reason);

        text = Sheet.Bytes("gb18030", Sheet.Text([Sheet.SimplifiedHeader, Sheet.Customer("C4", "铸"), Sheet.Customer("C5", "#")]));
        text[Array.IndexOf(text, (byte)'#')] = 0xFF;
        result = await house.ImportCsv("customers", text, new CsvReading { Encoding = FileEncoding.Find("GB18030") });
        Assert.Equal((1, 1), (result.Accepted, result.Rejected));
        Assert.Contains("not valid GB18030", result.Errors[0].Reason);
    }

    [Theory]
    [InlineData("klingon")]
    [InlineData("utf-7")]
    public void An_encoding_that_nobody_knows_is_none(string name) => Assert.Null(FileEncoding.Find(name));

    [Fact]
    public void A_beginning_that_ends_within_a_character_is_guessed_all_the_same()
    {
        var text = Sheet.Text([["客户编号", "at"], .. Enumerable.Range(0, 20_000).Select(_ => (string[])["客户", "时间"])]);
        var bytes = Encoding.UTF8.GetBytes(text)[..CsvHead.MostBytes];
        for (var cut = 0; cut < 4; cut++)
            Assert.Equal("UTF-8", EncodingGuess.Of((byte[])[.. new byte[cut].Select(_ => (byte)'x'), .. bytes[..^cut]]).Name);
    }
}
