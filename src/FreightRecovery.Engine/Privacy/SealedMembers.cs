using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using FreightRecovery.Domain;

namespace FreightRecovery.Engine.Privacy;

/// <summary>Members marked as personal are sealed when they are written with a key, and opened when they are read.</summary>
internal static class SealedMembers
{
    // Serialising is one call on one thread; the serialiser has no other way to tell its converters anything.
    [ThreadStatic]
    private static CustomerKey? writing;

    [ThreadStatic]
    private static KeysAtHand? reading;

    private static readonly ConcurrentDictionary<Type, Func<object, bool>?> Holders = new();

    /// <summary>Writes what is personal under a key.</summary>
    public static string Write(object value, Type type, JsonSerializerOptions options, CustomerKey key)
    {
        writing = key;
        try
        {
            return JsonSerializer.Serialize(value, type, options);
        }
        finally
        {
            writing = null;
        }
    }

    /// <summary>Reads; without keys, what is sealed stays so.</summary>
    public static object? Read(string json, Type type, JsonSerializerOptions options, KeysAtHand? keys)
    {
        reading = keys;
        try
        {
            return JsonSerializer.Deserialize(json, type, options);
        }
        finally
        {
            reading = null;
        }
    }

    /// <summary>Gives each personal member its converter.</summary>
    public static void Modify(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;
        foreach (var member in type.Properties)
            if (IsPersonal(member))
                member.CustomConverter = (JsonConverter)Activator.CreateInstance(
                    typeof(Converter<>).MakeGenericType(member.PropertyType), $"{type.Type.Name}.{member.Name}", type.Options)!;
    }

    /// <summary>Whether a value holds anything personal just now: what does not needs no key.</summary>
    public static bool Any(object value, JsonSerializerOptions options) => Holder(value.GetType(), options)?.Invoke(value) ?? false;

    private static bool IsPersonal(JsonPropertyInfo member) => member.AttributeProvider?.IsDefined(typeof(PersonalAttribute), inherit: true) ?? false;

    // Null for a type that can hold nothing personal; else a look at one value of it.
    private static Func<object, bool>? Holder(Type type, JsonSerializerOptions options) => Holders.GetOrAdd(type, _ =>
    {
        var info = options.GetTypeInfo(type);
        if (info.Kind == JsonTypeInfoKind.Enumerable)
            return info.ElementType is { } element && Holder(element, options) is { } one
                ? items => ((IEnumerable)items).Cast<object>().Any(one)
                : null;
        if (info.Kind != JsonTypeInfoKind.Object)
            return null;
        List<Func<object, bool>> looks = [];
        foreach (var member in info.Properties)
        {
            if (member.Get is not { } get)
                continue;
            if (IsPersonal(member))
                looks.Add(owner => get(owner) is { } held && !IsEmpty(held));
            else if (Holder(member.PropertyType, options) is { } inner)
                looks.Add(owner => get(owner) is { } held && inner(held));
        }

        return looks.Count == 0 ? null : owner => looks.Exists(look => look(owner));
    });

    private static bool IsEmpty(object held) => held is not string && held is IEnumerable items && !items.Cast<object>().Any();

    private sealed class Converter<T>(string place, JsonSerializerOptions options) : JsonConverter<T>
    {
        private static readonly bool IsText = typeof(T) == typeof(string);
        private readonly byte[] place = Encoding.UTF8.GetBytes(place);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions _)
        {
            if (writing is not { } key || IsEmpty(value!))
                JsonSerializer.Serialize(writer, value, options);
            else
                writer.WriteStringValue(key.Seal(
                    IsText ? Encoding.UTF8.GetBytes((string)(object)value!) : JsonSerializer.SerializeToUtf8Bytes(value, options), place));
        }

        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions _)
        {
            if (reader.TokenType != JsonTokenType.String)
                return JsonSerializer.Deserialize<T>(ref reader, options);
            var text = reader.GetString()!;
            if (CustomerKey.IdOf(text) is not { } id)
                return IsText ? (T)(object)text : throw new JsonException("This is neither sealed nor a list.");
            if (reading is not { } keys)
                return Unreadable(Personal.Sealed);
            if (keys.Find(id) is not { } key)
                return Unreadable(Personal.Erased);
            try
            {
                var open = key.Open(text, place);
                return IsText ? (T)(object)Encoding.UTF8.GetString(open) : JsonSerializer.Deserialize<T>(open, options);
            }
            catch (Exception e) when (e is CryptographicException or FormatException)
            {
                throw new JsonException("What is sealed here was altered after it was stored.", e);
            }
        }

        private static T? Unreadable(string instead) => IsText ? (T)(object)instead : Empty;

        // An array without elements rather than none at all: the domain's lists are never null.
        private static T? Empty => typeof(T).IsGenericType && typeof(T).GetGenericTypeDefinition() == typeof(ImmutableArray<>)
            ? (T)typeof(T).GetField(nameof(ImmutableArray<int>.Empty))!.GetValue(null)!
            : default;
    }
}
