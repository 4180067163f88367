using FreightRecovery.Web.Intake;

namespace FreightRecovery.Tests.Intake;

public sealed class FeedTests
{
    [Fact]
    public async Task A_departure_without_a_container_that_was_at_the_gate_is_rolled_cargo()
    {
        await using var house = await new House().WithOneShipment();
        var answer = await house.Feed(Messages.Two(
            Messages.Container("e1", "GTIN", "MSKU1234565"), Messages.Container("e2", "GTIN", "TGHU7654320"),
            Messages.Departure("e4"), Messages.Container("e3", "LOAD", "MSKU1234565")));

        Assert.Equal((4, 3), (answer.Accepted, answer.Ignored));
        Assert.Single(answer.Incidents);
        var told = Assert.Single(await house.Texts("SELECT kind || ' ' || state || ' ' || description FROM incident"));
        Assert.StartsWith("cargoRolled reported", told);
        Assert.Contains("TGHU7654320", told);
        Assert.DoesNotContain("MSKU1234565", told);
        Assert.Equal(["held"], await house.Texts("SELECT status FROM invoice"));
    }

    [Fact]
    public async Task Loads_count_before_the_departure_in_whatever_order_they_are_told()
    {
        await using var house = await new House().WithOneShipment();
        var answer = await house.Feed(Messages.Two(
            Messages.Departure("e3"), Messages.Container("e1", "LOAD", "MSKU1234565"), Messages.Container("e2", "LOAD", "TGHU7654320")));
        Assert.Empty(answer.Incidents);
        Assert.Equal(3, answer.Ignored);
    }

    [Fact]
    public async Task Nothing_follows_from_containers_of_which_nobody_tells()
    {
        await using var house = await new House().WithOneShipment();
        Assert.Empty((await house.Feed(Messages.Two(Messages.Departure("e1")))).Incidents);
    }

    [Fact]
    public async Task A_ship_is_found_in_another_spelling_of_its_name_and_voyage()
    {
        await using var house = await new House().WithOneShipment();
        Assert.Single((await house.Feed(Messages.Two(Messages.Sailing("e1", "WEA")))).Incidents);
        Assert.Empty((await house.Feed(Messages.Two(Messages.Sailing("e2", "WEA", voyage: "13E")))).Incidents);
        Assert.Equal(["forceMajeure"], await house.Texts("SELECT kind FROM incident"));
    }

    [Fact]
    public async Task A_message_that_comes_twice_tells_of_the_same_incident()
    {
        await using var house = await new House().WithOneShipment();
        var first = await house.Feed(Messages.Two(Messages.Delay("e1", "ACC")));
        var events = await house.Events();
        var second = await house.Feed(Messages.Two(Messages.Delay("e1", "ACC")), House.Now + NodaTime.Duration.FromDays(9));
        Assert.Equal(first.Incidents, second.Incidents);
        Assert.Equal(events, await house.Events());
    }

