using System.Text;
using FreightRecovery.Web.Intake.Csv;

namespace FreightRecovery.Tests.Intake.Csv;

/// <summary>A table as an office saves it.</summary>
internal static class Sheet
{
    public static readonly string[] EnglishHeader =
        ["Customer No", "Company name", "Language", "Time zone", "Country", "Branch", "Sales rep", "Account manager", "Expected annual margin", "Currency"];

    public static readonly string[] SimplifiedHeader = ["客户编号", "公司名称", "语言", "时区", "国家", "分公司", "业务员", "客户经理", "预计年毛利", "币种"];

    public static readonly string[] TraditionalHeader = ["客戶編號", "公司名稱", "語言", "時區", "國家", "分公司", "業務員", "客戶經理", "預計年毛利", "幣種"];

    public static readonly string[] RussianHeader =
        ["Номер клиента", "Компания", "Язык", "Часовой пояс", "Страна", "Филиал", "Продавец", "Менеджер", "Ожидаемая годовая маржа", "Валюта"];

    /// <summary>A customer's row under any of the headers.</summary>
    public static string[] Customer(string reference, string name, string language = "en", string margin = "40000.00") =>
        [reference, name, language, "Asia/Shanghai", "CN", "SHA", "mei.lin", "wei.tang", margin, "USD"];

    /// <summary>The table's text; quoted where need be, or always.</summary>
    public static string Text(IEnumerable<string[]> rows, char delimiter = ',', string lineEnd = "\r\n", bool alwaysQuoted = false) =>
        string.Concat(rows.Select(row => string.Join(delimiter, row.Select(field => Quoted(field, delimiter, alwaysQuoted))) + lineEnd));

    /// <summary>The table's bytes.</summary>
    public static byte[] Bytes(string encoding, string text, bool mark = false)
    {
        var known = FileEncoding.Find(encoding)!.Encoding;
        return [.. mark ? known.CodePage == Encoding.UTF8.CodePage ? [0xEF, 0xBB, 0xBF] : known.GetPreamble() : [], .. known.GetBytes(text)];
    }

    private static string Quoted(string field, char delimiter, bool always) =>
        always || field.AsSpan().IndexOfAny([delimiter, '"', '\r', '\n']) >= 0 ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
