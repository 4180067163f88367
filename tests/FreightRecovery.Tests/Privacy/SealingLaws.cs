using System.Collections;
using System.Reflection;
using System.Text.Json;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Disruptions;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using FreightRecovery.Engine.Privacy;
using FreightRecovery.Testing;
using FreightRecovery.Tests.Engine;
using FsCheck;
using FsCheck.Fluent;

namespace FreightRecovery.Tests.Privacy;

/// <summary>What is personal in an event is sealed when it is stored, and opens with the customer's key alone.</summary>
public class SealingLaws
{
    private static readonly CustomerRef Owner = new("C-1");
    private static readonly CustomerKeys Keys = new(new MemoryStore(), MasterKey.TryParse(Node.Master)!);
    private static readonly CustomerKey Key = Keys.For(Owner, opensStream: true, default).AsTask().GetAwaiter().GetResult().Key!;
    private static readonly KeysAtHand AtHand = new(new() { [Key.Id] = Key });
    private static readonly KeysAtHand Destroyed = new([]);

    private static readonly Type[] Events =
    [
        .. Generators.CasesOf(typeof(IncidentEvent)), .. Generators.CasesOf(typeof(LedgerEvent)), .. Generators.CasesOf(typeof(CustomerEvent)),
        .. Generators.CasesOf(typeof(DisruptionEvent)),
    ];

