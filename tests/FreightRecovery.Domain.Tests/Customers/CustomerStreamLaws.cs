using System.Text.Json;
using System.Text.Json.Serialization;
using FreightRecovery.Domain.Customers;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;
using static FreightRecovery.Domain.Tests.Customers.SignalGenerators;

namespace FreightRecovery.Domain.Tests.Customers;

public class CustomerStreamLaws
{
    private static CustomerState After(CustomerState state, CustomerCommand command, CommandContext context) =>
        Customer.Decider.Fold(state, Customer.Decider.Decide(state, command, context).Events);

    /// <summary>The stream as life writes it: each signal when it happens, and reviews when the view asks for them.</summary>
    private static List<CustomerEvent> Live(Book book)
    {
        var state = CustomerState.Initial;
        var events = new List<CustomerEvent>();
        foreach (var signal in book.Signals.OrderBy(signal => signal.At))
        {
            while (Relationship.Of(state.Signals, state.AsOf, new RelationshipPolicy(), null).NextChangeAt is { } due && due < signal.At)
                Send(new CustomerCommand.Review(), due);
            Send(new CustomerCommand.Observe(signal), signal.At);
        }
        return events;

        void Send(CustomerCommand command, Instant at)
        {
            var decided = Customer.Decider.Decide(state, command, Context(at)).Events;
            events.AddRange(decided);
            state = Customer.Decider.Fold(state, decided);
        }
    }

