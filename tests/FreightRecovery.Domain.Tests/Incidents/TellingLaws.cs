using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Shipments;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static FreightRecovery.Domain.Incidents.IncidentCommand;
using static FreightRecovery.Domain.Incidents.IncidentEvent;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Domain.Tests.Incidents;

/// <summary>A source tells the same event again and again, otherwise.</summary>
public class TellingLaws
{
    private static readonly IncidentFacts FromFeed = IncidentFacts(IncidentKind.TransitDelay) with { Channel = Channel.Feed };

    [Fact]
    public void Any_order_and_repetition_of_tellings_ends_as_the_newest_alone() => Prop.ForAll(
        Gen.Choose(0, 50).NonEmptyListOf().ToArbitrary(),
        minutes =>
        {
            var all = new Life().Do(new Report(FromFeed));
            foreach (var minute in minutes)
                all.Do(Amendment(minute));

            var newest = new Life().Do(new Report(FromFeed)).Do(Amendment(minutes.Max()));
            return all.Incident with { Version = 0 } == newest.Incident with { Version = 0 }
                && all.Events.OfType<IncidentAmended>().Select(e => e.Telling.ToldAt).Distinct().Count() == all.Events.OfType<IncidentAmended>().Count();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Of_two_tellings_of_one_minute_the_later_one_counts()
    {
        var first = Amendment(4);
        var later = Amendment(9) with { Telling = Amendment(9).Telling with { ToldAt = first.Telling.ToldAt, HeardAt = first.Telling.HeardAt + Duration.FromTicks(1) } };

        Assert.Equal(later.Description, new Life().Do(new Report(FromFeed)).Do(first).Do(later).Incident.Facts!.Description);
        Assert.Equal(later.Description, new Life().Do(new Report(FromFeed)).Do(later).Do(first).Incident.Facts!.Description);
    }

    [Fact]
    public void The_same_told_later_adds_nothing()
    {
        var again = Amendment(4) with { Telling = Amendment(4).Telling with { ToldAt = Start + Duration.FromHours(9) } };

        Assert.Empty(new Life().Do(new Report(FromFeed)).Do(Amendment(4)).Do(again).Last);
    }

    [Fact]
    public void Another_event_with_the_same_figures_adds_nothing_and_one_with_others_amends()
    {
        var other = Amendment(4).Telling with { Source = new SourceMessage("dcsa-tnt", "e2"), ToldAt = Start + Duration.FromHours(9) };
        var told = new Life().Do(new Report(FromFeed)).Do(Amendment(4));

        Assert.Empty(told.Do(Amendment(4) with { Telling = other, Description = "Another container." }).Last);
        Assert.Single(told.Do(Amendment(4) with { Telling = other with { LateMinutes = 9 } }).Last);
    }

    [Fact]
    public void What_a_person_reported_keeps_its_words_and_gets_the_figures_beside_them()
    {
        var life = Life.Reported().Do(Amendment(2));

        Assert.Equal(("Left behind.", Severity.Major), (life.Incident.Facts!.Description, life.Incident.Severity));
        Assert.Equal(Amendment(2).Telling, life.Incident.Facts.Told);
    }

    [Fact]
    public void A_severity_that_was_assessed_stays_whatever_is_told()
    {
        var life = new Life().Do(new Report(FromFeed)).Told().Assessed();

        Assert.Equal(Severity.Critical, Amendment(2).Severity);
        Assert.Equal(Severity.Major, life.Do(Amendment(2)).Incident.Severity);
    }
}
