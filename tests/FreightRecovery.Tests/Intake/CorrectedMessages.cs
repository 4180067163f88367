using FreightRecovery.Web.Intake;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace FreightRecovery.Tests.Intake;

/// <summary>Sources that tell an event again, otherwise than before.</summary>
public sealed class CorrectedMessages
{
    private const string Planned = "2026-03-05T06:00:00Z";

    [Fact]
    public async Task A_delay_that_grows_is_the_same_incident_with_the_newest_figures()
    {
        await using var house = await WithPlan();
        var first = await house.Feed(Messages.Three(Arrival("e1", 2, 1)));
        var second = await house.Feed(Messages.Three(Arrival("e1", 5, 2)));

        Assert.Equal(first.Incidents, second.Incidents);
        Assert.Equal(["reported major Arrival at KRPUS expected at 2026-03-10 06:00 UTC, 5 days later"], await Standing(house));
        Assert.Equal(1, await house.Count("SELECT count(*) FROM stream_event WHERE type = 'incidentAmended/1'"));
        Assert.Equal(1, await house.Count("SELECT count(*) FROM notification WHERE kind = 'incidentAmended'"));
    }

    [Fact]
    public async Task A_delay_that_is_none_after_all_is_withdrawn_and_its_invoice_is_free()
    {
        await using var house = await WithPlan();
        await house.Feed(Messages.Three(Arrival("e1", 5, 1)));
        Assert.Equal(["held"], await house.Texts("SELECT status FROM invoice"));

        var corrected = await house.Feed(Messages.Three(Arrival("e1", 0, 2)));

        Assert.Empty(corrected.Incidents);
        Assert.Equal(["withdrawn"], await house.Texts("SELECT state FROM incident"));
        Assert.Equal(["released"], await house.Texts("SELECT status FROM invoice"));
        Assert.Contains("Corrected by its source", Assert.Single(await house.Texts("SELECT payload FROM stream_event WHERE type = 'incidentWithdrawn/1'")));
    }

    [Fact]
    public async Task A_correction_that_was_noted_and_no_more_before_a_crash_is_carried_out_when_it_comes_again()
    {
        await using var house = await WithPlan();
        await house.Feed(Messages.Three(Arrival("e1", 5, 1)));
        await house.Feed(Messages.Three(Arrival("e1", 0, 2)));
        await house.Feed(Messages.Three(Arrival("e1", 5, 3)));
        await house.Note("UPDATE feed_verdict SET wrong = 0, telling = (SELECT telling FROM feed_telling ORDER BY told_at DESC LIMIT 1)");

        await house.Feed(Messages.Three(Arrival("e1", 5, 3)), House.Now + Duration.FromHours(1));

        Assert.Equal(["released"], await house.Texts("SELECT status FROM invoice"));
    }

    [Fact]
    public async Task What_another_event_tells_too_stands_when_one_is_corrected()
    {
        await using var house = await WithPlan();
        await house.Feed(Messages.Three(Arrival("e1", 5, 1), Arrival("e2", 5, 1)));
        await house.Feed(Messages.Three(Arrival("e1", 0, 2)));
        Assert.Equal(["held"], await house.Texts("SELECT status FROM invoice"));
        await house.Feed(Messages.Three(Arrival("e2", 0, 2)));
        Assert.Equal(["released"], await house.Texts("SELECT status FROM invoice"));
    }

    [Fact]
    public async Task What_is_wrong_again_after_a_correction_is_open_again_and_held()
    {
        await using var house = await WithPlan();
        await house.Feed(Messages.Three(Arrival("e1", 5, 1)));
        await house.Feed(Messages.Three(Arrival("e1", 0, 2)));
        await house.Feed(Messages.Three(Arrival("e1", 11, 3)));

        Assert.Equal(["reopened critical Arrival at KRPUS expected at 2026-03-16 06:00 UTC, 11 days later"], await Standing(house));
        Assert.Equal(["held"], await house.Texts("SELECT status FROM invoice"));
        var events = await house.Events();
        await house.Feed(Messages.Three(Arrival("e1", 11, 3)));
        await house.Feed(Messages.Three(Arrival("e1", 0, 2)));
        Assert.Equal(events, await house.Events());
    }

