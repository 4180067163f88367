using System.Text.Json;
using System.Text.RegularExpressions;
using FreightRecovery.Feeds;
using FreightRecovery.Web.Language;
using FsCheck;
using FsCheck.Fluent;

namespace FreightRecovery.Tests.Language;

/// <summary>What the domain says in English is said in every language, with what it was composed of in its places.</summary>
public sealed partial class SentenceLaws
{
    // Whose sentences somebody reads on a page; a folder stands for all of its files.
    private static readonly string[] Told =
    [
        "Domain/Customers/RelationshipReasons.cs", "Domain/Customers/Customer.cs", "Domain/Customers/Silence.cs",
        "Domain/Recovery/Words.cs", "Domain/Recovery/Drafting.cs", "Domain/Recovery/Feasibility.cs", "Domain/Recovery/Costing.cs", "Domain/Recovery/Refund.cs",
        "Domain/Recovery/Tally.cs", "Domain/Recovery/Valuation.cs", "Domain/Recovery/Options.cs", "Domain/Recovery/RecoveryContext.cs",
        "Domain/Incidents/Incident.cs", "Domain/Incidents/Offering.cs", "Domain/Incidents/Promises.cs", "Domain/Incidents/Questions.cs",
        "Domain/Incidents/Recording.cs", "Domain/Incidents/Amending.cs", "Domain/Incidents/Validity.cs", "Domain/Incidents/Escalations.cs",
        "Domain/Incidents/Deadlines.cs", "Domain/Incidents/FactNeed.cs", "Domain/Incidents/Words.cs",
        "Domain/Shipments/Collecting.cs", "Domain/Shipments/Crediting.cs", "Domain/Shipments/Ledger.cs", "Domain/Shipments/LedgerChanges.cs",
        "Domain/Shipments/Reissuing.cs", "Domain/Shipments/ToldPlan.cs", "Domain/Disruptions/Disruption.cs",
        "Domain/Claims/Claiming.cs", "Domain/Classifying/Classifier.cs", "Domain/Classifying/Tones.cs", "Domain/Classifying/Hearing.cs",
        "Domain/PolicyCheck.cs", "Domain/Policy.cs", "Domain/Calendar/CalendarFaults.cs", "Domain/Calendar/CalendarPolicy.cs", "Domain/Calendar/BusinessCalendar.cs", "Domain/Claims/ClaimPolicy.cs", "Domain/Claims/UnclaimedPolicy.cs",
        "Domain/Classifying/ClassificationPolicy.cs", "Domain/Incidents/ClockPolicy.cs", "Domain/Incidents/EscalationPolicy.cs", "Domain/Incidents/EvidencePolicy.cs",
        "Domain/Incidents/KindPolicy.cs", "Domain/Incidents/ValidityPolicy.cs", "Domain/Recovery/ExchangeRates.cs", "Domain/Recovery/Playbook.cs",
        "Domain/Recovery/RecoveryPolicy.cs", "Domain/Recovery/Wishes.cs", "Domain/Shipments/LedgerPolicy.cs",
        "Feeds/Meanings", "Feeds/Edifact", "Feeds/Dcsa", "Feeds/CargoImp", "Feeds/PartnerLists.cs", "Feeds/PartnerMapReader.cs",
        "Domain/Calendar/RunningOut.cs", "Engine/Notices.cs", "Engine/LedgerNotices.cs", "Engine/ClaimNotices.cs", "Engine/Transactor.cs",
        "Web/Api/Problems.cs", "Web/Api/Write.cs", "Web/Api/IncidentDoor.cs", "Web/Api/OptionDesk.cs", "Web/Api/Bodies", "Web/Api/Evidence/Upload.cs",
        "Web/IncidentDesk/IncidentActs.cs", "Web/InvoiceDesk/InvoicePages.cs", "Web/InvoiceDesk/InvoiceQuery.cs", "Web/CustomerDesk/CustomerPages.cs",
        "Web/Hooks/HookDesk.cs", "Web/Hooks/HookSender.cs", "Web/Api/RecoveryApi.cs", "Web/Policies/PolicyInForce.cs", "Web/Policies/PolicyJson.cs", "Web/Policies/RecordReader.cs",
        "Web/Intake/QuarantineApi.cs", "Web/Intake/FeedIntake.Judging.cs", "Web/Intake/FeedIntake.Reporting.cs",
        "Web/Disruptions/DisruptionsApi.cs", "Web/Disruptions/DisruptionBody.cs",
    ];

    // This refuses too, and no page has a form that is refused by it: a value of the drawing right is entered over HTTP alone. Its refusals stay English
    // for whoever writes the program that is refused.
    private static readonly string[] LeftOut = ["Web/Api/SdrApi.cs"];

