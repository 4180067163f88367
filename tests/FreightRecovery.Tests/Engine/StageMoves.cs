using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Tests.Customers;
using FreightRecovery.Engine;
using FreightRecovery.Engine.Rows;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace FreightRecovery.Tests.Engine;

/// <summary>The stored moves of a customer: written piece by piece, and always the whole history.</summary>
public sealed class StageMoves
{
    private static readonly StreamId Stream = StreamId.Of(new CustomerRef("C-1"));

    [Fact]
    public void In_whatever_order_signals_arrive_the_stored_moves_are_the_history() => Prop.ForAll(
        SignalGenerators.Books, Arb.From(Gen.Choose(0, 6)), (book, seed) =>
        {
            var kind = StreamKind.Of(Stream);
            var (state, stored) = (kind.Initial, new List<StageMove>());
            var number = 0;
            Step(new CustomerCommand.RecordCustomer(SignalGenerators.Facts()), Instant.FromUtc(2026, 1, 5, 8, 0));
            // In an order that has nothing to do with time, at instants before, between and after the signals, some of them the same.
            foreach (var signal in book.Signals.OrderBy(s => s.Id.ToByteArray()[8 + (seed % 4)]))
                Step(new CustomerCommand.Observe(signal), seed switch
                {
                    0 => signal.At,
                    1 => book.Now,
                    _ => Instant.Min(signal.At + Duration.FromDays(number * seed % 40), book.Now),
                });
            Step(new CustomerCommand.Review(), book.Now);

            var last = (CustomerState)state;
            var view = Relationship.Of(last.Signals, last.AsOf, Policy.Default.Relationship, last.Facts);
            var whole = new List<ReadRow>();
            kind.Project(Stream, kind.Initial, state, Policy.Default, whole);
            return Of(stored).SequenceEqual(Of(view.History)) && Of(whole.OfType<StageMovesRow>().SelectMany(r => r.Moves)).SequenceEqual(Of(stored));

            void Step(CustomerCommand command, Instant at)
            {
                var context = new CommandContext(new CommandId(new Guid(++number, 7, 0x7000, new byte[8])), at, Actor.System, Policy.Default, null);
                var before = state;
                foreach (var e in kind.Decide(state, command, context).Events)
                    state = kind.Evolve(state, e);
                if (ReferenceEquals(before, state))
                    return;
                var rows = new List<ReadRow>();
                kind.Project(Stream, before, state, Policy.Default, rows);
                foreach (var row in rows.OfType<StageMovesRow>())
                {
                    stored.RemoveRange(row.From, stored.Count - row.From);
                    stored.AddRange(row.Moves);
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static IEnumerable<(Instant, Stage, Stage)> Of(IEnumerable<StageMove> moves) => moves.Select(m => (m.At, m.From, m.To));
}
