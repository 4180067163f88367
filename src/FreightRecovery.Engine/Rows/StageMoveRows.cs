using System.Collections.Immutable;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using NodaTime;

namespace FreightRecovery.Engine.Rows;

/// <summary>A customer's moves on the slide from a number on; what was stored from there on gives way to them.</summary>
/// <param name="From">The number of the first of them within the customer's history, from 0.</param>
public sealed record StageMovesRow(CustomerRef Customer, int From, IReadOnlyList<StageMove> Moves) : ReadRow;

/// <summary>
/// The moves of a customer. A signal changes nothing that lies before it, so only what comes from there on is written anew: most
/// often one move, or none.
/// </summary>
internal static class StageMoveRows
{
    public static void Add(StreamId stream, CustomerState before, CustomerState after, RelationshipView view, List<ReadRow> rows)
    {
        var since = FirstNew(before.Signals, after.Signals) is { } at ? Instant.Min(at, before.AsOf) : before.AsOf;
        var history = view.History;
        var from = history.Length;
        while (from > 0 && history[from - 1].At >= since)
            from--;
        // A signal that came in late, or at the very instant of the last one, may have taken moves back.
        var rewritten = before.Version > 0 && FirstNew(before.Signals, after.Signals) <= before.AsOf;
        if (from < history.Length || rewritten)
            rows.Add(new StageMovesRow(new CustomerRef(stream.Key), from, history[from..]));
    }

    // Signals stand in the order of time, so the first place where the two lists differ is that of the earliest new one.
    private static Instant? FirstNew(ImmutableArray<Signal> before, ImmutableArray<Signal> after)
    {
        if (before.Length == after.Length)
            return null;
        if (before.IsEmpty || after[before.Length - 1].Id == before[^1].Id)
            return after[before.Length].At;
        for (var i = 0; i < before.Length; i++)
            if (after[i].Id != before[i].Id)
                return after[i].At;
        return after[before.Length].At;
    }
}