    // What code lists of the trade call their codes: it stands in a description as the remark of who sent it.
    private static readonly string[] Remarks = ["Feeds/Edifact/ReasonCodes.cs", "Feeds/Edifact/StatusCategories.cs"];

    // Read in other people's messages, or made into ids: nobody is told them.
    private static readonly string[] NotSentences = ["Webhook {Webhook} could not be served; it is tried again.", "could not be mapped", "could not be converted", "Duplicate property", "webhook test", "en zh-Hans zh-Hant ru",
        // Words that a feed's remarks are searched for.
        "not provided", "not received", "cannot be found", "not found",
        // The name of a calendar; what is read of an event of which nothing follows; remarks of feeds.
        "Monday to Friday", "{}, status {}", "gross mass {}, told otherwise {}", "method 1: the packed container was weighed",
        "method 2: its parts were weighed and added up",
    ];

    public static TheoryData<string> Languages => [.. Phrasebook.Languages.Skip(1)];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_sentence_of_the_domain_has_its_translation(string language)
    {
        var known = Sentences.In(language).Entries.SelectMany(e => new[] { e, Counted().Replace(e, "") }).Select(Literals.Anonymous).ToHashSet();
        var missing = Told.SelectMany(FilesOf).Except(Remarks.SelectMany(FilesOf))
            .SelectMany(f => Literals.Of(NotToPeople().Replace(File.ReadAllText(f), "")).Where(IsSentence).Where(t => !known.Contains(t) && Sentences.In(language).Exactly(t) is null).SelectMany(t => End().Split(t))
                .Where(t => Letters().IsMatch(t.Replace("{}", "", StringComparison.Ordinal)) && !known.Contains(t) && Sentences.In(language).Exactly(t) is null).Select(t => $"{Path.GetFileName(f)}: {t}"));
        Assert.Empty(missing.Except(NotSentences).Distinct());
    }

