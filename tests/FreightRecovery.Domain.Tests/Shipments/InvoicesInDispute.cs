using FreightRecovery.Domain.Recovery;
using FreightRecovery.Domain.Shipments;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static FreightRecovery.Domain.Shipments.LedgerCommand;
using static FreightRecovery.Domain.Shipments.LedgerEvent;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Domain.Tests.Shipments;

/// <summary>Narrowed holds, re-issued invoices, credits that come before or after the money, and holds that nobody works on.</summary>
public class InvoicesInDispute
{
    [Fact]
    public void What_nobody_disputes_is_collected_and_the_rest_when_the_incident_is_resolved()
    {
        var ledger = After(Put, Issue(1, 100m), Hold(1), Narrow(1, 30m), new Collect(Invoice(1)));
        Assert.Equal((InvoiceStatus.Held, Dollars(70m)), (ledger.StatusOf(ledger.Invoices[0]), ledger.Invoices[0].Collected));

        ledger = After(ledger, Release(1, 5), new Collect(Invoice(1)));
        Assert.Equal((InvoiceStatus.Collected, Dollars(30m)), (ledger.StatusOf(ledger.Invoices[0]), ledger.Invoices[0].Receipt!.Amount));
    }

    [Fact]
    public void The_undisputed_part_asked_for_twice_is_collected_once()
    {
        var once = After(Put, Issue(1, 100m), Hold(1), Narrow(1, 30m), new Collect(Invoice(1)));
        Assert.Equal(once.Version, After(once, new Collect(Invoice(1))).Version);
    }

    [Fact]
    public void One_hold_that_was_not_narrowed_holds_everything()
    {
        Assert.IsType<Refusal.InvoiceHeld>(Refused(After(Put, Issue(1, 100m), Hold(1), Narrow(1, 30m), Hold(2)), new Collect(Invoice(1))));
        var partCollected = After(Put, Issue(1, 100m), Hold(1), Narrow(1, 30m), new Collect(Invoice(1)), Hold(2));
        Assert.IsType<Refusal.InvoiceHeld>(Refused(partCollected, new Collect(Invoice(1))));
    }

    [Fact]
    public void Disputes_of_two_incidents_add_up()
    {
        var ledger = After(Put, Issue(1, 100m), Hold(1), Hold(2), Narrow(1, 30m), Narrow(2, 45m));
        Assert.Equal(Dollars(25m), ledger.Collectable(ledger.Invoices[0]));
    }

    [Fact]
    public void The_customers_consent_ends_with_the_hold_it_was_given_for_and_with_the_amount()
    {
        var reopened = After(Put, Issue(1, 100m), Hold(1), Narrow(1, 30m), Release(1, 5), Hold(1, heldAsOf: 6));
        Assert.True(reopened.Collectable(reopened.Invoices[0]).IsZero);
        var rebilled = After(Put, Issue(1, 100m), Hold(1), Narrow(1, 30m), Issue(1, 200m));
        Assert.True(rebilled.Collectable(rebilled.Invoices[0]).IsZero);
    }

    [Fact]
    public void A_hold_is_narrowed_within_what_is_outstanding_in_its_currency_and_only_where_it_stands()
    {
        var ledger = After(Put, Issue(1, 100m), Hold(1));
        Assert.IsType<Refusal.Invalid>(Refused(ledger, Narrow(1, 100.01m)));
        Assert.IsType<Refusal.Invalid>(Refused(ledger, Narrow(1, 0m)));
        Assert.IsType<Refusal.NotAllowedInState>(Refused(ledger, Narrow(2, 30m)));
        Assert.IsType<Refusal.CurrencyMismatch>(Refused(ledger, new NarrowHold(
            Invoice(1), Incident(1), new Money(30m, new Currency("JPY")), "Mei", "mail 8")));
        Assert.IsType<Refusal.Stale>(
            Ledger.Decider.Decide(ledger, Narrow(1, 30m), Context(99, Start) with { IfMatch = 1 }).Refusal);
    }

