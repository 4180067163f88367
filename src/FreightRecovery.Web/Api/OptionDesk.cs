using System.Collections.Immutable;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Claims;
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
        var loss = state.Assessment?.LossEstimate ?? facts.Extent?.Amount;
        var context = new RecoveryContext
        {
            IncidentId = incident.Stream.Incident,
            IncidentKind = facts.Kind,
            ForceMajeureCause = facts.ForceMajeureCause,
            Fault = state.Fault,
            Severity = state.Severity,
            Wish = facts.Wish,
            LossEstimate = loss,
            LiabilityLimit = Limit(state, ledger, loss, now, rules),
            CorrectChargeableMass = facts.Kind == IncidentKind.ChargeableMassWrong ? facts.Extent?.Mass : null,
            Shipment = shipment,
            Freight = Billed(ledger, InvoiceKind.Freight),
            Surcharges = Billed(ledger, InvoiceKind.Surcharge),
            ExpectedAnnualMargin = known.ExpectedAnnualMargin,
            Stage = standing.Stage,
            Captive = standing.Captive,
            Nominated = known.Nominated,
            Declined = [.. state.DeclinedOptions, .. declined is { } id ? [id] : Array.Empty<Guid>()],
            NextDepartureDays = rules.Recovery.UsualNextDepartureDays(shipment.Mode),
            PapersReissuable = facts.PapersReissuable,
            TimeZone = facts.TimeZone,
            At = now,
        };
        return context.Check() is { } refusal ? ([], refusal) : (Options.Rank(context, rules.Recovery), null);
    }

    private static Amounts Billed(LedgerState ledger, InvoiceKind kind) => Amounts.Of(ledger.Invoices
        .Where(i => i is { WrittenOff: false, ReplacedBy: null } && i.Kind == kind)
        .Select(i => i.Amount));

    // What we owe at most by the house's regime: nothing bounds it while no loss is known, or while the law cannot be computed.
    private static Money? Limit(IncidentState incident, LedgerState ledger, Money? loss, Instant now, Policy rules) =>
        loss is { } money && CargoFacts.Of(ledger) is { } cargo
            ? LegalLimit.Of(
                rules.Legal, LegalCase.Of(incident.Facts!, cargo, ClaimSide.Customer), money.Currency, now.InUtc().Date, rules.Claims).Amount
            : null;
}
