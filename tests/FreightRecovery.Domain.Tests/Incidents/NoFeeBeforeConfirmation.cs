using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Testing;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Domain.Tests.Incidents;

/// <summary>The incident and the ledger of its shipment together: whatever happens, no fee before the customer itself confirmed.</summary>
public class NoFeeBeforeConfirmation
{
    [Fact]
    public void No_fee_is_collected_while_the_incident_is_open_nor_after_it_unless_the_customer_confirmed() => Prop.ForAll(
        Walks, walk => Moments(walk).All(moment => !moment.Collected || MayBePaid(moment.Incident)))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Some_of_those_lives_end_with_a_fee_collected() =>
        Assert.Contains(Walks.Generator.Sample(200), walk => Moments(walk).Any(moment => moment.Collected));

    // After each command somebody tries to collect.
    private static IEnumerable<(IncidentState Incident, bool Collected)> Moments((Type Type, int Choice, int Minutes)[] walk)
    {
        var (life, house) = (new Life(), new House());
        foreach (var (type, choice, minutes) in walk)
        {
            life.After(Duration.FromMinutes(minutes));
            var before = life.Incident;
            // What opens an incident holds first, as the engine does.
            if (type == typeof(IncidentCommand.Report) || type == typeof(IncidentCommand.Reopen) || type == typeof(IncidentCommand.FollowUp))
                house.Hold(before.Version + 1);
            life.Try(CommandFor(type, before, life.Now, choice), Authority.Executive);
            if (life.Incident.Settled)
                house.Release(life.Incident.SettledAt);
            yield return (life.Incident, house.Collects(choice, life.Now));
        }
    }

    // Nothing was owed to the customer, it took its report back, it was a matter of talking; or it confirmed and all is carried out.
    private static bool MayBePaid(IncidentState incident) => incident.Status switch
    {
        IncidentStatus.Unfounded or IncidentStatus.Withdrawn => true,
        IncidentStatus.Resolved => incident.Assessment!.Finding == Finding.Communication
            || (incident.ConfirmedOffer is not null && incident.Steps.All(step => step.DoneAt is not null)),
        _ => false,
    };

    private sealed class House
    {
        private LedgerState ledger = LedgerState.Initial;
        private int commands;

        public House()
        {
            Do(new LedgerCommand.RecordShipment(ShipmentFacts()));
            Do(new LedgerCommand.IssueInvoice(Invoice(1), Dollars(100m), InvoiceKind.Freight, new LocalDate(2026, 2, 1)));
        }

        public void Hold(long asOf) => Do(Generators.Hold(1, asOf));

        public void Release(long settledAt) => Do(Generators.Release(1, settledAt));

        public bool Collects(int choice, Instant now)
        {
            // Collecting ends the invoice, so another one waits each time.
            var invoice = Invoice(2 + commands);
            Do(new LedgerCommand.IssueInvoice(invoice, Dollars(1 + (choice % 90)), InvoiceKind.Freight, new LocalDate(2026, 2, 1)), now);
            return Do(new LedgerCommand.Collect(invoice), now);
        }

        private bool Do(LedgerCommand command, Instant? at = null)
        {
            var decision = Ledger.Decider.Decide(ledger, command, Context(commands++, at ?? Start, "sun", Authority.Sales));
            ledger = Ledger.Decider.Fold(ledger, decision.Events);
            return decision.Refusal is null;
        }
    }
}
