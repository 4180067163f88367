using System.Buffers.Binary;
using System.Buffers.Text;
using System.Net;
using FreightRecovery.Tests.Api;
using FreightRecovery.Web.Language;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Desk = FreightRecovery.Tests.WorkedCases.Desk;

namespace FreightRecovery.Tests.Desks;

/// <summary>The customer's own page, behind its link, without script and without an account.</summary>
public sealed class CustomersPage(Server server) : IClassFixture<Server>
{
    [Fact]
    public async Task What_the_customer_accepts_at_its_link_is_carried_out_and_the_fee_collected()
    {
        var (desk, invoice) = await Rolled("LINK1");
        await desk.Offer();
        var (customer, link) = (new Person(server), await Link(desk));
        Assert.Equal(HttpStatusCode.OK, await customer.Open(link));
        Assert.Contains("运费减免 20 %", customer.Html, StringComparison.Ordinal);
        Assert.Contains("UTC+08", customer.Html, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, await Say(customer, link, "accept", words: "Please hurry."));

        Assert.Contains("Zhao Min 于", customer.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"act\"", customer.Source, StringComparison.Ordinal);
        var answered = (await desk.Read("/timeline?limit=200"))["items"]!.AsArray().Single(e => (string)e!["kind"]! == "offerAccepted")!;
        Assert.Equal("the customer, by its link", (string)answered["by"]!);
        Assert.Contains("behind the link made for it", (string)answered["what"]!["evidence"]!, StringComparison.Ordinal);
        Assert.EndsWith("In its own words: Please hurry.", (string)answered["what"]!["evidence"]!, StringComparison.Ordinal);
        Assert.Equal("invoice-held", await desk.Collecting(invoice));
        await desk.CarryOut();
        await customer.Open(link);
        Assert.DoesNotContain("class=\"open\"", customer.Source, StringComparison.Ordinal);

        await customer.Send(link, ("act", "mark"), ("mark", "5"), ("words", "Well done."), Once());
        Assert.Contains("Well done.", customer.Html, StringComparison.Ordinal);
        foreach (var promise in (await desk.Read())["promises"]!.AsArray())
            await (await desk.Rep()).Post($"/promises/{(string)promise!["id"]!}/fulfilment", new { note = "Called." }).Done();
        await (await desk.Rep()).Post($"/incidents/{desk.Incident}/resolution", new { rootCause = "Overbooked.", prevention = "Confirm space." }).Done();
        await server.Settle();
        Assert.Equal("8000.00", (string)(await desk.Collected(invoice))["receipt"]!["amount"]!["amount"]!);
    }

    [Fact]
    public async Task An_objection_needs_words_keeps_the_hold_and_is_shown_as_text()
    {
        var (desk, invoice) = await Rolled("LINK2");
        await desk.Offer();
        var (customer, link) = (new Person(server), await Link(desk));
        await customer.Open(link);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Say(customer, link, "object"));
        Assert.Contains("aria-describedby=\"words-help words-error\"", customer.Source, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Say(customer, link, "object", "<b>No</b>", by: ""));
        Assert.Contains("&lt;b&gt;No&lt;/b&gt;", customer.Source, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await Say(customer, link, "object", "<script>alert('no')</script>"));

        Assert.DoesNotContain("<script", customer.Source, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", customer.Source, StringComparison.Ordinal);
        Assert.Equal("assessed", (string)(await desk.Read())["state"]!);
        Assert.Equal("invoice-held", await desk.Collecting(invoice));
    }

    [Fact]
    public async Task A_second_answer_changes_nothing_and_says_so()
    {
        var (desk, _) = await Rolled("LINK3");
        var offer = await desk.Offer();
        var (customer, link) = (new Person(server), await Link(desk));
        await customer.Open(link);
        var once = Once();
        await customer.Send(link, ("act", "accept"), ("offer", offer), ("by", "Zhao Min"), once);

        // The same form once more, as a double click sends it, and another one that was open all the time.
        Assert.Equal(HttpStatusCode.OK, await customer.Send(link, ("act", "accept"), ("offer", offer), ("by", "Zhao Min"), once));
        Assert.Equal(HttpStatusCode.Conflict, await customer.Send(link, ("act", "object"), ("offer", offer), ("by", "Zhao Min"), ("words", "No."), Once()));

        Assert.Contains("此事已有答复", customer.Html, StringComparison.Ordinal);
        Assert.Equal("confirmed", (string)(await desk.Read())["state"]!);
        Assert.Single(await desk.Timeline(), e => e.Kind is "offerAccepted" or "offerDeclined");
    }

