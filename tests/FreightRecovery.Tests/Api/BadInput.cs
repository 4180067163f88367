using System.Net.Http.Headers;
using System.Text;

namespace FreightRecovery.Tests.Api;

/// <summary>What comes in wrong gets its own clear problem and changes nothing.</summary>
public sealed class BadInput(Server server) : IClassFixture<Server>
{
    private const string Report =
        """
        {"shipment":"S-BAD","kind":"cargoRolled","occurredAt":"2026-01-05T06:00:00Z","description":"Left behind","channel":"email","reportedBy":"Zhao Min"}
        """;

    private const string Customer =
        """
        {"name":"N","language":"en","timeZone":"Europe/Berlin","countryCode":"DE","branch":"B","salesRep":"R","accountManager":"A","expectedAnnualMargin":{"amount":"1.00","currency":"EUR"}}
        """;

    private const string Shipment = """{"customer":"C-BAD","mode":"sea","origin":"CNTAO","destination":"JPTYO"}""";

    private const string Invoice =
        """
        {"shipment":"S-BAD","amount":{"amount":"10.00","currency":"USD"},"kind":"freight","dueOn":"2026-02-01"}
        """;

    public static TheoryData<string, string, string, string, string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, string, string, string, string>();

            // what, method and path, body, status, problem, pointer
            Add("malformed JSON", "POST /incidents", "{\"shipment\":", "400", "invalid-request", "/shipment");
            Add("no object", "POST /incidents", "null", "400", "invalid-request", "");
            Add("an empty body", "POST /incidents", "", "400", "invalid-request", "");
            Add("a list", "POST /incidents", "[]", "400", "invalid-request", "");
            Add("a missing member", "POST /incidents", Report.Replace("\"channel\":\"email\",", ""), "400", "invalid-request", "/channel");
            Add("a wrong type", "POST /incidents", Report.Replace("\"Left behind\"", "7"), "400", "invalid-request", "/description");
            Add("a number as text", "PUT /shipments/S-BAD", With(Shipment, "\"packages\":\"7\""), "400", "invalid-request", "/packages");
            Add("an unknown member", "POST /incidents", With(Report, "\"colour\":\"red\""), "400", "invalid-request", "/colour");
            Add("an unknown member within", "POST /incidents", With(Report, "\"extent\":{\"pallets\":3}"), "400", "invalid-request", "/extent/pallets");
            Add("a member twice", "POST /incidents", With(Report, "\"channel\":\"phone\""), "400", "invalid-request", "/channel");
            Add("an unknown kind", "POST /incidents", Report.Replace("cargoRolled", "cargoStolen"), "400", "invalid-request", "/kind");
            Add("another case", "POST /incidents", Report.Replace("cargoRolled", "CargoRolled"), "400", "invalid-request", "/kind");
            Add("an unknown shipment", "POST /incidents", Report.Replace("S-BAD", "S-NONE"), "422", "unknown-reference", "/shipment");
            Add("an unknown customer", "PUT /shipments/S-NEW", Shipment.Replace("C-BAD", "C-NONE"), "422", "unknown-reference", "/customer");
            Add("an invoice of no shipment", "PUT /invoices/I-NEW", Invoice.Replace("S-BAD", "S-NONE"), "422", "unknown-reference", "/shipment");
            Add("a negative amount", "PUT /invoices/I-NEW", Invoice.Replace("10.00", "-10.00"), "400", "invalid-request", "/amount/amount");
            Add("no amount", "PUT /invoices/I-NEW", Invoice.Replace("10.00", "0"), "400", "invalid-request", "/amount/amount");
            Add("an absurd amount", "PUT /invoices/I-NEW", Invoice.Replace("10.00", "10000000000000"), "400", "invalid-request", "/amount/amount");
            Add("an endless amount", "PUT /invoices/I-NEW", Invoice.Replace("10.00", new string('9', 60)), "400", "invalid-request", "/amount");
            Add("tenths of a cent", "PUT /invoices/I-NEW", Invoice.Replace("10.00", "10.001"), "400", "invalid-request", "/amount/amount");
            Add("an amount as a number", "PUT /invoices/I-NEW", Invoice.Replace("\"10.00\"", "10.00"), "400", "invalid-request", "/amount");
            Add("no currency in use", "PUT /invoices/I-NEW", Invoice.Replace("USD", "ZZZ"), "400", "invalid-request", "/amount/currency");
            Add("cents of yen", "PUT /invoices/I-NEW", Invoice.Replace("USD", "JPY").Replace("10.00", "10.50"), "400", "invalid-request", "/amount/amount");
            Add("no date", "PUT /invoices/I-NEW", Invoice.Replace("2026-02-01", "2026-02-30"), "400", "invalid-request", "/dueOn");
            Add("a negative mass", "PUT /shipments/S-NEW", With(Shipment, "\"grossMass\":-1"), "400", "invalid-request", "/grossMass");
            Add("an absurd mass", "PUT /shipments/S-NEW", With(Shipment, "\"grossMass\":1e30"), "400", "invalid-request", "/grossMass");
            Add("a future report", "POST /incidents", Report.Replace("2026-01-05T06", "2026-01-05T09"), "400", "invalid-request", "/occurredAt");
            Add("a report from the last century", "POST /incidents", Report.Replace("2026", "1926"), "400", "invalid-request", "/occurredAt");
            Add("an instant with an offset", "POST /incidents", Report.Replace("00Z", "00+08:00"), "400", "invalid-request", "/occurredAt");
            Add("a future booking", "PUT /shipments/S-NEW", With(Shipment, "\"bookedAt\":\"2027-01-01T00:00:00Z\""), "400", "invalid-request", "/bookedAt");
            Add("delivery before booking", "PUT /shipments/S-NEW",
                With(Shipment, "\"bookedAt\":\"2025-12-02T00:00:00Z\",\"deliveredAt\":\"2025-12-01T00:00:00Z\""), "400", "invalid-request", "/deliveredAt");
            Add("an overlong description", "POST /incidents", Report.Replace("Left behind", new string('x', 4001)), "400", "invalid-request", "/description");
            Add("an overlong name", "PUT /customers/C-NEW", Customer.Replace("\"N\"", $"\"{new string('x', 201)}\""), "400", "invalid-request", "/name");
            Add("a control character", "POST /incidents", Report.Replace("Left behind", "Left\\u0007behind"), "400", "invalid-request", "/description");
            Add("a line break in a name", "PUT /customers/C-NEW", Customer.Replace("\"N\"", "\"N\\nM\""), "400", "invalid-request", "/name");
            Add("an override of direction", "PUT /customers/C-NEW", Customer.Replace("\"N\"", "\"N\\u202EM\""), "400", "invalid-request", "/name");
            Add("half a surrogate pair", "POST /incidents", Report.Replace("Left behind", "Left \\ud83d"), "400", "invalid-request", "/description");
            Add("nothing but spaces", "POST /incidents", Report.Replace("Left behind", "   "), "400", "invalid-request", "/description");
            Add("a place that is none", "PUT /shipments/S-NEW", Shipment.Replace("CNTAO", "Qingdao"), "400", "invalid-request", "/origin");
            Add("no rule of Incoterms", "PUT /shipments/S-NEW", With(Shipment, "\"incoterm\":\"XXX\""), "400", "invalid-request", "/incoterm");
            Add("a wrong check digit", "PUT /shipments/S-NEW", With(Shipment, "\"containers\":[\"CSQU3054384\"]"), "400", "invalid-request", "/containers/0");
            Add("no container number", "PUT /shipments/S-NEW", With(Shipment, "\"containers\":[\"CSQU3054383\",\"BOX\"]"), "400", "invalid-request", "/containers/1");
            Add("an unknown language", "PUT /customers/C-NEW", Customer.Replace("\"en\"", "\"tlh\""), "400", "invalid-request", "/language");
            Add("an unknown zone", "PUT /customers/C-NEW", Customer.Replace("Europe/Berlin", "Europe/Atlantis"), "400", "invalid-request", "/timeZone");
            Add("an unknown country", "PUT /customers/C-NEW", Customer.Replace("\"DE\"", "\"QQ\""), "400", "invalid-request", "/countryCode");
            Add("no reference", "PUT /customers/%20C", Customer, "400", "invalid-request", "");
            Add("an overlong reference", "PUT /customers/" + new string('C', 65), Customer, "400", "invalid-request", "");
            Add("a cause without force majeure", "POST /incidents", With(Report, "\"forceMajeureCause\":\"war\""), "400", "invalid-request", "/forceMajeureCause");
            Add("force majeure without a cause", "POST /incidents", Report.Replace("cargoRolled", "forceMajeure"), "400", "invalid-request", "/forceMajeureCause");
            Add("an unknown invoice", "POST /invoices/I-NONE/collection", "", "404", "unknown-reference", "");
            Add("an unknown incident", "POST /incidents/0198c0de-0000-7000-8000-000000000000/withdrawal", "{\"reason\":\"Why not\"}", "404", "unknown-reference", "");
            Add("a signal of an unknown customer", "POST /customers/C-NONE/signals", "{\"kind\":\"praise\",\"at\":\"2026-01-01T00:00:00Z\"}", "404", "unknown-reference", "");
            Add("a signal that only incidents give", "POST /customers/C-BAD/signals", "{\"kind\":\"promiseBroken\",\"at\":\"2026-01-01T00:00:00Z\"}", "400", "invalid-request", "/kind");
            Add("a body with the collection", "POST /invoices/I-BAD/collection", "{\"amount\":1}", "400", "invalid-request", "/amount");
            Add("a mark of six", "POST /incidents/0198c0de-0000-7000-8000-000000000000/follow-ups", "{\"satisfaction\":6}", "400", "invalid-request", "/satisfaction");
            Add("no such address", "POST /nowhere", "{}", "404", "not-found", "");
            Add("no such method", "DELETE /customers/C-BAD", "", "405", "method-not-allowed", "");
            return cases;

