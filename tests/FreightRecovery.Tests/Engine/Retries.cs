using FreightRecovery.Domain;
using FreightRecovery.Engine;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Tests.Engine;

/// <summary>Any accepted command, retried any number of times, adds nothing: for every command there is.</summary>
public class Retries
{
    public static TheoryData<string> Names() => [.. AcceptedCommands.Types.Select(t => t.FullName!)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Again_at_once(string name) => Each(name, async run =>
    {
        await run.First();
        await run.AgainAddsNothing(run.Node);
        await run.AgainAddsNothing(run.Node);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public Task Again_after_others_came_in_between(string name) => Each(name, async run =>
    {
        await run.First();
        await run.Between();
        await run.AgainAddsNothing(run.Node);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public Task Again_after_a_restart(string name) => Each(name, async run =>
    {
        await run.First();
        await run.AgainAddsNothing(new Node(run.Store, "restarted"));
        await run.Between();
        await run.AgainAddsNothing(new Node(run.Store, "restarted again"));
    });

    [Theory]
    [MemberData(nameof(Names))]
    public Task Again_after_the_first_answer_was_lost(string name) => Each(name, async run =>
    {
        run.Store.After = _ => throw new Crash();
        await Assert.ThrowsAsync<Crash>(run.First);
        run.Store.After = _ => Task.CompletedTask;
        await run.AgainAddsNothing(run.Node);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public Task Again_after_a_crash_that_stored_nothing_does_it_once(string name) => Each(name, async run =>
    {
        run.Store.Before = _ => throw new Crash();
        await Assert.ThrowsAsync<Crash>(run.First);
        run.Store.Before = _ => Task.CompletedTask;
        await run.First();
        await run.AgainAddsNothing(run.Node);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public Task Again_through_a_node_that_remembers_the_state_before_it(string name) => Each(name, async run =>
    {
        var other = new Node(run.Store, "other");
        var remembered = await other.Transactor.Load(run.Case.Stream, null, TestContext.Current.CancellationToken);
        await run.First();
        await run.Between();
        await run.AddsNothing(async () => (await other.Transactor.Run(remembered, run.Envelope, TestContext.Current.CancellationToken)).Outcome);
    });

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public async Task A_report_whose_answer_was_lost_is_told_as_new_and_not_as_a_duplicate(int lost, bool restarted)
    {
        var node = new Node(new MemoryStore());
        await node.Book();
        var (id, appends) = (node.NewId(), 0);
        node.Store.After = _ => ++appends == lost ? throw new Crash() : Task.CompletedTask;
        await Assert.ThrowsAsync<Crash>(async () => await Report(node));

        var (outcome, _, standing) = await Report(restarted ? new Node(node.Store, "restarted") : node);

        Assert.False(standing);
        var done = Assert.IsType<Outcome.Done>(outcome);
        Assert.True(done.Repeated ? lost == 2 : done.Events.Count > 0);

        ValueTask<(Outcome Outcome, IncidentId, bool Standing)> Report(Node through) =>
            through.Reporting.Report(id, IncidentFacts(), node.Now, new Actor("li"), null, TestContext.Current.CancellationToken);
    }

    private static async Task Each(string name, Func<Run, Task> law)
    {
        var type = typeof(Money).Assembly.GetType(name)!;
        foreach (var accepted in AcceptedCommands.Of(type))
        {
            var run = await Run.Start(accepted);
            Assert.IsType(type, run.Envelope.Command);
            await law(run);
        }
    }

    private sealed class Run(Accepted accepted, Node node, Envelope envelope)
    {
        public Accepted Case => accepted;

        public Node Node => node;

        public MemoryStore Store => node.Store;

        public Envelope Envelope => envelope;

        public static async Task<Run> Start(Accepted accepted)
        {
            var node = new Node(new MemoryStore());
            await Say(accepted, node, accepted.Before, "ann");
            node.Now += accepted.Later;
            var command = accepted.Command(await State(accepted, node));
            return new Run(accepted, node, node.To(accepted.Stream, command, "ben") with { FromClock = accepted.FromClock });
        }

        public async Task First() => Assert.NotEmpty(Assert.IsType<Outcome.Done>(await node.Gateway.Send(envelope)).Events);

        public Task Between() => Say(accepted, node, accepted.Between, "cy");

        public Task AgainAddsNothing(Node through) => AddsNothing(() => through.Gateway.Send(envelope).AsTask());

        public async Task AddsNothing(Func<Task<Outcome>> again)
        {
            var (events, outbox, deadline) = (Store.Events, Store.Outbox, Store.DeadlineOf(accepted.Stream));

            Assert.Empty(Assert.IsType<Outcome.Done>(await again()).Events);

            Assert.Equal(events, Store.Events);
            Assert.Equal(outbox, Store.Outbox);
            Assert.Equal(deadline, Store.DeadlineOf(accepted.Stream));
        }

        private static async Task Say(Accepted accepted, Node node, Func<object, object>[] commands, string by)
        {
            foreach (var command in commands)
                Assert.NotEmpty(Assert.IsType<Outcome.Done>(
                    await node.Send(accepted.Stream, command(await State(accepted, node)), by)).Events);
        }

        private static async Task<object> State(Accepted accepted, Node node) =>
            (await node.Transactor.Load(accepted.Stream, null, TestContext.Current.CancellationToken)).State;
    }
}
