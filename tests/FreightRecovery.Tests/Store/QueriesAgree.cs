using FreightRecovery.Domain;
using FreightRecovery.Domain.Claims;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using FreightRecovery.Tests.SampleBook;
using FreightRecovery.Web.Cli;
using FreightRecovery.Web.SampleBook;
using NodaTime;

namespace FreightRecovery.Tests.Store;

/// <summary>Every query on a realistic book: its pages make up its list, and both products answer the same.</summary>
[Collection(nameof(OnSqlServer))]
public sealed class QueriesAgree : IDisposable
{
    private static readonly Instant Now = WrittenBook.Now;
    private readonly string directory = Directory.CreateTempSubdirectory("freight-queries-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task The_pages_of_a_list_make_up_the_list()
    {
        var place = await Book();
        await using var store = await place.Open(cancel: Cancel);

        var answers = await new Answers(store, Now, Cancel).All();

        Assert.True(answers.Count(a => a.Answer.Length > 200) > 40, "The book has too little to tell anything apart.");
    }

    [Fact]
    public async Task Both_products_answer_every_query_alike()
    {
        var connection = await SqlServerDatabase.Empty();
        var place = await Book();
        var server = place with { Connection = connection };
        await server.CopyFrom(directory, cancel: Cancel);
        await using var file = await place.Open(cancel: Cancel);
        await using var there = await server.Open(cancel: Cancel);

        await Same(file, there);
        // Again after both were written to by the same queries.
        await Write(file, "second");
        await Write(there, "second");
        await Same(file, there);
    }

    private static async Task Same(IOpenStore one, IOpenStore other)
    {
        var expected = await new Answers(one, Now, Cancel).All();
        var actual = await new Answers(other, Now, Cancel).All();
        foreach (var (e, a) in expected.Zip(actual))
            Assert.Equal((e.Question, e.Answer), (a.Question, a.Answer));
        Assert.Equal(expected.Count, actual.Count);
    }

    private async Task<StorePlace> Book()
    {
        var place = new StorePlace(directory);
        SampleCalendars.Write(directory);
        await using var embedded = await Embedded.Open(place, cancel: Cancel);
        await SampleLoad.Run(embedded, Path.Combine(directory, "book"), 7, Now, Cancel);
        await Write(embedded.Store, "first");
        return place;
    }

    // What is written beside the events; twice the same adds nothing.
    private static async Task Write(IOpenStore store, string round)
    {
        for (var twice = 0; twice < 2; twice++)
        {
            await FeedMemory.Remember(
                store, "dcsa", [new ToldIncident("m1", "S1", Incident(1)), new ToldIncident($"m2", round, Incident(2))], Now, Cancel);
            await FeedMemory.TakeBack(store, "dcsa", [("m3", Now + Duration.FromMinutes(round.Length)), ("m3", Now)], Cancel);
            await FeedMemory.RememberLoads(store, [("S1", "NCLU1234560"), ("S2", round)], Cancel);
            await Quarantine.Add(
                store,
                [new QuarantinedMessage(DerivedId.Of(Guid.Empty, round, 0), "dcsa", "/0", "It's unreadable: 貨物", [1, 2, 3, (byte)round.Length], Now, "ann") { At = new FaultPlace(2, 7, round.Length) }],
                Cancel);
            Assert.True(await Quarantine.Discard(store, DerivedId.Of(Guid.Empty, round, 0), new Discard("O'Brien", "no"), Now, Cancel));
            Assert.True(await Quarantine.Return(store, DerivedId.Of(Guid.Empty, round, 0), Cancel));
            await new SdrRates(store).Enter(new SdrRate(new LocalDate(2026, 3, round.Length), new Currency("EUR"), 1.25m + round.Length), "O'Brien", null, Now, "ann", Cancel);
            await PolicyLog.Note(store, 1, $$"""{"round":"{{round}}"}""", Now, null, Cancel);
            var link = new OpenLink(DerivedId.Of(Guid.Empty, $"link {round}", 0), "O'Brien", Now, Now + Duration.FromDays(round.Length));
            if (twice == 0)
                await new CustomerLinkLog(store).Add(Incident(1), link, Cancel);
            Assert.Equal(twice > 0 && round == "first", await new CustomerLinkLog(store).IsTakenBack(link.Id, Cancel));
            if (round == "first")
                Assert.True(await new CustomerLinkLog(store).TakeBack(Incident(1), link.Id, "ann", Now, Cancel));
            await Settings.SetOnce(store, $"round/{round}", round, Cancel);
            await Settings.Set(store, "last", round + twice, Cancel);
            await Settings.Set(store, "gone", round, Cancel);
            await Settings.Remove(store, "gone", Cancel);
            var hook = new Webhook(DerivedId.Of(Guid.Empty, $"{round} {twice}", 0), "https://example.com/", "It's ours: 貨物", ["hold.placed"], null, "sealed", Now, "ann");
            Assert.True(await new Webhooks(store).Add(hook, null, Cancel));
            await new WebhookQueue(store).Add([new WebhookDelivery(DerivedId.Of(Guid.Empty, "delivery", twice), hook.Id, twice, "hold.placed", "{}", Now)], Cancel);
            await new EventLog(store).MoveTo(twice, Cancel);
            await new Notifications(store).TellOnce(round, "mei.lin", "SHA", "calendarRunsOut", "It runs out.", Now, Cancel);
        }

        await new PersonalReads(store).Note("ann", new CustomerRef("C1"), round, Now, Duration.FromHours(1), Cancel);
        var mine = (await new Notifications(store).List(new Reader("mei.lin", ["sales"], "SHA"), null, 3, Cancel)).Items;
        await new Notifications(store).MarkRead(new Reader("mei.lin", ["sales"], "SHA"), mine[^1].Id, Now, Cancel);
        await Quarantine.StillWrong(store, DerivedId.Of(Guid.Empty, round, 0), "It's still unreadable.", Cancel);
        var other = new QuarantinedMessage(DerivedId.Of(Guid.Empty, round, 1), "dcsa", "", "A greeting.", [4, (byte)round.Length], Now, "ann");
        await Quarantine.Add(store, [other], Cancel);
        Assert.True(await Quarantine.Discard(store, other.Id, new Discard("ann", "It's a greeting: 貨物"), Now, Cancel));
        Assert.False(await Quarantine.Discard(store, other.Id, new Discard("bob", "Again."), Now, Cancel));
        Assert.Equal(new Discard("ann", "It's a greeting: 貨物"), (await Quarantine.Find(store, other.Id, Cancel))!.Discarded);
    }

    private static IncidentId Incident(int n) => new(DerivedId.Of(Guid.Empty, "incident", n));
}
