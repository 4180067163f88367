using FreightRecovery.Domain.Recovery;
using FreightRecovery.Domain.Shipments;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static FreightRecovery.Domain.Shipments.LedgerCommand;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Domain.Tests.Shipments;

/// <summary>No invoice of a shipment is collected while an incident on it is unresolved: any commands in any order.</summary>
public class TheLawOfTheHouse
{
    private static readonly Arbitrary<(LedgerCommand Command, string By)[]> Histories = Arb.From(
        from length in Gen.Choose(1, 80)
        from steps in Gen.ArrayOf(
            from command in LedgerCommands
            from person in Gen.Elements("ann", "ben", "cy")
            select (command, person), length)
        select ((LedgerCommand, string)[])[
            (new RecordShipment(ShipmentFacts()), "ann"), (Issue(1, 400m), "ann"), (Issue(2, 350m), "ann"), (Issue(3, 250m), "ann"), .. steps,
        ],
        steps => Enumerable.Range(0, steps.Length).Select(cut => steps.Where((_, i) => i != cut).ToArray()));

    [Fact]
    public void No_order_of_commands_gets_around_it()
    {
        var met = new Tally();
        Prop.ForAll(Histories, history =>
        {
            var (ledger, model) = (LedgerState.Initial, new LedgerModel(met));
            for (var i = 0; i < history.Length; i++)
            {
                var (command, by) = history[i];
                // Steps of hours, so that holds grow overdue on the way.
                var context = Context(i, Start + Duration.FromHours(8 * i), by);
                var decision = Ledger.Decider.Decide(ledger, command, context);
                var after = Ledger.Decider.Fold(ledger, decision.Events);
                model.Check(command, context, ledger, decision, after);
                ledger = after;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

        // The walk met what it is about; otherwise it would prove nothing.
        Assert.True(met is { Collected: > 50, RefusedAsHeld: > 50, CollectedOverridden: > 5, Proposed: > 5, Freed: > 50 }, met.ToString());
        Assert.True(
            met is { CollectedInPart: > 5, Narrowed: > 20, Reissued: > 50, ReissuedPaid: > 5, GivenBack: > 5, WrittenOffByTwo: > 2, Overdue: > 50 },
            met.ToString());
    }

    [Fact]
    public void Placing_and_releasing_end_in_the_same_holds_in_every_order_and_however_often() => Prop.ForAll(
        Arb.From(
            from deliveries in Gen.NonEmptyListOf(Gen.OneOf(
                from incident in Gen.Choose(1, 2) from version in Gen.Choose(1, 6) select (LedgerCommand)Hold(incident, version),
                from incident in Gen.Choose(1, 2) from version in Gen.Choose(2, 7) select (LedgerCommand)Release(incident, version)))
            from again in Gen.SubListOf<LedgerCommand>(deliveries)
            from shuffled in Gen.Shuffle<LedgerCommand>([.. deliveries, .. again])
            select (InOrder: deliveries, Shuffled: shuffled)),
        run =>
        {
            var larger = run.InOrder.GroupBy(c => c is PlaceHold p ? p.Incident : ((ReleaseHold)c).Incident)
                .Where(g => g.OfType<PlaceHold>().Select(p => p.HeldAsOf).DefaultIfEmpty().Max()
                    > g.OfType<ReleaseHold>().Select(r => r.SettledAt).DefaultIfEmpty().Max())
                .Select(g => g.Key).ToHashSet();
            return larger.SetEquals(StandingAfter(run.InOrder)) && larger.SetEquals(StandingAfter(run.Shuffled));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_release_that_was_on_its_way_when_the_incident_was_reopened_frees_nothing()
    {
        var ledger = After(Put, Issue(1, 100m), Hold(1), Hold(1, heldAsOf: 6), Release(1, settledAt: 5));

        Assert.Equal(InvoiceStatus.Held, ledger.StatusOf(ledger.Invoices[0]));
    }

    [Fact]
    public void What_was_agreed_comes_off_once_even_if_a_later_release_overtook_it()
    {
        var discount = new Adjustment(20m, null, "20 % off");
        LedgerCommand first = Release(1, 5, discount), second = Release(1, 9);
        LedgerState[] orders =
        [
            After(Put, Issue(1, 100m), Hold(1), first, Hold(1, 6), second, first),
            After(Put, Issue(1, 100m), Hold(1), Hold(1, 6), second, first, first, second),
        ];

        Assert.All(orders, ledger => Assert.Equal(Dollars(80m), ledger.Invoices[0].Payable));
        Assert.All(orders, ledger => Assert.Equal(InvoiceStatus.Released, ledger.StatusOf(ledger.Invoices[0])));
    }

    [Fact]
    public void An_override_does_not_lift_the_hold_of_an_incident_that_is_reopened_later()
    {
        var ledger = After(
            ("ann", Put), ("ann", Issue(1, 100m)), ("ann", Hold(1)), ("ann", Over(1)), ("ben", Over(1)), ("ann", Release(1, 5)), ("ann", Hold(1, 6)));

        Assert.Equal(InvoiceStatus.Held, ledger.StatusOf(ledger.Invoices[0]));
    }

    [Fact]
    public void An_override_that_was_asked_before_another_incident_came_in_has_to_be_asked_again()
    {
        var ledger = After(("ann", Put), ("ann", Issue(1, 100m)), ("ann", Hold(1)), ("ann", Over(1)), ("ann", Hold(2)), ("ben", Over(1)));

        Assert.Equal(InvoiceStatus.Held, ledger.StatusOf(ledger.Invoices[0]));
    }

    [Fact]
    public void Two_incidents_together_never_have_more_credited_than_a_collected_invoice_came_to()
    {
        var more = new Adjustment(60m, null, "60 % off");
        var ledger = After(Put, Issue(1, 100m), new Collect(Invoice(1)), Hold(1), Hold(2), Release(1, 5, more), Release(2, 5, more));

        Assert.Equal(Dollars(100m), ledger.Invoices[0].Proposed);
        Assert.Empty(ledger.Invoices[0].Credits);
    }

    [Fact]
    public void An_invoice_is_not_billed_again_below_what_was_agreed_to_come_off()
    {
        var ledger = After(Put, Issue(1, 100m), Hold(1), Release(1, 5, new Adjustment(50m, null, "half")));

        Assert.IsType<Refusal.Invalid>(Ledger.Decider.Decide(ledger, Issue(1, 49m), Context(99, Start)).Refusal);
        Assert.Null(Ledger.Decider.Decide(ledger, Issue(1, 50m), Context(99, Start)).Refusal);
    }

    [Fact]
    public void A_message_whose_report_was_given_up_may_be_reported_again()
    {
        var message = new SourceMessage("dcsa-tnt", "m-1");
        var ledger = After(Put, Hold(1, 1, message), Release(1, settledAt: 1));

        Assert.Null(Ledger.Decider.Decide(ledger, Hold(2, 1, message), Context(99, Start)).Refusal);
    }

    [Fact]
    public void The_same_message_tells_of_the_same_incident_even_when_that_is_settled()
    {
        var message = new SourceMessage("dcsa-tnt", "m-1");
        var ledger = After(Put, Hold(1, 1, message), Release(1, settledAt: 5));

        var refusal = Ledger.Decider.Decide(ledger, Hold(2, 1, message), Context(99, Start)).Refusal;

        Assert.Equal(Incident(1), Assert.IsType<Refusal.AlreadyReported>(refusal).Standing);
    }

    [Fact]
    public void A_shipment_is_changed_by_whoever_has_seen_its_last_change_whatever_its_invoices_did_since()
    {
        var ledger = After(Put, Issue(1, 100m), Hold(1));
        var change = new RecordShipment(ShipmentFacts(packages: 9));

        Assert.Null(Ledger.Decider.Decide(ledger, change, Context(99, Start) with { IfMatch = 1 }).Refusal);
        Assert.IsType<Refusal.Stale>(Ledger.Decider.Decide(ledger, change, Context(99, Start) with { IfMatch = 3 }).Refusal);
    }

    private static readonly LedgerCommand Put = new RecordShipment(ShipmentFacts());

    private static LedgerCommand Over(int invoice) => new Override(Invoice(invoice), "The customer asks to pay.");

    private static LedgerCommand Issue(int invoice, decimal amount) =>
        new IssueInvoice(Invoice(invoice), Dollars(amount), InvoiceKind.Freight, new LocalDate(2026, 2, 1));

    private static HashSet<IncidentId> StandingAfter(IEnumerable<LedgerCommand> commands) =>
        [.. After([Put, .. commands]).Holds.Where(h => h.Stands).Select(h => h.Incident)];

    private static LedgerState After(params LedgerCommand[] commands) => After([.. commands.Select(c => ("ann", c))]);

    private static LedgerState After(params (string By, LedgerCommand Command)[] commands)
    {
        var ledger = LedgerState.Initial;
        for (var i = 0; i < commands.Length; i++)
        {
            var decision = Ledger.Decider.Decide(ledger, commands[i].Command, Context(i, Start + Duration.FromMinutes(i), commands[i].By));
            Assert.Null(decision.Refusal);
            ledger = Ledger.Decider.Fold(ledger, decision.Events);
        }

        return ledger;
    }
}
