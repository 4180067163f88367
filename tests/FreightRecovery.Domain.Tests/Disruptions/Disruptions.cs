using FreightRecovery.Domain.Disruptions;
using FreightRecovery.Domain.Shipments;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static FreightRecovery.Domain.Disruptions.DisruptionCommand;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Domain.Tests.Disruptions;

/// <summary>What a disruption hits, and what its stream accepts.</summary>
public class Disruptions
{
    private static readonly ShipmentFacts OnTheEverAble = ShipmentFacts() with
    {
        Vessel = "EVER ABLE", Voyage = "012W", Carrier = "EGLV", Origin = "CNTAO", Destination = "USNYC", BookedAt = Start, DeliveredAt = null,
    };

    private static readonly Gen<string?> Name = Gen.Elements<string?>(null, "EVER ABLE", "MV Ever Able", "MSC OSCAR", "012W", "12W", "CNTAO", "USNYC", "EGLV");

    private static readonly Gen<Instant?> Day = Gen.Choose(-3, 13).Select(d => d < -1 ? (Instant?)null : Start + Duration.FromDays(d));

    private static readonly Gen<DisruptionMatch> Matches =
        from vessel in Name from voyage in Name from flight in Name from port in Name from carrier in Name from f in Day from to in Day
        select new DisruptionMatch(vessel, voyage, flight, port, carrier, f, to);

    private static readonly Gen<ShipmentFacts> Shipments =
        from vessel in Name from voyage in Name from flight in Name from port in Name from carrier in Name from booked in Day from delivered in Day
        select OnTheEverAble with
        {
            Vessel = vessel, Voyage = voyage, Flight = flight, Origin = port ?? "DEHAM", Carrier = carrier, BookedAt = booked, DeliveredAt = delivered,
        };

    [Theory]
    [InlineData("MV Ever Able", null, null, null, true)]
    [InlineData("ever able", "12W", null, null, true)]
    [InlineData("EVER ABLE", "013W", null, null, false)]
    [InlineData("MSC OSCAR", null, null, null, false)]
    [InlineData(null, null, "USNYC", null, true)]
    [InlineData(null, null, "CNTAO", "eglv", true)]
    [InlineData(null, null, "KRPUS", null, false)]
    public void Names_are_compared_as_the_trade_writes_them(string? vessel, string? voyage, string? port, string? carrier, bool hit) =>
        Assert.Equal(hit, new DisruptionMatch(vessel, voyage, null, port, carrier).Hits(OnTheEverAble, Start));

    [Fact]
    public void A_name_that_is_another_or_that_the_shipment_does_not_have_does_not_fit()
    {
        var flown = OnTheEverAble with { Vessel = null, Voyage = null, Flight = "CA123" };
        Assert.True(new DisruptionMatch(Flight: "ca 123").Hits(flown, Start));
        foreach (var match in (DisruptionMatch[])[new(Flight: "CA124"), new(Carrier: "MAEU"), new(Vessel: "EVER ABLE"), new(Voyage: "012W")])
            Assert.False(match.Hits(flown, Start));
        Assert.False(new DisruptionMatch(Flight: "CA123").Hits(OnTheEverAble, Start));
        Assert.False(new DisruptionMatch(Carrier: "EGLV").Hits(OnTheEverAble with { Carrier = null }, Start));
    }

    [Fact]
    public void Its_own_days_go_before_the_day_on_which_it_happened()
    {
        var happened = Start + Duration.FromDays(5);
        var delivered = OnTheEverAble with { DeliveredAt = Start + Duration.FromDays(1) };
        Assert.True(new DisruptionMatch("EVER ABLE", From: Start).Hits(delivered, happened));
        Assert.False(new DisruptionMatch("EVER ABLE", From: delivered.DeliveredAt).Hits(delivered, Start));
        Assert.True(new DisruptionMatch("EVER ABLE", To: OnTheEverAble.BookedAt).Hits(OnTheEverAble, happened));

        var facts = Declared().Facts! with { OccurredAt = happened };
        Assert.Equal((true, false), (facts.Hits(OnTheEverAble), facts.Hits(delivered)));
    }

    [Fact]
    public void Days_alone_name_nothing_and_any_name_does()
    {
        Assert.False(new DisruptionMatch(From: Start, To: Start).NamesSomething);
        Assert.All(
            (DisruptionMatch[])[new(Vessel: "x"), new(Voyage: "x"), new(Flight: "x"), new(Port: "x"), new(Carrier: "x")],
            match => Assert.True(match.NamesSomething));
    }

    [Theory]
    [InlineData(null, 0, true)]
    [InlineData(1, 0, true)]
    [InlineData(-1, 0, false)]
    [InlineData(0, 0, false)]
    [InlineData(null, 11, false)]
    public void Cargo_delivered_before_or_booked_afterwards_is_not_hit(int? deliveredAfterDays, int bookedAfterDays, bool hit)
    {
        var happened = Start + Duration.FromDays(5);
        var shipment = OnTheEverAble with
        {
            BookedAt = Start + Duration.FromDays(bookedAfterDays),
            DeliveredAt = deliveredAfterDays is { } days ? happened + Duration.FromDays(days) : null,
        };
        Assert.Equal(hit, new DisruptionMatch("EVER ABLE", To: Start + Duration.FromDays(10)).Hits(shipment, happened));
    }

