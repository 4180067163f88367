using System.Text.Json;
using System.Text.Json.Serialization;
using FreightRecovery.Store;

namespace FreightRecovery.Web.Api.Bodies;

/// <summary>
/// Enumerations as exactly the contract's words. The framework's converter takes other cases, lists and numbers too, and
/// does not say what would do.
/// </summary>
internal sealed class EnumWords : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Words<>).MakeGenericType(typeToConvert))!;

    private sealed class Words<T> : JsonConverter<T>
        where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && Names.TryParse<T>(reader.GetString()!) is { } value
                ? value
                : throw new JsonException($"This is one of {string.Join(", ", Names.All(typeof(T)))}.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Names.Of(value));

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Names.TryParse<T>(reader.GetString()!)
            ?? throw new JsonException($"This is one of {string.Join(", ", Names.All(typeof(T)))}.");

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WritePropertyName(Names.Of(value));
    }
}
