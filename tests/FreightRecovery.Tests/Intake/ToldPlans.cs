using FreightRecovery.Web.Intake;

namespace FreightRecovery.Tests.Intake;

/// <summary>Flights and plans that nobody but a feed tells.</summary>
public sealed class ToldPlans
{
    private const string Air = """{"ref":"A1","customer":"C1","mode":"air","flight":"qr 08157","origin":"HKHKG","destination":"LULUX","bookedAt":"2026-02-20T08:00:00Z","masterReference":"157-10000001","plannedDeparture":"2026-03-01T08:00:00Z"}""";

    [Fact]
    public async Task A_flight_told_without_a_waybill_finds_the_shipments_booked_on_it_that_day()
    {
        await using var house = await new House().WithOneShipment();
        await house.Import("shipments", Air, name: "air");
        await house.Import("shipments", Air.Replace("A1", "A2", StringComparison.Ordinal).Replace("-03-01", "-03-08", StringComparison.Ordinal), name: "week");
        await house.Import("shipments", Air.Replace("A1", "A3", StringComparison.Ordinal).Replace("08157", "999", StringComparison.Ordinal), name: "other");

        var answer = await house.Feed(FeedFormat.Iftsta, Departed("8157", "0900"));
        Assert.Equal((1, 1), (answer.Accepted, answer.Ignored));
        answer = await house.Feed(FeedFormat.Iftsta, Departed("8157", "1700"));

        Assert.Single(answer.Incidents);
        Assert.Equal(["A1 transitDelay"], await house.Texts("SELECT shipment || ' ' || kind FROM incident"));
    }

    [Fact]
    public async Task The_flight_of_a_shipment_that_is_booked_anew_is_forgotten()
    {
        await using var house = await new House().WithOneShipment();
        await house.Import("shipments", Air, name: "air");
        await house.Import("shipments", Air.Replace("\"flight\":\"qr 08157\",", "", StringComparison.Ordinal), name: "again");

        Assert.Equal([""], await house.Texts("SELECT coalesce(flight, '') FROM shipment_way"));
        Assert.Empty((await house.Feed(FeedFormat.Iftsta, Departed("8157", "1700"))).Incidents);
    }

    [Fact]
    public async Task A_shipment_without_a_plan_is_late_by_the_first_plan_that_a_feed_told()
    {
        await using var house = await new House().WithOneShipment();
        await house.Feed(Messages.Three(Arrival("e1", 5, "2026-02-25T06:00:00Z")));
        Assert.Equal(0, await house.Count("SELECT count(*) FROM incident"));
        var events = await house.Events();
        await house.Feed(Messages.Three(Arrival("e1", 5, "2026-02-25T06:00:00Z")));
        Assert.Equal(events, await house.Events());

        await house.Feed(Messages.Three(Arrival("e2", 5, "2026-02-26T05:00:00Z"), Arrival("e3", 9, "2026-02-27T06:00:00Z")));

        Assert.Contains("4 days later than booked", Assert.Single(await house.Texts("SELECT description FROM incident")));
        Assert.Equal(1, await house.Count("SELECT count(*) FROM stream_event WHERE type = 'planTold/1'"));
    }

    [Fact]
    public async Task Of_one_message_the_plan_told_first_counts_wherever_it_stands()
    {
        await using var house = await new House().WithOneShipment();
        await house.Feed(Messages.Three(Arrival("e2", 9, "2026-02-27T06:00:00Z"), Arrival("e1", 5, "2026-02-25T06:00:00Z")));

        Assert.Contains("4 days later than booked", Assert.Single(await house.Texts("SELECT description FROM incident")));
    }

    [Fact]
    public async Task A_rebuild_gives_the_plan_and_the_flight_back()
    {
        await using var house = await new House().WithOneShipment();
        await house.Import("shipments", Air, name: "air");
        await house.Feed(Messages.Three(Arrival("e1", 5, "2026-02-25T06:00:00Z")));
        const string Ways = "SELECT shipment || ' ' || coalesce(flight, '-') || ' ' || coalesce(told_arrival, 0) FROM shipment_way ORDER BY shipment";
        var before = await house.Texts(Ways);

        FreightRecovery.Store.Sqlite.Maintenance.Rebuild(house.Directory, FreightRecovery.Domain.Policy.Default);

        Assert.Equal(2, before.Count);
        Assert.Equal(before, await house.Texts(Ways));
    }

    private static string Departed(string flight, string hour) => string.Join(
        "\n", "UNB+UNOC:3+EXAMPLE+HOUSE+260301:2000+1'", "UNH+1+IFTSTA:D:00B:UN'", $"BGM+77+F{hour}+9'", "STS+1+24'",
        $"DTM+186:20260301{hour}:203'", "LOC+9+HKHKG:139:6'", $"TDT+20+{flight}+4++QR'", "UNT+7+1'", "UNZ+1+1'");

    private static string Arrival(string id, int day, string updatedAt) => Messages.DelayInThree(id, "PBC", updatedAt)
        .Replace("2026-03-09T06:00:00Z", $"2026-03-{day:00}T06:00:00Z", StringComparison.Ordinal)
        .Replace("\"delayReasonCodes\":[\"PBC\"],", "", StringComparison.Ordinal);
}
