using FreightRecovery.Domain;
using NodaTime;

namespace FreightRecovery.Tests.SampleBook;

public sealed class DayTests(FirstHouse house) : IClassFixture<FirstHouse>
{
    [Fact]
    public async Task Most_customers_are_content_and_every_stage_of_the_slide_is_there() => await StagesOf(house);

    [Fact]
    public async Task So_it_is_with_another_seed()
    {
        await using var other = new SampleHouse(21);
        await other.InitializeAsync();

        await StagesOf(other);
    }

    [Fact]
    public async Task The_day_has_been_worked_on_and_the_worked_cases_are_left_to_the_reader()
    {
        var at = new { now = Ticks(SampleHouse.Now), yesterday = Ticks(SampleHouse.Now - Duration.FromDays(1)) };

        // A worked case's shipment has a word where others have a serial.
        Assert.Equal(13, await house.Count("SELECT count(*) FROM incident WHERE substr(shipment, 3, 1) = '-'"));
        // Nobody has touched them; of those that wait for a word longer than their kind allows the supervisor knows by now.
        Assert.Equal(0, await house.Count(
            "SELECT count(*) FROM incident WHERE substr(shipment, 3, 1) = '-' AND (state <> 'reported' OR level NOT IN ('sales', 'supervisor'))"));

        const string Today = "FROM incident WHERE substr(shipment, 3, 1) <> '-' AND state <> 'withdrawn' AND reported_at > @yesterday";
        var today = await house.Count($"SELECT count(*) {Today}", at);
        Assert.InRange(today, 10, 20);
        Assert.Equal(today / 2, await house.Count($"SELECT count(*) {Today} AND told_at IS NOT NULL", at));
        Assert.Equal(1, await house.Count($"SELECT count(*) {Today} AND state = 'offered'", at));
        Assert.Equal(1, await house.Count($"SELECT count(*) {Today} AND told_at IS NULL AND first_response_at <= @now AND level = 'supervisor'", at));
        Assert.True(await house.Count($"SELECT count(DISTINCT reported_at / 36000000000) {Today}", at) >= 6);
    }

    [Fact]
    public async Task Promises_fall_due_within_hours_and_holds_are_hours_to_days_old()
    {
        var promises = await house.Rows<long>("SELECT due_at FROM promise WHERE status = 'open'");
        Assert.InRange(promises.Count, 6, 14);
        Assert.All(promises, due => Assert.InRange(At(due) - SampleHouse.Now, Duration.FromHours(1), Duration.FromHours(30)));
        Assert.Equal(0, await house.Count("SELECT count(*) FROM promise WHERE status = 'broken'"));

        var ages = (await house.Rows<long>("SELECT held_since FROM invoice WHERE status = 'held'")).Select(t => SampleHouse.Now - At(t)).ToList();
        Assert.InRange(ages.Max(), Duration.FromDays(8), Duration.FromDays(9));
        Assert.InRange(ages.Min(), Duration.Zero, Duration.FromHours(3));
    }

    [Fact]
    public async Task Old_invoices_are_paid_but_for_a_few_and_none_that_an_incident_holds()
    {
        Assert.InRange(await house.Count("SELECT count(*) FROM invoice WHERE status = 'collected'"), 2_800, 3_600);
        Assert.InRange(
            await house.Count("SELECT count(*) FROM invoice WHERE status = 'open' AND due_on < @day", new { day = "2025-12-01" }), 10, 150);
        Assert.Equal(0, await house.Count("SELECT count(*) FROM invoice v JOIN incident i ON i.shipment = v.shipment WHERE v.status = 'collected'"));
    }

    [Fact]
    public async Task Loading_again_adds_nothing_and_nothing_is_left_undelivered_or_due()
    {
        var events = await house.Events();

        await house.Load();

        Assert.Equal(events, await house.Events());
        Assert.Equal(0, await house.Count("SELECT count(*) FROM outbox"));
        Assert.Equal(0, await house.Count("SELECT count(*) FROM deadline WHERE due <= @now", new { now = Ticks(SampleHouse.Now) }));
    }

    private static async Task StagesOf(SampleHouse house)
    {
        var views = await house.Relationships();

        int Percent(Stage stage) => 100 * views.Count(v => v.Stage == stage) / views.Count;
        Assert.InRange(Percent(Stage.Content), 70, 85);
        Assert.InRange(Percent(Stage.Grumble), 4, 10);
        Assert.InRange(Percent(Stage.Complaint), 5, 12);
        Assert.InRange(Percent(Stage.Silence), 3, 8);
        Assert.InRange(Percent(Stage.Lost), 1, 6);
        Assert.Contains(views, v => v.Quiet);
        Assert.Contains(views, v => v.Captive);
        Assert.Contains(views, v => v.Recovered);

        // Who complains mostly does so over what happened today.
        var complaining = views.Where(v => v.Stage == Stage.Complaint).ToList();
        Assert.True(complaining.Count(v => v.Since > SampleHouse.Now - Duration.FromDays(1)) > complaining.Count / 2);
    }

    private static long Ticks(Instant at) => at.ToUnixTimeTicks();

    private static Instant At(long ticks) => Instant.FromUnixTimeTicks(ticks);
}