            void Add(string what, string call, string body, string status, string problem, string pointer) =>
                cases.Add(what, call, body, status, problem, pointer);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Is_refused_with_its_own_problem(string what, string call, string body, string status, string problem, string pointer)
    {
        await Book.Put(server, "BAD");
        await server.Settle();
        var before = await server.Events();
        var all = await server.As("root", "admin finance");
        var method = call[..call.IndexOf(' ', StringComparison.Ordinal)];
        var answer = await all.Send(new HttpMethod(method), call[(method.Length + 1)..], body.Length == 0 && call.EndsWith("collection", StringComparison.Ordinal) ? null : Client.Json(body));

        Assert.True((status, problem) == (((int)answer.Status).ToString(), answer.Problem), $"{what}: {answer}");
        Assert.NotEmpty((string)answer["detail"]!);
        if (problem is "invalid-request" && !call.Contains("/customers/%20C", StringComparison.Ordinal) || pointer.Length > 0)
            Assert.Contains(pointer, answer.Pointers);
        Assert.DoesNotContain("FreightRecovery", answer.Text, StringComparison.Ordinal);
        await server.Settle();
        Assert.Equal(before, await server.Events());
    }

    [Fact]
    public async Task Several_faults_are_named_at_once()
    {
        var all = await server.As("root", "admin");
        var answer = await all.Post("/incidents", new { shipment = "/", kind = "forceMajeure", occurredAt = "2030-01-01T00:00:00Z" });
        Assert.Equal(
            ["/channel", "/description", "/forceMajeureCause", "/occurredAt", "/reportedBy", "/shipment"], answer.Pointers.Order());
    }

