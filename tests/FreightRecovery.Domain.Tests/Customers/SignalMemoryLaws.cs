using System.Collections.Immutable;
using FreightRecovery.Domain.Customers;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static FreightRecovery.Domain.Tests.Customers.SignalGenerators;

namespace FreightRecovery.Domain.Tests.Customers;

/// <summary>What is remembered of a customer's many signals changes no answer.</summary>
public class SignalMemoryLaws
{
    private static readonly RelationshipPolicy Rules = Policy.Default.Relationship;

    // More signals than it takes for anything to be remembered, before and after some that nobody remembers.
    private static readonly Gen<Book> Large =
        from books in Books.Generator.ListOf(14)
        let signals = books.SelectMany((book, n) => book.Signals.Select(s => s with
        {
            Id = new Guid(n, 0, 0x7000, s.Id.ToByteArray()[8..]), At = s.At + Duration.FromDays(n * 3),
        })).DistinctBy(s => s.Id)
        select new Book([.. signals], books.Max(b => b.Now));

    [Fact]
    public void A_customer_of_many_signals_decides_and_stands_as_if_it_remembered_nothing() => Prop.ForAll(
        Arb.From(Large), Arb.From(Gen.Choose(0, 3)), (book, order) =>
        {
            var state = Customer.Decider.Fold(CustomerState.Initial, Customer.Decider.Decide(
                CustomerState.Initial, new CustomerCommand.ObserveAll([.. book.Signals.Take(SignalMemory.Worthwhile - 5)]), Context(book.Now)).Events);
            // In the order of time, in its reverse, or in one that has nothing to do with it: most, few or some come in late.
            var rest = book.Signals.Skip(SignalMemory.Worthwhile - 5);
            foreach (var signal in order switch
            {
                0 => rest.OrderBy(s => s.At),
                1 => rest.OrderByDescending(s => s.At),
                _ => rest.OrderBy(s => s.Id.ToByteArray()[8 + order]),
            })
            {
                var command = new CustomerCommand.Observe(signal);
                var at = order == 0 ? Instant.Max(state.AsOf, signal.At) : book.Now;
                var events = Customer.Decider.Decide(state, command, Context(at)).Events;
                if (!events.SequenceEqual(Customer.Decider.Decide(Forgetful(state), command, Context(at)).Events))
                    return false;
                var before = state;
                state = Customer.Decider.Fold(state, events);
                if (Text(Relationship.Of(state, state.AsOf, Rules)) != Text(Relationship.Of(state.Signals, state.AsOf, Rules, state.Facts))
                    // Who looks back at an earlier state finds that one.
                    || Text(Relationship.Of(before, before.AsOf, Rules)) != Text(Relationship.Of(before.Signals, before.AsOf, Rules, before.Facts))
                    || !state.Knows(signal.Id) || before.Knows(signal.Id))
                    return false;
            }

            return state == Forgetful(state);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void Two_futures_of_one_state_do_not_disturb_each_other() => Prop.ForAll(Arb.From(Large), book =>
    {
        var (half, now) = (book.Signals.Length / 2, book.Now);
        var start = After(CustomerState.Initial, book.Signals[..half]);
        var (one, other) = (start, start);
        for (var i = half; i + 1 < book.Signals.Length; i += 2)
        {
            (one, other) = (After(one, [book.Signals[i]]), After(other, [book.Signals[i + 1]]));
            if (one.Knows(book.Signals[i + 1].Id) || other.Knows(book.Signals[i].Id)
                || Text(Relationship.Of(one, now, Rules)) != Text(Relationship.Of(one.Signals, now, Rules, null))
                || Text(Relationship.Of(other, now, Rules)) != Text(Relationship.Of(other.Signals, now, Rules, null)))
                return false;
        }

        return true;

        CustomerState After(CustomerState state, ImmutableArray<Signal> signals) => Customer.Decider.Fold(
            state, Customer.Decider.Decide(state, new CustomerCommand.ObserveAll(signals), Context(now)).Events);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    // The same with nothing worked out yet.
    private static CustomerState Forgetful(CustomerState state) => new()
    {
        Version = state.Version, Facts = state.Facts, Signals = state.Signals, AsOf = state.AsOf, KnownSince = state.KnownSince,
        Stage = state.Stage, ErasedAt = state.ErasedAt,
    };

    /// <summary>All of a view: lists are compared by what is in them.</summary>
    internal static string Text(RelationshipView view) => $"{view}\n{string.Join('\n', view.Reasons)}\n{string.Join('\n', view.History)}";
}
