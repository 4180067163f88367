using System.Buffers.Binary;
using System.Collections.Immutable;

namespace FreightRecovery.Domain.Customers;

/// <summary>
/// Signals as a set: each once, in one order however they came in. The order is that of time; at one instant that of their
/// ids' time (UUID version 7: when they were given), then that of the life of an incident, then the ids themselves.
/// </summary>
internal static class SignalSet
{
    /// <summary>The one order of signals.</summary>
    public static IComparer<Signal> Order { get; } = Comparer<Signal>.Create(Compare);

    /// <summary>True when a signal of this id is in the set.</summary>
    public static bool Knows(this ImmutableArray<Signal> signals, Guid id)
    {
        foreach (var signal in signals)
        {
            if (signal.Id == id)
                return true;
        }
        return false;
    }

    /// <summary>The set with this signal, which it does not hold yet.</summary>
    public static ImmutableArray<Signal> With(this ImmutableArray<Signal> signals, Signal signal)
    {
        // Nearly every signal is the latest.
        if (signals.IsEmpty || Compare(signals[^1], signal) < 0)
            return signals.Add(signal);
        return signals.Insert(~signals.BinarySearch(signal, Order), signal);
    }

    /// <summary>The signals as a set in their order, whatever order and repetition they come in.</summary>
    public static ImmutableArray<Signal> Ordered(this ImmutableArray<Signal> signals)
    {
        for (var i = 1; i < signals.Length; i++)
        {
            if (Compare(signals[i - 1], signals[i]) >= 0)
                return [.. signals.DistinctBy(signal => signal.Id).Order(Order)];
        }
        return signals;
    }

    private static int Compare(Signal a, Signal b)
    {
        if (a.At != b.At)
            return a.At < b.At ? -1 : 1;
        var byIdTime = Milliseconds(a.Id).CompareTo(Milliseconds(b.Id));
        if (byIdTime != 0)
            return byIdTime;
        return a.Kind != b.Kind ? (a.Kind < b.Kind ? -1 : 1) : a.Id.CompareTo(b.Id);
    }

    private static long Milliseconds(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadInt64BigEndian(bytes) >>> 16;
    }
}