    [Fact]
    public async Task A_message_that_comes_twice_at_once_gives_one_incident()
    {
        await using var house = await new House().WithOneShipment();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => house.Feed(Messages.Two(Messages.Delay("e1", "ACC")))));
        Assert.Single(answers.SelectMany(a => a.Incidents).Distinct());
        Assert.Equal(1, await house.Count("SELECT count(*) FROM incident"));
    }

    [Fact]
    public async Task What_names_no_shipment_of_ours_is_ignored_and_counted()
    {
        await using var house = await new House().WithOneShipment();
        var answer = await house.Feed(Messages.Two(Messages.Delay("e1", "ACC").Replace("BKG-S1", "BKG-S2")));
        Assert.Equal((1, 0, 1), (answer.Accepted, answer.Incidents.Count, answer.Ignored));
    }

    [Fact]
    public async Task An_event_that_is_taken_back_withdraws_its_incident()
    {
        await using var house = await new House().WithOneShipment();
        await house.Feed(Messages.Three(Messages.DelayInThree("e1", "STR")));
        var answer = await house.Feed(Messages.Three(Messages.Retraction("e1")));
        Assert.Equal((1, 0), (answer.Accepted, answer.Ignored));
        Assert.Equal(["withdrawn"], await house.Texts("SELECT state FROM incident"));
        Assert.Equal(["released"], await house.Texts("SELECT status FROM invoice"));
    }

    [Fact]
    public async Task An_incident_that_another_event_tells_too_stands_until_both_are_taken_back()
    {
        await using var house = await new House().WithOneShipment();
        var one = await house.Feed(Messages.Three(Messages.DelayInThree("e1", "STR")));
        var two = await house.Feed(Messages.Three(Messages.DelayInThree("e2", "STR")));
        Assert.Equal(one.Incidents, two.Incidents);
        await house.Feed(Messages.Three(Messages.Retraction("e1")));
        Assert.Equal(["held"], await house.Texts("SELECT status FROM invoice"));
        await house.Feed(Messages.Three(Messages.Retraction("e2")));
        Assert.Equal(["released"], await house.Texts("SELECT status FROM invoice"));
    }

    [Fact]
    public async Task An_event_that_arrives_after_its_retraction_is_no_incident()
    {
        await using var house = await new House().WithOneShipment();
        await house.Feed(Messages.Three(Messages.Retraction("e1")));
        var answer = await house.Feed(Messages.Three(Messages.DelayInThree("e1", "STR")));
        Assert.Equal((1, 0, 1), (answer.Accepted, answer.Incidents.Count, answer.Ignored));
    }

    [Fact]
    public async Task What_is_told_again_after_its_retraction_is_open_again_and_held_once()
    {
        await using var house = await new House().WithOneShipment();
        await house.Feed(Messages.Three(Messages.DelayInThree("e1", "STR")));
        await house.Feed(Messages.Three(Messages.Retraction("e1")));
        var again = Messages.Three(Messages.DelayInThree("e1", "STR", updatedAt: "2026-03-02T08:00:00Z"));
        await house.Feed(again);
        Assert.Equal(["reopened"], await house.Texts("SELECT state FROM incident"));
        Assert.Equal(["held"], await house.Texts("SELECT status FROM invoice"));
        var events = await house.Events();
        await house.Feed(again);
        Assert.Equal(events, await house.Events());
    }

    [Fact]
    public async Task What_cannot_be_read_waits_with_its_reason_and_the_rest_goes_in()
    {
        await using var house = await new House().WithOneShipment();
        var answer = await house.Feed(Messages.Three(Messages.DelayInThree("e1", "ACC"), """{"eventID":"e2"}""", "7"));
        Assert.Equal((1, 1, 2), (answer.Accepted, answer.Incidents.Count, answer.Quarantined.Count));
        Assert.All(answer.Quarantined, q => Assert.StartsWith("/events/", q.Pointer));
        Assert.Equal(answer.Quarantined.Select(q => q.Id).Order(), (await house.Waiting()).Select(q => q.Id).Order());

        await house.Feed(Messages.Three("""{"eventID":"e2"}""", "7"));
        Assert.Equal(2, (await house.Waiting()).Count);
    }

    [Fact]
    public async Task A_message_in_quarantine_is_read_again_once_it_can_be_placed()
    {
        await using var house = new House();
        await house.Import("customers", Rows.Customer("C1"));
        await house.Import("shipments", Rows.Shipment("S1", "C1"));
        var aside = Messages.Three(Messages.DelayInThree("e1", "ACC"))[..^2];
        await house.Feed(aside);
        var waiting = Assert.Single(await house.Waiting());

        var vain = await house.Replay(waiting);
        Assert.Single(vain.Quarantined);
        waiting = Assert.Single(await house.Waiting());
        Assert.Equal(1, waiting.Attempts);

        var mended = waiting with { Body = [.. waiting.Body, .. "]}"u8] };
        var answer = await house.Replay(mended);
        Assert.Single(answer.Incidents);
        Assert.Empty(await house.Waiting());
    }

    [Fact]
    public async Task Thirty_containers_of_one_shipment_that_stay_behind_are_one_incident()
    {
        await using var house = await new House().WithOneShipment();
        var answer = await house.Feed(Messages.Two(Enumerable.Range(0, 30)
            .Select(i => Messages.Delay($"e{i}", "ACC"))));
        Assert.Equal(30, answer.Accepted);
        Assert.Single(answer.Incidents);
    }

    [Fact]
    public void The_same_event_gives_the_same_id_and_ids_climb_with_time()
    {
        var at = House.Now;
        Assert.Equal(ImportIds.At(at, "a"), ImportIds.At(at, "a"));
        Assert.NotEqual(ImportIds.At(at, "a"), ImportIds.At(at, "b"));
        Assert.Equal(7, ImportIds.At(at, "a").Value.Version);
        Assert.True(string.CompareOrdinal(
            ImportIds.At(at, "a").ToString(), ImportIds.At(at + NodaTime.Duration.FromMilliseconds(1), "a").ToString()) < 0);
    }
}
