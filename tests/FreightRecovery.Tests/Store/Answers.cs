using System.Text.Json;
using System.Text.Json.Nodes;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using FreightRecovery.Engine.Rows;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using FreightRecovery.Store.Queries.Reports;
using NodaTime;

namespace FreightRecovery.Tests.Store;

/// <summary>What every query answers, page by page, as text: the same of two stores that hold the same.</summary>
internal sealed class Answers(IOpenStore store, Instant now, CancellationToken cancel)
{
    private static readonly Scope Everyone = new(null, null, null);
    private static readonly Scope[] Scopes = [Everyone, new("SHA", null, null), new(null, "mei.lin", null), new(null, null, "wei.tang"), new("SHA", "mei.lin", "wei.tang")];

    private const int MostOnPage = 200;

    private readonly List<(string Question, string Answer)> answers = [];

    /// <summary>Asks everything.</summary>
    public async Task<IReadOnlyList<(string Question, string Answer)>> All()
    {
        await Lists();
        await Keyed();
        await Reports();
        return answers;
    }

    private async Task Lists()
    {
        var incidents = new Incidents(store, store.Keys);
        var (invoices, board, notices, inbox) = (new Invoices(store), new Relationships(store), new Notifications(store), new InboxQueries(store));
        foreach (var scope in Scopes)
        {
            foreach (var filter in (IncidentFilter[])[new(null, null, null, null), new(IncidentStatus.Reported, null, null, null), new(null, IncidentKind.CargoDamaged, null, null), new(null, null, "mei.lin", null)])
                await Pages<IncidentRow, IncidentKey>($"incidents {scope} {filter}", (after, limit) => incidents.List(filter, scope, after, limit, cancel));
            foreach (var order in Enum.GetValues<InboxOrder>())
                await Pages<InboxRow, InboxKey>($"inbox {scope} {order}", (after, limit) => inbox.Page(new InboxFilter(), order, scope, after, limit, cancel), least: order == InboxOrder.Due ? 1 : 3);
            foreach (var filter in (InboxFilter[])[new() { Told = true }, new() { Text = "SHA2610-00849" }, new() { Text = "damaged" }, new() { Text = "100%_[" }, new() { State = IncidentStatus.Reported, Kind = IncidentKind.CargoDamaged, Severity = Severity.Major, Assignee = "mei.lin", Customer = "C1", Told = false }])
                await Ask($"inbox {scope} {filter}", () => inbox.Page(filter, InboxOrder.Newest, scope, null, 50, cancel));
            await Ask($"of incidents {scope}", () => notices.OfIncidents(scope, 100, 50, cancel));
            foreach (var status in (InvoiceStatus?[])[null, InvoiceStatus.Held, InvoiceStatus.Collected])
                await Pages<InvoiceRow, InvoiceKey>($"invoices {scope} {status}", (after, limit) => invoices.List(status, null, scope, after, limit, cancel), least: status == InvoiceStatus.Held ? 3 : 170);
            await Pages<CustomerAtRisk, StakeKey>($"board {scope}", (after, limit) => board.Board(new RelationshipFilter(null, null, null, null), scope, after, limit, cancel), least: 25);
            await Pages<ClaimRow, ClaimKey>($"claims {scope}", (after, limit) => new ClaimQueries(store).List(new ClaimFilter(null, null), scope, after, limit, cancel));
            await Pages<ClaimRow, ClaimKey>($"claims due {scope}", (after, limit) => new ClaimQueries(store).List(new ClaimFilter(null, new LocalDate(2099, 1, 1)), scope, after, limit, cancel), least: 1);
            foreach (var owner in (string?[])[null, "operations"])
                await Pages<StepOwed, StepKey>($"steps {scope} {owner}", (after, limit) => new StepsOwed(store).List(owner, owner is null ? null : now, scope, after, limit, cancel), least: 3);
            await Ask($"desk {scope}", () => new DeskQueries(store).Lists(scope, cancel));
            await Ask($"desk's totals {scope}", () => new DeskQueries(store).Totals(scope, now, cancel));
            await Ask($"ageing {scope}", () => new HeldMoney(store).Ageing(scope, now, Policy.Default.Ledger, cancel));
            await Ask($"held {scope}", () => new HeldMoney(store).All(new HeldFilter(null, null, null), scope, cancel));
        }

        foreach (var filter in (RelationshipFilter[])[new(Stage.Complaint, null, null, null), new(null, "wei.tang", null, 0.1), new(null, null, "SHA", null)])
            await Pages<CustomerAtRisk, StakeKey>($"board {filter}", (after, limit) => board.Board(filter, Everyone, after, limit, cancel), least: 7);
        foreach (var reader in (Reader[])[new("mei.lin", ["sales"], "SHA"), new("ada", ["executive", "finance", "manager"], null)])
        {
            await Pages<Notification, NotificationKey>($"notices {reader.Name}", (after, limit) => notices.List(reader, after, limit, cancel));
            await Pages<Notification, NotificationKey>($"new notices {reader.Name}", (after, limit) => notices.ListNew(reader, after, limit, cancel));
            await Ask($"notices since {reader.Name}", () => notices.Since(reader, 100, 50, cancel));
        }

        await Ask("newest notice", () => notices.Settled(Instant.MaxValue, cancel));
        await Ask("notices after", () => notices.CountAfter(100, cancel));
        await Ask("sources", () => FeedMemory.SourcesOf(store, new IncidentId(DerivedId.Of(Guid.Empty, "incident", 1)), cancel));
        await Ask("settings", async () => (await Settings.Find(store, "last", cancel), await Settings.Find(store, "gone", cancel)).ToString());
        await Pages<PersonalRead, PersonalReadKey>("reads", (after, limit) => new PersonalReads(store).List(null, "ann", after, limit, cancel), least: 2);
        await Pages<EnteredRate, RateKey>("rates", (after, limit) => new SdrRates(store).List(new Currency("EUR"), after, limit, cancel), least: 1);
        await Pages<DisruptionRow, DisruptionKey>("disruptions", (after, limit) => new FreightRecovery.Store.Queries.Disruptions(store).List(null, after, limit, cancel), least: 1);
    }

