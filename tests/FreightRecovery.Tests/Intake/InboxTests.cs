using System.Text;
using FreightRecovery.Web.Intake.Inboxes;

namespace FreightRecovery.Tests.Intake;

public sealed class InboxTests
{
    [Fact]
    public async Task Files_go_in_by_their_folders_and_customers_before_their_shipments()
    {
        await using var house = new InboxHouse();
        house.Drop("invoices/i.ndjson", Rows.Invoice("I1", "S1"));
        house.Drop("shipments/s.ndjson", Rows.Shipment("S1", "C1"));
        house.Drop("customers/c.ndjson", Rows.Customer("C1"));
        house.Drop("dcsa-tnt/d.json", Messages.Two(Messages.Delay("e1", "ACC")));
        house.Drop("minutes/of-the-meeting.txt", "no folder of ours");
        Assert.Equal(4, await house.LookTwice());
        Assert.Equal(["c.ndjson"], house.Files("customers/done"));
        Assert.Equal(["d.json"], house.Files("dcsa-tnt/done"));
        Assert.Equal(["I1"], await house.House.Texts("SELECT ref FROM invoice"));
        Assert.Equal(["inbox"], await house.House.Texts("SELECT DISTINCT actor FROM stream_event"));
        Assert.Equal(["of-the-meeting.txt"], house.Files("minutes"));
    }

    [Fact]
    public async Task A_message_goes_to_its_feed_and_what_cannot_be_read_is_told()
    {
        await using var house = new InboxHouse();
        await house.House.WithOneShipment();
        house.Drop("dcsa-tnt/a.json", Messages.Two(Messages.Delay("e1", "ACC")));
        house.Drop("dcsa-tnt/b.json", Messages.Two("{}"));
        Assert.Equal(2, await house.LookTwice());
        Assert.Equal(1, await house.House.Count("SELECT count(*) FROM incident"));
        Assert.Equal(["a.json"], house.Files("dcsa-tnt/done"));
        Assert.Equal(["b.json", "b.json.errors.csv"], house.Files("dcsa-tnt/quarantine"));
        var id = Assert.Single(await house.House.Waiting()).Id;
        Assert.Contains(id.ToString(), await Text(house, "dcsa-tnt/quarantine/b.json.errors.csv"));
    }

