using FreightRecovery.Domain;
using FreightRecovery.Domain.Shipments;
using NodaTime.Text;
using static FreightRecovery.Domain.Shipments.LedgerEvent;

namespace FreightRecovery.Engine;

/// <summary>Who is told of what happens to a shipment's invoices. They go to the branch that the incident named.</summary>
internal static class LedgerNotices
{
    /// <summary>The branch of an incident's hold, or the shipment's latest; empty, which is every branch, when none was named.</summary>
    public static string Branch(LedgerState ledger, IncidentId? incident) =>
        (incident is { } known ? ledger.HoldOf(known)?.Branch : null) ?? ledger.Branch ?? "";

    /// <summary>Adds the notices of an event.</summary>
    /// <param name="ledger">The ledger after it.</param>
    /// <param name="e">The event.</param>
    /// <param name="shipment">The shipment's reference.</param>
    /// <param name="about">The way to tell, of an incident or of none.</param>
    public static void Add(LedgerState ledger, LedgerEvent e, string shipment, Func<IncidentId?, Notices.Writer> about)
    {
        var finance = Notices.Role("finance");
        switch (e)
        {
            case HoldOverdue { Held.IsEmpty: false } x:
                var hold = ledger.HoldOf(x.Incident)!;
                var text = $"{string.Join(" and ", x.Held)} of shipment {shipment} held since {Day(hold.Since)} ({hold.Reason}); "
                    + $"{hold.Owner} was to act by {Day(x.ReviewBy)}.";
                about(x.Incident).Tell(finance, "holdOverdue", text);
                about(x.Incident).Tell(Notices.Role("manager"), "holdOverdue", text);
                break;
            case HoldNarrowed x:
                Owner(x.Incident, "holdNarrowed",
                    $"The hold on invoice {x.Invoice} was narrowed to {x.Disputed} with the customer's consent. The rest is payable.");
                break;
            case OverrideAsked x:
                about(BarringFirst(x.Invoice)).Tell(finance, "overrideAsked",
                    $"{x.By} asks to collect invoice {x.Invoice} in spite of its hold: {x.Reason}");
                break;
            case OverrideConfirmed x:
                var incident = x.Incidents.IsEmpty ? (IncidentId?)null : x.Incidents[0];
                about(incident).Tell(AccountManager(incident), "overrideConfirmed",
                    $"The hold on invoice {x.Invoice} was overridden by {x.AskedBy} and {x.By}: {x.Reason}");
                break;
            case CreditProposed x:
                about(x.Incident).Tell(finance, "creditProposed", $"Invoice {x.Invoice} was collected already: credit {x.Amount}. {x.Reason}");
                break;
            case CreditUnplaced x:
                about(x.Incident).Tell(finance, "creditUnplaced",
                    $"{x.Amount} agreed on shipment {shipment} finds no invoice to come off: the next one in {x.Amount.Currency} takes it. {x.Reason}");
                break;
            case InvoiceReissued x:
                about(x.Incident).Tell(finance, "invoiceReissued", $"Invoice {x.Invoice} was re-issued as {x.Replacement} over {x.Amount}. {x.Reason}");
                break;
            case WriteOffAsked x:
                about(null).Tell(finance, "writeOffAsked", $"{x.By} asks to write off invoice {x.Invoice}: {x.Reason}");
                break;
        }

        void Owner(IncidentId incident, string kind, string text)
        {
            if (ledger.HoldOf(incident)?.Owner is { Length: > 0 } owner)
                about(incident).Tell(owner, kind, text);
        }

        IncidentId? BarringFirst(InvoiceRef invoice) =>
            ledger.Find(invoice) is { } found && ledger.Barring(found) is [var first, ..] ? first.Incident : null;

        // By name where the hold knows it; holds of older releases don't.
        string AccountManager(IncidentId? incident) =>
            (incident is { } known ? ledger.HoldOf(known)?.AccountManager : null) ?? Notices.Role("accountManager");
    }

    private static string Day(NodaTime.Instant at) => LocalDatePattern.Iso.Format(at.InUtc().Date);
}
