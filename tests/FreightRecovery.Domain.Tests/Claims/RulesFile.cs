using FreightRecovery.Domain.Claims;
using FreightRecovery.Testing;
using NodaTime;
using static FreightRecovery.Domain.Tests.Claims.LegalTable;

namespace FreightRecovery.Domain.Tests.Claims;

/// <summary>A house's own rules file: what it may do, and how it is told what is wrong.</summary>
public class RulesFile
{
    private const string Row =
        """
        {"id": "cmr.noticeHidden", "regime": "cmr", "subject": "noticeHidden", "instrument": "CMR Convention", "cite": "Art. 30(1)", "confidence": "text", "period": {"days": 5}, "start": "delivery"}
        """;

    [Fact]
    public void It_adds_values_of_the_SDR_and_leaves_the_law_as_it_is()
    {
        var (rules, faults) = LegalFile.Read("""{"version": 2, "sdr": [{"on": "2026-06-30", "currency": "USD", "value": 1.25}]}""", LegalRules.Shipped);
        Assert.Empty(faults);
        Assert.Equal(Generators.Dollars(10_412.50m), Limit(ClaimGenerators.Case(LiabilityRegime.Cmr), rules).Amount);
        Assert.Equal(LegalRules.Shipped.Rows, rules!.Rows.AsEnumerable());
    }

