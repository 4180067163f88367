using FreightRecovery.Domain;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using NodaTime;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Tests.Engine;

/// <summary>
/// A step over two streams may stop between them at any instant: a hold too many is left, never one too few, and the
/// clock or a retry clears it.
/// </summary>
public class Orphans
{
    private static readonly Duration Patience = Policy.Default.OrphanedHoldAfter;
    private readonly MemoryStore store = new();
    private readonly Node node;

    public Orphans() => node = new Node(store);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hold_whose_report_never_came_is_given_up_and_the_invoice_is_free()
    {
        var id = await CrashBetweenHoldAndReport(IncidentFacts());
        Assert.Equal(InvoiceStatus.Held, await node.Status());

        await TheClockComesBy(Patience);

        Assert.Equal(InvoiceStatus.Released, await node.Status());
        Assert.Null(store.DeadlineOf(StreamId.Of(new IncidentId(id.Child("incident")))));
    }

    [Fact]
    public async Task A_report_after_its_hold_was_given_up_is_refused_and_holds_nothing()
    {
        var id = await CrashBetweenHoldAndReport(IncidentFacts());
        await TheClockComesBy(Patience);

        var (outcome, _, _) = await Report(id, IncidentFacts());

        Assert.IsType<Refusal.NotAllowedInState>(Assert.IsType<Outcome.Refused>(outcome).Refusal);
        Assert.Equal(InvoiceStatus.Released, await node.Status());
    }

    [Fact]
    public async Task A_message_whose_hold_was_given_up_is_reported_anew_with_a_hold_of_its_own()
    {
        var facts = IncidentFacts(source: new SourceMessage("dcsa-tnt", "m-1"));
        await CrashBetweenHoldAndReport(facts);
        await TheClockComesBy(Patience);

        var (outcome, _, standing) = await Report(node.NewId(), facts);

        Assert.NotEmpty(Assert.IsType<Outcome.Done>(outcome).Events);
        Assert.False(standing);
        Assert.Equal(InvoiceStatus.Held, await node.Status());
    }

    [Fact]
    public async Task Reporting_again_under_a_new_command_completes_the_incident_that_the_crash_left_half_done()
    {
        var first = await CrashBetweenHoldAndReport(IncidentFacts());

        var (outcome, incident, standing) = await Report(node.NewId(), IncidentFacts());

        Assert.NotEmpty(Assert.IsType<Outcome.Done>(outcome).Events);
        Assert.Equal(new IncidentId(first.Child("incident")), incident);
        Assert.False(standing);
        await TheClockComesBy(Patience);
        Assert.Equal(InvoiceStatus.Held, await node.Status());
    }

    [Fact]
    public async Task Reporting_again_under_the_same_command_completes_it_too_and_then_adds_nothing()
    {
        var id = await CrashBetweenHoldAndReport(IncidentFacts());
        await Report(id, IncidentFacts());
        var events = store.Events.Count;

        var (outcome, _, _) = await Report(id, IncidentFacts());

        Assert.Empty(Assert.IsType<Outcome.Done>(outcome).Events);
        Assert.Equal(events, store.Events.Count);
    }