    [Fact]
    public async Task An_offer_that_was_taken_back_by_a_newer_one_is_not_accepted_by_an_old_page()
    {
        var (desk, _) = await Rolled("LINK4");
        var old = await desk.Offer();
        var (customer, link) = (new Person(server), await Link(desk));
        await customer.Open(link);
        await desk.Answer(old, accepted: false, "Not enough.");
        await desk.Offer();

        Assert.Equal(HttpStatusCode.Conflict, await customer.Send(link, ("act", "accept"), ("offer", old), ("by", "Zhao Min"), Once()));
        Assert.Equal("offered", (string)(await desk.Read())["state"]!);
        Assert.Contains("name=\"act\"", customer.Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_who_answers_for_the_customer_answers()
    {
        var (desk, _) = await Rolled("LINK5");
        await (await desk.Rep()).Put($"/incidents/{desk.Incident}/parties", new[]
        {
            new { role = "consignee", name = "Tokyo Trading", contact = "Sato", answersForCustomer = true },
        }).Done();
        var offer = await desk.Offer();
        var (customer, link) = (new Person(server), await Link(desk));
        await customer.Open(link);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await customer.Send(link, ("act", "accept"), ("offer", offer), ("by", "Zhao Min"), Once()));
        Assert.DoesNotContain("Sato", customer.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await customer.Send(link, ("act", "accept"), ("offer", offer), ("by", "sato"), Once()));
        Assert.Equal("confirmed", (string)(await desk.Read())["state"]!);
    }

    [Fact]
    public async Task A_low_mark_opens_the_incident_again_and_holds_its_invoices()
    {
        var (desk, invoice) = await Rolled("LINK6");
        await desk.Answer(await desk.Offer(), accepted: true);
        await desk.CarryOut();
        await (await desk.Rep()).Post($"/incidents/{desk.Incident}/resolution", new { rootCause = "Overbooked.", prevention = "Confirm space." }).Done();
        await server.Settle();
        Assert.Equal("released", await desk.Status(invoice));
        var (customer, link) = (new Person(server), await Link(desk));
        await customer.Open(link);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await customer.Send(link, ("act", "mark"), ("mark", "9"), Once()));
        Assert.Equal(HttpStatusCode.OK, await customer.Send(link, ("act", "mark"), ("mark", "1"), ("words", "Still waiting."), Once()));

        await server.Settle();
        Assert.Equal("reopened", (string)(await desk.Read())["state"]!);
        Assert.Equal("held", await desk.Status(invoice));
    }

