using System.Text;
using System.Text.Json.Nodes;
using FreightRecovery.Domain;
using FreightRecovery.Web.Policies;
using NodaTime;

namespace FreightRecovery.Tests.Policies;

/// <summary>The policy file: complete when written, forgiving when short, and told of every fault at once.</summary>
public class PolicyFileTests
{
    private static readonly JsonObject Shipped = JsonNode.Parse(PolicyJson.Write(PolicySet.Default))!.AsObject();

    public static TheoryData<string> Leaves() => [.. Pointers(Shipped, "", leaves: true).Distinct()];

    public static TheoryData<string> Objects() => [.. Pointers(Shipped, "", leaves: false)];

    [Fact]
    public void What_ships_has_no_faults() => Assert.Empty(PolicySet.Default.Faults());

    [Fact]
    public void A_policy_comes_back_from_its_file_as_it_was() =>
        Assert.Equal(PolicyJson.Write(PolicySet.Default), PolicyJson.Write(Good(PolicyJson.Write(PolicySet.Default))));

    [Fact]
    public void What_a_file_leaves_out_is_as_shipped()
    {
        var policy = Good("""
            {
              // Our customers are patient.
              "version": 7, "holdTarget": "P10D", "recovery": { "discountPercent": { "major": 15 } }, "feeds": { "majorDelay": "PT96H" },
            }
            """);

        Assert.Equal(7, policy.House.Version);
        Assert.Equal(Duration.FromDays(10), policy.House.HoldTarget);
        Assert.Equal(new(5m, 15m, 20m), policy.House.Recovery.DiscountPercent);
        Assert.Equal(Duration.FromDays(4), policy.Feeds.MajorDelay);
        Assert.Equal(
            Shipped["relationship"]!.ToJsonString(), JsonNode.Parse(PolicyJson.Write(policy))!["relationship"]!.ToJsonString());
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once_by_its_place()
    {
        var faults = Faults("""
            {
              "version": 0, "lowMark": "two", "holdTraget": "P7D", "sameIncidentWindow": "P1M", "relationship": { "quietBelow": 1.5 },
              "clocks": { "firstResponse": { "phone": "PT0S", "pigeon": "PT1H" } }, "feeds": { "cargoRolled": "awful" }
            }
            """);

        Assert.Equal(
        [
            "/clocks/firstResponse/email", "/clocks/firstResponse/faceToFace", "/clocks/firstResponse/feed", "/clocks/firstResponse/form",
            "/clocks/firstResponse/phone", "/clocks/firstResponse/pigeon", "/clocks/firstResponse/portal",
            "/clocks/firstResponse/socialMedia", "/feeds/cargoRolled", "/holdTraget", "/lowMark", "/relationship/quietBelow",
            "/sameIncidentWindow", "/version",
        ], faults.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("1.5 is not allowed: it lies between 0 and 1.", faults["/relationship/quietBelow"]);
        Assert.Equal("This is one of minor, major, critical.", faults["/feeds/cargoRolled"]);
        Assert.Contains("PT4H", faults["/sameIncidentWindow"], StringComparison.Ordinal);
        Assert.Contains("phone", faults["/clocks/firstResponse/pigeon"], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Leaves))]
    public void A_value_of_the_wrong_type_is_found_wherever_it_stands(string pointer)
    {
        var policy = Shipped.DeepClone().AsObject();
        At(policy, pointer[..pointer.LastIndexOf('/')])[pointer[(pointer.LastIndexOf('/') + 1)..]] = new JsonArray(new JsonObject());

        Assert.Contains(pointer, Faults(policy.ToJsonString()).Keys.Select(p => p[..Math.Min(p.Length, pointer.Length)]));
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void A_member_that_is_not_known_is_found_wherever_it_stands(string pointer)
    {
        // A house may name any currency.
        if (pointer == "/roughWorth")
            return;
        var policy = Shipped.DeepClone().AsObject();
        At(policy, pointer)["no/such"] = 1;

        Assert.Contains($"{pointer}/no~1such", Faults(policy.ToJsonString()).Keys.Select(p => p.Replace("/no/such", "/no~1such", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"version":1,"version":2}""")]
    [InlineData("""{"lowMark":null}""")]
    public void What_is_no_policy_is_said_to_be_none(string text) => Assert.NotEmpty(Faults(text));

    [Theory]
    [InlineData("PT4H", "PT4H")]
    [InlineData("P1DT12H", "PT36H")]
    [InlineData("P2W", "P14D")]
    [InlineData("PT90M", "PT1H30M")]
    public void A_duration_is_written_so_that_a_day_of_work_is_not_taken_for_a_day(string read, string written) =>
        Assert.Equal(written, DurationText.Write(DurationText.Parse(read)!.Value));

    private static PolicySet Good(string text)
    {
        var (policy, faults) = PolicyJson.Read(Encoding.UTF8.GetBytes(text));
        Assert.Empty(faults);
        return policy;
    }

    private static Dictionary<string, string> Faults(string text) =>
        PolicyJson.Read(Encoding.UTF8.GetBytes(text)).Faults.GroupBy(f => f.Pointer).ToDictionary(g => g.Key, g => g.First().Message);

    private static JsonNode At(JsonNode node, string pointer) =>
        pointer.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(node, (at, name) => at[name]!);

    private static IEnumerable<string> Pointers(JsonNode? node, string pointer, bool leaves) => node is JsonObject inner
        ? (leaves ? [] : (string[])[pointer]).Concat(inner.SelectMany(m => Pointers(m.Value, $"{pointer}/{m.Key}", leaves)))
        : leaves ? [pointer] : [];
}
