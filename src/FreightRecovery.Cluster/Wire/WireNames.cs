using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Disruptions;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Shipments;

namespace FreightRecovery.Cluster.Wire;

/// <summary>
/// The names of everything that may stand where several things may: commands, events, states, refusals, and nothing else. No
/// message can make a silo load a type that is not among them.
/// </summary>
internal static class WireNames
{
    private static readonly Type[] Unions =
    [
        typeof(IncidentCommand), typeof(LedgerCommand), typeof(CustomerCommand), typeof(DisruptionCommand),
        typeof(IncidentEvent), typeof(LedgerEvent), typeof(CustomerEvent), typeof(DisruptionEvent), typeof(Refusal),
    ];

    private static readonly Type[] States = [typeof(IncidentState), typeof(LedgerState), typeof(CustomerState), typeof(DisruptionState)];

    private static readonly FrozenDictionary<Type, JsonEncodedText> Names = States
        .Concat(Unions.SelectMany(union => union.GetNestedTypes(BindingFlags.Public).Where(type => type.IsSubclassOf(union))))
        .ToFrozenDictionary(type => type, type => JsonEncodedText.Encode(Name(type)));

    private static readonly FrozenDictionary<string, Type> Types = Names.ToFrozenDictionary(pair => pair.Value.Value, pair => pair.Key);

    /// <summary>All that has a name.</summary>
    public static IEnumerable<Type> All => Names.Keys;

    /// <summary>The name of a type.</summary>
    public static JsonEncodedText Of(Type type) => Names.TryGetValue(type, out var name)
        ? name
        : throw new JsonException($"{type} does not travel between silos.");

    /// <summary>The type of a name.</summary>
    /// <exception cref="JsonException">This version knows no such name.</exception>
    public static Type TypeOf(string name) => Types.TryGetValue(name, out var type)
        ? type
        : throw new JsonException($"'{name}' is not known here: it was sent by a newer version of the product.");

    private static string Name(Type type) => type.DeclaringType is { } union ? $"{union.Name}.{type.Name}" : type.Name;
}