    [Fact]
    public void Every_source_that_refuses_is_translated_or_named_as_left_out()
    {
        var refusing = Sources().Where(f => Refuses().IsMatch(File.ReadAllText(f))).ToList();
        Assert.Empty(refusing.Except(Told.Concat(LeftOut).SelectMany(FilesOf)));
        Assert.All(LeftOut.SelectMany(FilesOf), left => Assert.Contains(left, refusing));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void No_translation_is_of_a_sentence_that_nobody_says_any_more(string language)
    {
        var said = Sources().SelectMany(f => Literals.Of(File.ReadAllText(f))).Distinct().SelectMany(t => End().Split(t).Append(t)).ToHashSet();
        var names = new[] { typeof(Domain.Claims.ClaimSide), typeof(DocumentKind), typeof(DocumentStatus), typeof(CargoMove) }
            .SelectMany(Enum.GetNames).Select(n => Capital().Replace(n, " $0").Trim().ToLowerInvariant()).ToHashSet();
        Assert.DoesNotContain(Sentences.In(language).Entries, e =>
            !said.Contains(Literals.Anonymous(e)) && !said.Contains(Counted().Replace(e, "")) && !names.Contains(e));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Each_translation_has_the_places_of_its_sentence_and_the_plurals_of_its_language(string language)
    {
        Assert.Equal(Sentences.In("zh-Hans").Entries.Order(StringComparer.Ordinal), Sentences.In(language).Entries.Order(StringComparer.Ordinal));
        foreach (var (english, told) in Resource(language))
        {
            var forms = FormsOf(told);
            Assert.All(forms, form => Assert.Equal(Phrasebook.PlacesIn(english).Distinct().Order(), Phrasebook.PlacesIn(form).Distinct().Order()));
            Assert.All(forms, form => Assert.False(string.IsNullOrWhiteSpace(form), english));
            if (told.ValueKind is JsonValueKind.Object)
                Assert.Equal(Phrasebook.In(language).Plurals.Order(), told.Deserialize<Dictionary<string, string>>()!.Keys.Order());
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void What_a_sentence_was_composed_of_stands_in_its_translation(string language)
    {
        var sentences = Sentences.In(language);
        var composed = sentences.Entries.Where(e => e.Contains('{', StringComparison.Ordinal)).ToList();
        var values = Gen.Elements([.. "aZ9Яй中<&>\"'{}/-,"]).ArrayOf().Where(c => c.Length > 0).Select(c => new string(c)).ArrayOf(8);
        Prop.ForAll(values.ToArbitrary(), some =>
        {
            foreach (var english in composed)
            {
                var put = Phrasebook.PlacesIn(english).Distinct().Zip(some, (place, value) => (Place: place, Value: Fitting(place) ?? value)).ToDictionary(p => p.Place, p => p.Value);
                var text = Place().Replace(english, match => put[match.Value[1..^1]]);
                var (said, whole) = sentences.Say(text);
                Assert.True(whole, text);
                Assert.All(put.Values, value => Assert.Contains(sentences.Say(value) is (var word, true) ? word : value, said, StringComparison.OrdinalIgnoreCase));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Any_text_at_all_is_said_and_what_is_not_ours_comes_out_as_it_was(string language)
    {
        var sentences = Sentences.In(language);
        // No sentence of ours begins or ends with this letter.
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => Foreign(text?.Replace('.', ',').Replace('?', ',').Replace('!', ','))).QuickCheckThrowOnFailure();
        var pieces = Gen.Elements([.. sentences.Entries, "Ж. ", ". ", " ", "x", "100.00 USD", "{n}", "; "]).ArrayOf().Select(p => string.Join(" ", p));
        Prop.ForAll(pieces.ToArbitrary(), text => Assert.True(sentences.Say(text).Text.Length > 0 || text.Length == 0)).QuickCheckThrowOnFailure();
        foreach (var hard in new[] { new string('.', 9_000), string.Concat(Enumerable.Repeat(". ", 3_900)), string.Concat(Enumerable.Repeat(" of shipment held since (", 300)) })
            Assert.Equal(hard, sentences.Say(hard).Text);

        void Foreign(string? text) => Assert.Equal(($"Ж{text}Ж", false), sentences.Say($"Ж{text}Ж"));
    }

    [Theory]
    [InlineData("zh-Hans", "The invoice was re-issued as A. B. Work on that one.", "该发票已重开为 A. B。请处理新发票。")]
    [InlineData("zh-Hant", "Content since 2026-03-05: It booked again on 2026-03-04 after it was lost.", "滿意自 2026-03-05：流失後於 2026-03-04 再次訂艙。")]
    [InlineData("ru", "Silent for 21 days without a booking.", "Молчит 21 день и заявок не даёт.")]
    [InlineData("ru", "Rebooking on the next departure. Credit note.", "Перебронирование на ближайший рейс. Кредит-нота.")]
    [InlineData("zh-Hans", "Missing: the completion of 'Call the customer in person.' (7); 'Pay the compensation.' (8).", "尚缺：完成 “亲自致电客户。”（7）；“支付赔偿。”（8）。")]
    [InlineData("zh-Hans", "Overdue: Call the customer in person. cargo rolled, shipment S-1.", "逾期：亲自致电客户。甩货，货物 S-1。")]
    [InlineData("zh-Hans", "The next sailing leaves on 2026-03-05, and the customer needs the cargo by 2026-03-04 18:00.", "下一班船出发日期为 2026-03-05，而客户须在 2026-03-04 18:00 前收到货物。")]
    [InlineData("zh-Hans", "Booked on EVER GIVEN voyage 012W from CNTAO to JPTYO. Arrival at JPTYO took place at 2026-04-02 08:00 UTC, 1 day 2 hours later than booked (bad weather). Remark: \"Gale. Will wait.\".",
        "订舱于 EVER GIVEN 航次 012W，自 CNTAO 至 JPTYO。到达 JPTYO，实际时间 2026-04-02 08:00 UTC，比订舱晚 1 天 2 小时（恶劣天气）。备注：“Gale. Will wait.”。")]
    [InlineData("ru", "Booked on flight CX 0255 from HKHKG to GBLON. The carrier reports cargo missing at LHR, 2026-06-18 01:00 UTC (2 pieces of 10).",
        "Забронировано: рейс CX 0255, из HKHKG в GBLON. Перевозчик сообщает: груз не найден, LHR, 2026-06-18 01:00 UTC (2 места из 10).")]
    [InlineData("zh-Hans", "Booked on Pacific Star from CNTAO to USNYC. The booking request B-7 is declined. The space is not secured.",
        "订舱于 Pacific Star，自 CNTAO 至 USNYC。订舱申请 B-7：被拒绝。舱位未落实。")]
    [InlineData("ru", "The amount at stake, 1200.00 USD: 3. The loss estimate, 9.00 USD: 1, which is not more.", "Сумма, 1200.00 USD: 3. Оценка убытка, 9.00 USD: 1, это не больше.")]
    [InlineData("zh-Hans", "It came by word of mouth, face to face: 2. The report says 'at once' (en). One more.", "来自面谈：2。报告中提到“at once”（en）。加一。")]
    [InlineData("zh-Hans", "Loading at CNSHA expected at 2027-01-19 16:10 UTC on Northbridge Cobalt voyage 2703W instead.", "在 CNSHA 装载，预计时间 2027-01-19 16:10 UTC，改为 Northbridge Cobalt 航次 2703W。")]
    [InlineData("zh-Hans", "segment 10 (STS): the status \"Y41\" is not known: add it to the list \"status\" of the partner's map, with the standard's code for it or \"ignore\", and read the message again",
        "第 10 段（STS）：状态“Y41”未知：请将其加入伙伴映射的列表“status”，对应标准代码或“ignore”，再重新读取报文")]
    [InlineData("zh-Hant", "\"x\" is not allowed: it lies between 1 and 2.", "不允許 \"x\"：須在 1 與 2 之間。")]
    [InlineData("ru", "The call of a vessel not told at CNTAO is cut short, and cargo is left behind.", "Заход в CNTAO (неуказанное судно) сокращён, и груз оставлен.")]
    [InlineData("zh-Hans", "the reason \"Z9\" is not known: add it to the list \"reason\" of the partner's map, with the standard's code for it or \"ignore\", and read the message again",
        "原因“Z9”未知：请将其加入伙伴映射的列表“reason”，对应标准代码或“ignore”，再重新读取报文")]
    [InlineData("zh-Hans", "Anna asks to write off invoice I-1: Nothing. Tell the customer.", "Anna 申请核销发票 I-1：Nothing. Tell the customer.")]
    public void Sentences_are_said_as_people_of_the_language_say_them(string language, string english, string expected) =>
        Assert.Equal((expected, true), Sentences.In(language).Say(english));

    [Fact]
    public void A_text_that_is_not_ours_in_part_is_english_to_who_reads_it()
    {
        Assert.Equal(("请告知客户。 Call me on Monday.", "en"), Locale.Of("zh-Hans", null).Sentence("Tell the customer. Call me on Monday."));
        Assert.Equal(("请告知客户。", "zh-Hans"), Locale.Of("zh-Hans", null).Sentence("Tell the customer."));
        Assert.Equal(("Tell the customer.", "en"), Locale.Of("en", null).Sentence("Tell the customer."));
    }

    // For places that hold one thing only.
    private static string? Fitting(string place) => place switch
    {
        "n" => "12",
        "day" => "2026-03-05",
        "moment" => "2026-03-05 08:00 UTC",
        "kind" => "cargo rolled",
        "stage" => "grumble",
        "voice" => "A complaint voiced",
        "step" => "Call the customer in person.",
        "worddays" => "2 days",
        "wordhours" => "5 hours",
        "wordpieces" => "7 pieces",
        "wordmovement" => "Arrival at CNTAO",
        "wordmoved" => "Arrival at CNTAO took place at 2026-03-05",
        "wordlabel" => "Cost: credit note",
        _ when place.StartsWith("word", StringComparison.Ordinal) => "nobody",
        _ => null,
    };

    internal static IEnumerable<(string English, string Told)> Translations(string language) =>
        Resource(language).SelectMany(r => FormsOf(r.Value).Select(told => (r.Key, told)));

    private static string[] FormsOf(JsonElement told) =>
        told.ValueKind is JsonValueKind.String ? [told.GetString()!] : [.. told.Deserialize<Dictionary<string, string>>()!.Values];

    private static bool IsSentence(string text) => !NotSentences.Contains(text) && !text.Contains('\n', StringComparison.Ordinal) && Sentence().IsMatch(text);

    private static Dictionary<string, JsonElement> Resource(string language) => JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(
        File.ReadAllText(Path.Combine(PhrasebookLaws.Root(), "src", "FreightRecovery.Web", "Language", $"sentences.{language}.json")))!;

    private static IEnumerable<string> FilesOf(string named)
    {
        var path = Path.Combine(PhrasebookLaws.Root(), "src", "FreightRecovery." + named.Replace('/', Path.DirectorySeparatorChar));
        return File.Exists(path) ? [path] : Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories);
    }

    private static IEnumerable<string> Sources() => new[] { "Domain", "Feeds", "Engine", "Web" }.SelectMany(FilesOf)
        .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex(@"[a-z][,:;]? [a-z]|[A-Za-z]{2}.*[.!?]$|^[A-Z][a-z]+: \{")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex Place();

    [GeneratedRegex("[A-Za-z]{2}")]
    private static partial Regex Letters();

    [GeneratedRegex(@"(?<=[.!?]) (?=[A-Z{'/])")]
    private static partial Regex End();

    [GeneratedRegex(@"^\{n\} ")]
    private static partial Regex Counted();

    [GeneratedRegex(@"new Refusal\.")]
    private static partial Regex Refuses();

    // Summaries of addresses, exceptions and the log are for programs and their makers; and that a message means nothing is told to nobody.
    [GeneratedRegex("(WithSummary|InvalidOperationException|UnreachableException|Nothing|LogInformation)\\(\\s*\\$?\"([^\"\\\\]|\\\\.)*\"")]
    private static partial Regex NotToPeople();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
