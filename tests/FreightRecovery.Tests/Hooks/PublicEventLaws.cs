using System.Text.Json.Nodes;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Engine;
using FreightRecovery.Engine.Privacy;
using FreightRecovery.Testing;
using FreightRecovery.Tests.Engine;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace FreightRecovery.Tests.Hooks;

/// <summary>What leaves the house holds references and words of our own lists, and nothing that anybody wrote.</summary>
public sealed class PublicEventLaws
{
    private static readonly CustomerKeys Keys = new(new MemoryStore(), MasterKey.TryParse(Node.Master)!);
    private static readonly CustomerKey Key = Keys.For(new CustomerRef("C-1"), opensStream: true, default).AsTask().GetAwaiter().GetResult().Key!;
    private static readonly Whose Whose = new(new ShipmentRef("S-1"), new CustomerRef("C-1"), "SHA");

    private static readonly Dictionary<string, Type> Types = typeof(IncidentEvent).Assembly.GetTypes()
        .Where(t => t is { IsNested: true, IsAbstract: false } && t.DeclaringType!.Name.EndsWith("Event", StringComparison.Ordinal))
        .ToDictionary(Json.NameOf);

    public static TheoryData<string> Stored => [.. PublicEvents.StoredTypes];

    [Fact]
    public void No_member_can_hold_a_text_that_somebody_wrote() => Assert.All(typeof(PublicData).GetProperties(), p =>
    {
        var type = Nullable.GetUnderlyingType(p.PropertyType);
        Assert.True(
            type is not null && (type.IsEnum || type == typeof(Guid) || type == typeof(Instant) || type == typeof(int) || type == typeof(bool)
                || type.Name.EndsWith("Id", StringComparison.Ordinal) || type.Name.EndsWith("Ref", StringComparison.Ordinal)),
            p.Name);
    });

    [Theory]
    [MemberData(nameof(Stored))]
    public void What_is_told_of_an_event_is_the_same_whether_its_persons_can_be_read_or_not(string stored) =>
        Prop.ForAll(Generators.Any(Types[stored]).ToArbitrary(), e => Told(Json.Write(e!)) == Told(Json.Write(e!, Key))).QuickCheckThrowOnFailure();

    [Theory]
    [MemberData(nameof(Stored))]
    public void It_says_what_when_and_of_whom(string stored) => Prop.ForAll(Generators.Any(Types[stored]).ToArbitrary(), e =>
    {
        var told = JsonNode.Parse(Told(Json.Write(e!)))!;
        return (string)told["type"]! == PublicEvents.NameOf(stored) && (string)told["timestamp"]! == "2026-01-05T08:00:00Z"
            && (string)told["data"]!["customer"]! == "C-1" && told.AsObject().Count == 3;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_names_are_a_closed_list() => Assert.Equal(
    [
        "answer.recorded", "disruption.declared", "hold.placed", "hold.released", "incident.acknowledged", "incident.amended", "incident.assessed",
        "incident.carriedOut", "incident.escalated", "incident.reopened", "incident.reported", "incident.resolved", "incident.withdrawn", "invoice.collected",
        "offer.made", "promise.broken", "promise.kept", "promise.made", "relationship.moved",
    ], PublicEvents.Names);

    private static string Told((string Type, string Payload) e)
    {
        var of = Types[e.Type].DeclaringType!.Name;
        var stream = of switch
        {
            "IncidentEvent" => StreamId.Of(new IncidentId(Guid.Empty)),
            "LedgerEvent" => StreamId.Of(Whose.Shipment!.Value),
            "CustomerEvent" => StreamId.Of(Whose.Customer!.Value),
            _ => StreamId.Of(new DisruptionId(Guid.Empty)),
        };
        return PublicEvents.Write(stream, e.Type, e.Payload, Generators.Start, Whose);
    }
}
