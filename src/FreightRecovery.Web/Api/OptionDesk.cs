using System.Collections.Immutable;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Recovery;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using NodaTime;

namespace FreightRecovery.Web.Api;

/// <summary>Gathers what the ranking needs from the three streams: the incident, its shipment, its customer.</summary>
public sealed class OptionDesk(Commands commands, Func<Policy> policy)
{
    /// <summary>The options of an incident, or why they cannot be ranked.</summary>
    /// <param name="incident">The incident as it stands.</param>
    /// <param name="now">The instant of the ranking, UTC.</param>
    /// <param name="declined">An option that the customer is about to decline, besides those it has declined.</param>
    public async Task<(ImmutableArray<RecoveryOption> Ranked, Refusal? Refusal)> Rank(
        Done<IncidentState> incident, Instant now, Guid? declined, CancellationToken cancel)
    {
        var (state, facts, rules) = (incident.State, incident.State.Facts!, policy());
        var ledger = (await commands.Load<LedgerState>(StreamId.Of(facts.Shipment), cancel)).State;
        var customer = (await commands.Load<CustomerState>(StreamId.Of(facts.Customer), cancel)).State;
        if (ledger.Shipment is not { } shipment || customer.Facts is not { } known)
            return ([], new Refusal.NotFound("The shipment or its customer is not recorded."));

        var standing = Relationship.Of(customer.Signals, now, rules.Relationship, known);
        if (Currency(ledger, known) is not { } currency)
            return ([], new Refusal.CurrencyMismatch(
                "/freight", "The shipment's invoices are in several currencies; put them in one to rank the options."));
        var context = new RecoveryContext
        {
            IncidentId = incident.Stream.Incident,
            IncidentKind = facts.Kind,
            ForceMajeureCause = facts.ForceMajeureCause,
            Fault = state.Fault,
            Severity = state.Severity,
            Wish = facts.Wish,
            LossEstimate = state.Assessment?.LossEstimate ?? facts.Extent?.Amount,
            CorrectChargeableMass = facts.Kind == IncidentKind.ChargeableMassWrong ? facts.Extent?.Mass : null,
            Shipment = shipment,
            Freight = Sum(ledger, InvoiceKind.Freight, currency),
            Surcharges = Sum(ledger, InvoiceKind.Surcharge, currency),
            ExpectedAnnualMargin = known.ExpectedAnnualMargin,
            Stage = standing.Stage,
            Captive = standing.Captive,
            Nominated = known.Nominated,
            Declined = [.. state.DeclinedOptions, .. declined is { } id ? [id] : Array.Empty<Guid>()],
            NextDepartureDays = rules.Recovery.UsualNextDepartureDays(shipment.Mode),
            At = now,
        };
        return context.Check() is { } refusal ? ([], refusal) : (Options.Rank(context, rules.Recovery), null);
    }

    private static IEnumerable<Invoice> Billed(LedgerState ledger) =>
        ledger.Invoices.Where(i => i is { WrittenOff: false, ReplacedBy: null } && (i.Kind is InvoiceKind.Freight or InvoiceKind.Surcharge));

    // The one currency of freight and surcharges; the margin's when nothing was billed yet; null when there are several.
    private static Currency? Currency(LedgerState ledger, CustomerFacts customer)
    {
        var currencies = Billed(ledger).Select(i => i.Amount.Currency).Distinct().ToList();
        return currencies.Count switch
        {
            0 => customer.ExpectedAnnualMargin.Currency,
            1 => currencies[0],
            _ => null,
        };
    }

    private static Money Sum(LedgerState ledger, InvoiceKind kind, Currency currency) => Billed(ledger)
        .Where(i => i.Kind == kind)
        .Aggregate(Money.Zero(currency), (sum, invoice) => sum + invoice.Amount);
}
