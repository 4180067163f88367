using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

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

    /// <summary>A value's word, such as <c>cargoRolled</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Words<T>.Word(value);

    /// <summary>The value of a word, or null.</summary>
    public static T? Parse<T>(string word)
        where T : struct, Enum => Words<T>.Find(word);

    /// <summary>All words, in order.</summary>
    public static IEnumerable<string> All(Type type) => Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName);

    private sealed class Words<T> : JsonConverter<T>
        where T : struct, Enum
    {
        private static readonly FrozenDictionary<string, T> Values =
            Enum.GetValues<T>().ToFrozenDictionary(v => JsonNamingPolicy.CamelCase.ConvertName(v.ToString()), StringComparer.Ordinal);

        private static readonly FrozenDictionary<T, string> Names = Values.ToFrozenDictionary(p => p.Value, p => p.Key);

        public static string Word(T value) => Names[value];

        public static T? Find(string word) => Values.TryGetValue(word, out var value) ? value : null;

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && Find(reader.GetString()!) is { } value
                ? value
                : throw new JsonException($"This is one of {string.Join(", ", All(typeof(T)))}.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Names[value]);
    }
}
