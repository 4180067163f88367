using FreightRecovery.Domain.Customers;
using FsCheck;
using FsCheck.Fluent;
using static FreightRecovery.Domain.Tests.Customers.SignalGenerators;

namespace FreightRecovery.Domain.Tests.Customers;

/// <summary>Signals that come together mean what they mean one by one, in fewer steps.</summary>
public class SignalsTogether
{
    private static CustomerState After(CustomerState state, CustomerCommand command, NodaTime.Instant at) =>
        Customer.Decider.Fold(state, Customer.Decider.Decide(state, command, Context(at)).Events);

    [Fact]
    public void Together_they_lead_where_they_lead_one_by_one() => Prop.ForAll(Books, Arb.From(Gen.Choose(0, 25)), (book, cut) =>
    {
        var apart = book.Signals.Aggregate(CustomerState.Initial, (state, signal) => After(state, new CustomerCommand.Observe(signal), book.Now));
        var first = After(CustomerState.Initial, new CustomerCommand.ObserveAll([.. book.Signals.Take(cut)]), book.Now);
        var together = After(first, new CustomerCommand.ObserveAll([.. book.Signals.Skip(cut)]), book.Now);

        return together.Signals.SequenceEqual(apart.Signals)
            && (together.Stage, together.AsOf, together.KnownSince) == (apart.Stage, apart.AsOf, apart.KnownSince)
            && View(together) == View(apart);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Those_that_are_known_or_come_twice_are_left_out() => Prop.ForAll(Books, Arb.From(Gen.Choose(0, 25)), (book, known) =>
    {
        var state = After(CustomerState.Initial, new CustomerCommand.ObserveAll([.. book.Signals.Take(known)]), book.Now);
        var doubled = new CustomerCommand.ObserveAll([.. book.Signals, .. book.Signals]);
        var events = Customer.Decider.Decide(state, doubled, Context(book.Now)).Events;

        return events.OfType<CustomerEvent.SignalObserved>().Select(e => e.Signal).SequenceEqual(book.Signals.Skip(known))
            && Customer.Decider.Decide(Customer.Decider.Fold(state, events), doubled, Context(book.Now)).Events.Count == 0;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void One_that_is_wrong_is_a_reason_to_take_none()
    {
        var story = new Story().Books(0).Resolves(1, 1, mark: 6);
        Assert.IsType<Refusal.Invalid>(
            Customer.Decider.Decide(CustomerState.Initial, new CustomerCommand.ObserveAll([.. story.Signals]), Context(Story.Day(2))).Refusal);
    }

    private static string View(CustomerState state) =>
        SignalMemoryLaws.Text(Relationship.Of(state.Signals, state.AsOf, new RelationshipPolicy(), state.Facts));
}