    [Fact]
    public void A_discount_beyond_what_is_left_of_a_part_collected_invoice_is_given_back()
    {
        var ledger = After(
            Put, Issue(1, 100m), Hold(1), Narrow(1, 30m), new Collect(Invoice(1)), Release(1, 5, new Adjustment(50m, null, "half")));
        var invoice = ledger.Invoices[0];
        Assert.Equal((Dollars(70m), (Money?)Dollars(20m)), (invoice.Payable, invoice.Proposed));
        Assert.Equal(InvoiceStatus.Collected, ledger.StatusOf(invoice));
    }

    [Fact]
    public void A_mis_weighed_invoice_is_billed_anew_at_the_lower_mass_and_linked_both_ways()
    {
        var ledger = After(Put, Issue(1, 520m), Hold(1), Release(1, 5, Correction(50m)));
        var (wrong, right) = (ledger.Find(Invoice(1))!, ledger.Find(new InvoiceRef("INV-1~2"))!);
        Assert.Equal((InvoiceStatus.Credited, right.Ref), (ledger.StatusOf(wrong), wrong.ReplacedBy));
        Assert.Equal((InvoiceStatus.Released, wrong.Ref, Dollars(470m)), (ledger.StatusOf(right), right.Replaces, right.Payable));
        Assert.True(wrong.Payable.IsZero);
        Assert.IsType<Refusal.NotAllowedInState>(Refused(ledger, new Collect(Invoice(1))));
    }

    [Fact]
    public void A_mis_weighed_invoice_that_was_collected_carries_the_money_over_and_gives_the_difference_back()
    {
        var ledger = After(Put, Issue(1, 520m), new Collect(Invoice(1)), Hold(1), Release(1, 5, Correction(50m)));
        var (wrong, right) = (ledger.Find(Invoice(1))!, ledger.Find(new InvoiceRef("INV-1~2"))!);
        Assert.Equal((InvoiceStatus.Collected, Dollars(470m)), (ledger.StatusOf(right), right.Receipt!.Amount));
        Assert.Equal(Dollars(50m), wrong.Proposed);

        var given = After(ledger, new ConfirmCredit(Invoice(1)));
        Assert.Equal(((Money?)null, (Money?)Dollars(50m)), (given.Find(Invoice(1))!.Proposed, given.Find(Invoice(1))!.GivenBack));
        Assert.Equal(given.Version, After(given, new ConfirmCredit(Invoice(1))).Version);
    }

    [Fact]
    public void A_correction_of_the_whole_amount_credits_it_and_sends_no_bill_of_nought()
    {
        var ledger = After(Put, Issue(1, 50m), Hold(1), Release(1, 5, Correction(50m)));
        Assert.Equal(InvoiceStatus.Credited, ledger.StatusOf(Assert.Single(ledger.Invoices)));
    }

    [Fact]
    public void What_was_paid_is_not_written_off_and_the_refusal_says_so() =>
        Assert.Contains("is collected", Refused(After(Put, Issue(1, 50m), new Collect(Invoice(1))), new WriteOff(Invoice(1), "Bankrupt."))!.Detail,
            StringComparison.Ordinal);

    [Fact]
    public void A_discount_agreed_with_a_correction_is_a_share_of_the_right_freight()
    {
        var ledger = After(Put, Issue(1, 520m), Hold(1), Release(1, 5, new Adjustment(10m, null, "10 % off"), Correction(20m)));
        Assert.Equal(Dollars(450m), ledger.Find(new InvoiceRef("INV-1~2"))!.Payable);
    }

