using System.Text;
using System.Text.Json;
using NodaTime;

namespace FreightRecovery.Feeds.Dcsa;

/// <summary>
/// Reads the attributes of one event and remembers the first that is wrong, so a version's reader can be written as if
/// nothing ever were. Nothing is allocated for an attribute that is looked at and not kept.
/// </summary>
/// <param name="limits">The bounds of what is plausible.</param>
internal sealed class EventReader(FeedLimits limits)
{
    /// <summary>The longest event id (3.0 allows 500), and the longest of any other code or reference (100).</summary>
    public const int LongestId = 500, LongestText = 100;

    /// <summary>The standard's own bound of a change remark; the reason of a shipment event has none and is cut to it.</summary>
    public const int LongestRemark = 250;

    private const decimal MostMeasured = 1_000_000m;

    /// <summary>What is wrong first; null while nothing is.</summary>
    public string? Fault { get; private set; }

    /// <summary>The pointer, within the event, of what is wrong.</summary>
    public string FaultPointer { get; private set; } = "";

    /// <summary>Begins the next event.</summary>
    public void Begin() => (Fault, FaultPointer) = (null, "");

    /// <summary>Notes what is wrong, unless something was before.</summary>
    public void Wrong(Spot spot, ReadOnlySpan<byte> name, string reason)
    {
        if (Fault is not null) return;
        Fault = reason;
        FaultPointer = spot.Pointer + (name.IsEmpty ? "" : "/" + Encoding.UTF8.GetString(name));
    }

    /// <summary>A text of bounded length; null when absent, and when required that is wrong. Blank counts as absent.</summary>
    public string? Text(Json from, Spot spot, ReadOnlySpan<byte> name, bool required = false, int longest = LongestText)
    {
        if (!IsString(from, spot, name, required, out var value)) return null;
        var raw = value.RawText;
        if (longest is LongestText && !value.IsEscaped && IsShort(raw) && KnownTexts.Of(raw) is { } known) return known;
        // A JSON string is never shorter in UTF-8 than in characters, so a giant is refused before it is decoded.
        var text = raw.Length <= longest * 6L ? value.GetString().Trim() : null;
        if (text is null || text.Length > longest)
        {
            Wrong(spot, name, $"longer than {longest} characters");
            return null;
        }

        if (text.Length > 0) return text;
        if (required) Wrong(spot, name, "required and blank");
        return null;
    }

    // And with nothing to be cut off at its ends.
    private static bool IsShort(ReadOnlySpan<byte> raw) => raw.Length is > 0 and <= KnownTexts.Longest && raw[0] > ' ' && raw[^1] > ' ';

    /// <summary>Free text in one line, cut to what is worth keeping; null when absent.</summary>
    public string? Remark(Json from, Spot spot, ReadOnlySpan<byte> name)
    {
        if (!IsString(from, spot, name, required: false, out var value)) return null;
        var text = value.GetString().ReplaceLineEndings(" ").Trim();
        if (text.Length > LongestRemark)
        {
            var end = char.IsHighSurrogate(text[LongestRemark - 1]) ? LongestRemark - 1 : LongestRemark;
            text = text[..end].TrimEnd();
        }

        return text.Length == 0 ? null : text;
    }

    /// <summary>A code of a closed list; null when absent or wrong.</summary>
    public T? Code<T>(Json from, Spot spot, ReadOnlySpan<byte> name, CodeTable<T> table, bool required = false) where T : struct =>
        TryCode(from, spot, name, table, required, out var meaning) ? meaning : null;

    /// <summary>A code of a closed list; false when absent or wrong.</summary>
    public bool TryCode<T>(
        Json from, Spot spot, ReadOnlySpan<byte> name, CodeTable<T> table, bool required, out T meaning)
    {
        meaning = default!;
        if (!IsString(from, spot, name, required, out var value)) return false;
        if (table.TryGet(value, out meaning)) return true;
        Wrong(spot, name, "not one of the standard's codes");
        return false;
    }