    [Fact]
    public async Task The_same_event_reported_by_two_at_once_is_one_incident()
    {
        await node.Book();
        store.Before = async _ => await Task.Yield();
        var two = new Node(store, "two");
        var incidents = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => (i % 2 == 0 ? node : two).Report(), Cancel)));

        Assert.Single(incidents.Distinct());
        Assert.Single(store.Events, e => e.Type == "incidentReported/1");
    }

    [Fact]
    public async Task A_release_on_its_way_does_not_free_what_a_reopening_holds()
    {
        var incident = await Settled();
        await node.Reopen(incident);

        await node.Dispatcher.Drain(Cancel);

        Assert.Equal(InvoiceStatus.Held, await node.Status());
        await TheClockComesBy(2 * Patience);
        Assert.Equal(InvoiceStatus.Held, await node.Status());
    }

    [Fact]
    public async Task A_release_that_is_delivered_between_hold_and_reopening_does_not_free_it_either()
    {
        var incident = await Settled();
        store.Before = async append =>
        {
            if (append.Stream != StreamId.Of(incident))
                return;
            store.Before = _ => Task.CompletedTask;
            await new Node(store, "two").Dispatcher.Drain(Cancel);
        };

        Assert.IsType<Outcome.Done>(await node.Reopen(incident));
        Assert.Equal(InvoiceStatus.Held, await node.Status());
    }

    [Fact]
    public async Task A_hold_for_a_reopening_that_never_came_is_given_up()
    {
        var incident = await SettledAndFreed();
        store.Before = CrashAt(StreamId.Of(incident));
        await Assert.ThrowsAsync<Crash>(async () => await node.Reopen(incident));
        store.Before = _ => Task.CompletedTask;
        Assert.Equal(InvoiceStatus.Held, await node.Status());

        await TheClockComesBy(Patience);

        Assert.Equal(InvoiceStatus.Released, await node.Status());
        Assert.Null(store.DeadlineOf(StreamId.Of(incident)));
    }

    [Fact]
    public async Task A_reopening_that_comes_after_its_hold_was_given_up_is_turned_back()
    {
        var incident = await SettledAndFreed();
        store.Before = async append =>
        {
            if (append.Stream != StreamId.Of(incident))
                return;
            store.Before = _ => Task.CompletedTask;
            var two = new Node(store, "two") { Now = node.Now + Patience };
            await two.Sweep.Sweep(two.Now, Cancel);
            await two.Dispatcher.Drain(Cancel);
        };

        Assert.IsType<Refusal.Stale>(Assert.IsType<Outcome.Refused>(await node.Reopen(incident)).Refusal);
        Assert.Equal(InvoiceStatus.Released, await node.Status());
    }

    [Fact]
    public async Task A_reopening_retried_after_the_incident_was_settled_again_leaves_no_hold_behind()
    {
        var incident = await SettledAndFreed();
        var id = node.NewId();
        await node.Reopen(incident, id);
        await node.Send(incident, new IncidentCommand.Withdraw("Enough."));
        await node.Dispatcher.Drain(Cancel);
        var events = store.Events.Count;

        Assert.Empty(Assert.IsType<Outcome.Done>(await node.Reopen(incident, id)).Events);

        Assert.Equal(events, store.Events.Count);
        Assert.Equal(InvoiceStatus.Released, await node.Status());
    }

    [Fact]
    public async Task A_reopening_cut_short_and_retried_after_another_settlement_places_a_hold_that_counts()
    {
        var incident = await SettledAndFreed();
        var id = node.NewId();
        store.Before = CrashAt(StreamId.Of(incident));
        await Assert.ThrowsAsync<Crash>(async () => await node.Reopen(incident, id));
        store.Before = _ => Task.CompletedTask;
        await node.Reopen(incident);
        await node.Send(incident, new IncidentCommand.Withdraw("Enough."));
        await node.Dispatcher.Drain(Cancel);
        Assert.Equal(InvoiceStatus.Released, await node.Status());

        Assert.NotEmpty(Assert.IsType<Outcome.Done>(await node.Reopen(incident, id)).Events);

        Assert.False((await node.Incident(incident)).Settled);
        Assert.Equal(InvoiceStatus.Held, await node.Status());
    }

    [Fact]
    public async Task A_reopening_by_somebody_who_read_an_old_version_holds_nothing()
    {
        var incident = await SettledAndFreed();

        Assert.IsType<Refusal.Stale>(Assert.IsType<Outcome.Refused>(await node.Reopen(incident, ifMatch: 1)).Refusal);

        Assert.Equal(InvoiceStatus.Released, await node.Status());
    }

    [Fact]
    public async Task The_clock_says_each_word_once()
    {
        await node.Book();
        var incident = await node.Report();
        await node.Send(incident, new IncidentCommand.Acknowledge(Channel.Phone, "Told.", Start + Duration.FromHours(1)));

        await TheClockComesBy(Duration.FromHours(2));
        await TheClockComesBy(Duration.FromHours(2));

        Assert.Single(store.Of(StreamId.Of(incident)).OfType<IncidentEvent.PromiseBroken>());
        Assert.True(store.DeadlineOf(StreamId.Of(incident))!.Due > node.Now);
    }

    private ValueTask<(Outcome Outcome, IncidentId Incident, bool Standing)> Report(CommandId id, IncidentFacts facts) =>
        node.Reporting.Report(id, facts, node.Now, new Actor("li"), null, Cancel);

    private async Task<CommandId> CrashBetweenHoldAndReport(IncidentFacts facts)
    {
        await node.Book();
        var id = node.NewId();
        store.Before = CrashAt(StreamId.Of(new IncidentId(id.Child("incident"))));
        await Assert.ThrowsAsync<Crash>(async () => await Report(id, facts));
        store.Before = _ => Task.CompletedTask;
        return id;
    }

    private static Func<Append, Task> CrashAt(StreamId stream) =>
        append => append.Stream == stream ? throw new Crash() : Task.CompletedTask;

    private async Task<IncidentId> Settled()
    {
        await node.Book();
        var incident = await node.Report();
        await node.Send(incident, new IncidentCommand.Acknowledge(Channel.Phone, "Told.", null));
        await node.Send(incident, new IncidentCommand.Withdraw("A mistake."));
        return incident;
    }

    private async Task<IncidentId> SettledAndFreed()
    {
        var incident = await Settled();
        await node.Dispatcher.Drain(Cancel);
        Assert.Equal(InvoiceStatus.Released, await node.Status());
        return incident;
    }

    private async Task TheClockComesBy(Duration later)
    {
        node.Now += later;
        await node.Sweep.Sweep(node.Now, Cancel);
        await node.Dispatcher.Drain(Cancel);
    }
}