    private async Task Keyed()
    {
        var incidents = new Incidents(store, store.Keys);
        foreach (var row in (await incidents.List(new IncidentFilter(null, null, null, null), Everyone, null, 20, cancel)).Items)
        {
            await Pages<TimelineEntry, TimelineKey>($"timeline {row.Id}", (after, limit) => incidents.Timeline(row.Id, after?.Version ?? 0, limit, cancel), least: 3);
            await Ask($"belonging {row.Id}", () => incidents.BelongingOf(row.Id, cancel));
            await Ask($"all of {row.Customer}", () => incidents.AllOf(row.Customer, cancel));
            await Ask($"customer {row.Customer}", () => new Customers(store).Find(row.Customer, cancel));
            await Ask($"shipment {row.Shipment}", () => new Shipments(store).Find(row.Shipment, cancel));
            await Ask($"invoices of {row.Shipment}", () => new Invoices(store).OfShipment(row.Shipment, cancel));
        }

        var ships = (await KnownShipments.ByRef(store, (await incidents.List(new IncidentFilter(null, null, null, null), Everyone, null, 50, cancel)).Items.Select(i => i.Shipment.Value), cancel)).OrderBy(s => s.Ref.Value, StringComparer.Ordinal).ToList();
        answers.Add(("ships", Text(ships)));
        await Set("by container", () => KnownShipments.ByContainer(store, ships.SelectMany(s => s.Facts.Containers).Take(20), cancel));
        await Set("by vessel", () => KnownShipments.ByVessel(store, ships.Select(s => s.Facts.Vessel).OfType<string>().Select(TradeNames.Vessel), cancel));
        await Set("by master", () => KnownShipments.ByMasterReference(store, ships.Select(s => s.Facts.MasterReference).OfType<string>().Select(TradeNames.Reference), cancel));
        foreach (var number in ships.SelectMany(s => s.Facts.Containers.Append(s.Facts.MasterReference)).OfType<string>().Take(20))
            await Ask($"numbered {number}", () => new Shipments(store).Numbered(number, Everyone, 5, cancel));
        await Ask("branches", async () => (await KnownShipments.Branches(store, ships.Select(s => s.Facts.Customer.Value), cancel)).OrderBy(b => b.Key, StringComparer.Ordinal));
        await Ask("tenth", () => new Margins(store).TopTenth(cancel));
        await Ask("waiting", async () => (await Quarantine.Waiting(store, null, 50, cancel)).Select(q => (q.Id, q.Feed, q.Reason, Body: Convert.ToHexString(q.Body))).ToString());
        await Ask("rates in force", () => new SdrRates(store).All(cancel));
        await Ask("policy", () => PolicyLog.Find(store, 1, cancel));
        await Ask("policies", async () => Text(await PolicyLog.Newest(store, 10, cancel)));
        await Ask("links", async () => Text(await new CustomerLinkLog(store).Open(new IncidentId(DerivedId.Of(Guid.Empty, "incident", 1)), now, cancel)));
        await Ask("setting", () => Settings.Find(store, "sample/started", cancel));
        await Ask("days", async () => (await new Bookings(store).Days(null, cancel)).Select(d => string.Join(' ', d.Order())).Order(StringComparer.Ordinal));
        await Ask("recall", async () => Text(await FeedMemory.Recall(store, "dcsa", ["m1", "m2", "m3"], cancel)));
        var log = new EventLog(store);
        var events = await log.At(await log.Positions(0, long.MaxValue, PublicEvents.StoredTypes, 200, cancel), cancel);
        await Ask("public events", async () => (await log.Positions(50, await log.Head(cancel), PublicEvents.StoredTypes, 500, cancel)).Count);
        await Ask("owners", async () =>
        {
            var owners = await log.Owners(events.Select(e => e.Stream), cancel);
            return events.Select(e => $"{e.Position} {e.Stream} {e.Command} {e.Type} {e.At} {owners.GetValueOrDefault(e.Stream)}");
        });
        await Ask("webhooks", () => new Webhooks(store).List(null, null, 10, cancel));
        await Ask("webhooks ready", () => new Webhooks(store).Ready(now, cancel));
        foreach (var hook in await new Webhooks(store).Enabled(cancel))
        {
            await Ask($"deliveries due {hook.Id}", () => new WebhookQueue(store).Due(hook.Id, now, 10, cancel));
            await Ask($"deliveries {hook.Id}", () => new WebhookQueue(store).Latest(hook.Id, null, 10, cancel));
        }

        await Ask("loads", async () => (await FeedMemory.Loads(store, ["S1", "S2"], cancel)).SelectMany(l => l.Select(c => $"{l.Key} {c}")).Order(StringComparer.Ordinal));
    }