    [Fact]
    public async Task What_is_taken_back_and_told_under_another_id_in_one_message_is_amended()
    {
        await using var house = await WithPlan();
        await house.Feed(Messages.Three(Arrival("e1", 2, 1)));
        await house.Feed(Messages.Three(Messages.Retraction("e1"), Arrival("e2", 5, 2)));

        Assert.Equal(["reported major Arrival at KRPUS expected at 2026-03-10 06:00 UTC, 5 days later"], await Standing(house));
    }

    [Fact]
    public async Task A_new_estimate_under_another_id_gives_the_delay_its_new_length()
    {
        await using var house = await WithPlan();
        await house.Feed(Messages.Three(Arrival("e1", 2, 1)));
        await house.Feed(Messages.Three(Arrival("e3", 5, 3)));
        await house.Feed(Messages.Three(Arrival("e2", 4, 2)));

        Assert.Equal(["reported major Arrival at KRPUS expected at 2026-03-10 06:00 UTC, 5 days later"], await Standing(house));
    }

    [Fact]
    public async Task A_delivery_in_between_withdraws_nothing()
    {
        await using var house = await WithPlan();
        await house.Feed(Messages.Three(Arrival("e1", 5, 1)));
        await house.Import("shipments", Shipment.Replace("\"mode\"", "\"deliveredAt\":\"2026-03-09T00:00:00Z\",\"mode\"", StringComparison.Ordinal), name: "later");
        await house.Feed(Messages.Three(Arrival("e1", 5, 1)));
        await house.Feed(Messages.Three(Arrival("e1", 6, 2)));

        Assert.Equal(["reported"], await house.Texts("SELECT state FROM incident"));
    }

    [Fact]
    public async Task A_mass_without_a_time_of_its_own_counts_as_of_when_it_first_came()
    {
        await using var house = await WithPlan();
        await house.Import(
            "shipments", """{"ref":"A1","customer":"C1","mode":"air","flight":"QR8157","origin":"HKHKG","destination":"LULUX","bookedAt":"2026-02-20T08:00:00Z","masterReference":"157-10000001","grossMass":505,"chargeableMass":505}""",
            name: "air");

        await house.Feed(FeedFormat.CargoImp, Received("600.0"), House.Now);
        await house.Feed(FeedFormat.CargoImp, Received("700.0"), House.Now + Duration.FromHours(1));
        var events = await house.Events();
        await house.Feed(FeedFormat.CargoImp, Received("600.0"), House.Now + Duration.FromHours(2));
        Assert.Equal(events, await house.Events());
        Assert.Contains("700.0 kg", Assert.Single(await house.Texts("SELECT description FROM incident WHERE settled = 0")));

        await house.Feed(FeedFormat.CargoImp, Received("505.0"), House.Now + Duration.FromHours(3));
        Assert.Empty(await house.Texts("SELECT id FROM incident WHERE settled = 0"));

        static string Received(string mass) => $"FSU/14\r\n157-10000001HKGLUX/T25K505.0\r\nRCS/01MAR1200/HKG/T25K{mass}\r\n";
    }

    [Theory]
    [InlineData("9", "9")]
    [InlineData("9", "5")]
    public async Task A_verified_mass_that_is_replaced_counts_as_the_newest_message_says(string first, string second)
    {
        await using var house = await WithPlan();
        await house.Import("shipments", Rows.Shipment("V1", "C1").Replace("\"mode\"", "\"grossMass\":10000,\"mode\"", StringComparison.Ordinal), name: "vgm");

        await house.Feed(FeedFormat.Vermas, Verified(first, "0800", 20000));
        await house.Feed(FeedFormat.Vermas, Verified(second, "0900", 13500));
        Assert.Equal(["withdrawn"], await house.Texts("SELECT state FROM incident"));
        await house.Feed(FeedFormat.Vermas, Verified(first, "0800", 20000));
        Assert.Equal(["withdrawn"], await house.Texts("SELECT state FROM incident"));

        static string Verified(string function, string hour, int kilograms) => string.Join(
            "\n", "UNB+UNOC:3+EXAMPLE+HOUSE+260301:0900+1'", "UNH+1+VERMAS:D:16A:UN:SMDG10'", $"BGM+VGM+1+{function}'", $"DTM+137:20260301{hour}:203'",
            "EQD+CN+MSKU1234565'", "RFF+BN:BKG-V1'", $"MEA+AAE+VGM+KGM:{kilograms}'", "DTM+WAT:202603010700:203'", "UNT+8+1'", "UNZ+1+1'");
    }

