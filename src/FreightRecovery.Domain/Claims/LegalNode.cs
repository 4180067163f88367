using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Domain.Claims;

/// <summary>A place in the rules file: reads its members and notes what is wrong, by pointer (RFC 6901).</summary>
internal sealed class LegalNode(JsonElement element, string pointer, List<PolicyFault> faults)
{
    public string Pointer => pointer;

    public void Fault(string member, string message) => faults.Add(new PolicyFault($"{pointer}/{member}", message));

    public bool IsObject()
    {
        if (element.ValueKind == JsonValueKind.Object)
            return true;
        faults.Add(new PolicyFault(pointer, "This is an object."));
        return false;
    }

    public void Members(params ReadOnlySpan<string> known)
    {
        if (!IsObject())
            return;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
            if (!known.Contains(member.Name))
                Fault(member.Name, $"There is no such member here; there are {string.Join(", ", known.ToArray())}.");
            else if (!seen.Add(member.Name))
                Fault(member.Name, "This member comes twice.");
    }

    public IEnumerable<LegalNode> Items(string member, bool required)
    {
        if (Get(member, required) is not { } list)
            return [];
        if (list.ValueKind == JsonValueKind.Array)
            return list.EnumerateArray().Select((item, i) => new LegalNode(item, $"{pointer}/{member}/{i}", faults));
        Fault(member, "This is a list.");
        return [];
    }

    public LegalNode? Child(string member) => Get(member, false) is { } child ? new LegalNode(child, $"{pointer}/{member}", faults) : null;

    public string? Text(string member, bool required = true)
    {
        if (Get(member, required) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.GetString()))
            return value.GetString();
        Fault(member, "This is a text.");
        return null;
    }

    public T? Word<T>(string member, bool required = true)
        where T : struct, Enum
    {
        if (Text(member, required) is not { } text)
            return null;
        foreach (var value in Enum.GetValues<T>())
            if (NameOf(value) == text)
                return value;
        Fault(member, $"This is one of {string.Join(", ", Enum.GetValues<T>().Select(NameOf))}.");
        return null;
    }

    public LocalDate? Date(string member, bool required = false)
    {
        if (Text(member, required) is not { } text)
            return null;
        if (LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date })
            return date;
        Fault(member, "This is a date; write it like 2026-05-01.");
        return null;
    }

    public bool? Flag(string member)
    {
        switch (Get(member, false)?.ValueKind)
        {
            case null:
                return null;
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            default:
                Fault(member, "This is true or false.");
                return null;
        }
    }

    public int? Int(string member, int least, int most, bool required = true)
    {
        if (Get(member, required) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most)
            return number;
        Fault(member, $"This is a whole number from {least} to {most}.");
        return null;
    }

    public decimal? Amount(string member, bool required = false)
    {
        if (Get(member, required) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && number is > 0m and < 1_000_000_000m)
            return number;
        Fault(member, "This is a number above nought.");
        return null;
    }

    private JsonElement? Get(string member, bool required)
    {
        if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(member, out var value)
            && value.ValueKind != JsonValueKind.Null)
            return value;
        if (required)
            Fault(member, "This is required.");
        return null;
    }

    private static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
