using FreightRecovery.Domain;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Recovery;
using FreightRecovery.Engine;
using NodaTime;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Tests.Engine;

/// <summary>A new policy reaches the clocks that run already, whatever is cut short on the way.</summary>
public class NewPolicies
{
    private static readonly Policy Hurried = Policy.Default with
    {
        Version = 2, Clocks = new ClockPolicy { Assessment = new BySeverity<Duration>(Hour(6), Hour(5), Hour(4)) },
    };

    private readonly MemoryStore store = new();
    private readonly Node node;

    public NewPolicies() => node = new Node(store);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_deadline_of_an_open_incident_is_worked_out_anew_without_an_event()
    {
        await node.Book();
        var incident = await Told();
        var (before, events) = (Due(incident), store.Events.Count);
        await node.Sweep.Sweep(node.Now, Cancel);
        Assert.Equal(before, Due(incident));

        node.Policy = Hurried;
        await node.Sweep.Sweep(node.Now, Cancel);

        Assert.True(Due(incident) < before);
        Assert.Equal((await node.Incident(incident)).NextDeadline(Hurried), Due(incident));
        Assert.Equal(events, store.Events.Count);
    }

    [Fact]
    public async Task It_is_done_once_for_each_policy_and_again_by_a_process_that_starts_only_where_something_is_left()
    {
        await node.Book();
        await Told();
        node.Policy = Hurried;
        Assert.Equal(1, await node.Sweep.Sweep(node.Now, Cancel));
        Assert.Equal(0, await node.Sweep.Sweep(node.Now, Cancel));
        Assert.Equal(0, await new Node(store, "two") { Policy = Hurried }.Sweep.Sweep(node.Now, Cancel));
        Assert.Equal(1, await new Node(store, "three") { Policy = Hurried with { Version = 3 } }.Sweep.Sweep(node.Now, Cancel));
    }

    [Fact]
    public async Task A_crash_on_the_way_leaves_the_rest_to_the_next_start()
    {
        await node.Book();
        var incidents = new List<IncidentId>();
        foreach (var kind in (IncidentKind[])[IncidentKind.CargoRolled, IncidentKind.TransitDelay, IncidentKind.ServiceNotDelivered, IncidentKind.CustomerMisled])
            incidents.Add(await Told(kind));
        var appends = 0;
        store.Before = append => append.Events.Count == 0 && ++appends > 2 ? throw new Crash() : Task.CompletedTask;
        node.Policy = Hurried;
        await Assert.ThrowsAsync<Crash>(() => node.Sweep.Sweep(node.Now, Cancel));

        store.Before = _ => Task.CompletedTask;
        Assert.Equal(2, await new Node(store, "two") { Policy = Hurried, Now = node.Now }.Sweep.Sweep(node.Now, Cancel));
        foreach (var incident in incidents)
            Assert.Equal((await node.Incident(incident)).NextDeadline(Hurried), Due(incident));
    }

    [Fact]
    public async Task A_hold_that_waits_for_its_report_is_left_alone()
    {
        await node.Book();
        await node.Send(Hold(7));
        var orphan = store.DeadlineOf(StreamId.Of(Incident(7)));
        Assert.NotNull(orphan?.OrphanOf);

        node.Policy = Hurried;
        await node.Sweep.Sweep(node.Now, Cancel);

        Assert.Equal(orphan, store.DeadlineOf(StreamId.Of(Incident(7))));
        Assert.Equal(InvoiceStatus.Held, await node.Status());
    }

    // Told at once, so that what comes next is the assessment: the first response stays as it was promised.
    private async Task<IncidentId> Told(IncidentKind kind = IncidentKind.CargoRolled)
    {
        var incident = await node.Report(IncidentFacts(kind));
        await node.Send(incident, new IncidentCommand.Acknowledge(Channel.Phone, "Told.", null));
        return incident;
    }

    private Instant? Due(IncidentId incident) => store.DeadlineOf(StreamId.Of(incident))?.Due;

    private static Duration Hour(int hours) => Duration.FromHours(hours);
}