    [Fact]
    public async Task What_was_told_before_tellings_were_kept_stays_until_its_source_says_otherwise()
    {
        await using var house = await WithPlan();
        await house.Feed(Messages.Three(Arrival("e1", 5, 1)));
        await house.Forget("feed_verdict", "feed_telling");
        var events = await house.Events();

        await house.Feed(Messages.Three(Arrival("e1", 5, 1)));
        Assert.Equal(events, await house.Events());
        await house.Feed(Messages.Three(Arrival("e1", 0, 9).Replace("T09", "T19", StringComparison.Ordinal)));
        Assert.Equal(["withdrawn"], await house.Texts("SELECT state FROM incident"));
    }

    [Fact]
    public void Any_order_and_repetition_of_tellings_ends_as_the_newest_alone() => Prop.ForAll(
        Gen.Choose(0, 4).NonEmptyListOf().ToArbitrary(),
        tellings =>
        {
            var all = Ends(tellings);
            var alone = Ends([tellings.Max()]);
            return all.SequenceEqual(alone);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(12).WithEndSize(6));

    [Theory]
    [InlineData(0, 1, 2, 4)]
    public void What_came_and_went_and_came_again_goes_again(params int[] tellings) => Assert.Equal(Ends([tellings.Max()]), Ends(tellings));

    // Each telling has its time; by some of them nothing is wrong.
    private static readonly int[] DaysLate = [2, 0, 5, 5, 0];

    private static IReadOnlyList<string> Ends(IEnumerable<int> tellings) => Task.Run(async () =>
    {
        await using var house = await WithPlan();
        foreach (var telling in tellings)
            await house.Feed(Messages.Three(Arrival("e1", DaysLate[telling], telling)));
        return (IReadOnlyList<string>)[.. (await Standing(house)).Select(s => s[(s.IndexOf(' ', StringComparison.Ordinal) + 1)..]), .. await house.Texts("SELECT CASE status WHEN 'held' THEN status ELSE 'free' END FROM invoice")];
    }).GetAwaiter().GetResult();

    private static string Shipment => Rows.Shipment("S1", "C1").Replace("\"mode\"", $"\"plannedArrival\":\"{Planned}\",\"mode\"", StringComparison.Ordinal);

    private static async Task<House> WithPlan()
    {
        var house = new House();
        await house.Import("customers", Rows.Customer("C1"));
        await house.Import("shipments", Shipment);
        await house.Import("invoices", Rows.Invoice("I1", "S1"));
        await house.Drain();
        return house;
    }

    // An arrival so many days late, as told in the hour of the number of its telling.
    private static string Arrival(string id, int daysLate, int telling) => Messages.DelayInThree(id, "PBC", updatedAt: $"2026-03-02T0{telling}:00:00Z")
        .Replace("2026-03-09T06:00:00Z", $"2026-03-{5 + daysLate:00}T06:00:00Z", StringComparison.Ordinal);

    private static async Task<IReadOnlyList<string>> Standing(House house) =>
        [.. (await house.Texts("SELECT state || ' ' || severity || ' ' || description FROM incident WHERE settled = 0"))
            .Select(s => s.Replace("Booked on MV Amber Tide voyage 012E from CNTAO to KRPUS. ", "", StringComparison.Ordinal))
            .Select(s => s[..(s.IndexOf(" later", StringComparison.Ordinal) + 6)])];
}
