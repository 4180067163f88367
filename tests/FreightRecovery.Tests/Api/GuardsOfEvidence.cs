using System.Net;
using System.Net.Http.Headers;
using System.Text;
using FreightRecovery.Web.Api.Evidence;

namespace FreightRecovery.Tests.Api;

/// <summary>Each guard of uploads, and each type of file that is told by what is in it.</summary>
public sealed class GuardsOfEvidence(Server server) : IClassFixture<Server>
{
    private const string Office = "application/vnd.openxmlformats-officedocument.";
    private const string Types = "[Content_Types].xml";

    [Theory]
    [InlineData("%PDF-1.7", "a", "application/pdf")]
    [InlineData("%PS-Adobe", "a", "text/plain")]
    [InlineData("GIF87a\0", "a", "image/gif")]
    [InlineData("GIF89a\0", "a", "image/gif")]
    [InlineData("GIF90a\0", "a", null)]
    [InlineData("RIFF\0\0\0\0WEBP", "a", "image/webp")]
    [InlineData("RIFF\0\0\0\0WAVE", "a", "audio/wav")]
    [InlineData("RIFF\0\0\0\0AVI ", "a", null)]
    [InlineData("II*\0", "a", "image/tiff")]
    [InlineData("MM\0*", "a", "image/tiff")]
    [InlineData("ID3\u0003\0", "a", "audio/mpeg")]
    [InlineData("OggS\0", "a", "audio/ogg")]
    [InlineData("\0\0\0\u0018ftypheic", "a", "image/heic")]
    [InlineData("\0\0\0\u0018ftypheix", "a", "image/heic")]
    [InlineData("\0\0\0\u0018ftypmif1", "a", "image/heic")]
    [InlineData("\0\0\0\u0018ftypM4A ", "a", "audio/mp4")]
    [InlineData("\0\0\0\u0018ftypisom", "a", "video/mp4")]
    [InlineData("\0\0\0\u0018ftypiso2", "a", "video/mp4")]
    [InlineData("\0\0\0\u0018ftypmp41", "a", "video/mp4")]
    [InlineData("\0\0\0\u0018ftypavc1", "a", "video/mp4")]
    [InlineData("\0\0\0\u0018ftypqt  ", "a", null)]
    [InlineData("PK\u0003\u0004 word/", "a", Office + "wordprocessingml.document")]
    [InlineData("PK\u0003\u0004 xl/", "a", Office + "spreadsheetml.sheet")]
    [InlineData("PK\u0003\u0004 " + Types, "a.DOCX", Office + "wordprocessingml.document")]
    [InlineData("PK\u0003\u0004 " + Types, "a.xlsx", Office + "spreadsheetml.sheet")]
    [InlineData("PK\u0003\u0004 " + Types, "a.zip", null)]
    [InlineData("PK\u0003\u0004 other", "a.docx", null)]
    [InlineData("PK\u0003\u0004 other", "a.xlsx", null)]
    [InlineData("Left\tbehind.\r\n", "a", "text/plain")]
    [InlineData("Left\u0001behind", "a", null)]
    [InlineData("Left\u001bbehind", "a", null)]
    [InlineData("Left\u007fbehind", "a", null)]
    public void A_type_is_told_by_what_is_in_the_file(string content, string name, string? type) =>
        Assert.Equal(type, MediaTypes.Of(Encoding.Latin1.GetBytes(content), name));

    [Fact]
    public async Task A_file_is_called_by_its_last_name_and_by_its_name_in_any_script_where_both_are_given()
    {
        var (id, rep) = await Reported("NAMES");
        Assert.Equal("a.pdf", (string)(await Send(rep, id, Part("file", @"filename=""C:\\dir/a.pdf""", "%PDF-1"))).Ok["name"]!);
        Assert.Equal("磅单.pdf", (string)(await Send(rep, id, Part("file", "filename=b.pdf; filename*=UTF-8''%E7%A3%85%E5%8D%95.pdf", "%PDF-2"))).Ok["name"]!);
    }

    [Theory]
    [InlineData("file, twice", "")]
    [InlineData("a file without a name", "")]
    [InlineData("a note with a file's name", "")]
    [InlineData("two notes", "")]
    [InlineData("a part without a disposition", "")]
    [InlineData("another part", "")]
    [InlineData("more headers than anybody sends", "")]
    [InlineData("a name of two lines", "/file")]
    [InlineData("a note that rings", "/note")]
    public async Task A_body_of_other_parts_is_refused_by_its_place_and_leaves_nothing(string what, string pointer)
    {
        var (id, rep) = await Reported("PARTS" + what.Length);
        const string File = "filename=a.pdf";
        var before = await server.Events();
        var answer = await Send(rep, id, what switch
        {
            "file, twice" => Part("file", File, "%PDF-3") + Part("file", File, "%PDF-3"),
            "a file without a name" => Part("file", null, "%PDF-4"),
            "a note with a file's name" => Part("note", File, "So.") + Part("file", File, "%PDF-5"),
            "two notes" => Part("note", null, "So.") + Part("note", null, "So.") + Part("file", File, "%PDF-6"),
            "a part without a disposition" => "--b\r\nContent-Type: text/plain\r\n\r\nSo.\r\n",
            "more headers than anybody sends" =>
                $"--b\r\nContent-Disposition: form-data; name=file; {File}\r\n{string.Concat(Enumerable.Range(0, 40).Select(i => $"X-{i}: 1\r\n"))}\r\n%PDF-0\r\n",
            "another part" => Part("photo", File, "%PDF-7"),
            "a name of two lines" => Part("file", "filename*=UTF-8''a%0Ab.pdf", "%PDF-8"),
            _ => Part("note", null, "So\u0007.") + Part("file", File, "%PDF-9"),
        });
        Assert.Equal("invalid-request", answer.Problem);
        Assert.Equal([pointer], answer.Pointers);
        Assert.Equal(before, await server.Events());
    }

