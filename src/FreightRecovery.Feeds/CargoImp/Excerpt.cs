using System.Text;

namespace FreightRecovery.Feeds.CargoImp;

/// <summary>Cuts out of a file what could not be read, so that it can be read again by itself.</summary>
internal static class Excerpt
{
    private const string Break = "\r\n";

    /// <summary>Puts a stretch of the file under the type line and consignment that it needs to be understood.</summary>
    public static Unreadable Of(ReadOnlySpan<byte> text, Line? type, Line? consignment, int from, int to, Fault fault)
    {
        var raw = new StringBuilder();
        TextPlace? at = null;
        var number = 0;
        if (type is { } first) Append(text, first, fault, raw, ref number, ref at);
        if (consignment is { } second) Append(text, second, fault, raw, ref number, ref at);
        var lines = new Lines(text, from, to);
        while (lines.Next(out var line)) Append(text, line, fault, raw, ref number, ref at);
        return new("", fault.Reason, raw.ToString()) { At = at };
    }

    private static void Append(ReadOnlySpan<byte> text, Line line, Fault fault, StringBuilder raw, ref int number, ref TextPlace? at)
    {
        if (number++ > 0) raw.Append(Break);
        raw.Append(Encoding.UTF8.GetString(line.Of(text)));
        if (at is not null || fault.Start < line.Start || fault.Start >= line.End) return;
        var end = Math.Min(fault.Start + fault.Length, line.End);
        at = new(number, Encoding.UTF8.GetCharCount(text[line.Start..fault.Start]) + 1, Encoding.UTF8.GetCharCount(text[fault.Start..end]));
    }
}