    [Fact]
    public void A_reissue_while_the_incident_stands_is_held_in_the_place_of_the_wrong_one()
    {
        var ledger = After(
            Put, Issue(1, 520m), Hold(1), Narrow(1, 100m), new Reissue(Invoice(1), Dollars(470m), Incident(1), new InvoiceRef("NEW"), "Weighed."));
        Assert.IsType<Refusal.InvoiceHeld>(Refused(ledger, new Collect(new InvoiceRef("NEW"))));
    }

    [Fact]
    public void Nobody_else_issues_a_reference_that_a_reissue_could_need() =>
        Assert.IsType<Refusal.Invalid>(Refused(After(Put), new IssueInvoice(
            new InvoiceRef("INV-7~2"), Dollars(1m), InvoiceKind.Freight, new LocalDate(2026, 2, 1))));

    [Fact]
    public void The_invoice_that_goes_out_after_the_settlement_goes_out_at_eighty_percent()
    {
        var ledger = After(Put, Hold(1), Release(1, 5, new Adjustment(20m, null, "20 % off")), Issue(1, 100m));
        Assert.Equal(Dollars(80m), ledger.Invoices[0].Payable);
    }

    [Fact]
    public void A_share_comes_off_each_freight_invoice_in_its_own_currency_and_a_credit_off_its_own_currency_alone()
    {
        var yen = new IssueInvoice(Invoice(2), new Money(10_000m, new Currency("JPY")), InvoiceKind.Freight, new LocalDate(2026, 2, 1));
        var ledger = After(
            Put, Issue(1, 100m), yen, Hold(1), Release(1, 5, new Adjustment(10m, null, "a tenth"), new Adjustment(null, Dollars(15m), "credit")));
        Assert.Equal((Dollars(75m), 9000m), (ledger.Invoices[0].Payable, ledger.Invoices[1].Payable.Amount));
    }

    [Fact]
    public void A_credit_that_finds_no_invoice_waits_for_the_next_one_in_its_currency()
    {
        var ledger = After(Put, Issue(1, 10m), Hold(1), Release(1, 5, new Adjustment(null, Dollars(40m), "credit")));
        Assert.Equal(Dollars(30m), Assert.Single(ledger.Unplaced).Amount);
        ledger = After(ledger, Issue(2, 25m), Issue(3, 25m));
        Assert.Equal((Dollars(0m), Dollars(20m)), (ledger.Invoices[1].Payable, ledger.Invoices[2].Payable));
        Assert.Empty(ledger.Unplaced);
    }