    [Fact]
    public async Task A_boundary_is_given_and_not_too_long()
    {
        var (id, rep) = await Reported("BOUND");
        foreach (var boundary in new[] { "", "; boundary=" + new string('b', 71) })
            Assert.Equal("unsupported-media-type", (await Send(rep, id, Part("file", "filename=a.pdf", "%PDF-1"), "multipart/form-data" + boundary)).Problem);
        Assert.Equal("unsupported-media-type", (await Send(rep, id, Part("file", "filename=a.pdf", "%PDF-1"), "multipart/mixed; boundary=b")).Problem);
    }

    [Fact]
    public async Task A_type_that_is_known_and_not_taken_is_named()
    {
        var (id, rep) = await Reported("TYPE");
        var answer = await Send(rep, id, Part("file", "filename=a.txt", "Left\u0001behind"));
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "unsupported-media-type"), (answer.Status, answer.Problem));
    }

    [Fact]
    public async Task A_type_that_the_policy_does_not_name_is_not_taken()
    {
        await using var house = new Server();
        await house.InitializeAsync();
        await File.WriteAllTextAsync(
            Path.Combine(house.DataDirectory, "policy.json"), """{"version":2,"evidence":{"types":["application/pdf"]}}""",
            TestContext.Current.CancellationToken);
        await (await house.As("Root", "admin")).Post("/policy/reload").Done();
        var (_, shipment, _) = await Book.Put(house, "GEPOLICY");
        var (id, rep) = (await Book.Report(house, shipment, "cargoRolled"), await house.As("Wang Fang", "sales"));

        Assert.Equal("unsupported-media-type", (await Send(rep, id, Part("file", "filename=a.txt", "Left behind."))).Problem);
        await Send(rep, id, Part("file", "filename=a.pdf", "%PDF-1")).Done();
    }

    [Fact]
    public async Task The_same_key_with_another_name_or_note_is_another_request()
    {
        var (id, rep) = await Reported("KEYS");
        await Send(rep, id, Part("note", null, "So.") + Part("file", "filename=a.pdf", "%PDF-1"), key: "evidence-keys").Done();
        Assert.Equal("idempotency-key-reused", (await Send(rep, id, Part("note", null, "So.") + Part("file", "filename=b.pdf", "%PDF-1"), key: "evidence-keys")).Problem);
        Assert.Equal("idempotency-key-reused", (await Send(rep, id, Part("note", null, "No.") + Part("file", "filename=a.pdf", "%PDF-1"), key: "evidence-keys")).Problem);
    }

    [Fact]
    public async Task Of_two_files_each_is_the_one_that_was_asked_for()
    {
        var (id, rep) = await Reported("TWO");
        await Send(rep, id, Part("file", "filename=a.pdf", "%PDF-1")).Done();
        var second = await Send(rep, id, Part("file", "filename=b.pdf", "%PDF-2"));
        Assert.Equal((HttpStatusCode.Created, "b.pdf"), (second.Status, (string)second["name"]!));
        using var request = new HttpRequestMessage(HttpMethod.Get, second.Location!);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", rep.Key);
        using var given = await server.Raw(request);
        Assert.Equal("%PDF-2", await given.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.True(given.Headers.CacheControl!.NoCache);
    }

    [Fact]
    public async Task Parties_and_dimensions_are_judged_at_their_edges()
    {
        var (id, rep) = await Reported("EDGES");
        object One(int number, string role = "agent") => new { role, name = $"A{number}", answersForCustomer = false };
        Assert.Equal([""], (await rep.Put($"/incidents/{id}/parties", Enumerable.Range(0, 21).Select(i => One(i)))).Pointers);
        await rep.Put($"/incidents/{id}/parties", Enumerable.Range(0, 20).Select(i => One(i))).Done();
        await rep.Put($"/incidents/{id}/parties", new[] { One(1), One(1, "shipper"), One(2) }).Done();
        Assert.Equal(["/0"], (await rep.Put($"/incidents/{id}/parties", "[null]")).Pointers);
        // Whoever answers may stand anywhere in the list.
        await rep.Put($"/incidents/{id}/parties", new object[] { new { role = "shipper", name = "B", answersForCustomer = true }, One(1) }).Done();
        Assert.Equal(["/urgency"], (await rep.Post($"/incidents/{id}/classification", new { urgency = 0, reason = "So." })).Pointers);
        await rep.Post($"/incidents/{id}/classification", new { urgency = 1, severity = 5, reason = "So." }).Done();
    }

    private async Task<(string Id, Client Rep)> Reported(string suffix)
    {
        var (_, shipment, _) = await Book.Put(server, "GE" + suffix);
        return (await Book.Report(server, shipment, "cargoRolled"), await server.As("Wang Fang", "sales"));
    }

    private static string Part(string name, string? file, string content) =>
        $"--b\r\nContent-Disposition: form-data; name={name}{(file is null ? "" : "; " + file)}\r\n\r\n{content}\r\n";

    private static Task<Answer> Send(Client rep, string id, string parts, string type = "multipart/form-data; boundary=b", string? key = null)
    {
        var body = new ByteArrayContent(Encoding.UTF8.GetBytes(parts + "--b--\r\n"));
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return rep.Send(HttpMethod.Post, $"/incidents/{id}/evidence", body, key);
    }
}
