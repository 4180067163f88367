using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using FreightRecovery.Domain;

namespace FreightRecovery.Web.Policies;

/// <summary>
/// Reads immutable records from JSON and tells everything that is wrong, where a serializer stops at the first fault. What is
/// missing is as in the standard; a table or a list that is given is given whole.
/// </summary>
internal sealed class RecordReader(JsonSerializerOptions leaves)
{
    private readonly List<PolicyFault> faults = [];

    /// <summary>What was found wrong so far.</summary>
    public IReadOnlyList<PolicyFault> Faults => faults;

    /// <summary>Reads a value; the standard, or nothing, where it cannot be read.</summary>
    public object? Read(Type type, JsonElement json, object? standard, string pointer)
    {
        if (IsRecord(type))
            return json.ValueKind == JsonValueKind.Object
                ? ReadMembers(type, json.EnumerateObject().Select(m => (m.Name, m.Value)), standard, pointer)
                : Wrong(pointer, "Write a JSON object here.", standard);
        if (type.IsGenericType)
        {
            var (form, arguments) = (type.GetGenericTypeDefinition(), type.GetGenericArguments());
            if (form == typeof(ImmutableDictionary<,>) || form == typeof(ImmutableSortedDictionary<,>))
                return json.ValueKind == JsonValueKind.Object
                    ? Call(form == typeof(ImmutableDictionary<,>) ? nameof(Table) : nameof(SortedTable), arguments, json, standard, pointer)
                    : Wrong(pointer, "Write a JSON object here, with one member for each row.", standard);
            if (form == typeof(ImmutableArray<>))
                return json.ValueKind == JsonValueKind.Array
                    ? Call(nameof(List), arguments, json, standard, pointer)
                    : Wrong(pointer, "Write a JSON array here.", standard);
        }

        try
        {
            return json.Deserialize(type, leaves) ?? Wrong(pointer, "This may not be null; leave it out to have it as shipped.", standard);
        }
        catch (JsonException e)
        {
            return Wrong(pointer, e.Message.Contains("could not be converted", StringComparison.Ordinal) ? Form(type) : e.Message, standard);
        }
    }

    /// <summary>Reads a record from its members.</summary>
    public object? ReadMembers(
        Type type, IEnumerable<(string Name, JsonElement Value)> members, object? standard, string pointer, string? alsoKnown = null)
    {
        var known = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod is not null && p.GetCustomAttribute<JsonIgnoreAttribute>() is null)
            .ToDictionary(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name), StringComparer.Ordinal);
        var given = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in members)
        {
            var at = $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
            if (!known.TryGetValue(name, out var member))
                Wrong(at, $"There is no such member. Known here: {string.Join(", ", known.Keys.Append(alsoKnown).OfType<string>())}.", null);
            else if (given.ContainsKey(name))
                Wrong(at, "This member comes twice.", null);
            else
                given[name] = value.ValueKind == JsonValueKind.Null && MayBeNull(member)
                    ? null
                    : Read(member.PropertyType, value, standard is null ? null : member.GetValue(standard), at);
        }

        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        var parameters = constructor.GetParameters();
        var made = constructor.Invoke([.. parameters.Select(p => Value(JsonNamingPolicy.CamelCase.ConvertName(p.Name!), p.ParameterType,
            () => p.HasDefaultValue ? (true, p.DefaultValue) : (false, null)))]);
        foreach (var (name, member) in known)
            if (parameters.All(p => !p.Name!.Equals(member.Name, StringComparison.Ordinal)))
                member.SetValue(made, Value(name, member.PropertyType,
                    () => (member.GetCustomAttribute<RequiredMemberAttribute>() is null, member.GetValue(made))));
        return made;

        object? Value(string name, Type of, Func<(bool Known, object? Value)> usual)
        {
            if (given.TryGetValue(name, out var value))
                return value ?? Nothing(of);
            if (standard is not null)
                return known[name].GetValue(standard);
            return usual() is (true, var common)
                ? common ?? Nothing(of)
                : Wrong($"{pointer}/{name}", "This is required.", Nothing(of));
        }
    }

    private ImmutableDictionary<TKey, TValue> Table<TKey, TValue>(JsonElement json, object? standard, string pointer)
        where TKey : notnull =>
        Rows<TKey, TValue>(json, standard, pointer).ToImmutableDictionary();

    private ImmutableSortedDictionary<TKey, TValue> SortedTable<TKey, TValue>(JsonElement json, object? standard, string pointer)
        where TKey : notnull =>
        Rows<TKey, TValue>(json, standard, pointer).ToImmutableSortedDictionary();

    private Dictionary<TKey, TValue> Rows<TKey, TValue>(JsonElement json, object? standard, string pointer)
        where TKey : notnull
    {
        var rows = new Dictionary<TKey, TValue>();
        var usual = standard as IReadOnlyDictionary<TKey, TValue>;
        foreach (var member in json.EnumerateObject())
        {
            var at = $"{pointer}/{member.Name}";
            if (typeof(TKey) != typeof(string) && !Names<TKey>().ContainsKey(member.Name))
            {
                Wrong(at, $"There is no such row. The rows are {string.Join(", ", Names<TKey>().Keys)}.", null);
                continue;
            }

            var key = typeof(TKey) == typeof(string) ? (TKey)(object)member.Name : Names<TKey>()[member.Name];
            object? row = usual is not null && usual.TryGetValue(key, out var found) ? found : default(TValue);
            if (!rows.TryAdd(key, (TValue)Read(typeof(TValue), member.Value, row, at)!))
                Wrong(at, "This row comes twice.", null);
        }

        return rows;
    }

    // What a list holds has no standard to fall back on: an item that cannot be read whole is left out of what is judged further.
    private ImmutableArray<T> List<T>(JsonElement json, object? standard, string pointer)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        foreach (var (i, item) in json.EnumerateArray().Index())
        {
            var before = faults.Count;
            var read = Read(typeof(T), item, default(T), $"{pointer}/{i}");
            if (faults.Count == before)
                items.Add((T)read!);
        }

        return items.ToImmutable();
    }

    private static Dictionary<string, TKey> Names<TKey>() => Enum.GetValues(typeof(TKey)).Cast<TKey>()
        .ToDictionary(v => JsonNamingPolicy.CamelCase.ConvertName(v!.ToString()!), StringComparer.Ordinal);

    private object? Call(string method, Type[] arguments, params object?[] values) => typeof(RecordReader)
        .GetMethod(method, BindingFlags.Instance | BindingFlags.NonPublic)!.MakeGenericMethod(arguments).Invoke(this, values);

    private object? Wrong(string pointer, string message, object? instead)
    {
        faults.Add(new PolicyFault(pointer, message));
        return instead;
    }

    private static bool MayBeNull(PropertyInfo member) =>
        Nullable.GetUnderlyingType(member.PropertyType) is not null
        || (!member.PropertyType.IsValueType && new NullabilityInfoContext().Create(member).ReadState == NullabilityState.Nullable);

    private static object? Nothing(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;

    private static bool IsRecord(Type type) =>
        type is { IsClass: true } && type != typeof(string)
        && (type.Namespace?.StartsWith("FreightRecovery", StringComparison.Ordinal) ?? false);

    private static string Form(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(int) => "Write a whole number here.",
        var t when t == typeof(decimal) || t == typeof(double) => "Write a number here.",
        var t when t == typeof(bool) => "Write true or false here.",
        var t when t == typeof(string) => "Write a text here.",
        _ => "This value is of the wrong type.",
    };
}
