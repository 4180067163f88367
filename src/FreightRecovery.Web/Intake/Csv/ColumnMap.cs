using System.Text.Json;

namespace FreightRecovery.Web.Intake.Csv;

/// <summary>
/// What somebody else's columns are, as a JSON object from their header to our member, such as
/// <c>{"Kd.-Nr.": "customer", "Bemerkung": null}</c>. Null leaves a column out.
/// </summary>
internal sealed class ColumnMap
{
    private readonly Dictionary<string, string?> members;

    private ColumnMap(Dictionary<string, string?> members) => this.members = members;

    /// <summary>No names but ours and the usual ones.</summary>
    public static ColumnMap None { get; } = new([]);

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is no such object; the message says what to write.</exception>
    public static ColumnMap Read(string file) => Parse(File.ReadAllBytes(file), file);

    /// <summary>Reads a map's JSON.</summary>
    /// <param name="utf8">The JSON.</param>
    /// <param name="source">Where it came from, for a word about what is wrong with it.</param>
    /// <exception cref="InvalidDataException">It is no such object; the message says what to write.</exception>
    public static ColumnMap Parse(ReadOnlySpan<byte> utf8, string source)
    {
        try
        {
            var members = JsonSerializer.Deserialize<Dictionary<string, string?>>(
                utf8, new JsonSerializerOptions { ReadCommentHandling = JsonCommentHandling.Skip, AllowDuplicateProperties = false });
            return new ColumnMap((members ?? throw Wrong(source, "it is null")).ToDictionary(m => m.Key.Trim(), m => m.Value, StringComparer.Ordinal));
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw Wrong(source, e.Message);
        }
    }

    /// <summary>Finds a header. The member is null where the column is left out.</summary>
    public bool TryFind(string header, out string? member) => members.TryGetValue(header.Trim(), out member);

    /// <inheritdoc/>
    public override string ToString() => JsonSerializer.Serialize(members.OrderBy(m => m.Key, StringComparer.Ordinal).ToDictionary());

    private static InvalidDataException Wrong(string source, string what) =>
        new($"{source}: a map of columns is a JSON object from their header to our member, such as {{\"Kd.-Nr.\": \"customer\"}}; {what}");
}