    [Fact]
    public async Task A_file_that_still_grows_is_left_alone()
    {
        await using var house = new InboxHouse();
        var file = house.Drop("customers/c.ndjson", Rows.Customer("C1"));
        Assert.Equal(0, await house.Look());
        Assert.True(house.Inbox.Waiting);
        house.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, await house.Look());
        await File.AppendAllTextAsync(file, "\n" + Rows.Customer("C2"), TestContext.Current.CancellationToken);
        house.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(0, await house.Look());
        house.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(1, await house.Look());
        Assert.Equal(2, await house.House.Count("SELECT count(*) FROM customer"));
    }

    [Theory]
    [InlineData(".c.ndjson")]
    [InlineData("c.ndjson.tmp")]
    [InlineData("c.ndjson.PART")]
    [InlineData("c\\..\\..\\evil.ndjson")]
    public async Task A_name_that_is_not_finished_or_not_clean_is_left_alone(string name)
    {
        await using var house = new InboxHouse();
        house.Drop($"customers/{name}", Rows.Customer("C1"));
        Assert.Equal(0, await house.LookTwice());
        Assert.Equal([name], house.Files("customers"));
    }

    [Fact]
    public async Task A_wrong_file_lies_in_quarantine_with_its_report_and_goes_in_when_corrected()
    {
        await using var house = new InboxHouse();
        house.Drop("customers/c.ndjson", Rows.Customer("C1") + "\n" + Rows.Customer("C2").Replace("\"en\"", "\"tlh\""));
        house.Drop("customers/picture.csv", "\u0000\u0001\u0002PNG");
        Assert.Equal(2, await house.LookTwice());
        Assert.Equal(
            ["c.ndjson", "c.ndjson.errors.csv", "c.ndjson.rejected.ndjson", "picture.csv", "picture.csv.errors.csv"], house.Files("customers/quarantine"));
        Assert.Empty(house.Files("customers/working"));
        Assert.Contains("2,/language,tlh,", await Text(house, "customers/quarantine/c.ndjson.errors.csv"));

        var corrected = (await Text(house, "customers/quarantine/c.ndjson.rejected.ndjson")).Replace("\"tlh\"", "\"ru\"");
        house.Drop("customers/c.ndjson.rejected.ndjson", corrected);
        Assert.Equal(1, await house.LookTwice());
        Assert.Equal(["c.ndjson.rejected.ndjson"], house.Files("customers/done"));
        Assert.Equal(["C1", "C2"], await house.House.Texts("SELECT ref FROM customer ORDER BY ref"));
    }

    [Fact]
    public async Task A_name_that_comes_again_takes_nothing_away()
    {
        await using var house = new InboxHouse();
        foreach (var name in (string[])["First", "Second"])
        {
            house.Drop("customers/c.ndjson", Rows.Customer("C1", name));
            Assert.Equal(1, await house.LookTwice());
        }

        Assert.Equal(["c.ndjson", "c~2.ndjson"], house.Files("customers/done"));
        Assert.Equal(["Second"], await house.House.Texts("SELECT name FROM customer"));
    }

    [Fact]
    public async Task What_a_crash_left_in_the_middle_is_taken_up_again_without_doubles()
    {
        await using var house = new InboxHouse();
        await house.House.WithOneShipment();
        var rows = string.Join('\n', Enumerable.Range(10, 40).Select(i => $$"""{"customer":"C1","at":"2026-01-01T08:{{i}}:00Z"}"""));
        // As another program leaves it that has claimed the file, told half of it, and died.
        house.Drop("bookings/b.ndjson", rows.Split('\n')[..20].Aggregate((a, b) => a + "\n" + b));
        Assert.Equal(1, await house.LookTwice());
        var left = house.Drop($"bookings/working/{Guid.NewGuid():N}~b.ndjson", rows);
        house.Drop("bookings/working/readme.txt", "nothing that was claimed");

        await using (new FileStream(left, FileMode.Open, FileAccess.Read, FileShare.None))
            Assert.Equal(0, await house.Look());
        Assert.Equal(1, await house.Look());
        Assert.Equal(40, await house.House.Count("SELECT count(*) FROM stream_event WHERE type LIKE 'signalObserved%' AND payload LIKE '%2026-01-01T08:%'"));
        Assert.Equal(["b.ndjson", "b~2.ndjson"], house.Files("bookings/done"));
        Assert.Equal(["readme.txt"], house.Files("bookings/working"));
    }

    [Fact]
    public async Task Two_programs_on_one_share_take_each_file_once()
    {
        const int Files = 60;
        await using var house = new InboxHouse();
        for (var i = 0; i < Files; i++)
            house.Drop($"customers/c{i}.ndjson", Rows.Customer($"C{i}"));
        Inbox[] programs = [house.Inbox, house.Another(), house.Another()];
        var taken = 0;
        for (var round = 0; round < 2; round++)
        {
            taken += (await Task.WhenAll(programs.Select(p => Task.Run(() => p.Look(TestContext.Current.CancellationToken))))).Sum();
            house.Time.Advance(TimeSpan.FromSeconds(3));
        }

        Assert.Equal(Files, taken);
        Assert.Equal(Files, house.Files("customers/done").Length);
        Assert.Equal(Files, await house.House.Events());
        Assert.Empty(house.Files("customers").Concat(house.Files("customers/working")).Concat(house.Files("customers/quarantine")));
    }

    [Fact]
    public async Task Links_are_not_followed()
    {
        await using var house = new InboxHouse();
        var outside = Directory.CreateDirectory(Path.Combine(house.House.Directory, "outside")).FullName;
        await File.WriteAllTextAsync(Path.Combine(outside, "secret.ndjson"), Rows.Customer("C1"), TestContext.Current.CancellationToken);
        Directory.CreateDirectory(house.PathOf("customers"));
        File.CreateSymbolicLink(house.PathOf("customers/link.ndjson"), Path.Combine(outside, "secret.ndjson"));
        Directory.CreateSymbolicLink(house.PathOf("shipments"), outside);
        house.Drop("invoices/i.ndjson", Rows.Invoice("I1", "S1"));
        Directory.CreateSymbolicLink(house.PathOf("invoices/working"), outside);
        Assert.Equal(0, await house.LookTwice());
        Assert.Equal(["secret.ndjson"], Directory.GetFileSystemEntries(outside).Select(Path.GetFileName));
        Assert.Equal(["i.ndjson"], house.Files("invoices"));
        Assert.Equal(["link.ndjson"], house.Files("customers"));
        Assert.Equal(0, await house.House.Events());
    }

    [Fact]
    public async Task A_partner_acts_under_its_own_name_and_within_its_branch()
    {
        await using var house = new InboxHouse();
        house.Drop("acme/customers/c.ndjson", Rows.Customer("C1") + "\n" + Rows.Customer("C2").Replace("\"SHA\"", "\"HAM\""));
        Assert.Equal(0, await house.LookTwice());
        await house.Key("acme", "HAM", "sales");
        Assert.Equal(0, await house.LookTwice());
        Assert.Equal(["c.ndjson"], house.Files("acme/customers"));

        await house.Key("acme", "HAM", "integration");
        Assert.Equal(1, await house.LookTwice());
        Assert.Equal(["acme"], await house.House.Texts("SELECT DISTINCT actor FROM stream_event"));
        Assert.Equal(["C2"], await house.House.Texts("SELECT ref FROM customer"));
        Assert.Contains("another branch", await Text(house, "acme/customers/quarantine/c.ndjson.errors.csv"));

        await house.Key("acme", "SHA", "integration");
        house.Drop("acme/customers/d.ndjson", Rows.Customer("C1"));
        Assert.Equal(0, await house.LookTwice());
    }

    [Fact]
    public async Task A_file_over_which_the_program_fails_does_not_keep_the_others_waiting()
    {
        await using var house = new InboxHouse((_, _, _, _) => throw new InvalidOperationException("A bug of ours."));
        house.Drop("dcsa-tnt/a.json", "[]");
        house.Drop("customers/c.ndjson", Rows.Customer("C1"));
        Assert.Equal(1, await house.LookTwice());
        Assert.Equal(0, await house.Look());
        Assert.Equal(1, await house.Look());
        Assert.Equal(["a.json", "a.json.errors.csv"], house.Files("dcsa-tnt/quarantine"));
        Assert.Contains("A bug of ours.", await Text(house, "dcsa-tnt/quarantine/a.json.errors.csv"));
    }

    [Fact]
    public async Task A_message_beyond_the_limit_is_not_read()
    {
        await using var house = new InboxHouse((_, _, _, _) => throw new InvalidOperationException("It was read."));
        house.Drop("dcsa-tnt/a.json", new string(' ', (1 << 20) + 1));
        Assert.Equal(1, await house.LookTwice());
        Assert.Contains("1048577", await Text(house, "dcsa-tnt/quarantine/a.json.errors.csv"));
    }

    private static Task<string> Text(InboxHouse house, string path) =>
        File.ReadAllTextAsync(house.PathOf(path), Encoding.UTF8, TestContext.Current.CancellationToken);
}
