using System.Text;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using FreightRecovery.Engine.Rows;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using NodaTime;

namespace FreightRecovery.Tests.Store;

/// <summary>What every store does, whatever database stands behind it. A database joins with a small subclass.</summary>
public abstract class StoreSuite : IAsyncLifetime
{
    protected static readonly Instant Noon = Instant.FromUtc(2026, 3, 2, 12, 0);
    private static readonly CancellationToken None = CancellationToken.None;

    protected IOpenStore Store { get; set; } = null!;

    /// <summary>Where the store is.</summary>
    protected abstract StorePlace Place { get; }

    /// <summary>A byte of nought in the product's own words.</summary>
    protected abstract string Bytes { get; }

    protected abstract ValueTask<IOpenStore> Open();

    /// <summary>Runs a statement beside the store; answers how many rows it touched.</summary>
    protected abstract Task<int> Execute(string sql);


    protected abstract ValueTask Close();

    public async ValueTask InitializeAsync() => Store = await Open();

    public async ValueTask DisposeAsync()
    {
        await Close();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_was_appended_is_loaded_in_order()
    {
        var stream = Stream();
        Assert.Equal(AppendResult.Stored, await Append(stream, 0, Id(), "one", "two"));
        Assert.Equal(AppendResult.Stored, await Append(stream, 2, Id(), "three"));

        var stored = await Store.Load(stream, null, None);

        Assert.Null(stored.Snapshot);
        Assert.Equal(["one", "two", "three"], stored.Events.Select(e => e.Payload));
        Assert.Equal([1, 2, 3], stored.Events.Select(e => e.Version));
        Assert.Equal([0, 1, 0], stored.Events.Select(e => e.Ordinal));
        Assert.True(stored.Events.Zip(stored.Events.Skip(1)).All(p => p.First.Position < p.Second.Position));
    }

    [Fact]
    public async Task An_account_is_written_only_over_what_was_read_and_its_name_is_given_once()
    {
        var accounts = new FreightRecovery.Store.Queries.Accounts(Store);
        var account = new Account
        {
            Id = Guid.NewGuid().ToString(), Name = "Мэй Линь", NameKey = "МЭЙ ЛИНЬ", Stamp = "a", Version = "1", Roles = ["sales", "finance"], CreatedAt = Noon,
        };
        Assert.True(await accounts.Add(account, None));
        Assert.False(await accounts.Add(new Account { Id = Guid.NewGuid().ToString(), Name = "x", NameKey = account.NameKey, Roles = ["admin"], CreatedAt = Noon }, None));

        var (one, other) = ((await accounts.Find(account.Id, None))!, (await accounts.Named("МЭЙ ЛИНЬ", None))!);
        (one.LockedUntil, one.Failures, one.TwoFactor, one.Branch, one.Zone) = (Noon + Duration.FromMinutes(10), 5, true, "SHA", "Asia/Shanghai");
        other.Password = "lost";
        Assert.True(await accounts.Update(one, None));
        Assert.False(await accounts.Update(other, None));
        Assert.True(await accounts.Update(one, None));
        var read = (await accounts.Find(account.Id, None))!;
        Assert.Equal((one.Name, one.LockedUntil, 5, true, "SHA", "Asia/Shanghai", null), (read.Name, read.LockedUntil, read.Failures, read.TwoFactor, read.Branch, read.Zone, read.Password));
        Assert.Equal(["sales", "finance"], read.Roles);

        await accounts.Link(account.Id, "https://id.example/", "subject", None);
        await accounts.Link("another", "https://id.example/", "subject", None);
        Assert.Equal(account.Id, (await accounts.Of("https://id.example/", "subject", None))?.Id);
        Assert.Null(await accounts.Of("https://id.example/", "other", None));

        var passkey = new AccountPasskey("00ff", account.Id, "Desk", "{}", Noon);
        await accounts.Put(passkey, None);
        await accounts.Put(passkey with { Data = "{\"SignCount\":1}" }, None);
        Assert.Equal("{\"SignCount\":1}", Assert.Single(await accounts.Passkeys(account.Id, None)).Data);
        await accounts.Remove("another", "00ff", None);
        Assert.NotNull(await accounts.Passkey("00ff", None));
        await accounts.Remove(account.Id, "00ff", None);
        Assert.Null(await accounts.Passkey("00ff", None));
        Assert.Contains(await accounts.List(None), a => a.Id == account.Id);
    }

    [Fact]
    public async Task A_stream_is_loaded_as_of_a_version()
    {
        var stream = Stream();
        await Append(stream, 0, Id(), "one", "two", "three");

        var stored = await Store.Load(stream, 2, None);

        Assert.Equal(["one", "two"], stored.Events.Select(e => e.Payload));
    }

    [Fact]
    public async Task An_append_at_an_old_version_conflicts_and_writes_nothing()
    {
        var stream = Stream();
        await Append(stream, 0, Id(), "one");

        var result = await Store.Append(New(stream, 0, Id(), "other") with
        {
            Outbox = [new OutboxCommand(Id(), Stream(), "x/1", "{}")],
            Deadlines = [new DeadlineRow(stream, Noon)],
            Key = new IdempotencyKey("caller", "key", [1]),
        }, None);

        Assert.Equal(AppendResult.Conflict, result);
        Assert.Equal(["one"], (await Store.Load(stream, null, None)).Events.Select(e => e.Payload));
        Assert.Empty(await Store.Undelivered(Share.All, 0, 10, None));
        Assert.Null(await Store.NextDue(None));
        Assert.Null(await Store.FindKey("caller", "key", None));
    }

    [Fact]
    public async Task A_command_is_stored_once_even_at_another_version()
    {
        var (stream, id) = (Stream(), Id());
        await Append(stream, 0, id, "one");

        Assert.Equal(AppendResult.Conflict, await Append(stream, 1, id, "again"));
        Assert.Equal((1L, (long?)1L), await Store.Trace(stream, id, None));
        Assert.Equal((1L, (long?)null), await Store.Trace(stream, Id(), None));
        Assert.Equal((0L, (long?)null), await Store.Trace(Stream(), id, None));
    }

    [Fact]
    public async Task A_key_is_remembered_with_its_first_request()
    {
        var stream = Stream();
        await Store.Append(New(stream, 0, Id(), "one", "two") with { Key = new IdempotencyKey("ann", "k1", [1, 2, 3]) }, None);

        var trace = await Store.FindKey("ann", "k1", None);

        Assert.NotNull(trace);
        Assert.Equal((stream, 2L), (trace.Stream, trace.Version));
        Assert.Equal([1, 2, 3], trace.BodyHash);
        Assert.Null(await Store.FindKey("bob", "k1", None));
        Assert.Equal(
            AppendResult.KeyUsed,
            await Store.Append(New(stream, 2, Id(), "three") with { Key = new IdempotencyKey("ann", "k1", [9]) }, None));
        Assert.Equal(2, (await Store.Load(stream, null, None)).Events.Count);
    }

    [Fact]
    public async Task A_claimed_name_belongs_to_one_stream()
    {
        var (first, second) = (Stream(), Stream());
        var name = "invoice/" + Guid.NewGuid();
        Assert.Equal(AppendResult.Stored, await Store.Append(New(first, 0, Id(), "one") with { Claims = [name] }, None));
        Assert.Equal(AppendResult.Stored, await Store.Append(New(first, 1, Id(), "two") with { Claims = [name] }, None));
        Assert.Equal(AppendResult.ClaimTaken, await Store.Append(New(second, 0, Id(), "one") with { Claims = [name] }, None));
        Assert.Empty((await Store.Load(second, null, None)).Events);
    }

    [Fact]
    public async Task The_outbox_keeps_its_order_until_delivered_and_sets_refused_ones_aside()
    {
        var target = Stream();
        var (a, b, c) = (Id(), Id(), Id());
        await Store.Append(New(Stream(), 0, Id(), "one") with
        {
            Outbox = [new(a, target, "x/1", "{\"n\":1}"), new(b, target, "x/1", "{\"n\":2}")],
        }, None);
        await Store.Append(New(Stream(), 0, Id(), "one") with { Outbox = [new(c, target, "x/1", "{\"n\":3}")] }, None);

        var rows = await Store.Undelivered(Share.All, 0, 10, None);
        Assert.Equal([a, b, c], rows.Select(r => r.Command));
        Assert.Equal(["{\"n\":1}", "{\"n\":2}", "{\"n\":3}"], rows.Select(r => r.Payload));
        Assert.Equal([a], (await Store.Undelivered(Share.All, 0, 1, None)).Select(r => r.Command));
        // Not yet delivered, so they come again.
        Assert.Equal(rows, await Store.Undelivered(Share.All, 0, 10, None));

        await Store.Delivered(Share.All, [new(rows[0].Id, null), new(rows[1].Id, "does not fit")], None);

        Assert.Equal([c], (await Store.Undelivered(Share.All, 0, 10, None)).Select(r => r.Command));
    }

    [Fact]
    public async Task A_place_in_the_outbox_is_given_once_and_commands_are_found_by_it()
    {
        var target = Stream();
        long last = 0;
        for (var n = 0; n < 3; n++)
        {
            var (a, b) = (Id(), Id());
            await Store.Append(New(Stream(), 0, Id(), "one") with { Outbox = [new(a, target, "x/1", "{}"), new(b, target, "x/1", "{}")] }, None);
            var rows = await Store.Undelivered(Share.All, last, 10, None);
            Assert.Equal([a, b], rows.Select(r => r.Command));
            // Those of the rounds before were delivered; whoever still has their places in hand must not meet these.
            Assert.True(rows[0].Id > last && rows[1].Id > rows[0].Id);
            Assert.Equal([rows[1]], await Store.Undelivered(Share.All, rows[0].Id, 10, None));
            Assert.Equal(rows.Select(r => new OutboxPlace(r.Id, target)), await Store.Places(Share.All, last, 10, None));
            Assert.Equal([new OutboxPlace(rows[1].Id, target)], await Store.Places(Share.All, rows[0].Id, 10, None));
            Assert.Equal([rows[1]], await Store.Undelivered(Share.All, [rows[1].Id, rows[1].Id + 1], None));
            last = rows[1].Id;
            await Store.Delivered(Share.All, [new(rows[0].Id, null), new(last, n == 2 ? "does not fit" : null)], None);
            Assert.Empty(await Store.Undelivered(Share.All, [rows[0].Id, last], None));
            Assert.Empty(await Store.Places(Share.All, 0, 10, None));
        }
    }

    [Fact]
    public async Task A_stream_has_one_deadline_and_the_earliest_comes_first()
    {
        var (a, b, c) = (Stream(), Stream(), Stream());
        await Store.Append(New(a, 0, Id(), "x") with { Deadlines = [new(a, Noon + Duration.FromHours(2))] }, None);
        await Store.Append(New(b, 0, Id(), "x") with { Deadlines = [new(b, Noon + Duration.FromHours(1), new ShipmentRef("S1"))] }, None);
        await Store.Append(New(c, 0, Id(), "x") with { Deadlines = [new(c, Noon + Duration.FromHours(3))] }, None);
        await Store.Append(New(a, 1, Id(), "y") with { Deadlines = [new(a, Noon)] }, None);
        await Store.Append(New(c, 1, Id(), "y") with { Deadlines = [new(c, null)] }, None);

        Assert.Equal(Noon, await Store.NextDue(None));
        Assert.Equal(
            [new DeadlineRow(a, Noon), new DeadlineRow(b, Noon + Duration.FromHours(1), new ShipmentRef("S1"))],
            await Store.Due(Share.All, Noon + Duration.FromDays(1), 10, None));
        Assert.Empty(await Store.Due(Share.All, Noon - Duration.FromTicks(1), 10, None));
    }

    [Fact]
    public async Task Deadlines_that_an_earlier_policy_worked_out_are_found_page_by_page_among_incidents_that_were_reported()
    {
        StreamId[] incidents = [.. Enumerable.Range(0, 5).Select(_ => StreamId.Of(new IncidentId(Guid.CreateVersion7()))).OrderBy(s => s.Value)];
        async Task Write(StreamId stream, int? policy, ShipmentRef? orphanOf = null) => await Store.Append(
            New(Stream(), 0, Id(), "x") with { Policy = policy, Deadlines = [new DeadlineRow(stream, Noon, orphanOf)] }, None);
        await Write(incidents[0], 1);
        await Write(incidents[1], null);
        await Write(incidents[2], 2);
        await Write(incidents[3], 1, new ShipmentRef("S1"));
        await Write(incidents[4], 1);
        await Write(Stream(), 1);
        await Write(new StreamId("customer/C1"), 1);

        Assert.Equal([incidents[0], incidents[1]], await Store.Outdated(Share.All, 2, null, 2, None));
        Assert.Equal([incidents[4]], await Store.Outdated(Share.All, 2, incidents[1], 2, None));
        await Write(incidents[0], 2);
        Assert.Equal([incidents[1], incidents[4]], await Store.Outdated(Share.All, 2, null, 10, None));
        Assert.Equal([incidents[1]], await Store.Outdated(Share.All, 1, null, 10, None));
    }

    [Fact]
    public async Task A_snapshot_shortens_the_load()
    {
        var stream = Stream();
        await Store.Append(New(stream, 0, Id(), "one", "two") with { Snapshot = new StoredSnapshot(2, "{\"state\":2}", [7]) }, None);
        await Append(stream, 2, Id(), "three");

        var stored = await Store.Load(stream, null, None);

        Assert.Equal((2L, "{\"state\":2}"), (stored.Snapshot!.Version, stored.Snapshot.State));
        Assert.Equal(["three"], stored.Events.Select(e => e.Payload));
        // A version before the snapshot is read from the first event on.
        Assert.Null((await Store.Load(stream, 1, None)).Snapshot);
        Assert.Equal(["one"], (await Store.Load(stream, 1, None)).Events.Select(e => e.Payload));
    }

    [Fact]
    public async Task Sixteen_writers_on_one_stream_lose_nothing_and_double_nothing()
    {
        var stream = Stream();
        var written = await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(async () =>
        {
            var mine = new List<string>();
            for (var n = 0; n < 20; n++)
            {
                var payload = $"{writer}-{n}";
                while (true)
                {
                    var version = (await Store.Trace(stream, Id(), None)).Version;
                    if (await Append(stream, version, Id(), payload) == AppendResult.Stored)
                        break;
                }

                mine.Add(payload);
            }

            return mine;
        })));

