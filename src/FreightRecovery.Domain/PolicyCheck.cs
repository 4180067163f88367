using System.Globalization;
using NodaTime;

namespace FreightRecovery.Domain;

/// <summary>Gathers what is wrong with a part of the policy: every fault, not the first one only.</summary>
public sealed class PolicyCheck
{
    private readonly List<PolicyFault> found = [];

    /// <summary>What was found, in the order of looking.</summary>
    public IReadOnlyList<PolicyFault> Found => found;

    /// <summary>Notes a fault unless a condition holds.</summary>
    public PolicyCheck That(bool holds, string pointer, string message)
    {
        if (!holds)
            found.Add(new PolicyFault(pointer, message));
        return this;
    }

    /// <summary>A value that lies between two others, both allowed.</summary>
    public PolicyCheck Within<T>(T value, T least, T most, string pointer)
        where T : IComparable<T> =>
        That(value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0, pointer,
            $"{Text(value)} is not allowed: it lies between {Text(least)} and {Text(most)}.");

    /// <summary>A value that is another one at least.</summary>
    public PolicyCheck AtLeast<T>(T value, T least, string pointer)
        where T : IComparable<T> =>
        That(value.CompareTo(least) >= 0, pointer, $"{Text(value)} is not allowed: it is {Text(least)} at least.");

    /// <summary>A value above another one.</summary>
    public PolicyCheck Above<T>(T value, T bound, string pointer)
        where T : IComparable<T> =>
        That(value.CompareTo(bound) > 0, pointer, $"{Text(value)} is not allowed: it lies above {Text(bound)}.");

    /// <summary>A share: 0 is nothing, 1 the whole.</summary>
    public PolicyCheck Share(decimal value, string pointer) => Within(value, 0m, 1m, pointer);

    /// <summary>A share or a probability: 0 is nothing, 1 the whole.</summary>
    public PolicyCheck Share(double value, string pointer) => Within(value, 0d, 1d, pointer);

    /// <summary>A length of time above nought.</summary>
    public PolicyCheck Time(Duration value, string pointer) => Above(value, Duration.Zero, pointer);

    /// <summary>A table with a row for each value of an enumeration, and nothing wrong in any of them.</summary>
    public PolicyCheck Complete<TKey, TValue>(
        IReadOnlyDictionary<TKey, TValue> table, string pointer, Action<TValue, string>? row = null)
        where TKey : struct, Enum
    {
        foreach (var key in Enum.GetValues<TKey>())
        {
            var at = $"{pointer}/{Camel(key.ToString())}";
            if (!table.TryGetValue(key, out var value))
                found.Add(new PolicyFault(at, "This row is missing: a table that is given names every value."));
            else
                row?.Invoke(value, at);
        }

        return this;
    }

    /// <summary>The faults of a part, by its place in the whole.</summary>
    public PolicyCheck Part(string pointer, IEnumerable<PolicyFault> faults)
    {
        found.AddRange(faults.Select(f => f with { Pointer = pointer + f.Pointer }));
        return this;
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static string Text<T>(T value) => value switch
    {
        Duration duration => DurationText.Write(duration),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? "nothing",
    };
}
