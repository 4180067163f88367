using FreightRecovery.Domain;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using FreightRecovery.Engine.Privacy;
using FreightRecovery.Tests.Engine;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Tests.Gateways;

/// <summary>The same commands in the same order, whichever way they go.</summary>
internal static class Story
{
    /// <summary>Leads up to a command, sends it, sends it again, and goes on. Answers with what was answered.</summary>
    public static async Task<IReadOnlyList<string>> Tell(Accepted accepted, Node node)
    {
        List<string> answers = [];
        await Say(accepted.Before, "ann");
        node.Now += accepted.Later;
        var envelope = node.To(accepted.Stream, accepted.Command(await State()), "ben") with { FromClock = accepted.FromClock };
        answers.Add(Text(await node.Door.Send(envelope)));
        answers.Add(Text(await node.Door.Send(envelope)));
        await Say(accepted.Between, "cy");
        answers.Add(Text(await node.Door.Send(envelope)));
        answers.Add(Text(await node.Door.Send(envelope with { Id = node.NewId(), IfMatch = 4711 })));
        return answers;

        async Task Say(Func<object, object>[] commands, string by)
        {
            foreach (var command in commands)
                answers.Add(Text(await node.Send(accepted.Stream, command(await State()), by)));
        }

        async Task<object> State() => (await node.Transactor.Load(accepted.Stream, null, TestContext.Current.CancellationToken)).State;
    }

    /// <summary>An incident is reported, told, assessed, offered, confirmed, carried out and resolved; then its invoice is collected.</summary>
    public static async Task FromReportToCollection(Node node)
    {
        await node.Book();
        var incident = await node.Report();
        Assert.IsType<Refusal.InvoiceHeld>(Assert.IsType<Outcome.Refused>(await node.Send(new LedgerCommand.Collect(Invoice(1)))).Refusal);
        await Do(new IncidentCommand.Acknowledge(Channel.Phone, "Told.", null));
        await Do(new IncidentCommand.Assess(Assessment()));
        var offered = await Do(new IncidentCommand.MakeOffer(Option()));
        var confirmed = await Do(new IncidentCommand.AnswerOffer(offered.StandingOffer!.Id, true, "Mei", "mail 7", null, true));
        foreach (var step in confirmed.Steps)
            await Do(new IncidentCommand.CompleteStep(step.Plan.Id, null));
        await Do(new IncidentCommand.FollowUp(5, null, 0));
        await Do(new IncidentCommand.Resolve("Overbooked.", "Book earlier."));
        // One after the other, where the dispatcher sends them at once: the order in a stream is then always the same.
        foreach (var row in node.Store.Outbox)
            Assert.IsType<Outcome.Done>(await node.Door.Send(
                new Envelope(row.Target, Json.Read(row.Type, row.Payload), row.Command, row.At, new Actor("dispatcher", Authority.Executive))));
        Assert.NotEmpty(Assert.IsType<Outcome.Done>(await node.Send(new LedgerCommand.Collect(Invoice(1)))).Events);

        async Task<IncidentState> Do(IncidentCommand command) =>
            (IncidentState)Assert.IsType<Outcome.Done>(await node.Send(incident, command)).State;
    }

    private static string Text(Outcome outcome) => outcome switch
    {
        Outcome.Done done => string.Join(
            '\n', [$"done {done.Version}", Json.WriteState(done.State, null), .. done.Events.Select(e => Json.Write(e).ToString()), .. done.FollowUps.Select(f => f.ToString())]),
        Outcome.Refused refused => $"refused {System.Text.Json.JsonSerializer.Serialize(refused.Refusal, refused.Refusal.GetType(), Json.Options)}",
        _ => outcome.ToString(),
    };
}

/// <summary>All that was stored, as text: stream by stream, since streams that are written at once have no order among them.</summary>
internal static class Stored
{
    public static IReadOnlyList<string> By(MemoryStore store) =>
    [
        .. store.Events.OrderBy(e => e.Stream.Value, StringComparer.Ordinal).ThenBy(e => e.Version).Select(e =>
            $"{e.Stream} {e.Version} {e.Command} {e.Ordinal} {e.Type} {e.At} {e.Actor} {e.Policy} {e.Payload} {Convert.ToHexString(e.Hash)}"),
        .. store.Rows.Keys.Order(StringComparer.Ordinal),
    ];
}

/// <summary>The customer's key is random: two stores are alike only when they have the same one.</summary>
internal static class OneKey
{
    public static async Task In(params MemoryStore[] stores)
    {
        var key = MasterKey.TryParse(Node.Master)!.Wrap(CustomerKey.New(TheCustomer));
        foreach (var store in stores)
            await store.Keep(key, TestContext.Current.CancellationToken);
    }
}