    /// <summary>An instant with its offset; null when absent or wrong.</summary>
    public Instant? Instant(Json from, Spot spot, ReadOnlySpan<byte> name, bool required = false)
    {
        if (!IsString(from, spot, name, required, out var value)) return null;
        // Some writers escape the plus sign of the offset; only then is the text decoded.
        var text = value.IsEscaped ? Encoding.UTF8.GetBytes(value.GetString()) : value.RawText;
        if (Rfc3339.TryParse(text, limits.FirstYear, limits.LastYear, out var instant)) return instant;
        Wrong(spot, name, $"not a date and time with offset between the years {limits.FirstYear} and {limits.LastYear}");
        return null;
    }

    /// <summary>A number that a physical measurement can have; null when absent or wrong.</summary>
    public decimal? Number(Json from, Spot spot, ReadOnlySpan<byte> name)
    {
        if (!Has(from, name, out var value)) return null;
        if (value.ValueKind is JsonValueKind.Number && value.TryGetDecimal(out var number) && Math.Abs(number) < MostMeasured) return number;
        Wrong(spot, name, $"not a number below {MostMeasured}");
        return null;
    }

    /// <summary>A UN/LOCODE: two letters and three of A-Z or 2-9; null when absent or wrong.</summary>
    public string? Place(Json from, Spot spot, ReadOnlySpan<byte> name)
    {
        var text = Text(from, spot, name);
        if (text is null) return null;
        var good = text.Length == 5 && char.IsAsciiLetterUpper(text[0]) && char.IsAsciiLetterUpper(text[1]);
        for (var i = 2; good && i < 5; i++) good = char.IsAsciiLetterUpper(text[i]) || text[i] is >= '2' and <= '9';
        if (good) return text;
        Wrong(spot, name, "not a UN/LOCODE");
        return null;
    }

    /// <summary>An IMO number of 7 digits, or 8 as version 3.0 allows; null when absent or wrong.</summary>
    public string? Imo(Json from, Spot spot, ReadOnlySpan<byte> name, bool required = false)
    {
        var text = Text(from, spot, name, required);
        if (text is null || (text.Length is 7 or 8 && !text.AsSpan().ContainsAnyExceptInRange('0', '9'))) return text;
        Wrong(spot, name, "not an IMO number");
        return null;
    }

    /// <summary>A nested object; undefined when absent or wrong. An undefined one has no attributes.</summary>
    public Json Object(Json from, Spot spot, ReadOnlySpan<byte> name, bool required = false) =>
        Nested(from, spot, name, JsonValueKind.Object, "not an object", required);

    /// <summary>A nested list of bounded length; undefined when absent or wrong.</summary>
    public Json Array(Json from, Spot spot, ReadOnlySpan<byte> name)
    {
        var list = Nested(from, spot, name, JsonValueKind.Array, "not a list", required: false);
        if (list.ValueKind is JsonValueKind.Undefined || list.Count <= limits.MaxReferences) return list;
        Wrong(spot, name, $"more than {limits.MaxReferences} items");
        return default;
    }

    private Json Nested(Json from, Spot spot, ReadOnlySpan<byte> name, JsonValueKind kind, string otherwise, bool required)
    {
        if (!Has(from, name, out var value))
        {
            if (required) Wrong(spot, name, "required and missing");
            return default;
        }

        if (value.ValueKind == kind) return value;
        Wrong(spot, name, otherwise);
        return default;
    }

    private bool IsString(Json from, Spot spot, ReadOnlySpan<byte> name, bool required, out Json value)
    {
        if (!Has(from, name, out value))
        {
            if (required) Wrong(spot, name, "required and missing");
            return false;
        }

        if (value.ValueKind is JsonValueKind.String) return true;
        Wrong(spot, name, "not a text");
        return false;
    }

    private static bool Has(Json from, ReadOnlySpan<byte> name, out Json value)
    {
        value = default;
        return from.ValueKind is JsonValueKind.Object && from.TryGet(name, out value) && value.ValueKind is not JsonValueKind.Null;
    }
}

/// <summary>Where an object stands within its event; the pointer is put together only when something is wrong there.</summary>
/// <param name="Path">The path of the object or of the list it is in.</param>
/// <param name="Index">Its place in the list; negative when it is in none.</param>
internal readonly record struct Spot(string Path, int Index = -1)
{
    /// <summary>The event itself.</summary>
    public static Spot Top => new("");

    /// <summary>The pointer within the event.</summary>
    public string Pointer => Index < 0 ? Path : $"{Path}/{Index}";
}