    private async Task Reports()
    {
        foreach (var scope in Scopes[..2])
        {
            var period = new ReportScope(now - Duration.FromDays(400), now + Duration.FromDays(1), scope);
            await Ask($"figures {scope}", async () => Sorted<object>(await new IncidentFigures(store).Read(period, now, 30, cancel)));
            await Ask($"causes {scope}", async () => Sorted<object>(await new CauseFigures(store).Count(period, cancel)));
            await Ask($"promised {scope}", () => new PromiseFigures(store).Promised(period, cancel));
            await Ask($"bars {scope}", () => new PromiseFigures(store).Bars(period, cancel));
            await Ask($"claims {scope}", async () => Sorted<object>(await new PromiseFigures(store).Claims(period, cancel)));
            await Ask($"trends {scope}", async () => Text((await new TrendFigures(store).Read(now.InUtc().Date.ToYearMonth(), scope, now, cancel)).Select(m => m.ToString())));
            await Ask($"slide {scope}", async () => Sorted<object>(await new SlideFigures(store).Book(period, cancel)));
            await Ask($"moved {scope}", async () => Sorted<object>(await new SlideFigures(store).Moved(period, cancel)));
            await Ask($"trade {scope}", async () => Sorted<object>(await new TradeFigures(store).Book(period, cancel)));
            await Ask($"branches {scope}", async () => Sorted<object>(await new TradeFigures(store).OfBranches(period, cancel)));
        }
    }

    // A list read in pages of a few rows is the list read in the largest ones; that is what two stores are compared by.
    private async Task Pages<TRow, TKey>(string question, Func<TKey?, int, ValueTask<PageOf<TRow, TKey>>> read, int least = 4)
        where TKey : class
    {
        var (whole, paged) = (await All(MostOnPage), await All(least));
        Assert.Equal(whole, paged);
        answers.Add((question, string.Join('\n', whole)));

        async Task<List<string>> All(int limit)
        {
            var rows = new List<string>();
            TKey? after = null;
            do
            {
                var page = await read(after, limit);
                rows.AddRange(page.Items.Select(r => Text(r)));
                Assert.True(page.Items.Count == limit || page.Next is null, $"{question}: a page of {page.Items.Count} is not the last one.");
                after = page.Next;
            }
            while (after is not null && rows.Count < 1_000_000);
            return rows;
        }
    }

    private async Task Ask<T>(string question, Func<ValueTask<T>> read) =>
        answers.Add((question, await read() is var answer && answer is string text ? text : Text(answer)));

    private async Task Set(string question, Func<ValueTask<IReadOnlyList<KnownShipment>>> read) =>
        answers.Add((question, Text((await read()).OrderBy(s => s.Ref.Value, StringComparer.Ordinal))));

    private static string Text<T>(T value) => JsonSerializer.Serialize<object?>(value, Options);

    // Reports sort what they show; their queries need not.
    private static string Sorted<T>(T value) => Sorted(JsonSerializer.SerializeToNode<object?>(value, Options));

    private static string Sorted(JsonNode? node) => node switch
    {
        JsonArray list => $"[{string.Join(',', list.Select(Sorted).Order(StringComparer.Ordinal))}]",
        JsonObject members => $"{{{string.Join(',', members.Select(m => $"{m.Key}:{Sorted(m.Value)}"))}}}",
        _ => node?.ToJsonString() ?? "null",
    };

    private static readonly JsonSerializerOptions Options = new(Json.Options) { IncludeFields = true };
}
