using System.Text;
using FreightRecovery.Feeds;

namespace FreightRecovery.Domain.Tests.Feeds;

public class PartnerMapTests
{
    private const string Sound = """
        {"partner": "Example Lines",
         "feeds": {"iftsta": {"status": {"A7": "18", "B1": "ignore"}, "reason": {"Q1": "63"}, "category": {"Z1": "1"},
                              "zone": {"default": "Europe/Berlin", "CST": "Asia/Shanghai"}},
                   "cargo-imp": {"status": {"XYZ": "DEP"}, "discrepancy": {"LOST": "MSCA"}}}}
        """;

    [Fact]
    public void A_map_is_read_feed_by_feed()
    {
        var map = Map(Sound);

        Assert.Equal("Example Lines", map.Partner);
        Assert.Equal(("18", "ignore", "C3"), (map.Of("iftsta").Meant("status", "A7"), map.Of("iftsta").Meant("status", "B1"), map.Of("iftsta").Meant("status", "C3")));
        Assert.Equal("MSCA", map.Of("cargo-imp").Meant("discrepancy", "LOST"));
        Assert.Equal(PartnerCodes.None, map.Of("dcsa-tnt"));
    }

    [Fact]
    public void A_byte_order_mark_and_comments_are_passed_over() => Map("\uFEFF" + Sound.Replace("{\"partner\"", "/* ours */ {\"partner\""));

    [Theory]
    [InlineData("", "", "Not JSON: line 1")]
    [InlineData("[]", "", "Not an object.")]
    [InlineData("{}", "/partner", "Say whose codes these are.")]
    [InlineData("""{"partner":7}""", "/partner", "not a text")]
    [InlineData("""{"partner":"A","feed":{}}""", "/feed", "There is no member \"feed\"")]
    [InlineData("""{"partner":"A","feeds":[]}""", "/feeds", "Not an object.")]
    [InlineData("""{"partner":"A","feeds":{"edi":{}}}""", "/feeds/edi", "There is no feed \"edi\" with private codes: it is one of cargo-imp, iftsta, vermas.")]
    [InlineData("""{"partner":"A","feeds":{"iftsta":{"state":{}}}}""", "/feeds/iftsta/state", "no list \"state\": it has category, reason, status, zone.")]
    [InlineData("""{"partner":"A","feeds":{"vermas":{"status":{}}}}""", "/feeds/vermas/status", "no list \"status\": it has zone.")]
    [InlineData("""{"partner":"A","feeds":{"iftsta":{"status":{"A7":"999"}}}}""", "/feeds/iftsta/status/A7", "\"999\" is not a status of UN/CEFACT Recommendation 24, nor \"ignore\".")]
    [InlineData("""{"partner":"A","feeds":{"iftsta":{"status":{"A7":18}}}}""", "/feeds/iftsta/status/A7", "not a text")]
    [InlineData("""{"partner":"A","feeds":{"iftsta":{"status":{"A7":"18","A7":"20"}}}}""", "/feeds/iftsta/status/A7", "is there twice")]
    [InlineData("""{"partner":"A","feeds":{"iftsta":{"status":{" A7":"18"}}}}""", "/feeds/iftsta/status/ A7", "without blanks")]
    [InlineData("""{"partner":"A","feeds":{"iftsta":{"status":{"":"18"}}}}""", "/feeds/iftsta/status/", "1 to 35")]
    [InlineData("""{"partner":"A","feeds":{"iftsta":{"status":{"a/b~c":"x"}}}}""", "/feeds/iftsta/status/a~1b~0c", "is not a status")]
    [InlineData("""{"partner":"A","feeds":{"iftsta":{"zone":{"default":"Europe/Hamburg"}}}}""", "/feeds/iftsta/zone/default", "IANA database")]
    [InlineData("""{"partner":"A","feeds":{"iftsta":{"zone":{"default":"ignore"}}}}""", "/feeds/iftsta/zone/default", "IANA database")]
    [InlineData("""{"partner":"A","feeds":{"cargo-imp":{"status":{"X":"18"}}}}""", "/feeds/cargo-imp/status/X", "\"18\" is not a status of FSU")]
    [InlineData("""{"partner":"\ud800"}""", "", "half a character")]
    [InlineData("""{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{}}}}}}}}}""", "", "Not JSON")]
    public void What_is_wrong_is_pointed_at(string json, string pointer, string message)
    {
        var fault = Assert.Single(Faults(json));

        Assert.Equal(pointer, fault.Pointer);
        Assert.Contains(message, fault.Message);
    }

    [Fact]
    public void All_faults_are_told_at_once() => Assert.Equal(
        ["/feeds/iftsta/status/A", "/feeds/iftsta/reason/B", "/feeds/x", "/y"],
        Faults("""{"partner":"A","feeds":{"iftsta":{"status":{"A":"?"},"reason":{"B":"?"}},"x":{}},"y":1}""").Select(f => f.Pointer));

    [Fact]
    public void A_giant_file_is_not_even_looked_at() =>
        Assert.Contains("longer than 1048576 bytes", Assert.Single(Faults(new string(' ', 1024 * 1024 + 1))).Message);

    [Fact]
    public void Too_many_codes_are_refused()
    {
        var codes = string.Join(",", Enumerable.Range(0, 10_001).Select(i => $"\"A{i}\":\"18\""));

        Assert.Contains("More than 10000 codes", Assert.Single(Faults($"{{\"partner\":\"A\",\"feeds\":{{\"iftsta\":{{\"status\":{{{codes}}}}}}}}}")).Message);
    }

    [Fact]
    public void What_changed_between_two_maps_is_told_code_by_code()
    {
        var after = Map(Sound.Replace("\"A7\": \"18\"", "\"A7\": \"20\"").Replace("\"B1\": \"ignore\"", "\"C1\": \"49\"").Replace("\"LOST\"", "\"GONE\""));

        Assert.Equal(
            ["cargo-imp discrepancy GONE: added, means MSCA", "cargo-imp discrepancy LOST: removed, meant MSCA", "iftsta status A7: meant 18, means 20",
                "iftsta status B1: removed, meant ignore", "iftsta status C1: added, means 49"],
            Map(Sound).ChangesTo(after).Select(c => c.ToString()));
        Assert.Empty(after.ChangesTo(after));
    }

    private static PartnerMap Map(string json) => Assert.IsType<PartnerMapReading.Sound>(PartnerCodes.Read(Encoding.UTF8.GetBytes(json))).Map;

    private static IEnumerable<PolicyFault> Faults(string json) =>
        Assert.IsType<PartnerMapReading.Faulty>(PartnerCodes.Read(Encoding.UTF8.GetBytes(json))).Faults;
}