    [Fact]
    public void A_row_of_the_same_id_replaces_the_one_that_ships()
    {
        var (rules, faults) = LegalFile.Read($$"""{"version": 2, "rules": [{{Row}}]}""", LegalRules.Shipped);
        Assert.Empty(faults);
        Assert.Equal(LegalRules.Shipped.Rows.Length, rules!.Rows.Length);
        Assert.Equal(new LocalDate(2026, 6, 10),
            LegalClock.Of(rules, ClaimGenerators.Case(LiabilityRegime.Cmr, LossKind.HiddenDamage)).NoticeBy);
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { "{", "" },
        { "[]", "" },
        { """{"rules": []}""", "/version" },
        { """{"version": 0}""", "/version" },
        { """{"version": 1, "colour": 1}""", "/colour" },
        { """{"version": 1, "rules": {}}""", "/rules" },
        { """{"version": 1, "rules": [7]}""", "/rules/0" },
        { Changed("\"cmr\",", "\"lex\","), "/rules/0/regime" },
        { Changed("\"noticeHidden\", \"instrument\"", "\"notes\", \"instrument\""), "/rules/0/subject" },
        { Changed("\"cite\": \"Art. 30(1)\", ", ""), "/rules/0/cite" },
        { Changed("\"text\"", "\"sure\""), "/rules/0/confidence" },
        { Changed("{\"days\": 5}", "{\"days\": -5}"), "/rules/0/period/days" },
        { Changed("{\"days\": 5}", "{\"weeks\": 1}"), "/rules/0/period/weeks" },
        { Changed(", \"start\": \"delivery\"", ""), "/rules/0/start" },
        { Changed("\"start\": \"delivery\"", "\"start\": \"delivery\", \"from\": \"2026-02-30\""), "/rules/0/from" },
        { Changed("\"start\": \"delivery\"", "\"start\": \"delivery\", \"from\": \"2026-05-01\", \"until\": \"2026-04-01\""), "/rules/0/until" },
        { Changed("\"id\": \"cmr.noticeHidden\"", "\"id\": \"mine\""), "/rules/0/from" },
        { Changed("\"period\": {\"days\": 5}, \"start\": \"delivery\"", "\"limit\": {\"form\": \"perKg\", \"unit\": \"SDR\"}"), "/rules/0/limit" },
        { Changed("\"period\": {\"days\": 5}, \"start\": \"delivery\"", "\"limit\": {\"form\": \"perKg\", \"unit\": \"gold\", \"perKg\": 1}"), "/rules/0/limit/unit" },
        { $$"""{"version": 2, "rules": [{{Row}}, {{Row}}]}""", "/rules/1/id" },
        { """{"version": 1, "version": 1}""", "/version" },
        { """{"version": 2147483648}""", "/version" },
        { Changed("\"CMR Convention\"", "\" \""), "/rules/0/instrument" },
        { Changed("\"start\": \"delivery\"", "\"start\": \"delivery\", \"minimum\": 1"), "/rules/0/minimum" },
        { Changed("{\"days\": 5}", "7"), "/rules/0/period" },
        { Changed("{\"days\": 5}", "{\"days\": 10000}"), "/rules/0/period/days" },
        { Changed("{\"days\": 5}", "{\"months\": 1200}"), "/rules/0/period/months" },
        { Changed("{\"days\": 5}", "{\"years\": 100}"), "/rules/0/period/years" },
        { Changed("\"period\": {\"days\": 5}, ", ""), "/rules/0/start" },
        { Changed(", \"start\"", ", \"limit\": {\"form\": \"perKg\", \"unit\": \"SDR\", \"perKg\": 1}, \"start\""), "/rules/0/limit" },
        { Limited("\"form\": \"higherOf\", \"perKg\": 1"), "/rules/0/limit" },
        { Limited("\"form\": \"higherOf\", \"perPackage\": 1"), "/rules/0/limit" },
        { Limited("\"form\": \"perPackage\", \"perKg\": 1"), "/rules/0/limit" },
        { Limited("\"form\": \"leastOf\", \"perPackage\": 1"), "/rules/0/limit" },
        { Limited("\"form\": \"freight\""), "/rules/0/limit" },
        { Limited("\"form\": \"perKg\", \"perKg\": 1000000000"), "/rules/0/limit/perKg" },
        { Least("carmack.notice", "\"note\": \"None.\""), "/rules/0/period" },
        { Least("ours", "\"period\": {\"months\": 8}, \"start\": \"deliveryOrDue\""), "/rules/0/period" },
        { Two("\"until\": \"2026-05-01\"", "\"from\": \"2026-05-01\""), "/rules/0/from" },
        { Two("\"until\": \"2026-05-01\"", "\"from\": \"2026-05-01\""), "/rules/1/from" },
        // A row on one kind of loss goes before the one on any, and would shorten that.
        { Least("ours", "\"period\": {\"months\": 8}, \"start\": \"deliveryOrDue\"", "noticeHidden"), "/rules/0/period" },
        { """{"version": 1, "sdr": [{"on": "2026-06-30", "currency": "dollars", "value": 1}]}""", "/sdr/0/currency" },
        { """{"version": 1, "sdr": [{"on": "2026-06-30", "currency": "USD", "value": 0}]}""", "/sdr/0/value" },
        { """{"version": 1, "sdr": [{"currency": "USD", "value": 1.25}]}""", "/sdr/0/on" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_is_told_by_its_place_and_nothing_of_the_file_is_taken(string json, string pointer)
    {
        var (rules, faults) = LegalFile.Read(json, LegalRules.Shipped);
        Assert.Null(rules);
        Assert.Contains(pointer, faults.Select(f => f.Pointer));
    }

    public static TheoryData<string> Right =>
    [
        Changed("\"start\": \"delivery\"", "\"start\": \"delivery\", \"from\": \"2026-05-01\", \"until\": \"2026-05-01\""),
        Changed("\"start\": \"delivery\"", "\"start\": \"delivery\", \"note\": null"),
        Changed("{\"days\": 5}", "{\"years\": 99, \"months\": 1199, \"days\": 9999}"),
        // One row for containers or for a leg by sea stands beside the general one, and one begins the day after another ends.
        Changed("\"id\": \"cmr.noticeHidden\"", "\"id\": \"mine\", \"containers\": true"),
        Changed("\"id\": \"cmr.noticeHidden\"", "\"id\": \"mine\", \"seaLeg\": true"),
        Two("\"until\": \"2026-04-30\"", "\"from\": \"2026-05-01\""),
        Two("\"from\": \"2026-05-01\"", "\"until\": \"2026-04-30\""),
        Limited("\"form\": \"leastOf\", \"perKg\": 1"),
        Limited("\"form\": \"leastOf\", \"total\": 999999999.99"),
        Limited("\"form\": \"actualLoss\""),
        Limited("\"form\": \"freight\", \"times\": 2").Replace(", \"unit\": \"SDR\"", "", StringComparison.Ordinal),
        Least("carmack.notice", "\"period\": {\"months\": 9}, \"start\": \"deliveryOrDue\""),
        Least("ours", "\"period\": {\"months\": 9}, \"start\": \"deliveryOrDue\"", "noticeHidden"),
        Least("carmack.decide", "\"period\": {\"days\": 100}, \"start\": \"claim\"", "decide"),
        Least("carmack.noticeDelay", "\"period\": {\"days\": 5}, \"start\": \"delivery\"", "noticeDelay").Replace("carmack", "hagueVisby", StringComparison.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Right))]
    public void What_is_right_is_taken(string json) => Assert.Empty(LegalFile.Read(json, LegalRules.Shipped).Faults);

    [Fact]
    public void A_least_time_for_suit_binds_no_notice()
    {
        var withoutNotice = LegalRules.Shipped with { Rows = [.. LegalRules.Shipped.Rows.Where(r => r.Id != "carmack.notice")] };
        var ours = Least("ours", "\"period\": {\"months\": 8}, \"start\": \"deliveryOrDue\"", "noticeHidden");
        Assert.Empty(LegalFile.Read(ours, withoutNotice).Faults);
    }

    [Fact]
    public void Thresholds_at_the_edge_are_right_and_beyond_it_are_faults()
    {
        Assert.Empty(new ClaimPolicy { NoticeWarnDays = [3650, 0], SuitWarnDays = [0], SdrRateMaxAgeDays = 366, ExtensionMonths = 60 }.Faults());
        Assert.Equal(
            ["/noticeWarnDays", "/suitWarnDays", "/sdrRateMaxAgeDays", "/extensionMonths"],
            new ClaimPolicy { NoticeWarnDays = [3651], SuitWarnDays = [7, 7], SdrRateMaxAgeDays = 367, ExtensionMonths = 61 }.Faults().Select(f => f.Pointer));
        Assert.Equal(
            ["/notice", "/suit", "/monthsAfterResolution"],
            new UnclaimedPolicy
            {
                Notice = [new(3651, Authority.Sales)], Suit = [new(7, Authority.Sales), new(7, Authority.Sales)], MonthsAfterResolution = 121,
            }.Faults().Select(f => f.Pointer));
        Assert.Empty(new UnclaimedPolicy { Notice = [new(3650, Authority.Sales)], MonthsAfterResolution = 120 }.Faults());
    }

    [Fact]
    public void Thresholds_that_make_no_sense_are_faults()
    {
        Assert.Empty(new ClaimPolicy().Faults());
        Assert.Equal("/noticeWarnDays", Assert.Single(new ClaimPolicy { NoticeWarnDays = [2, 5] }.Faults()).Pointer);
        Assert.Equal("/suitWarnDays", Assert.Single(new ClaimPolicy { SuitWarnDays = [] }.Faults()).Pointer);
        Assert.Equal("/sdrRateMaxAgeDays", Assert.Single(new ClaimPolicy { SdrRateMaxAgeDays = -1 }.Faults()).Pointer);
        Assert.Equal("/extensionMonths", Assert.Single(new ClaimPolicy { ExtensionMonths = 0 }.Faults()).Pointer);
    }

    private static string Limited(string limit) =>
        Changed("\"period\": {\"days\": 5}, \"start\": \"delivery\"", $"\"limit\": {{{limit}, \"unit\": \"SDR\"}}")
            .Replace("noticeHidden", "limitErrors", StringComparison.Ordinal);

    private static string Least(string id, string rest, string subject = "notice") => $$"""
        {"version": 2, "rules": [{"id": "{{id}}", "regime": "carmack", "subject": "{{subject}}", "instrument": "Our tariff", "cite": "Item 5", "confidence": "text", {{rest}}}]}
        """;

    private static string Two(string first, string second) =>
        $$"""{"version": 2, "rules": [{{With(Row, first)}}, {{With(Row.Replace("cmr.noticeHidden", "mine", StringComparison.Ordinal), second)}}]}""";

    private static string With(string row, string member) => row.Replace("\"start\"", member + ", \"start\"", StringComparison.Ordinal);

    private static string Changed(string old, string with)
    {
        Assert.Contains(old, Row, StringComparison.Ordinal);
        return $$"""{"version": 2, "rules": [{{Row.Replace(old, with, StringComparison.Ordinal)}}]}""";
    }
}
