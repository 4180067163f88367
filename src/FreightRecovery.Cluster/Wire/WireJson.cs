using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using FreightRecovery.Domain;
using FreightRecovery.Engine;

namespace FreightRecovery.Cluster.Wire;

/// <summary>
/// The JSON in which commands and outcomes travel between silos: the form of stored events, and a name before what may be one of
/// several. A member that a silo does not know is left unread, one that it misses keeps its default, so that silos of two
/// versions work together while the house moves from one to the other.
/// </summary>
internal static class WireJson
{
    /// <summary>The options.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>What travels in this form. Everything within it is named by <see cref="WireNames"/> alone.</summary>
    public static bool Carries(Type type) => type == typeof(Envelope) || typeof(Outcome).IsAssignableFrom(type);

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(Json.Options)
        {
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameWhatIsOpen } },
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        };
        options.Converters.Add(new TextConverter<StreamId>(s => s.Value, s => new StreamId(s)));
        options.Converters.Add(new TextConverter<CommandId>(c => c.Value.ToString("N"), s => new CommandId(Guid.ParseExact(s, "N"))));
        options.MakeReadOnly();
        return options;
    }

    private static void NameWhatIsOpen(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;
        foreach (var member in type.Properties)
            if (member.PropertyType == typeof(object))
                member.CustomConverter = new NamedConverter<object>();
            else if (member.PropertyType == typeof(Refusal))
                member.CustomConverter = new NamedConverter<Refusal>();
            else if (member.PropertyType == typeof(IReadOnlyList<object>))
                member.CustomConverter = new NamedListConverter();
    }

    private sealed class TextConverter<T>(Func<T, string> write, Func<string, T> read) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => read(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));
    }
}
