using System.Text.Json;

namespace FreightRecovery.Web.Policies;

/// <summary>A value of a policy that is another one than before.</summary>
/// <param name="Pointer">Where, as an RFC 6901 pointer.</param>
/// <param name="Before">What it was; null for nothing.</param>
/// <param name="After">What it is; null for nothing.</param>
public sealed record PolicyChange(string Pointer, string? Before, string? After)
{
    /// <summary>What a complete policy says otherwise than another one, in the order of the newer one.</summary>
    public static IReadOnlyList<PolicyChange> Between(string before, string after)
    {
        var (old, next) = (Values(before), Values(after));
        return
        [
            .. next.Where(v => old.GetValueOrDefault(v.Key) != v.Value).Select(v => new PolicyChange(v.Key, old.GetValueOrDefault(v.Key), v.Value)),
            .. old.Where(v => !next.ContainsKey(v.Key)).Select(v => new PolicyChange(v.Key, v.Value, null)),
        ];
    }

    /// <summary>The single values of a complete policy by their pointers, in its own order. A list of plain values is one of them.</summary>
    public static OrderedDictionary<string, string> Values(string policy)
    {
        using var whole = JsonDocument.Parse(policy);
        var values = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        Gather(whole.RootElement, "");
        return values;

        void Gather(JsonElement value, string pointer)
        {
            if (value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any())
                foreach (var member in value.EnumerateObject())
                    Gather(member.Value, $"{pointer}/{member.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}");
            else if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().Any(i => i.ValueKind is JsonValueKind.Object or JsonValueKind.Array))
                foreach (var (i, item) in value.EnumerateArray().Index())
                    Gather(item, $"{pointer}/{i}");
            else
                values.Add(pointer, Plain(value));
        }
    }

    private static string Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Plain)),
        _ => value.GetRawText(),
    };
}
