using FreightRecovery.Web.Intake;

namespace FreightRecovery.Tests.Intake;

/// <summary>The sample book through the real imports and the real feed, as at the first start.</summary>
public sealed class SampleFeedTests
{
    [Fact]
    public async Task Every_message_of_the_sample_feed_raises_what_it_is_meant_to()
    {
        await using var house = new House();
        var directory = Path.Combine(house.Directory, "book");
        var book = Web.SampleBook.SampleBook.Write(directory, 7, House.Now);
        foreach (var kind in (string[])["customers", "shipments", "invoices", "bookings", "incidents"])
        {
            var result = await house.ImportFile(kind, Path.Combine(directory, kind + ".ndjson"));
            Assert.True(result.Rejected == 0, $"{kind}: {result.Errors.FirstOrDefault()}");
        }

        var aside = 0;
        foreach (var message in book.Feed)
        {
            var text = await ReadFeed(message.FileName);
            var answer = await house.Feed(FeedFormat.Find(message.Format)!, text);
            aside += answer.Quarantined.Count;
            var raised = new List<string>();
            foreach (var incident in answer.Incidents)
                raised.AddRange(await house.Texts(
                    "SELECT shipment || ' ' || kind FROM incident WHERE id = @id", new { id = incident.ToString() }));
            Assert.Equal(
                message.Raises.Select(r => $"{r.Shipment} {char.ToLowerInvariant(r.Kind.ToString()[0])}{r.Kind.ToString()[1..]}").Order(StringComparer.Ordinal),
                message.FileName.Contains("told-twice") ? [] : raised.Order(StringComparer.Ordinal));
        }

        Assert.Equal(2, aside);
        Assert.Contains(await house.Waiting(), w => w.Reason.Contains("\"Y41\" is not known", StringComparison.Ordinal));
        Assert.Equal(1, await house.Count("SELECT count(*) FROM incident WHERE state = 'withdrawn'"));

        var incidents = await house.Count("SELECT count(*) FROM incident");
        var events = await house.Events();
        foreach (var message in book.Feed)
            await house.Feed(FeedFormat.Find(message.Format)!, await ReadFeed(message.FileName));
        Assert.Equal(incidents, await house.Count("SELECT count(*) FROM incident"));
        Assert.Equal(events, await house.Events());
        Assert.Equal(2, (await house.Waiting()).Count);

        Task<string> ReadFeed(string file) => File.ReadAllTextAsync(Path.Combine(directory, "feed", file), TestContext.Current.CancellationToken);
    }
}
