using FreightRecovery.Domain.Customers;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static FreightRecovery.Domain.Tests.Customers.SignalGenerators;

namespace FreightRecovery.Domain.Tests.Customers;

/// <summary>What holds for any set of signals on any day.</summary>
public class RelationshipLaws
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(2000);
    private static readonly RelationshipPolicy Rules = new();

    /// <summary>The table, written once more by hand.</summary>
    public static bool IsInTheTable(Stage from, Stage to) => (from, to) is
        (Stage.Content, Stage.Grumble)
        or (Stage.Content or Stage.Grumble, Stage.Complaint)
        or (Stage.Grumble, Stage.Content)
        or (Stage.Complaint, Stage.Silence or Stage.Content or Stage.Grumble)
        or (Stage.Content or Stage.Grumble, Stage.Silence)
        or (Stage.Silence, Stage.Complaint or Stage.Content)
        or (not Stage.Lost, Stage.Lost)
        or (Stage.Lost, Stage.Content);

    private static RelationshipView View(Book book) => Relationship.Of(book.Signals, book.Now, Rules, Facts());

    private static void Always(Func<Book, bool> law) => Prop.ForAll(Books, law).Check(Thorough);

    public static bool Same(RelationshipView a, RelationshipView b) =>
        a with { Reasons = [], History = [] } == b with { Reasons = [], History = [] }
        && a.Reasons.SequenceEqual(b.Reasons)
        && a.History.SequenceEqual(b.History);

    [Fact]
    public void No_move_is_outside_the_table() =>
        Always(book => View(book).History.All(move => IsInTheTable(move.From, move.To)));

    [Fact]
    public void A_customer_is_lost_out_of_silence_or_by_its_own_word_only() =>
        Always(book => View(book).History.All(move => move.To != Stage.Lost || move.From == Stage.Silence
            || book.Signals.Any(signal => signal.Kind == SignalKind.Farewell && signal.At == move.At)));

    [Fact]
    public void The_history_is_one_path_in_the_order_of_time_that_ends_at_the_stage() =>
        Always(book =>
        {
            var (stage, at) = (Stage.Content, Instant.MinValue);
            var view = View(book);
            foreach (var move in view.History)
            {
                if (move.From != stage || move.At < at || move.At > book.Now)
                    return false;
                (stage, at) = (move.To, move.At);
            }
            return stage == view.Stage && (view.History.IsEmpty || view.Since == at);
        });

    [Fact]
    public void What_has_happened_stays_as_it_was_when_time_goes_on() =>
        Always(book =>
        {
            var known = book with { Signals = [.. book.Signals.Where(signal => signal.At <= book.Now)] };
            var then = View(known).History;
            var later = View(known with { Now = book.Now + Duration.FromDays(100) }).History;
            return later.Take(then.Length).SequenceEqual(then);
        });

    [Fact]
    public void The_stage_stays_until_the_next_change() =>
        Always(book =>
        {
            var view = View(book);
            var last = (view.NextChangeAt ?? book.Now + Duration.FromDays(5000)) - Duration.Epsilon;
            var halfway = book.Now + (last - book.Now) / 2;
            return last >= book.Now
                && View(book with { Now = halfway }).History.SequenceEqual(view.History)
                && View(book with { Now = last }).History.SequenceEqual(view.History);
        });

    [Fact]
    public void A_customer_on_the_slide_is_looked_at_within_the_review_time() =>
        Always(book =>
        {
            var view = View(book);
            return view.Stage is Stage.Content or Stage.Lost || view.NextChangeAt <= book.Now + Rules.ReviewEvery;
        });

    [Fact]
    public void Every_order_and_duplication_of_arrival_gives_the_same_view() =>
        Prop.ForAll(Books, book => Prop.ForAll(Arrivals(book).ToArbitrary(), arrivals =>
        {
            var state = CustomerState.Initial;
            foreach (var signal in arrivals)
            {
                var decision = Customer.Decider.Decide(state, new CustomerCommand.Observe(signal), Context(book.Now));
                state = Customer.Decider.Fold(state, decision.Events);
            }
            return Same(View(book), Relationship.Of(state.Signals, book.Now, Rules, Facts()))
                && state.Stage == View(book).Stage;
        })).QuickCheckThrowOnFailure();

    [Fact]
    public void The_view_takes_its_signals_in_any_order_and_any_number_of_times() =>
        Prop.ForAll(Books, book => Prop.ForAll(Arrivals(book).ToArbitrary(), arrivals =>
            Same(View(book), View(book with { Signals = [.. arrivals] })))).QuickCheckThrowOnFailure();

    [Fact]
    public void The_risk_is_a_probability_and_never_below_its_base() =>
        Always(book => View(book) is var view
            && view.BaseRisk >= Rules.LossWhenContent && view.Risk >= view.BaseRisk && view.Risk <= 1
            && view.PAlive is >= 0 and <= 1);

    [Fact]
    public void The_value_at_stake_grows_with_the_margin_and_never_exceeds_it() =>
        Always(book =>
        {
            decimal Stake(decimal margin) =>
                Relationship.Of(book.Signals, book.Now, Rules, Facts(margin)).ValueAtStake!.Value.Amount;
            return Stake(0) == 0 && Stake(999.99m) <= Stake(1000m) && Stake(1000m) <= Stake(70_000m) && Stake(70_000m) <= 70_000m;
        });

    [Fact]
    public void The_marks_belong_to_their_stages() =>
        Always(book => View(book) is var view
            && (!view.Recovered || view.Stage == Stage.Content)
            && (!view.WonBack || view.Stage == Stage.Content)
            && (!view.Quiet || view.Stage == Stage.Silence)
            && (!view.Captive || view is { Stage: Stage.Silence, Quiet: false })
            && view.HorizonDays >= Rules.MinimumHorizonDays && view.HorizonDays <= Rules.MaximumHorizonDays);

    [Fact]
    public void Every_view_has_reasons_in_whole_sentences() =>
        Always(book => View(book).Reasons is { IsEmpty: false } reasons
            && reasons.All(reason => !char.IsLower(reason[0]) && reason.EndsWith('.')));

    [Fact]
    public void Every_arrow_of_the_table_is_taken_by_some_book()
    {
        // The laws above say little unless the generator walks the whole table.
        var taken = Gen.Sample(Books.Generator, 4000).SelectMany(book => View(book).History)
            .Select(move => (move.From, move.To)).ToHashSet();
        var stages = Enum.GetValues<Stage>();
        var missing = from a in stages from b in stages where IsInTheTable(a, b) && !taken.Contains((a, b)) select (a, b);
        Assert.Empty(missing);
    }
}