    [Fact]
    public void Of_fixed_amounts_agreed_nothing_gets_lost() => Prop.ForAll(
        Arb.From(
            from amounts in Gen.NonEmptyListOf(Gen.Choose(1, 300))
            from collected in Gen.SubListOf<int>([.. Enumerable.Range(1, amounts.Count)])
            from agreed in Gen.NonEmptyListOf(AnAdjustment.Where(a => a.Amount?.Currency == Usd))
            select (amounts, collected, agreed)),
        run =>
        {
            var before = After([
                Put, .. run.amounts.Select((a, i) => Issue(i + 1, a)), .. run.collected.Select(i => new Collect(Invoice(i))), Hold(1),
            ]);
            var after = After(before, Release(1, 5, [.. run.agreed]));
            static decimal Owed(LedgerState ledger) => ledger.Invoices.Where(i => i.ReplacedBy is null).Sum(i => i.Payable.Amount)
                - ledger.Invoices.Sum(i => i.Proposed?.Amount ?? 0m) - ledger.Unplaced.Sum(u => u.Amount.Amount);
            // A re-issue of a collected invoice proposes the difference on the wrong one, which it then counts for once: in what it bills.
            var counted = after.Invoices.Where(i => i.ReplacedBy is not null).Sum(i => i.Proposed?.Amount ?? 0m);
            return Owed(before) - Owed(after) - counted == run.agreed.Sum(a => a.Amount!.Value.Amount);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void More_than_one_person_may_write_off_takes_a_second_one()
    {
        var ledger = After(Put, Issue(1, 301m), new WriteOff(Invoice(1), "Bankrupt."));
        Assert.IsType<Refusal.Forbidden>(Refused(ledger, new WriteOff(Invoice(1), "Bankrupt.")));
        var decision = Ledger.Decider.Decide(ledger, new WriteOff(Invoice(1), "Agreed."), Context(9, Start, "ben"));
        Assert.Equal(("ann", "ben"), Assert.IsType<InvoiceWrittenOff>(Assert.Single(decision.Events)) is var off ? (off.AskedBy, off.By) : default);
        Assert.IsType<InvoiceWrittenOff>(Assert.Single(
            Ledger.Decider.Decide(After(Put, Issue(1, 300m)), new WriteOff(Invoice(1), "Small."), Context(9, Start)).Events));
    }

    [Fact]
    public void A_hold_that_nobody_works_on_is_told_of_each_week_with_its_amount()
    {
        var ledger = After(Put, Issue(1, 100m), Hold(1), Narrow(1, 30m));
        var due = ledger.NextReview!.Value;
        Assert.Equal(Start + Duration.FromMinutes(2) + Policy.Default.HoldTarget, due);
        Assert.Empty(Ledger.Decider.Decide(ledger, new ReviewHolds(), Context(9, due - Duration.Epsilon)).Events);
        var told = Ledger.Decider.Decide(ledger, new ReviewHolds(), Context(9, due));
        Assert.Equal([Dollars(30m)], Assert.IsType<HoldOverdue>(Assert.Single(told.Events)).Held);
        Assert.Equal(due + Policy.Default.Ledger.RemindEvery, Ledger.Decider.Fold(ledger, told.Events).NextReview);
        Assert.Null(After(ledger, Release(1, 5)).NextReview);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(7, 0)]
    [InlineData(8, 1)]
    [InlineData(90, 4)]
    [InlineData(91, 5)]
    public void An_age_belongs_to_the_first_bucket_that_it_has_not_passed(int days, int bucket) =>
        Assert.Equal(bucket, new LedgerPolicy().BucketOf(Duration.FromDays(days)));

    [Fact]
    public void A_policy_that_makes_no_sense_says_where()
    {
        var policy = new LedgerPolicy { RemindEvery = Duration.Zero, AgeingDays = [7, 7] };
        Assert.Equal(["/remindEvery", "/ageingDays/1"], policy.Faults().Select(f => f.Pointer));
        Assert.Empty(new LedgerPolicy().Faults());
    }

    private static readonly LedgerCommand Put = new RecordShipment(ShipmentFacts());

    private static Adjustment Correction(decimal amount) => new(null, Dollars(amount), "Weighed again.") { Reissue = true };

    private static LedgerCommand Narrow(int incident, decimal disputed) =>
        new NarrowHold(Invoice(1), Incident(incident), Dollars(disputed), "Mei", "mail 8");

    private static LedgerCommand Issue(int invoice, decimal amount) =>
        new IssueInvoice(Invoice(invoice), Dollars(amount), InvoiceKind.Freight, new LocalDate(2026, 2, 1));

    private static Refusal? Refused(LedgerState ledger, LedgerCommand command) =>
        Ledger.Decider.Decide(ledger, command, Context(99, Start, "ann")).Refusal;

    private static LedgerState After(params LedgerCommand[] commands) => After(LedgerState.Initial, commands);

    private static LedgerState After(LedgerState ledger, params LedgerCommand[] commands)
    {
        for (var i = 0; i < commands.Length; i++)
        {
            var number = (int)ledger.Version + (100 * i);
            var decision = Ledger.Decider.Decide(ledger, commands[i], Context(number, Start + Duration.FromMinutes(i), "ann"));
            Assert.True(decision.Refusal is null, $"{commands[i]}: {decision.Refusal}");
            ledger = Ledger.Decider.Fold(ledger, decision.Events);
        }

        return ledger;
    }
}
