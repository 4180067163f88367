using FreightRecovery.Domain;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Shipments;
using NodaTime;

namespace FreightRecovery.Engine;

/// <summary>A stream has one deadline at most, and it follows from its state.</summary>
internal static class Deadlines
{
    public static IReadOnlyList<DeadlineRow> Of(
        StreamId stream, Instant? before, Instant? after, IReadOnlyList<object> events, CommandContext context, bool fromClock,
        bool asWritten)
    {
        // A hold sets its incident's deadline: should the report or the reopening that it was placed for never come, the
        // clock gives it up. What it was placed for writes its own deadline over this one.
        if (events is [LedgerEvent.HoldPlaced placed])
        {
            var patience = placed.Source is { Feed: StreamId.DisruptionKind }
                ? context.Policy.Disruptions.HeldAheadFor
                : context.Policy.OrphanedHoldAfter;
            var orphan = new DeadlineRow(StreamId.Of(placed.Incident), context.At + patience, new ShipmentRef(stream.Key))
            {
                AsOf = placed.HeldAsOf - 1,
            };
            return before == after ? [orphan] : [orphan, new DeadlineRow(stream, after)];
        }

        var afterHold = events.Any(e => e is IncidentEvent.IncidentReported or IncidentEvent.IncidentReopened);
        // What was worked out when the stream was loaded may differ from what was written under an earlier policy.
        return before == after && (asWritten || after is null) && !afterHold && !fromClock ? [] : [new DeadlineRow(stream, after)];
    }
}

/// <summary>Names that belong to one stream alone.</summary>
internal static class Claims
{
    public static IReadOnlyList<string> Of(IReadOnlyList<object> events)
    {
        List<string>? names = null;
        foreach (var e in events)
            if (e is LedgerEvent.InvoiceIssued { Invoice: var invoice })
                (names ??= []).Add(Name(invoice));
            else if (e is LedgerEvent.InvoiceReissued { Replacement: var replacement })
                (names ??= []).Add(Name(replacement));
        return names ?? (IReadOnlyList<string>)[];
    }

    /// <summary>The claim on an invoice's reference.</summary>
    public static string Name(InvoiceRef invoice) => $"invoice/{invoice.Value}";
}