    [Fact]
    public async Task Invalid_utf8_is_refused()
    {
        var content = new ByteArrayContent([.. "{\"shipment\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var answer = await (await server.As("root", "admin")).Send(HttpMethod.Post, "/incidents", content);
        Assert.Equal((400, "invalid-request"), ((int)answer.Status, answer.Problem));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/json; charset=utf-16")]
    public async Task Another_content_type_is_refused(string type)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Report));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        var answer = await (await server.As("root", "admin")).Send(HttpMethod.Post, "/incidents", content);
        Assert.Equal((415, "unsupported-media-type"), ((int)answer.Status, answer.Problem));
    }

    [Theory]
    [InlineData(70_000, false)]
    [InlineData(70_000, true)]
    [InlineData(2_000_000, false)]
    public async Task A_huge_body_is_refused(int bytes, bool chunked)
    {
        var content = Client.Json("{\"description\":\"" + new string('x', bytes) + "\"}");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/incidents") { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (await server.As("root", "admin")).Key);
        using var answer = await server.Raw(request);
        Assert.Equal(413, (int)answer.StatusCode);
        Assert.Contains("problem:too-large", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disputed_part_in_another_currency_is_a_currency_mismatch()
    {
        var (_, shipment, invoice) = await Book.Put(server, "MIXED");
        var id = await Book.Report(server, shipment, "cargoRolled");
        var answer = await (await server.As("Fiona Wu", "finance")).Post(
            $"/invoices/{invoice}/narrowing",
            new { incident = id, disputed = Book.Money("10.00", "EUR"), consentBy = "Zhao Min", evidence = "mail of today" });
        Assert.Equal((422, "currency-mismatch"), ((int)answer.Status, answer.Problem));
        Assert.Equal(["/disputed/currency"], answer.Pointers);
    }

    private static string With(string json, string member) => json.TrimEnd()[..^1] + "," + member + "}";
}
