using System.Text.Json;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using FreightRecovery.Testing;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Tests.Engine;

/// <summary>A state is the same however it was reached: from all events, or from a snapshot at any version and the rest.</summary>
public class Folding
{
    [Fact]
    public void A_ledger_comes_back_from_any_snapshot_and_its_tail() => Prop.ForAll(
        Gen.ListOf(LedgerCommands).ToArbitrary(),
        commands => SameFromEverySnapshot(StreamId.Of(Shipment), commands.Select(c => (Func<object, Instant, object>)((_, _) => c))))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void A_customer_comes_back_from_any_snapshot_and_its_tail() => Prop.ForAll(
        Gen.ListOf(CustomerCommands).ToArbitrary(),
        commands => SameFromEverySnapshot(StreamId.Of(TheCustomer), commands.Select(c => (Func<object, Instant, object>)((_, _) => c))))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void An_incident_comes_back_from_any_snapshot_and_its_tail() => Prop.ForAll(Walks, walk => SameFromEverySnapshot(
        StreamId.Of(Generators.Incident(1)),
        walk.Select(step => (Func<object, Instant, object>)((state, now) => CommandFor(step.Type, (IncidentState)state, now, step.Choice)))))
        .QuickCheckThrowOnFailure();

    // The laws above compare what is written; a member that is never written would escape them.
    [Fact]
    public void Every_member_of_a_state_goes_into_its_snapshot()
    {
        var (waiting, seen) = (new Queue<Type>([typeof(IncidentState), typeof(LedgerState), typeof(CustomerState)]), new HashSet<Type>());
        while (waiting.TryDequeue(out var type))
        {
            if (!seen.Add(type))
                continue;
            var written = Json.Options.GetTypeInfo(type).Properties.Where(p => p.Get is not null).Select(p => p.Name);
            var settable = type.GetProperties().Where(p => p is { SetMethod: not null, GetMethod.IsStatic: false }).ToList();
            Assert.Empty(settable.Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)).Except(written).Select(p => $"{type.Name}.{p}"));
            foreach (var inner in settable.Select(p => p.PropertyType.IsGenericType ? p.PropertyType.GetGenericArguments()[0] : p.PropertyType))
                if (inner.Namespace?.StartsWith("FreightRecovery", StringComparison.Ordinal) == true && inner.IsClass)
                    waiting.Enqueue(inner);
        }
    }

    private static bool SameFromEverySnapshot(StreamId stream, IEnumerable<Func<object, Instant, object>> commands)
    {
        var kind = StreamKind.Of(stream);
        var (state, now, number) = (kind.Initial, Start, 0);
        var (events, states) = (new List<object>(), new List<object> { kind.Initial });
        foreach (var command in commands)
        {
            now += Duration.FromHours(1);
            var by = number % 2 == 0 ? "ann" : "ben";
            foreach (var e in kind.Decide(state, command(state, now), Context(number++, now, by)).Events)
            {
                var (type, payload) = Json.Write(e);
                events.Add(Json.Read(type, payload));
                states.Add(state = kind.Evolve(state, e));
            }
        }

        var whole = kind.WriteState(state);
        return states.Select((at, version) =>
                events.Skip(version).Aggregate(kind.ReadState(kind.WriteState(at)), kind.Evolve))
            .All(again => kind.WriteState(again) == whole);
    }
}
