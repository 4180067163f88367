using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using FreightRecovery.Store;
using FreightRecovery.Tests.Api;

namespace FreightRecovery.Tests.Desks;

/// <summary>Evidence, parties and the classification on the page of an incident, without script.</summary>
public sealed class EvidenceAndParties(Server server) : IClassFixture<Server>
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n");

    [Fact]
    public async Task A_file_is_added_by_a_form_shown_with_its_hash_and_comes_back_as_it_was()
    {
        var (incident, rep) = await Opened("DESKFILE");
        Assert.Equal(HttpStatusCode.OK, await Send(rep, incident, Pdf, "磅单 1.pdf", "The scale's slip."));
        Assert.Equal($"/incidents/{incident}?done=evidence", rep.Address);
        Assert.Contains("The file is kept.", rep.Html, StringComparison.Ordinal);
        Assert.Contains("磅单 1.pdf", rep.Html, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(Pdf)), rep.Html, StringComparison.Ordinal);
        Assert.Contains("The scale's slip.", rep.Html, StringComparison.Ordinal);
        var view = (await (await server.As("Wang Fang", "sales")).Get($"/incidents/{incident}")).Ok["evidence"]![0]!;
        Assert.Equal("Wang Fang", (string)view["by"]!);
        Assert.Contains($"/api/v1/evidence/{(string)view["id"]!}", rep.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await rep.Open($"/api/v1/evidence/{(string)view["id"]!}"));
        Assert.Equal(Encoding.ASCII.GetString(Pdf), rep.Source);
    }

    [Fact]
    public async Task A_second_click_adds_no_second_file_and_a_wrong_one_is_told_beside_the_form()
    {
        var (incident, rep) = await Opened("DESKTWICE");
        var once = Guid.NewGuid().ToString();
        await Send(rep, incident, Pdf, "a.pdf", "", once);
        var events = await server.Events();
        await Send(rep, incident, Pdf, "a.pdf", "", once);
        Assert.Equal(events, await server.Events());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Send(rep, incident, [], "empty.pdf", ""));
        Assert.Contains("The file is empty.", rep.Html, StringComparison.Ordinal);
        Assert.Contains("evidence-file-error", rep.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Send(rep, incident, "MZ\0\0"u8.ToArray(), "a.exe", ""));
        Assert.Contains("of no known type", rep.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Send(rep, incident, null, null, ""));
        Assert.Contains("Choose a file.", rep.Html, StringComparison.Ordinal);
        Assert.Equal(events, await server.Events());
    }

    [Fact]
    public async Task A_file_without_the_pages_token_or_before_it_is_not_taken()
    {
        var (incident, rep) = await Opened("DESKFORGED");
        var events = await server.Events();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Send(rep, incident, Pdf, "a.pdf", "", token: "forged"));
        Assert.Contains("not from our own page", rep.Html, StringComparison.Ordinal);
        await rep.Open($"/incidents/{incident}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await rep.Send($"/incidents/{incident}/evidence", form => { form.Add(FilePart(Pdf), "file", "a.pdf"); }, tokenFirst: false));
        Assert.Equal(events, await server.Events());
        // The folder comes with the first file that is taken, whichever test that is.
        Assert.Empty(Directory.CreateDirectory(Path.Combine(server.DataDirectory, EvidenceFiles.Folder, "incoming")).EnumerateFiles());
    }

    [Fact]
    public async Task Parties_are_named_one_answers_for_the_customer_and_an_emptied_row_takes_one_out()
    {
        var (incident, rep) = await Opened("DESKPARTY");
        await Do(rep, incident, "parties",
            ("0.name", "Osaka Trading"), ("0.role", "consignee"), ("0.contact", "Mr Sato"), ("1.name", "Harbour Agents"), ("1.role", "agent"), ("answers", "0"));
        Assert.Contains("Osaka Trading", rep.Html, StringComparison.Ordinal);
        Assert.Contains("<p class=\"yes\">answers for the customer</p>", rep.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await rep.Send(
            $"/incidents/{incident}/parties", ("0.name", ""), ("0.contact", "Mr Sato"), ("0.role", "consignee"), ("1.name", "Harbour Agents"), ("1.role", "agent")));
        Assert.Contains("id=\"parties-0.name-error\"", rep.Html, StringComparison.Ordinal);
        await Do(rep, incident, "parties", ("0.name", ""), ("0.role", "consignee"), ("1.name", "Harbour Agents"), ("1.role", "agent"), ("answers", ""));
        var parties = (await (await server.As("Wang Fang", "sales")).Get($"/incidents/{incident}")).Ok["parties"]!.AsArray();
        Assert.Equal(("Harbour Agents", false), ((string)parties.Single()!["name"]!, (bool)parties[0]!["answersForCustomer"]!));
    }

    [Fact]
    public async Task The_classification_says_why_and_a_person_who_knows_better_stands_over_it()
    {
        var (incident, rep) = await Opened("DESKCLASS");
        Assert.Contains("The fault lies with", rep.Html, StringComparison.Ordinal);
        await Do(rep, incident, "classification", ("urgency", "5"), ("seeks", "respect"), ("reason", "Their line stands still."));
        Assert.Contains("Wang Fang knew better", rep.Html, StringComparison.Ordinal);
        Assert.Contains("Their line stands still.", rep.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await rep.Send($"/incidents/{incident}/classification", ("urgency", "6"), ("reason", "Worse.")));
        Assert.Contains("id=\"classification-urgency-error\"", rep.Html, StringComparison.Ordinal);
        var urgency = (await (await server.As("Wang Fang", "sales")).Get($"/incidents/{incident}")).Ok["classification"]!["dimensions"]!["urgency"]!;
        Assert.Equal((5, "Wang Fang"), ((int)urgency["value"]!, (string)urgency["overruledBy"]!));
    }

    private async Task<(string Incident, Person Rep)> Opened(string name)
    {
        var (_, shipment, _) = await Book.Put(server, name);
        var incident = await Book.Report(server, shipment, "cargoDamaged");
        var rep = await Person.SignedIn(server, "Wang Fang", "sales");
        await rep.Open($"/incidents/{incident}");
        return (incident, rep);
    }

    private static Task<HttpStatusCode> Send(Person rep, string incident, byte[]? file, string? name, string note, string? once = null, string? token = null) =>
        rep.Send($"/incidents/{incident}/evidence", form =>
        {
            form.Add(new StringContent(once ?? Guid.NewGuid().ToString()), "once");
            form.Add(new StringContent(note), "note");
            if (file is not null)
                form.Add(FilePart(file), "file", name!);
            else
                form.Add(FilePart([]), "file");
        }, token: token);

    private static ByteArrayContent FilePart(byte[] file) => new(file) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };

    private static async Task Do(Person person, string incident, string act, params (string, string)[] fields)
    {
        Assert.Equal(HttpStatusCode.OK, await person.Send($"/incidents/{incident}/{act}", fields));
        Assert.Equal($"/incidents/{incident}?done={act}", person.Address);
    }
}
