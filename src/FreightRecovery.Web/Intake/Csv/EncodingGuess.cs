using System.Collections.Frozen;
using System.Text;
using System.Text.Unicode;

namespace FreightRecovery.Web.Intake.Csv;

/// <summary>
/// Guesses the encoding of a file from its beginning: by its byte order mark, by what is valid, and by how common the
/// characters are that come out. A short file without a mark can be guessed wrong, so the guess is always told.
/// </summary>
internal static class EncodingGuess
{
    // Of two readings that are valid, the right one shows characters that people use.
    private static readonly FrozenSet<char> Simplified = Common(
        "的一是不了在人有我他这中大来上个国到说们为子和你地出也时年得就要下以会自之后可里多天能对小于起发成事只作用方又如前所本见经面公同已从动两现"
        + "客户编号名称公司货运单发票金额币种日期港口船航次空海陆铁箱重量体积件数毛净收费付款人联系电话邮备注部门销售代理提起目启到达国家地址语言时区订委托保险类型损坏延误丢失说明贸易");

    private static readonly FrozenSet<char> Traditional = Common(
        "的一是不了在人有我他這中大來上個國到說們為子和你地出也時年得就要下以會自之後可裡多天能對小於起發成事只作用方又如前所本見經面公同已從動兩現"
        + "客戶編號名稱公司貨運單發票金額幣種日期港口船航次空海陸鐵箱重量體積件數毛淨收費付款人聯繫電話郵備註部門銷售代理提起目啟到達國家地址語言時區訂委託保險類型損壞延誤丟失說明貿易");

    // More than half of the letters of any Russian text.
    private const string Russian = "оеаинтсрвлкмдпОЕАИНТСРВЛКМДП";

    private const double MostlyLetters = 0.97;
    private const double OftenEnough = 0.5;

    /// <summary>The encoding of a file that begins with these bytes.</summary>
    /// <param name="beginning">A part of the file from its start, which may end within a character.</param>
    public static FileEncoding Of(ReadOnlySpan<byte> beginning)
    {
        if (FileEncoding.OfMark(beginning) is { } marked)
            return marked;
        var whole = WholeLines(beginning);
        if (Utf8.IsValid(whole))
            return FileEncoding.Utf8;
        if (LooksRussian(whole))
            return FileEncoding.Of(FileEncoding.Cyrillic);
        var (simplified, traditional) = (Score(whole, FileEncoding.Gb18030, Simplified), Score(whole, FileEncoding.Big5, Traditional));
        return Math.Max(simplified, traditional) < OftenEnough ? FileEncoding.Of(FileEncoding.Western)
            : FileEncoding.Of(simplified >= traditional ? FileEncoding.Gb18030 : FileEncoding.Big5);
    }

    // The last line may be cut within a character.
    private static ReadOnlySpan<byte> WholeLines(ReadOnlySpan<byte> bytes) =>
        bytes.LastIndexOfAny((byte)'\n', (byte)'\r') is var end and > 0 && bytes.Length >= CsvHead.MostBytes ? bytes[..end] : bytes;

    // Whole words of Cyrillic letters. A Western text has its few accented letters between plain ones, and half of a
    // Chinese text's second bytes are no letters here.
    private static bool LooksRussian(ReadOnlySpan<byte> bytes)
    {
        var (high, letters, common, besides) = (0, 0, 0, 0);
        var text = FileEncoding.Cyrillic.GetString(bytes);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0x80)
                continue;
            high++;
            letters += text[i] is (>= 'А' and <= 'я') or 'Ё' or 'ё' or '№' or '«' or '»' or '\u00A0' or '–' or '—' ? 1 : 0;
            common += Russian.Contains(text[i], StringComparison.Ordinal) ? 1 : 0;
            besides += (i > 0 && bytes[i - 1] >= 0x80) || (i + 1 < bytes.Length && bytes[i + 1] >= 0x80) ? 1 : 0;
        }

        return high > 0 && letters >= MostlyLetters * high && common >= OftenEnough * high && besides >= OftenEnough * high;
    }

    // 0 for what cannot be read so; else the share of common characters among the Chinese ones, and of the first level
    // of both standards, whose characters are the ones in daily use.
    private static double Score(ReadOnlySpan<byte> bytes, Encoding encoding, FrozenSet<char> common)
    {
        var strict = CodePagesEncodingProvider.Instance.GetEncoding(
            encoding.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
        string text;
        try
        {
            text = strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return 0;
        }

        var (others, known) = (0, 0);
        foreach (var c in text)
        {
            // Punctuation and wide letters lie at the same places of both.
            if (c < 0x80 || c is (>= '\u2010' and <= '\u206F') or (>= '\u3000' and <= '\u303F') or (>= '\uFF00' and <= '\uFFEF'))
                continue;
            others++;
            known += common.Contains(c) ? 1 : 0;
        }

        return others == 0 ? 0 : ((double)known / others) + FirstLevel(bytes, encoding);
    }

    private static double FirstLevel(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        var (pairs, first) = (0, 0);
        for (var i = 0; i + 1 < bytes.Length; i++)
        {
            if (bytes[i] < 0x80)
                continue;
            var (lead, trail) = (bytes[i], bytes[++i]);
            if (lead is >= 0xA1 and <= 0xA3)
                continue;
            pairs++;
            first += ReferenceEquals(encoding, FileEncoding.Gb18030)
                ? lead is >= 0xB0 and <= 0xD7 && trail >= 0xA1 ? 1 : 0
                : lead is >= 0xA4 and <= 0xC6 ? 1 : 0;
        }

        return pairs == 0 ? 0 : (double)first / pairs;
    }

    private static FrozenSet<char> Common(string characters) => characters.ToFrozenSet();
}