        var events = (await Store.Load(stream, null, None)).Events;
        Assert.Equal(Enumerable.Range(1, 320).Select(v => (long)v), events.Select(e => e.Version));
        Assert.Equal(written.SelectMany(w => w).Order(), events.Select(e => e.Payload).Order());
        foreach (var mine in written)
            Assert.Equal(mine, events.Select(e => e.Payload).Where(mine.Contains));
    }

    [Fact]
    public async Task Texts_of_every_language_and_the_ends_of_time_come_back_as_they_were()
    {
        var texts = new[] { "Груз не погружен", "貨物被留在青島", "货物被甩柜", "Ünïcödé 🚢 \u200f\u202e", "'; DROP TABLE stream_event; --", "" };
        var times = new[] { Instant.FromUtc(2000, 1, 1, 0, 0), Instant.FromUtc(9998, 12, 31, 23, 59) + Duration.FromTicks(9_999_999) };
        foreach (var at in times)
        {
            var stream = new StreamId("shipment/" + texts[1] + Guid.NewGuid());
            await Store.Append(
                new Append(stream, 0, Id(), at, texts[0]) { Events = [.. texts.Select(t => new NewEvent("x/1", t, new byte[32]))] }, None);
            var events = (await Store.Load(stream, null, None)).Events;
            Assert.Equal(texts, events.Select(e => e.Payload));
            Assert.All(events, e => Assert.Equal((stream, at, texts[0]), (e.Stream, e.At, e.Actor)));
        }
    }

    [Fact]
    public async Task What_fails_in_a_group_fails_alone()
    {
        var broken = Stream();
        var appends = Enumerable.Range(0, 50).Select(n => n == 25
            // The same row twice in one append breaks a unique key below: a bug, not a conflict.
            ? Store.Append(New(broken, 0, Id(), "bad") with { Notices = [Notice(), Notice()] }, None).AsTask()
            : Append(Stream(), 0, Id(), "good").AsTask()).ToArray();

        await Assert.ThrowsAnyAsync<Exception>(() => appends[25]);

        foreach (var good in appends.Where((_, n) => n != 25))
            Assert.Equal(AppendResult.Stored, await good);
        Assert.Empty((await Store.Load(broken, null, None)).Events);

        static Notice Notice() => new(0, 0, Guid.NewGuid(), "ann", "SHA", "x", "text", null, null);
    }

    [Fact]
    public async Task A_large_payload_is_kept_whole()
    {
        var stream = Stream();
        var payload = new StringBuilder().Insert(0, "貨", 200_000).ToString();
        await Append(stream, 0, Id(), payload);
        Assert.Equal(payload, (await Store.Load(stream, null, None)).Events[0].Payload);
    }

    [Fact]
    public async Task Verify_finds_nothing_in_an_honest_book()
    {
        await Work();
        var found = await Place.Verify(cancel: None);
        Assert.Empty(found.Problems);
        Assert.True(found.Events > 100);
    }

    [Theory]
    [InlineData("UPDATE stream_event SET payload = replace(payload, '1850.50', '1.00') WHERE type = 'invoiceIssued/1'", "changed")]
    [InlineData("UPDATE stream_event SET actor = 'somebody else' WHERE position = (SELECT min(position) + 2 FROM stream_event)", "changed")]
    [InlineData("UPDATE stream_event SET at = at + 1 WHERE position = (SELECT min(position) + 2 FROM stream_event)", "changed")]
    [InlineData("DELETE FROM stream_event WHERE type = 'holdPlaced/1'", "missing")]
    [InlineData("UPDATE snapshot SET hash = {bytes}", "snapshot")]
    public async Task Verify_finds_what_was_tampered_with(string sql, string word)
    {
        await Work();
        Assert.NotEqual(0, await Execute(sql.Replace("{bytes}", Bytes, StringComparison.Ordinal)));
        var found = await Place.Verify(cancel: None);
        Assert.NotEmpty(found.Problems);
        Assert.Contains(found.Problems, p => p.Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rebuild_gives_the_same_read_tables_byte_for_byte()
    {
        await Work();
        var before = await Dump();
        await Execute("UPDATE invoice SET status = 'open', version = 99; DELETE FROM customer; DELETE FROM notification");
        Assert.NotEqual(before, await Dump());

        await Place.Rebuild(Policy.Default, cancel: None);

        Assert.Equal(before, await Dump());
    }

    // A small book in which everything happens: reports, offers, promises, collections, a stream long enough for a snapshot.
    protected Task Work() => Work(Store);

    protected static async Task Work(IOpenStore store)
    {
        var transactor = new Transactor(store, () => Policy.Default, store.Keys);
        var gateway = new InProcessGateway(transactor);
        var reporting = new Reporting(gateway, transactor);
        var dispatcher = new Dispatcher(store, gateway);
        var at = Noon;
        var usd = new Currency("USD");
        for (var n = 0; n < 6; n++)
        {
            var (customer, shipment) = (new CustomerRef($"C{n}"), new ShipmentRef($"S{n}"));
            await Send(StreamId.Of(customer), new CustomerCommand.RecordCustomer(new CustomerFacts
            {
                Name = $"貿易公司 {n}", Language = "zh-Hant", TimeZone = "Asia/Taipei", CountryCode = "TW", Branch = "HKG",
                SalesRep = "ann", AccountManager = "bob", ExpectedAnnualMargin = new Money(5000, usd),
            }));
            await Send(StreamId.Of(shipment), new LedgerCommand.RecordShipment(new ShipmentFacts
            {
                Customer = customer, Mode = TransportMode.Sea, Origin = "CNTAO", Destination = "JPYOK", BookedAt = at - Duration.FromDays(9),
                Containers = ["NCLU1234560"],
            }));
            await Send(StreamId.Of(shipment), new LedgerCommand.IssueInvoice(
                new InvoiceRef($"I{n}"), new Money(1850.50m, usd), InvoiceKind.Freight, new LocalDate(2026, 4, 1)));
            if (n == 0)
                await Send(StreamId.Of(shipment), new LedgerCommand.Collect(new InvoiceRef("I0")));
            var (_, incident, _) = await reporting.Report(Id(), Facts(customer, shipment), at, new Actor("ann"), null, CancellationToken.None);
            await Send(StreamId.Of(incident), new IncidentCommand.Acknowledge(Channel.Phone, "told", at + Duration.FromHours(5)));
            if (n % 2 == 0)
                await Send(StreamId.Of(incident), new IncidentCommand.Withdraw("told twice"));
        }

        for (var n = 0; n < 70; n++)
            await Send(StreamId.Of(new CustomerRef("C1")), new CustomerCommand.Observe(
                new Signal(Guid.CreateVersion7(), SignalKind.Contact, at - Duration.FromDays(n))));
        await dispatcher.Drain();
        await new DeadlineSweep(store, gateway, () => Policy.Default, _ => Id()).Sweep(at + Duration.FromDays(2));
        await dispatcher.Drain();

        async Task Send(StreamId stream, object command)
        {
            at += Duration.FromSeconds(1);
            var outcome = await gateway.Send(new Envelope(stream, command, Id(), at, new Actor("ann")));
            Assert.IsType<Outcome.Done>(outcome);
        }
    }

    private static IncidentFacts Facts(CustomerRef customer, ShipmentRef shipment) => new()
    {
        Shipment = shipment, Customer = customer, Branch = "HKG", SalesRep = "ann", AccountManager = "bob", Language = "zh-Hant",
        TimeZone = "Asia/Taipei", Kind = IncidentKind.CargoRolled, Fault = Fault.Carrier, Severity = Severity.Major,
        OccurredAt = Noon - Duration.FromHours(2), Description = "Left behind.", Channel = Channel.Phone, ReportedBy = "terminal",
    };

    /// <summary>The read tables, whole.</summary>
    protected async Task<string> Dump()
    {
        var text = new StringBuilder();
        foreach (var table in (string[])["customer", "customer_margin", "shipment", "shipment_container", "invoice", "incident", "promise", "notification",
                     "incident_figure", "agreed_offer", "claim_money", "time_bar", "stage_move", "evidence", "disruption", "money_claim"])
            await Store.Read(async connection =>
            {
                await using var command = connection.CreateCommand();
                command.CommandText = $"SELECT * FROM {table} ORDER BY 1, 2";
                await using var reader = await command.ExecuteReaderAsync();
                while (await reader.ReadAsync())
                    text.Append(table).Append('|').AppendJoin('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i))).Append('\n');
                return 0;
            }, None);
        return text.ToString();
    }

    [Fact]
    public async Task All_that_a_reader_has_seen_is_marked_as_read_by_one_statement()
    {
        var notices = new Notifications(Store);
        var (name, other) = ($"ann {Guid.NewGuid():N}", $"bob {Guid.NewGuid():N}");
        var (ann, bob) = (new Reader(name, [$"watch {name}"], "SHA"), new Reader(other, [], "SHA"));
        foreach (var (recipient, branch) in ((string, string)[])[(name, "SHA"), ($"role:watch {name}", ""), ($"role:watch {name}", "LED"), (other, "SHA")])
        {
            await Append(Stream(), 0, Id(), "makes room");
            await notices.TellOnce(recipient + branch, recipient, branch, "calendarRunsOut", "It runs out.", Noon, None);
        }

        var seen = (await notices.ListNew(ann, null, 10, None)).Items;
        Assert.Equal(2, seen.Count);
        Assert.Equal(1, await notices.MarkAllRead(ann, seen[1].Seq, Noon, None));
        Assert.Equal([seen[0].Id], (await notices.ListNew(ann, null, 10, None)).Items.Select(n => n.Id));
        Assert.Equal(1, await notices.MarkAllRead(ann, long.MaxValue, Noon, None));
        Assert.Empty((await notices.ListNew(ann, null, 10, None)).Items);
        Assert.All((await notices.List(ann, null, 10, None)).Items, n => Assert.Equal(Noon, n.ReadAt));
        Assert.Single((await notices.ListNew(bob, null, 10, None)).Items);
        Assert.Equal(0, await notices.MarkAllRead(ann, long.MaxValue, Noon, None));
    }

    [Fact]
    public async Task A_webhook_is_told_from_its_making_on_and_an_idempotency_key_adds_one()
    {
        var hooks = new Webhooks(Store);
        await Append(Stream(), 0, Id(), "before");
        var (key, hook) = (new IdempotencyKey("ada", "hook-1", [1, 2, 3]), NewHook("SHA"));

        Assert.True(await hooks.Add(hook, key, None));
        Assert.False(await hooks.Add(NewHook(null), key, None));

        Assert.Equal(Webhooks.KeyOf(hook.Id), (await Store.FindKey("ada", "hook-1", None))!.Stream.Value);
        var stored = (await hooks.Find(hook.Id, None))!;
        Assert.Equal(await Store.Head(None), stored.Behind);
        Assert.Equal((hook.Url, hook.Description, "SHA", hook.Secret, Noon, "ann"), (stored.Url, stored.Description, stored.Branch, stored.Secret, stored.CreatedAt, stored.CreatedBy));
        Assert.Equal(hook.Events, stored.Events);
        Assert.Equal([hook.Id], (await hooks.List("SHA", null, 10, None)).Items.Select(h => h.Id));
        Assert.Empty((await hooks.List("LED", null, 10, None)).Items);
        Assert.Null((await hooks.List(null, null, 1, None)).Next);

        Assert.True(await hooks.Disable(hook.Id, WebhookStop.Gone, Noon, None));
        Assert.False(await hooks.Disable(hook.Id, WebhookStop.Person, Noon, None));
        Assert.Empty(await hooks.Enabled(None));
        Assert.Equal(WebhookStop.Gone, (await hooks.Find(hook.Id, None))!.DisabledBecause);
        await Append(Stream(), 0, Id(), "meanwhile");
        Assert.True(await hooks.Enable(hook.Id, None));
        Assert.Equal(await Store.Head(None), Assert.Single(await hooks.Enabled(None)).Behind);
        Assert.True(await hooks.Remove(hook.Id, null, Noon, None));
        Assert.False(await hooks.Remove(hook.Id, null, Noon, None));
    }

    [Fact]
    public async Task A_delivery_is_queued_once_claimed_once_and_believed_of_who_has_it_in_hand()
    {
        var (hooks, queue) = (new Webhooks(Store), new WebhookQueue(Store));
        var hook = NewHook(null);
        await hooks.Add(hook, null, None);
        var delivery = new WebhookDelivery(Guid.NewGuid(), hook.Id, 7, "hold.placed", "{\"type\":\"It's 貨物\"}", Noon);
        Assert.Equal(1, await queue.Add([delivery, delivery], None));
        Assert.Equal(0, await queue.Add([delivery], None));
        Assert.Equal(0, await queue.Add([delivery with { Id = Guid.NewGuid(), Webhook = Guid.NewGuid() }], None));

        Assert.Empty(await hooks.Ready(Noon - Duration.FromTicks(1), None));
        Assert.Equal(hook.Id, Assert.Single(await hooks.Ready(Noon, None)).Id);
        var due = Assert.Single(await queue.Due(hook.Id, Noon, 10, None));
        Assert.Equal(delivery with { NextAt = Noon }, due);
        var until = Noon + Duration.FromSeconds(45);
        var claimed = (await queue.Claim(due, until, None))!;
        Assert.Null(await queue.Claim(due, until, None));
        Assert.Empty(await queue.Due(hook.Id, Noon, 10, None));

        // It was not heard of in time: another program takes it, and the first one's word comes too late.
        var again = (await queue.Claim(Assert.Single(await queue.Due(hook.Id, until, 10, None)), until + Duration.FromSeconds(45), None))!;
        Assert.Null(await queue.Tried(claimed, new WebhookAttempt(200, null), until, null, None));
        Assert.Equal(WebhookDeliveryState.Waiting, (await queue.Find(delivery.Id, None))!.State);
        Assert.Equal(until, await queue.Tried(again, new WebhookAttempt(503, WebhookFault.Answer), until, until + Duration.FromDays(1), None));
        var failing = (await hooks.Find(hook.Id, None))!;
        Assert.Equal((WebhookState.Failing, 1, (Instant?)until), (failing.State, failing.Failures, failing.FailingSince));

        var retried = (await queue.Again(hook.Id, delivery.Id, until, None))!;
        Assert.Equal((1, (int?)503, (WebhookFault?)WebhookFault.Answer, (Instant?)until), (retried.Attempts, retried.Status, retried.Fault, retried.NextAt));
        Assert.Null(await queue.Tried((await queue.Claim(retried, until, None))!, new WebhookAttempt(204, null), until, null, None));
        Assert.Equal((WebhookState.Enabled, 0, (Instant?)until), ((await hooks.Find(hook.Id, None))!.State, (await hooks.Find(hook.Id, None))!.Failures, (await hooks.Find(hook.Id, None))!.SucceededAt));
        Assert.Null(await queue.Again(hook.Id, delivery.Id, until, None));
        Assert.Equal(WebhookDeliveryState.Delivered, Assert.Single((await queue.Latest(hook.Id, null, 10, None)).Items).State);
    }

    [Fact]
    public async Task What_waits_for_a_webhook_that_is_disabled_is_given_up_and_its_old_deliveries_are_let_go()
    {
        var (hooks, queue, log) = (new Webhooks(Store), new WebhookQueue(Store), new EventLog(Store));
        var hook = NewHook(null);
        await hooks.Add(hook, null, None);
        await queue.Add([.. Enumerable.Range(1, 3).Select(n => new WebhookDelivery(Guid.NewGuid(), hook.Id, n, "hold.placed", "{}", Noon + Duration.FromSeconds(n)))], None);
        var first = (await queue.Latest(hook.Id, null, 2, None)).Next;
        Assert.Equal([1L], (await queue.Latest(hook.Id, first, 2, None)).Items.Select(d => d.Position));

        await hooks.Disable(hook.Id, WebhookStop.Person, Noon, None);

        Assert.All((await queue.Latest(hook.Id, null, 10, None)).Items, d => Assert.Equal(WebhookDeliveryState.Failed, d.State));
        Assert.Equal(0, await queue.Add([new WebhookDelivery(Guid.NewGuid(), hook.Id, 4, "hold.placed", "{}", Noon)], None));
        // Only what will not be looked through again.
        await log.MoveTo(2, None);
        await log.MoveTo(1, None);
        Assert.Equal(2, await log.Place(None));
        Assert.Equal(2, await queue.Prune(Noon + Duration.FromDays(1), None));
        Assert.Equal([3L], (await queue.Latest(hook.Id, null, 10, None)).Items.Select(d => d.Position));
    }

    [Fact]
    public async Task Events_of_some_types_are_read_in_their_order_between_two_positions()
    {
        var log = new EventLog(Store);
        var before = await log.Head(None);
        var (stream, command) = (Stream(), Id());
        await Store.Append(New(stream, 0, command) with { Events = [.. new[] { "a/1", "b/1", "a/1" }.Select((type, n) => new NewEvent(type, $"{n}", new byte[32]))] }, None);

        var found = await log.Positions(before, await log.Head(None), ["a/1", "c/1"], 10, None);

        Assert.Equal(2, found.Count);
        Assert.Equal([found[0]], await log.Positions(before, await log.Head(None), ["a/1"], 1, None));
        Assert.Empty(await log.Positions(found[1], await log.Head(None), ["a/1"], 10, None));
        Assert.Empty(await log.Positions(before, found[0] - 1, ["a/1"], 10, None));
        Assert.Equal([(0, "0"), (2, "2")], (await log.At(found, None)).Select(e => (e.Ordinal, e.Payload)));
        Assert.Equal((stream, command, Noon), ((await log.At(found, None))[0].Stream, (await log.At(found, None))[0].Command, (await log.At(found, None))[0].At));
    }

    protected static CommandId Id() => new(Guid.CreateVersion7());

    protected static StreamId Stream() => new("shipment/" + Guid.NewGuid().ToString("N"));

    protected static Append New(StreamId stream, long version, CommandId id, params string[] payloads) =>
        new(stream, version, id, Noon, "test") { Events = [.. payloads.Select(p => new NewEvent("x/1", p, new byte[32]))] };

    private static Webhook NewHook(string? branch) => new(
        Guid.CreateVersion7(), "https://example.com/hooks?to=us", "It's the ERP: 貨物", ["hold.placed", "hold.released"], branch, "sealed", Noon, "ann");

    private ValueTask<AppendResult> Append(StreamId stream, long version, CommandId id, params string[] payloads) =>
        Store.Append(New(stream, version, id, payloads), None);
}
