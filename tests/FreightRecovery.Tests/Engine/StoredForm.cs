using System.Text.Json;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Disruptions;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using FreightRecovery.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace FreightRecovery.Tests.Engine;

/// <summary>The JSON of events and of commands on their way is a storage contract.</summary>
public class StoredForm
{
    private static readonly Type[] Stored =
    [
        .. Generators.CasesOf(typeof(IncidentEvent)), .. Generators.CasesOf(typeof(LedgerEvent)), .. Generators.CasesOf(typeof(CustomerEvent)),
        .. Generators.CasesOf(typeof(DisruptionEvent)),
        typeof(LedgerCommand.ReleaseHold), typeof(CustomerCommand.Observe), typeof(IncidentCommand.ReviewClaims),
        typeof(IncidentCommand.ErasePersons),
    ];

    // One payload at least of every form that was ever written. Add lines, never change one.
    private static readonly Dictionary<string, JsonElement[]> Golden =
        JsonSerializer.Deserialize<Dictionary<string, JsonElement[]>>(File.ReadAllText(Beside("stored-events.golden.json")))!;

    public static TheoryData<string> Names() => [.. Stored.Select(t => t.FullName!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Everything_stored_comes_back_as_it_was(string name)
    {
        var type = typeof(IncidentEvent).Assembly.GetType(name)!;
        Prop.ForAll(Generators.Any(type).ToArbitrary(), value =>
        {
            var (form, payload) = Json.Write(value!);
            var read = Json.Read(form, payload);
            return read.GetType() == type && Json.Write(read) == (form, payload) && SameMembers(value!, read);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_payload_ever_written_stays_readable_with_all_it_says(string name)
    {
        var type = typeof(IncidentEvent).Assembly.GetType(name)!;
        var form = JsonNamingPolicy.CamelCase.ConvertName(type.Name) + "/1";

        Assert.True(Golden.ContainsKey(form), $"Pin the stored form of {form} in the golden file.");
        foreach (var payload in Golden[form])
        {
            var (sameForm, again) = Json.Write(Json.Read(form, payload.GetRawText()));
            Assert.Equal(form, sameForm);
            AssertKept(payload, JsonDocument.Parse(again).RootElement, form);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_member_of_what_is_stored_is_pinned(string name)
    {
        var type = typeof(IncidentEvent).Assembly.GetType(name)!;
        var form = JsonNamingPolicy.CamelCase.ConvertName(type.Name) + "/1";
        var members = Json.Options.GetTypeInfo(type).Properties.Where(p => p.Set is not null || p.AssociatedParameter is not null)
            .Select(p => p.Name);

        Assert.Empty(members.Except(Golden[form].SelectMany(p => p.EnumerateObject().Select(m => m.Name))));
    }

    [Fact]
    public void What_is_not_known_here_is_said_to_be_newer() =>
        Assert.Contains("newer", Assert.Throws<JsonException>(() => Json.Read("holdPlaced/9", "{}")).Message, StringComparison.Ordinal);

    // Written by the first release's form; a renamed or retyped member shows as a missing or different one.
    private static void AssertKept(JsonElement old, JsonElement now, string where)
    {
        Assert.True(old.ValueKind == now.ValueKind, where);
        switch (old.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in old.EnumerateObject())
                {
                    Assert.True(now.TryGetProperty(member.Name, out var kept), $"{where}: {member.Name} is lost.");
                    AssertKept(member.Value, kept, $"{where}.{member.Name}");
                }

                break;
            case JsonValueKind.Array:
                Assert.Equal(old.GetArrayLength(), now.GetArrayLength());
                foreach (var (a, b) in old.EnumerateArray().Zip(now.EnumerateArray()))
                    AssertKept(a, b, where);
                break;
            case JsonValueKind.Undefined or JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
                or JsonValueKind.Null:
                Assert.Equal(old.GetRawText(), now.GetRawText());
                break;
        }
    }

    // Beside the JSON, which a member that is never written would not show: the members themselves.
    private static bool SameMembers(object a, object b) => a.GetType().GetProperties().Where(p => p.SetMethod is not null).All(p =>
        JsonSerializer.Serialize(p.GetValue(a), p.PropertyType, Json.Options) == JsonSerializer.Serialize(p.GetValue(b), p.PropertyType, Json.Options));

    private static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, "Engine", file);
}