    [Fact]
    public async Task A_link_expires_by_the_clock_and_explains_itself()
    {
        await using var house = new Server();
        await house.InitializeAsync();
        var desk = (await Rolled("LINK7", house)).Desk;
        var link = await Link(desk);
        var customer = new Person(house) { Languages = "ru" };
        await house.Advance(Duration.FromDays(14) - Duration.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, await customer.Open(link));

        await house.Advance(Duration.FromMinutes(1));

        Assert.Equal(HttpStatusCode.Gone, await customer.Open(link));
        Assert.Contains("Её срок истёк", customer.Html, StringComparison.Ordinal);
        Assert.Contains("новую ссылку", customer.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("S-LINK7", customer.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_was_changed_opens_nothing()
    {
        var link = await Link((await Rolled("LINK8")).Desk);
        var customer = new Person(server);
        foreach (var at in (int[])[10, link.Length / 2, link.Length - 3])
            Assert.Equal(HttpStatusCode.Gone, await customer.Open(link[..at] + (link[at] == 'A' ? 'B' : 'A') + link[(at + 1)..]));
        foreach (var nonsense in (string[])["/c/x", "/c/" + new string('A', 5000), link[..^4]])
            Assert.Equal(HttpStatusCode.Gone, await customer.Open(nonsense));
        Assert.Contains("not complete", customer.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_opens_its_own_incident_and_nothing_else()
    {
        var (mine, _) = await Rolled("LINK9");
        var (other, _) = await Rolled("LINK10");
        var offer = await other.Offer();
        await mine.Offer();
        var (customer, link) = (new Person(server), await Link(mine));
        await customer.Open(link);
        Assert.DoesNotContain("LINK10", customer.Html, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Conflict, await customer.Send(link, ("act", "accept"), ("offer", offer), ("by", "Zhao Min"), Once()));

        Assert.Equal("offered", (string)(await other.Read())["state"]!);
        Assert.Equal("offered", (string)(await mine.Read())["state"]!);
        Assert.Contains("returnUrl", await Landing(customer, "/"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await new Client(server.Http, null).Get($"/incidents/{mine.Incident}")).Status);
    }

    [Fact]
    public async Task A_forgotten_customers_link_opens_nothing()
    {
        var (desk, _) = await Rolled("LINK11");
        var link = await Link(desk);
        await (await server.As("Root", "admin")).Post("/customers/C-LINK11/erasure").Done();
        await server.Settle();

        Assert.Equal(HttpStatusCode.Gone, await new Person(server).Open(link));
    }

    [Theory]
    [InlineData("en", "What happened")]
    [InlineData("zh-Hans", "发生了什么")]
    [InlineData("zh-Hant", "發生了什麼")]
    [InlineData("ru", "Что произошло")]
    public async Task It_is_written_in_each_language_in_every_state(string language, string title)
    {
        var (desk, _) = await Rolled("LANG" + language);
        var customer = new Person(server);
        var link = $"{await Link(desk)}?language={language}";
        await Shown();
        var offer = await desk.Offer();
        await Shown();
        await desk.Answer(offer, accepted: false, "Not enough.");
        await Shown();
        await desk.Answer(await desk.Offer(), accepted: true);
        await Shown();
        await desk.CarryOut();
        await Shown();
        await desk.Close(5, "Overbooked.", "Confirm space.");
        await Shown();

        async Task Shown()
        {
            Assert.Equal(HttpStatusCode.OK, await customer.Open(link));
            Assert.Contains($"<html lang=\"{language}\"", customer.Source, StringComparison.Ordinal);
            Assert.Contains(title, customer.Html, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(91)]
    public void A_policy_with_links_that_never_open_or_hardly_end_is_refused(int days) => Assert.Equal(
        "/customerLinkDays", Assert.Single((Domain.Policy.Default with { CustomerLinkDays = days }).Faults()).Pointer);

    [Fact]
    public void Every_part_and_every_step_has_its_words()
    {
        foreach (var book in Phrasebook.Languages.Select(Phrasebook.In))
        {
            foreach (var kind in Enum.GetValues<Domain.OptionKind>())
                Assert.NotNull(book.Find($"link.part.{FreightRecovery.Store.Names.Of(kind)}"));
            foreach (var step in Enum.GetValues<Domain.Recovery.StepKind>())
                Assert.NotNull(book.Find($"link.step.{FreightRecovery.Store.Names.Of(step)}"));
        }
    }

    [Fact]
    public async Task It_is_kept_out_of_caches_and_searches_and_names_nobody_in_its_address()
    {
        var (desk, _) = await Rolled("LINK12");
        var link = await Link(desk);
        using var answer = await server.Raw(link);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Contains("noindex", answer.Headers.GetValues("X-Robots-Tag").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("LINK12", link, StringComparison.Ordinal);
        Assert.DoesNotContain("LINK12", System.Text.Encoding.Latin1.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(link.AsSpan("/c/".Length))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_asks_too_often_waits()
    {
        await using var house = new Server { LinksPerMinute = 3 };
        await house.InitializeAsync();
        var customer = new Person(house);
        var link = await Link((await Rolled("LINK13", house)).Desk);
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, await customer.Open(link));
        Assert.Equal(HttpStatusCode.TooManyRequests, await customer.Open(link));
    }

    [Fact]
    public async Task Sales_make_the_link_on_their_desk_for_their_own_incidents()
    {
        var (desk, _) = await Rolled("LINK14");
        var (rep, other) = (await Person.SignedIn(server, "Wang Fang", "sales"), await Person.SignedIn(server, "mei.lin", "sales"));
        await rep.Open($"/incidents/{desk.Incident}");
        Assert.Contains($"/incidents/{desk.Incident}/link", rep.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await rep.Send($"/incidents/{desk.Incident}/link", ("form", "link")));
        var at = rep.Html.IndexOf("/c/", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await new Person(server).Open(rep.Html[at..rep.Html.IndexOf('<', at)]));
        Assert.Equal(HttpStatusCode.Forbidden, await other.Send($"/incidents/{desk.Incident}/link", ("form", "link")));
    }

    [Fact]
    public async Task One_link_is_taken_back_by_itself_and_the_others_stay_open()
    {
        var (desk, _) = await Rolled("LINK15");
        await desk.Offer();
        var made = (await (await desk.Rep()).Post($"/incidents/{desk.Incident}/customer-link")).Ok;
        var (first, second) = (new Uri((string)made["url"]!).AbsolutePath, await Link(desk));
        var rep = await Person.SignedIn(server, "Wang Fang", "sales");
        await rep.Open($"/incidents/{desk.Incident}");
        Assert.Contains("2 links open:", rep.Html, StringComparison.Ordinal);
        Assert.Contains("made by Wang Fang", rep.Html, StringComparison.Ordinal);
        var customer = new Person(server) { Languages = "en" };
        await customer.Open(first);

        await rep.Send($"/incidents/{desk.Incident}/link/{(string)made["id"]!}/end", ("form", "end"));
        Assert.Contains("The link is taken back", rep.Html, StringComparison.Ordinal);
        Assert.Contains("One link opens:", rep.Html, StringComparison.Ordinal);
        // A page that was open before answers nothing any more either.
        Assert.Equal(HttpStatusCode.Gone, await Say(customer, first, "accept"));
        Assert.Contains("It was taken back", customer.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("LINK15", customer.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await customer.Open(second));
        Assert.Equal("offered", (string)(await desk.Read())["state"]!);
    }

    [Fact]
    public async Task A_link_of_a_version_that_gave_none_an_id_still_opens_until_it_expires()
    {
        var (desk, _) = await Rolled("LINK18");
        var content = new byte[32 + "C-LINK18".Length];
        Guid.Parse(desk.Incident).TryWriteBytes(content, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(16), server.Now.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(24), (server.Now + Duration.FromDays(1)).ToUnixTimeMilliseconds());
        "C-LINK18"u8.CopyTo(content.AsSpan(32));
        var seal = server.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("customer-page/1");

        Assert.Equal(HttpStatusCode.OK, await new Person(server).Open($"/c/{Base64Url.EncodeToString(seal.Protect(content))}"));
        var other = server.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("customer-page/3");
        Assert.Equal(HttpStatusCode.Gone, await new Person(server).Open($"/c/{Base64Url.EncodeToString(other.Protect(content))}"));
    }

    [Fact]
    public async Task Only_who_may_see_the_incident_takes_its_links_back_and_twice_is_once()
    {
        var (desk, _) = await Rolled("LINK16");
        var (other, _) = await Rolled("LINK17");
        var link = await Link(desk);
        var rep = await desk.Rep();
        var id = (string)(await rep.Get($"/incidents/{desk.Incident}/customer-links")).Ok["items"]![0]!["id"]!;
        var path = $"/incidents/{desk.Incident}/customer-links/{id}";
        Assert.Equal("forbidden", (await (await server.As("mei.lin", "sales")).Send(HttpMethod.Delete, path, null)).Problem);
        Assert.Equal("unknown-reference", (await rep.Send(HttpMethod.Delete, $"/incidents/{other.Incident}/customer-links/{id}", null)).Problem);
        Assert.Equal(HttpStatusCode.OK, await new Person(server).Open(link));

        Assert.Equal(HttpStatusCode.NoContent, (await rep.Send(HttpMethod.Delete, path, null)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await rep.Send(HttpMethod.Delete, path, null)).Status);
        Assert.Equal(HttpStatusCode.Gone, await new Person(server).Open(link));
        Assert.Empty((await rep.Get($"/incidents/{desk.Incident}/customer-links")).Ok["items"]!.AsArray());
    }

    private static (string, string) Once() => ("once", Guid.NewGuid().ToString());

    private static async Task<string> Landing(Person person, string path)
    {
        await person.Open(path);
        return person.Html;
    }

    private static async Task<HttpStatusCode> Say(Person customer, string link, string act, string words = "", string by = "Zhao Min")
    {
        const string Before = "name=\"offer\" value=\"";
        var at = customer.Html.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        return await customer.Send(link, ("act", act), ("offer", customer.Html[at..customer.Html.IndexOf('"', at)]), ("by", by), ("words", words), Once());
    }

    private static async Task<string> Link(Desk desk)
    {
        var made = (await (await desk.Rep()).Post($"/incidents/{desk.Incident}/customer-link")).Ok;
        return new Uri((string)made["url"]!).AbsolutePath;
    }

    private async Task<(Desk Desk, string Invoice)> Rolled(string suffix, Server? house = null)
    {
        var (_, shipment, invoice) = await Book.Put(house ?? server, suffix);
        var desk = await Desk.Report(house ?? server, Book.Report(shipment));
        await desk.Tell();
        await desk.Assess("carrier", "service", "major");
        return (desk, invoice);
    }
}