    [Fact]
    public void A_match_hits_what_each_of_its_members_hits_and_nothing_else() => Prop.ForAll(
        Matches.ToArbitrary(), Shipments.ToArbitrary(), Day.ToArbitrary(), (match, shipment, day) =>
        {
            var happened = day ?? Start;
            DisruptionMatch[] alone =
            [
                new(match.Vessel, From: match.From, To: match.To), new(null, match.Voyage, From: match.From, To: match.To),
                new(Flight: match.Flight, From: match.From, To: match.To), new(Port: match.Port, From: match.From, To: match.To),
                new(Carrier: match.Carrier, From: match.From, To: match.To),
            ];
            return match.Hits(shipment, happened) == alone.All(m => m.Hits(shipment, happened));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Totals_never_fall_and_telling_them_again_adds_nothing() => Prop.ForAll(
        Gen.Elements(true, false).Zip(Gen.Choose(0, 50)).ListOf().ToArbitrary(), tellings =>
        {
            var state = Declared();
            foreach (var (held, total) in tellings)
            {
                DisruptionCommand command = held ? new TellHeld(total) : new TellReported(total);
                var next = After(state, command);
                if (next.Held < state.Held || next.Reported < state.Reported || After(next, command).Version != next.Version)
                    return false;
                state = next;
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_clock_ends_it_at_its_time_and_not_before()
    {
        var declared = Declared();
        Assert.Equal(Start + Policy.Default.Disruptions.WatchFor, declared.NextDeadline);
        Assert.Equal(declared, After(declared, new WatchPassed(), declared.WatchUntil - Duration.Epsilon));

        var ended = After(declared, new WatchPassed(), declared.WatchUntil);
        Assert.Equal((DisruptionStatus.Ended, null), (ended.Status, ended.NextDeadline));
    }

    [Fact]
    public void It_is_watched_for_from_the_day_on_which_it_was_declared_however_long_ago_it_happened()
    {
        var later = Start + Duration.FromDays(9);
        var declared = After(DisruptionState.Initial, new Declare(Declared().Facts!), later);

        Assert.Equal((later, later + Policy.Default.Disruptions.WatchFor), (declared.DeclaredAt, declared.WatchUntil));
        Assert.Null(DisruptionState.Initial.NextDeadline);
    }

    [Fact]
    public void It_is_declared_once_and_changed_by_whoever_has_seen_the_latest_of_it()
    {
        var declared = Declared();
        Assert.Equal(declared, After(declared, new Declare(declared.Facts! with { Description = "Another one." })));
        foreach (var seen in new[] { declared.Version - 1, declared.Version + 1 })
            Assert.IsType<Refusal.Stale>(Decide(declared, new End("Over."), seen: seen).Refusal);
        Assert.Null(Decide(declared, new End("Over."), seen: declared.Version).Refusal);
    }

    [Fact]
    public void A_fan_out_that_found_nothing_is_done_too_and_then_it_is_watched_for()
    {
        var watching = After(Declared(), new TellReported(0));
        Assert.Equal((DisruptionStatus.Watching, 0), (watching.Status, watching.Reported));
        var held = After(watching, new TellHeld(3));
        Assert.Equal((DisruptionStatus.Watching, 3), (held.Status, held.Held));
        // Those that come in late are told too.
        Assert.Equal(2, After(held, new TellReported(2)).Reported);
    }

    [Fact]
    public void Times_that_make_no_sense_are_told_by_their_place()
    {
        Assert.Equal("/watchFor", Assert.Single(new DisruptionPolicy { WatchFor = Duration.Zero }.Faults()).Pointer);
        Assert.Equal("/answerWithin", Assert.Single(new DisruptionPolicy { AnswerWithin = Duration.Zero }.Faults()).Pointer);
    }

    [Fact]
    public void What_has_ended_is_not_ended_again_and_a_late_run_does_not_open_it()
    {
        var ended = After(Declared(), new End("The strike is over."));
        Assert.Contains(
            "The strike is over.", Assert.IsType<Refusal.NotAllowedInState>(Decide(ended, new End("Again.")).Refusal).Detail, StringComparison.Ordinal);
        Assert.Equal(DisruptionStatus.Ended, After(ended, new TellReported(7)).Status);
    }

    [Fact]
    public void A_disruption_that_was_never_declared_is_not_there() =>
        Assert.IsType<Refusal.NotFound>(Decide(DisruptionState.Initial, new End("What?")).Refusal);

    private static DisruptionState Declared() => After(DisruptionState.Initial, new Declare(new DisruptionFacts
    {
        Kind = IncidentKind.ForceMajeure, ForceMajeureCause = ForceMajeureCause.Accident, Description = "A collision at Busan.", OccurredAt = Start,
        Match = new DisruptionMatch("EVER ABLE"),
    }));

    private static Decision<DisruptionEvent> Decide(DisruptionState state, DisruptionCommand command, Instant? at = null, long? seen = null) =>
        Disruption.Decider.Decide(
            state, command, new CommandContext(new CommandId(Id("disruption")), at ?? Start, new Actor("li"), Policy.Default, seen));

    private static DisruptionState After(DisruptionState state, DisruptionCommand command, Instant? at = null) =>
        Disruption.Decider.Fold(state, Decide(state, command, at).Events);
}
