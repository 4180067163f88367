using System.Net;
using NodaTime;

namespace FreightRecovery.Tests.Api;

/// <summary>Facts, classification, summary, validity and parties of an incident, over HTTP.</summary>
public sealed class RecordingOverHttp(Server server) : IClassFixture<Server>
{
    [Fact]
    public async Task A_report_without_its_facts_is_taken_and_found_valid_only_with_them()
    {
        var (id, rep) = await Told("FACTS", "chargeableMassWrong");
        var incident = (await rep.Get($"/incidents/{id}")).Ok;
        Assert.Equal(["mass"], Words(incident["missing"]!));
        Assert.Equal(["amount"], Words(incident["wanted"]!));
        Assert.Single(incident["holds"]!.AsArray());
        var before = await server.Events();
        var refused = await rep.Post($"/incidents/{id}/assessment", Book.Assessment());
        Assert.Equal((HttpStatusCode.Conflict, "not-allowed-in-state"), (refused.Status, refused.Problem));
        Assert.Contains("the right chargeable mass (mass)", (string)refused["detail"]!, StringComparison.Ordinal);
        Assert.Equal(before, await server.Events());

        var given = (await rep.Post($"/incidents/{id}/facts", new { mass = 470, amount = Book.Money("250.38") })).Ok;
        Assert.Empty(given["missing"]!.AsArray());
        Assert.Equal((470m, "250.38"), ((decimal)given["extent"]!["mass"]!, (string)given["extent"]!["amount"]!["amount"]!));
        Assert.Equal("assessed", (string)(await rep.Post($"/incidents/{id}/assessment", Book.Assessment())).Ok["state"]!);
        Assert.Contains("factsGiven", (await rep.Get($"/incidents/{id}/timeline")).Ok.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Facts_may_come_with_the_assessment_and_empty_ones_are_refused()
    {
        var (id, rep) = await Told("GIVEN", "cargoDamaged");
        var empty = await rep.Post($"/incidents/{id}/facts", new { });
        Assert.Equal((HttpStatusCode.BadRequest, "invalid-request"), (empty.Status, empty.Problem));
        var assessed = (await rep.Post($"/incidents/{id}/assessment", new
        {
            finding = "valid", fault = "carrier", department = "claims", cause = "quality", severity = "major", facts = new { packages = 4 },
        })).Ok;
        Assert.Equal(("assessed", 4), ((string)assessed["state"]!, (int)assessed["extent"]!["packages"]!));
    }

    [Fact]
    public async Task The_classification_proposes_itself_with_its_reasons_and_an_overrule_is_kept_beside_it()
    {
        var (_, shipment, _) = await Book.Put(server, "CLASS");
        var rep = await server.As("Wang Fang", "sales");
        var id = (string)(await rep.Post("/incidents", new
        {
            shipment, kind = "cargoRolled", occurredAt = "2026-01-05T06:00:00Z", description = "你们必须马上赔偿，否则起诉！", channel = "email",
            reportedBy = "Zhao Min", wish = "compensation", extent = new { packages = 600, amount = Book.Money("30000.00") },
        })).Ok["id"]!;
        var proposed = (await rep.Get($"/incidents/{id}")).Ok["classification"]!;
        Assert.Equal("major", (string)proposed["severity"]!);
        Assert.Equal((4, 4, 5), (Value(proposed, "kindWeight"), Value(proposed, "severity"), Value(proposed, "scope")));
        Assert.Equal("extreme", (string)proposed["person"]!["behaviour"]!["value"]!);
        Assert.Equal("demand", (string)proposed["person"]!["purpose"]!["value"]!);
        Assert.Contains("起诉", (string)proposed["person"]!["behaviour"]!["why"]![0]!, StringComparison.Ordinal);

        var changed = (await rep.Post($"/incidents/{id}/classification", new { urgency = 5, behaviour = "angry", reason = "I spoke to her." }))
            .Ok["classification"]!;
        var urgency = changed["dimensions"]!["urgency"]!;
        Assert.Equal((5, "Wang Fang", "I spoke to her."), ((int)urgency["value"]!, (string)urgency["overruledBy"]!, (string)urgency["reason"]!));
        Assert.Equal(Value(proposed, "urgency"), (int)urgency["proposed"]!);
        Assert.Equal(("angry", "extreme"), ((string)changed["person"]!["behaviour"]!["value"]!, (string)changed["person"]!["behaviour"]!["proposed"]!));
        Assert.Equal(proposed["dimensions"]!["scope"]!.ToJsonString(), changed["dimensions"]!["scope"]!.ToJsonString());
        Assert.Single(changed["overrules"]!.AsArray());

        foreach (var (body, pointer) in new (object, string)[]
                 {
                     (new { urgency = 6, reason = "So." }, "/urgency"), (new { urgency = 5 }, "/reason"), (new { reason = "So." }, ""),
                 })
            Assert.Equal([pointer], (await rep.Post($"/incidents/{id}/classification", body)).Pointers);
    }

    [Theory]
    [InlineData(null, "请允许我复述")]
    [InlineData("en", "Let me read back")]
    [InlineData("zh-Hant", "請容我覆述")]
    [InlineData("ru", "Позвольте повторить")]
    public async Task A_summary_is_drafted_in_the_customers_language_read_back_and_kept(string? language, string opening)
    {
        var (id, rep) = await Told($"SUM{language}", "cargoRolled");
        var draft = (await rep.Get($"/incidents/{id}/summary-draft{(language is null ? "" : $"?language={language}")}")).Ok;
        Assert.StartsWith(opening, (string)draft["text"]!, StringComparison.Ordinal);
        Assert.Contains("30 containers left behind", (string)draft["text"]!, StringComparison.Ordinal);
        var kept = (await rep.Post($"/incidents/{id}/summary", new { text = (string)draft["text"]!, confirmedBy = "Zhao Min", evidence = "call 7" })).Ok;
        Assert.Equal(("Zhao Min", "Wang Fang"), ((string)kept["summary"]!["confirmedBy"]!, (string)kept["summary"]!["by"]!));
        Assert.Contains("summaryRecorded", (await rep.Get($"/incidents/{id}/timeline")).Ok.Text, StringComparison.Ordinal);
        Assert.Equal(["/confirmedBy"], (await rep.Post($"/incidents/{id}/summary", new { text = "So.", evidence = "call 8" })).Pointers);
    }

    [Fact]
    public async Task A_small_sum_of_a_clean_record_is_accepted_until_a_claim_proves_unfounded()
    {
        var (_, shipment, _) = await Book.Put(server, "VALID");
        var rep = await server.As("Wang Fang", "sales");
        var small = await Report("priceDiffersFromQuote", "120.00");
        Assert.Equal("acceptWithoutDispute", await Suggestion(small));
        Assert.Equal("investigate", await Suggestion(await Report("cargoDamaged", "48000.00")));

        var doubtful = await Report("shipmentNotTracked", "50.00");
        await rep.Post($"/incidents/{doubtful}/acknowledgement", new { channel = "phone", note = "Told." }).Done();
        await rep.Post($"/incidents/{doubtful}/assessment", new
        {
            finding = "unfounded", fault = "customer", department = "sales", cause = "service", severity = "minor",
        }).Done();
        await server.Settle();
        var validity = (await rep.Get($"/incidents/{small}")).Ok["validity"]!;
        Assert.Equal(("usual", false), ((string)validity["suggestion"]!, (bool)validity["clean"]!));
        Assert.Equal((doubtful, "unfounded"), ((string)validity["doubtful"]![0]!["incident"]!, (string)validity["doubtful"]![0]!["doubt"]!));

        await server.Advance(Duration.FromDays(400));
        Assert.Equal("acceptWithoutDispute", await Suggestion(small));

        async Task<string> Report(string kind, string amount) => (string)(await rep.Post("/incidents", new
        {
            shipment, kind, occurredAt = "2026-01-05T06:00:00Z", description = "So it was.", channel = "email", reportedBy = "Zhao Min",
            extent = new { amount = Book.Money(amount) },
        })).Ok["id"]!;

        async Task<string> Suggestion(string id) => (string)(await rep.Get($"/incidents/{id}")).Ok["validity"]!["suggestion"]!;
    }

    [Fact]
    public async Task A_communication_matter_says_which_one_and_no_other_finding_does()
    {
        var (id, rep) = await Told("TALK", "shipmentNotTracked");
        object Body(string finding) => new
        {
            finding, communication = "question", fault = "nobody", department = "sales", cause = "service", severity = "minor",
        };
        Assert.Equal(["/communication"], (await rep.Post($"/incidents/{id}/assessment", Body("valid"))).Pointers);
        Assert.Equal("question", (string)(await rep.Post($"/incidents/{id}/assessment", Body("communication"))).Ok["classification"]!["communication"]!);
    }

    [Fact]
    public async Task The_answer_of_another_party_than_the_one_that_answers_is_refused_by_its_name()
    {
        var (id, rep) = await Told("PARTY", "transitDelay");
        await rep.Put($"/incidents/{id}/parties", new[]
        {
            new { role = "shipper", name = "Shandong Machinery", contact = "Zhao Min", answersForCustomer = false },
            new { role = "consignee", name = "Tokyo Trading", contact = "Mr Sato", answersForCustomer = true },
        }).Done();
        await rep.Post($"/incidents/{id}/assessment", Book.Assessment("minor")).Done();
        var chief = await server.As("Zhou Jie", "executive");
        var offer = (string)(await chief.Post($"/incidents/{id}/offers", new { })).Ok["id"]!;
        object Answer(string by) => new { offerId = offer, accepted = true, by, evidence = "E-mail" };
        var refused = await rep.Post($"/incidents/{id}/answers", Answer("Zhao Min"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "invalid-request"), (refused.Status, refused.Problem));
        Assert.Contains("Tokyo Trading (Mr Sato)", (string)refused["detail"]!, StringComparison.Ordinal);
        Assert.Equal("confirmed", (string)(await rep.Post($"/incidents/{id}/answers", Answer("Mr Sato"))).Ok["state"]!);
    }

    [Fact]
    public async Task Parties_are_replaced_whole_and_one_of_them_answers_at_the_most()
    {
        var (id, rep) = await Told("PARTIES", "transitDelay");
        object One(string role, string name, bool answers) => new { role, name, answersForCustomer = answers };
        var two = await rep.Put($"/incidents/{id}/parties", new[] { One("shipper", "A", true), One("agent", "B", true) });
        Assert.Equal(["/1/answersForCustomer"], two.Pointers);
        Assert.Equal(["/1"], (await rep.Put($"/incidents/{id}/parties", new[] { One("shipper", "A", true), One("shipper", "A", false) })).Pointers);
        Assert.Equal(2, (await rep.Put($"/incidents/{id}/parties", new[] { One("shipper", "A", true), One("agent", "B", false) })).Ok["parties"]!.AsArray().Count);
        Assert.Empty((await rep.Put($"/incidents/{id}/parties", Array.Empty<object>())).Ok["parties"]!.AsArray());
    }

    private async Task<(string Id, Client Rep)> Told(string suffix, string kind)
    {
        var (_, shipment, _) = await Book.Put(server, suffix);
        var id = await Book.Report(server, shipment, kind);
        var rep = await server.As("Wang Fang", "sales");
        await rep.Post($"/incidents/{id}/acknowledgement", new { channel = "phone", note = "Told." }).Done();
        return (id, rep);
    }

    private static int Value(System.Text.Json.Nodes.JsonNode classification, string dimension) =>
        (int)classification["dimensions"]![dimension]!["value"]!;

    private static IEnumerable<string> Words(System.Text.Json.Nodes.JsonNode list) => list.AsArray().Select(w => (string)w!);
}
