using FreightRecovery.Domain;
using FreightRecovery.Domain.Shipments;
using NodaTime;

namespace FreightRecovery.Engine;

/// <summary>A stream has one deadline at most, and it follows from its state.</summary>
internal static class Deadlines
{
    public static IReadOnlyList<DeadlineRow> Of(
        StreamId stream, Instant? before, Instant? after, long versionBefore, IReadOnlyList<object> events, CommandContext context)
    {
        // The first hold of an incident sets that incident's deadline: should its report never come, the clock gives
        // the hold up. The report, when it comes, writes its own deadline over this one.
        if (events is [LedgerEvent.HoldPlaced { HeldAsOf: 1 } placed])
            return
            [
                new DeadlineRow(StreamId.Of(placed.Incident), context.At + context.Policy.OrphanedHoldAfter, new ShipmentRef(stream.Key)),
            ];
        var first = versionBefore == 0 && stream.Kind is StreamId.IncidentKind;
        return before == after && !first ? [] : [new DeadlineRow(stream, after)];
    }
}

/// <summary>Names that belong to one stream alone.</summary>
internal static class Claims
{
    public static IReadOnlyList<string> Of(IReadOnlyList<object> events) => events is [LedgerEvent.InvoiceIssued issued]
        ? [Name(issued.Invoice)]
        : [];

    /// <summary>The claim on an invoice's reference.</summary>
    public static string Name(InvoiceRef invoice) => $"invoice/{invoice.Value}";
}
