using System.Text.Json;

namespace FreightRecovery.Store;

/// <summary>Enumerations as the HTTP contract and the read tables write them: in camel case.</summary>
public static class Names
{
    /// <summary>The stored name of a value.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Cache<T>.Names[value];

    /// <summary>The value of a stored name.</summary>
    public static T Parse<T>(string name)
        where T : struct, Enum => Cache<T>.Values[name];

    /// <summary>The value of a name, or null when there is none of that name.</summary>
    public static T? TryParse<T>(string name)
        where T : struct, Enum => Cache<T>.Values.TryGetValue(name, out var value) ? value : null;

    /// <summary>All names, in order.</summary>
    public static IEnumerable<string> All(Type type) => Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName);

    private static class Cache<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Names =
            Enum.GetValues<T>().ToDictionary(v => v, v => JsonNamingPolicy.CamelCase.ConvertName(v.ToString()));

        public static readonly Dictionary<string, T> Values = Names.ToDictionary(p => p.Value, p => p.Key);
    }
}
