using System.Text.Json;
using System.Text.Json.Serialization;

namespace FreightRecovery.Cluster.Wire;

/// <summary>Writes a value as an object of one member whose name tells which of several it is.</summary>
internal sealed class NamedConverter<T> : JsonConverter<T>
    where T : class
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject || !reader.Read() || reader.TokenType != JsonTokenType.PropertyName)
            throw new JsonException("A name and its value were expected.");
        var type = WireNames.TypeOf(reader.GetString()!);
        reader.Read();
        var value = JsonSerializer.Deserialize(ref reader, type, options) as T ?? throw new JsonException($"{type.Name} does not belong here.");
        return reader.Read() && reader.TokenType == JsonTokenType.EndObject ? value : throw new JsonException("One value was expected.");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WritePropertyName(WireNames.Of(value.GetType()));
        JsonSerializer.Serialize(writer, value, value.GetType(), options);
        writer.WriteEndObject();
    }
}

/// <summary>A list of such values.</summary>
internal sealed class NamedListConverter : JsonConverter<IReadOnlyList<object>>
{
    private static readonly NamedConverter<object> Item = new();

    public override IReadOnlyList<object> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("A list was expected.");
        List<object> items = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(Item.Read(ref reader, typeof(object), options));
        return items;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<object> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var item in value)
            Item.Write(writer, item, options);
        writer.WriteEndArray();
    }
}