    public static TheoryData<string> Names() => [.. Events.Select(t => t.FullName!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_event_that_was_sealed_comes_back_as_it_was_and_again_in_the_same_bytes(string name) => ForAny(name, e =>
    {
        var (type, payload) = Json.Write(e, Key);
        return Json.Write(Json.Read(type, payload, AtHand)) == Json.Write(e) && Json.Write(e, Key).Payload == payload;
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_personal_in_it_is_stored_open(string name) => ForAny(name, e =>
        Personals(e, JsonDocument.Parse(Json.Write(e, Key).Payload).RootElement)
            .All(p => p.Stored.GetString()!.StartsWith(CustomerKey.Mark, StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Names))]
    public void It_needs_a_key_exactly_when_it_holds_something_personal(string name) => ForAny(name, e =>
        Json.HoldsPersonal(e) == Personals(e, JsonDocument.Parse(Json.Write(e, Key).Payload).RootElement).Any());

    [Theory]
    [MemberData(nameof(Names))]
    public void Without_keys_it_reads_as_sealed_and_with_a_destroyed_one_as_erased(string name) => ForAny(name, e =>
    {
        var (type, payload) = Json.Write(e, Key);
        return Texts(Json.Read(type, payload)).All(text => text == Personal.Sealed)
            && Texts(Json.Read(type, payload, Destroyed)).All(text => text == Personal.Erased);
    });

    [Fact]
    public void What_was_altered_or_moved_to_another_member_does_not_open()
    {
        var (type, payload) = Json.Write(new IncidentEvent.OfferDeclined(Guid.Empty, "Mei", "mail", "Too dear.", Generators.Start), Key);
        var told = JsonDocument.Parse(payload).RootElement;
        string by = told.GetProperty("by").GetString()!, evidence = told.GetProperty("evidence").GetString()!;
        var moved = payload.Replace(by, "?", StringComparison.Ordinal).Replace(evidence, by, StringComparison.Ordinal).Replace("?", evidence, StringComparison.Ordinal);
        var altered = payload.Replace(by, by[..^6] + (by[^6] == 'A' ? 'B' : 'A') + by[^5..], StringComparison.Ordinal);

        Assert.Throws<JsonException>(() => Json.Read(type, moved, AtHand));
        Assert.Throws<JsonException>(() => Json.Read(type, altered, AtHand));
    }

    [Fact]
    public void A_text_that_looks_sealed_is_sealed_like_any_other()
    {
        var told = new IncidentEvent.CustomerTold(Channel.Phone, Key.Seal("x"u8, "x"u8), Generators.Start, "ann");
        var (type, payload) = Json.Write(told, Key);
        Assert.Equal(told, Json.Read(type, payload, AtHand));
    }

    [Fact]
    public void A_key_wrapped_for_one_customer_opens_for_no_other_and_under_no_other_master_key()
    {
        var master = MasterKey.TryParse(Node.Master)!;
        var stored = master.Wrap(Key);
        master.Try(stored);
        Assert.Throws<MasterKeyException>(() => master.Try(stored with { Customer = new CustomerRef("C-2") }));
        Assert.Throws<MasterKeyException>(() => MasterKey.TryParse(MasterKey.NewText())!.Try(stored));
        Assert.DoesNotContain(Convert.ToBase64String(Key.Secret)[..20], Convert.ToBase64String(stored.Wrapped), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAECAwQFBgcICQoLDA0ODw==")]
    [InlineData("not Base64 at all")]
    public void What_is_no_master_key_is_not_taken_for_one(string text) => Assert.Null(MasterKey.TryParse(text));

    // Whoever adds a text to what is stored says here that it names nobody at a customer, or marks it as personal.
    [Fact]
    public void Every_stored_text_is_marked_as_personal_or_known_to_be_none()
    {
        string[] ours =
        [
            // Our own people, who stand in the records by name.
            "By", "MadeBy", "DoneBy", "AskedBy", "SalesRep", "AccountManager", "PersonInCharge", "Owner", "IncidentAssigned.To", "IncidentState.AssignedTo",
            // Our own words, for our own people: they are asked to name nobody.
            "Reason", "Why", "What", "RootCause", "Prevention", "OptionDecided.Note", "ReserveSet.Note", "Title", "Text", "Line", "Terms",
            "InfeasibleBecause", "DisruptionFacts.Description", "Explanation", "Forum",
            // Codes, places, cargo and companies.
            "Branch", "Language", "TimeZone", "CountryCode", "CustomerFacts.Name", "Counterparty.Name", "Department", "Place", "Paper", "Feed", "MessageId", "Type",
            "Sha256", "Carrier", "Agent", "Vessel", "Voyage", "Flight", "Origin", "Destination", "Port", "MasterReference", "HouseReference", "Containers",
            "Value", "Code", "Label", "Currency", "Incoterm",
        ];
        var unjudged = new List<string>();
        var (waiting, seen) = (new Queue<Type>(Events.Concat([typeof(IncidentState), typeof(LedgerState), typeof(CustomerState)])), new HashSet<Type>());
        while (waiting.TryDequeue(out var type))
        {
            if (!seen.Add(type))
                continue;
            foreach (var member in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod is not null))
            {
                var held = member.PropertyType.IsGenericType ? member.PropertyType.GetGenericArguments()[^1] : member.PropertyType;
                if (member.IsDefined(typeof(PersonalAttribute)))
                    continue;
                if (held == typeof(string) && !ours.Contains(member.Name) && !ours.Contains($"{type.Name}.{member.Name}"))
                    unjudged.Add($"{type.Name}.{member.Name}");
                else if (held.Assembly == typeof(Money).Assembly && !held.IsEnum)
                    waiting.Enqueue(held);
            }
        }

        Assert.Empty(unjudged);
    }

    private static void ForAny(string name, Func<object, bool> holds) =>
        Prop.ForAll(Generators.Any(typeof(IncidentEvent).Assembly.GetType(name)!).ToArbitrary(), e => holds(e!)).QuickCheckThrowOnFailure();

    private static IEnumerable<string> Texts(object? value) =>
        Personals(value, default).Where(p => p.Member.PropertyType == typeof(string)).Select(p => (string)p.Value);

    // The personal members of a value that hold anything, with their stored form when there is one.
    private static IEnumerable<(PropertyInfo Member, object Value, JsonElement Stored)> Personals(object? value, JsonElement stored)
    {
        if (value is null or string || (value.GetType().Assembly != typeof(Money).Assembly && value is not IEnumerable))
            return [];
        if (value is IEnumerable items)
            return items.Cast<object>().SelectMany((item, i) => Personals(item, stored.ValueKind == JsonValueKind.Array ? stored[i] : default));
        return value.GetType().GetProperties().Where(p => p is { SetMethod: not null, GetMethod.IsStatic: false } && p.GetIndexParameters().Length == 0)
            .SelectMany(member =>
            {
                var inner = member.GetValue(value);
                var at = stored.ValueKind == JsonValueKind.Object
                    && stored.TryGetProperty(JsonNamingPolicy.CamelCase.ConvertName(member.Name), out var found) ? found : default;
                return !member.IsDefined(typeof(PersonalAttribute)) ? Personals(inner, at)
                    : inner is null || (inner is not string && inner is IEnumerable all && !all.Cast<object>().Any()) ? []
                    : [(member, inner, at)];
            });
    }
}