    [Fact]
    public void Lived_in_the_order_of_time_the_stream_moves_along_the_table_only() =>
        Prop.ForAll(Books, book =>
        {
            // Distinct instants: at one and the same, a signal may slip in before one already seen.
            var life = book with { Signals = [.. book.Signals.DistinctBy(signal => signal.At)] };
            var stage = Stage.Content;
            foreach (var move in Live(life).OfType<CustomerEvent.StageMoved>())
            {
                if (move.From != stage || !RelationshipLaws.IsInTheTable(move.From, move.To) || move.Since > move.At)
                    return false;
                stage = move.To;
            }
            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_moves_of_the_stream_are_the_history_of_the_view() =>
        Prop.ForAll(Books, book =>
        {
            var life = book with { Signals = [.. book.Signals.DistinctBy(signal => signal.At)] };
            var events = Live(life);
            var state = Customer.Decider.Fold(CustomerState.Initial, events);
            var history = Relationship.Of(state.Signals, state.AsOf, new RelationshipPolicy(), null).History;
            return events.OfType<CustomerEvent.StageMoved>()
                .Select(move => new StageMove(move.Since, move.From, move.To, move.Why)).SequenceEqual(history);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Folding_a_prefix_and_then_the_rest_is_folding_all() =>
        Prop.ForAll(Books, book =>
        {
            var events = Live(book);
            var whole = Json(Customer.Decider.Fold(CustomerState.Initial, events));
            return Enumerable.Range(0, events.Count + 1).All(cut =>
            {
                var prefix = Customer.Decider.Fold(CustomerState.Initial, events.Take(cut));
                var stored = JsonSerializer.Deserialize<CustomerState>(Json(prefix), Options)!;
                return Json(Customer.Decider.Fold(stored, events.Skip(cut))) == whole;
            });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_command_given_again_adds_nothing() =>
        Prop.ForAll(Books, book =>
        {
            var before = Customer.Decider.Fold(CustomerState.Initial, Live(book));
            var stranger = new Signal(new Guid(9, 9, 0x7000, new byte[8]), SignalKind.Complaint, book.Now);
            CustomerCommand[] commands =
                [new CustomerCommand.RecordCustomer(Facts()), new CustomerCommand.Observe(stranger), new CustomerCommand.Review()];
            return commands.All(command =>
            {
                var context = Context(book.Now, before.Version);
                var after = After(before, command, context);
                var again = Customer.Decider.Decide(after, command, context);
                return again.Refusal is null && again.Events.Count == 0;
            });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Recording_equal_facts_again_changes_nothing()
    {
        var state = After(CustomerState.Initial, new CustomerCommand.RecordCustomer(Facts()), Context(Story.Day(0)));
        Assert.Equal(1, state.Version);
        Assert.Empty(Customer.Decider.Decide(state, new CustomerCommand.RecordCustomer(Facts()), Context(Story.Day(1))).Events);
        var otherContact = Facts() with { Contacts = [new Contact("Somebody else", null, null)] };
        Assert.Single(Customer.Decider.Decide(state, new CustomerCommand.RecordCustomer(otherContact), Context(Story.Day(1))).Events);
    }

    [Fact]
    public void Recording_over_a_version_the_caller_has_not_seen_is_stale()
    {
        var state = After(CustomerState.Initial, new CustomerCommand.RecordCustomer(Facts()), Context(Story.Day(0)));
        var command = new CustomerCommand.RecordCustomer(Facts(1m));
        Assert.IsType<Refusal.Stale>(Customer.Decider.Decide(state, command, Context(Story.Day(1), ifMatch: 0)).Refusal);
        Assert.Single(Customer.Decider.Decide(state, command, Context(Story.Day(1), ifMatch: 1)).Events);
    }

    [Fact]
    public void A_signal_of_a_customer_not_yet_recorded_is_kept_and_moves_it()
    {
        var complaint = new Story().On(0, SignalKind.Complaint).Signals[0];
        var decision = Customer.Decider.Decide(CustomerState.Initial, new CustomerCommand.Observe(complaint), Context(Story.Day(0)));
        Assert.Collection(decision.Events,
            first => Assert.Equal(complaint, Assert.IsType<CustomerEvent.SignalObserved>(first).Signal),
            second => Assert.Equal((Stage.Content, Stage.Complaint),
                (Assert.IsType<CustomerEvent.StageMoved>(second).From, ((CustomerEvent.StageMoved)second).To)));
    }

    [Fact]
    public void A_mark_outside_1_to_5_is_refused()
    {
        var signal = new Story().Resolves(0, 1, mark: 6).Signals[0];
        Assert.IsType<Refusal.Invalid>(
            Customer.Decider.Decide(CustomerState.Initial, new CustomerCommand.Observe(signal), Context(Story.Day(0))).Refusal);
    }

    [Fact]
    public void A_review_when_the_horizon_has_passed_moves_the_customer_at_the_instant_it_passed()
    {
        var state = After(CustomerState.Initial,
            new CustomerCommand.Observe(Story.GoesQuietOnDay45().Signals[0]), Context(Story.Day(0)));
        var decision = Customer.Decider.Decide(state, new CustomerCommand.Review(), Context(Story.Day(50)));
        var moved = Assert.IsType<CustomerEvent.StageMoved>(decision.Events[1]);
        Assert.Equal((Stage.Silence, Story.Day(45), Story.Day(50)), (moved.To, moved.Since, moved.At));
    }

    [Fact]
    public void A_late_signal_that_rewrites_the_past_moves_the_customer_once_and_says_so()
    {
        var state = CustomerState.Initial;
        var story = Story.GoesQuietOnDay45().Books(40);
        state = After(state, new CustomerCommand.Observe(story.Signals[0]), Context(Story.Day(0)));
        state = After(state, new CustomerCommand.Review(), Context(Story.Day(46)));
        Assert.Equal(Stage.Silence, state.Stage);
        var decision = Customer.Decider.Decide(state, new CustomerCommand.Observe(story.Signals[1]), Context(Story.Day(47)));
        var moved = Assert.IsType<CustomerEvent.StageMoved>(decision.Events[1]);
        Assert.Equal((Stage.Silence, Stage.Content), (moved.From, moved.To));
        Assert.StartsWith("What came in late", moved.Why);
    }

    [Fact]
    public void A_late_signal_that_only_adds_to_the_past_is_told_move_by_move()
    {
        var story = new Story().Books(0).On(1, SignalKind.Remark);
        var state = After(CustomerState.Initial, new CustomerCommand.Observe(story.Signals[0]), Context(Story.Day(0)));
        state = After(state, new CustomerCommand.Review(), Context(Story.Day(40)));
        var decision = Customer.Decider.Decide(state, new CustomerCommand.Observe(story.Signals[1]), Context(Story.Day(41)));
        Assert.Equal(
            [(Stage.Grumble, Story.Day(1)), (Stage.Content, Story.Day(31))],
            decision.Events.OfType<CustomerEvent.StageMoved>().Select(move => (move.To, move.Since)));
    }

    private static string Json(CustomerState state) => JsonSerializer.Serialize(state, Options);

    private static JsonSerializerOptions Options { get; } = new() { Converters = { new Instants() } };

    private sealed class Instants : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            InstantPattern.ExtendedIso.Parse(reader.GetString()!).Value;

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
            writer.WriteStringValue(InstantPattern.ExtendedIso.Format(value));
    }
}
