using System.Text.Json;
using System.Text.Json.Nodes;
using FreightRecovery.Cluster.Wire;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using FreightRecovery.Tests.Engine;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Cluster.Tests;

/// <summary>What travels between silos, also between silos of two versions of the product.</summary>
public class WireTests
{
    private static readonly Refusal[] Refusals =
    [
        new Refusal.Invalid("/a", "Wrong."), new Refusal.Unknown("/b", "Not known."), new Refusal.NotFound("Not there."),
        new Refusal.NotAllowedInState("Not now."), new Refusal.InvoiceHeld("Held.", [new HoldView(Incident(1), Start, "Rolled.")]),
        new Refusal.ApprovalNeeded(Authority.Manager, "Ask."), new Refusal.Forbidden("Not you."), new Refusal.Stale("Too old."),
        new Refusal.CurrencyMismatch("/c", "USD meets EUR."), new Refusal.AlreadyReported(Incident(2), "Known."),
    ];

    [Fact]
    public async Task Every_command_state_and_event_comes_over_whole()
    {
        foreach (var accepted in AcceptedCommands.Types.SelectMany(AcceptedCommands.Of))
        {
            var node = new Node(new MemoryStore());
            foreach (var before in accepted.Before)
                await node.Send(accepted.Stream, before(await State()));
            node.Now += accepted.Later;
            var envelope = node.To(accepted.Stream, accepted.Command(await State())) with
            {
                FromClock = accepted.FromClock, IfMatch = 3, Key = new IdempotencyKey("ann", "k", [1, 2]), OpensStream = true,
            };
            Whole(envelope);
            Whole(await node.Gateway.Send(envelope with { IfMatch = null, OpensStream = false }, TestContext.Current.CancellationToken));

            async Task<object> State() => (await node.Transactor.Load(accepted.Stream, null, TestContext.Current.CancellationToken)).State;
        }
    }

    [Fact]
    public void Every_refusal_comes_over_whole()
    {
        Assert.Equal(CasesOf(typeof(Refusal)).ToHashSet(), Refusals.Select(r => r.GetType()).ToHashSet());
        foreach (var refusal in Refusals)
        {
            var there = Whole(new Outcome.Refused(refusal)).Refusal;
            Assert.Equal((refusal.GetType(), refusal.Detail), (there.GetType(), there.Detail));
        }

        Assert.Equal(new KeyTrace([1, 2], StreamId.Of(Shipment), 7).Stream, Whole(new Outcome.KeyUsed(new KeyTrace([1, 2], StreamId.Of(Shipment), 7))).Trace.Stream);
    }

    [Fact]
    public void A_member_that_a_newer_version_added_is_left_unread_by_an_older_one()
    {
        var envelope = AnEnvelope();
        var newer = JsonNode.Parse(Write(envelope))!;
        AddEverywhere(newer);

        Assert.Equal(Write(envelope), Write(JsonSerializer.Deserialize<Envelope>(newer, WireJson.Options)!));
    }

    [Fact]
    public void A_member_that_an_older_version_did_not_send_has_its_default()
    {
        var older = JsonNode.Parse(Write(AnEnvelope() with { FromClock = true, OpensStream = true, IfMatch = 7 }))!.AsObject();
        Assert.True(older.Remove("fromClock") && older.Remove("opensStream") && older.Remove("ifMatch"));

        var read = JsonSerializer.Deserialize<Envelope>(older, WireJson.Options)!;

        Assert.Equal((false, false, null), (read.FromClock, read.OpensStream, read.IfMatch));
    }

    [Theory]
    [InlineData("System.Diagnostics.Process")]
    [InlineData("Envelope")]
    [InlineData("LedgerCommand.FromTheFuture")]
    public void A_name_that_is_not_one_of_the_domain_is_refused(string name)
    {
        var envelope = JsonNode.Parse(Write(AnEnvelope()))!;
        envelope["command"] = new JsonObject { [name] = new JsonObject() };

        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Envelope>(envelope, WireJson.Options));
    }

    private static Envelope AnEnvelope() => new Node(new MemoryStore()).To(StreamId.Of(Shipment), Hold(1));

    // Two things are the same when they read the same; that the same is done with them is what the gateway suite sees to.
    private static T Whole<T>(T value)
    {
        var text = Write(value!);
        var there = JsonSerializer.Deserialize(text, value!.GetType(), WireJson.Options)!;
        Assert.Equal(text, Write(there));
        return (T)there;
    }

    private static string Write(object value) => JsonSerializer.Serialize(value, value.GetType(), WireJson.Options);

    private static void AddEverywhere(JsonNode? node)
    {
        if (node is JsonArray items)
            foreach (var item in items)
                AddEverywhere(item);
        if (node is not JsonObject members)
            return;
        foreach (var member in members.ToList())
            AddEverywhere(member.Value);
        // The object that names a command has that one member only.
        if (members.Count != 1 || !char.IsUpper(members.First().Key[0]))
            members["addedLater"] = new JsonObject { ["deep"] = 1 };
    }
}
