using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using FreightRecovery.Domain;
using FreightRecovery.Engine.Privacy;
using FreightRecovery.Store;
using FreightRecovery.Store.Sqlite;
using FreightRecovery.Web.Api.Evidence;
using Microsoft.Extensions.DependencyInjection;

namespace FreightRecovery.Tests.Api;

/// <summary>Files of evidence: taken in, told by what is in them, given out to be saved, and checked.</summary>
public sealed class EvidenceOverHttp(Server server) : IClassFixture<Server>
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n");

    [Fact]
    public async Task A_file_is_kept_under_its_hash_and_comes_back_as_it_was_to_be_saved()
    {
        var (id, rep) = await Reported("FILE");
        var added = await rep.Send(HttpMethod.Post, $"/incidents/{id}/evidence", Form(Pdf, "磅单 1.pdf", "The scale's slip."));
        Assert.Equal(HttpStatusCode.Created, added.Status);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Pdf));
        Assert.Equal(("磅单 1.pdf", "application/pdf", Pdf.Length, hash, "The scale's slip.", "Wang Fang"),
            ((string)added["name"]!, (string)added["type"]!, (int)added["size"]!, (string)added["sha256"]!, (string)added["note"]!, (string)added["by"]!));
        Assert.True(File.Exists(await PathOf(server, "C-EFILE", hash)));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(server.DataDirectory, EvidenceFiles.Folder, "incoming")));

        using var given = await Download(rep, added.Location!);
        Assert.Equal(Pdf, await given.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal("attachment", given.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("磅单 1.pdf", given.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("nosniff", given.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", given.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.True(given.Headers.CacheControl!.Private);
        Assert.Equal($"\"{hash}\"", given.Headers.ETag!.Tag);
        Assert.Contains("evidenceAdded", (await rep.Get($"/incidents/{id}/timeline")).Ok.Text, StringComparison.Ordinal);
        Assert.Single((await rep.Get($"/incidents/{id}")).Ok["evidence"]!.AsArray());
    }

    [Fact]
    public async Task The_same_file_twice_is_one_and_a_key_repeats_the_first_answer()
    {
        var (id, rep) = await Reported("TWICE");
        var bytes = Pdf.Append((byte)'2').ToArray();
        var first = (await rep.Send(HttpMethod.Post, $"/incidents/{id}/evidence", Form(bytes, "a.pdf"), "evidence-1")).Ok;
        var events = await server.Events();
        var again = await rep.Send(HttpMethod.Post, $"/incidents/{id}/evidence", Form(bytes, "b.pdf"));
        Assert.Equal((HttpStatusCode.OK, (string)first["id"]!), (again.Status, (string)again["id"]!));
        var repeated = await rep.Send(HttpMethod.Post, $"/incidents/{id}/evidence", Form(bytes, "a.pdf"), "evidence-1");
        Assert.Equal((HttpStatusCode.Created, first.Text), (repeated.Status, repeated.Text));
        var other = await rep.Send(HttpMethod.Post, $"/incidents/{id}/evidence", Form(Pdf, "a.pdf"), "evidence-1");
        Assert.Equal("idempotency-key-reused", other.Problem);
        Assert.Equal(events, await server.Events());
    }

    [Fact]
    public async Task What_is_too_large_of_a_wrong_type_or_broken_is_told_and_leaves_nothing()
    {
        var (id, rep) = await Reported("WRONG");
        var events = await server.Events();
        var large = await rep.Send(HttpMethod.Post, $"/incidents/{id}/evidence", Form([.. Pdf, .. new byte[26 * 1024 * 1024]], "large.pdf"));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "too-large"), (large.Status, large.Problem));
        // Its name says PDF, what is in it is a program.
        var program = await rep.Send(HttpMethod.Post, $"/incidents/{id}/evidence", Form([0x4D, 0x5A, 0x90, 0, 3, 0, 0, 0], "a.pdf"));
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "unsupported-media-type"), (program.Status, program.Problem));
        Assert.Equal("unsupported-media-type", (await rep.Post($"/incidents/{id}/evidence", new { file = "a" })).Problem);
        Assert.Equal(["/file"], (await rep.Send(HttpMethod.Post, $"/incidents/{id}/evidence", Form([], "empty.pdf"))).Pointers);
        Assert.Equal(["/file"], (await rep.Send(HttpMethod.Post, $"/incidents/{id}/evidence", new MultipartFormDataContent("b") { { new StringContent("So."), "note" } })).Pointers);
        var broken = new ByteArrayContent(Encoding.ASCII.GetBytes("--b\r\nContent-Disposition: form-data; name=file; filename=a.pdf\r\n\r\n%PDF-"));
        broken.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        Assert.Equal("invalid-request", (await rep.Send(HttpMethod.Post, $"/incidents/{id}/evidence", broken)).Problem);
        Assert.Equal(events, await server.Events());
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(server.DataDirectory, EvidenceFiles.Folder, "incoming")));
    }

    [Fact]
    public async Task A_file_of_another_branch_is_neither_read_nor_added_to()
    {
        var (id, rep) = await Reported("SCOPE");
        var added = (await rep.Send(HttpMethod.Post, $"/incidents/{id}/evidence", Form([.. Pdf, 3], "a.pdf"))).Ok;
        var there = await server.As("Ivanov", "manager", "MOSCOW");
        Assert.Equal("forbidden", (await there.Get(added.Location!)).Problem);
        Assert.Equal("forbidden", (await there.Send(HttpMethod.Post, $"/incidents/{id}/evidence", Form(Pdf, "a.pdf"))).Problem);
        Assert.Equal("unknown-reference", (await rep.Get("/evidence/0198c0de-0000-7000-8000-000000000000")).Problem);
    }

    [Fact]
    public async Task A_file_that_is_gone_or_altered_is_told_and_found_by_verify()
    {
        await using var house = new Server();
        await house.InitializeAsync();
        var (id, rep) = await Reported("GONE", house);
        var added = (await rep.Send(HttpMethod.Post, $"/incidents/{id}/evidence", Form(Pdf, "a.pdf"))).Ok;
        Assert.Empty(Maintenance.Verify(house.DataDirectory).Problems);
        var path = await PathOf(house, "C-EGONE", (string)added["sha256"]!);

        await File.AppendAllTextAsync(path, "more", TestContext.Current.CancellationToken);
        var altered = await rep.Get(added.Location!);
        Assert.Equal((HttpStatusCode.InternalServerError, "internal-error"), (altered.Status, altered.Problem));
        Assert.Contains("altered", Assert.Single(Maintenance.Verify(house.DataDirectory).Problems), StringComparison.Ordinal);

        File.Delete(path);
        var gone = await rep.Get(added.Location!);
        Assert.Equal((HttpStatusCode.Gone, "gone"), (gone.Status, gone.Problem));
        Assert.Contains("missing", Assert.Single(Maintenance.Verify(house.DataDirectory).Problems), StringComparison.Ordinal);

        // Sending it again puts it back.
        await rep.Send(HttpMethod.Post, $"/incidents/{id}/evidence", Form(Pdf, "a.pdf")).Done();
        Assert.Empty(Maintenance.Verify(house.DataDirectory).Problems);
    }

    [Theory]
    [InlineData("FFD8FFE000104A46", "photo.exe", "image/jpeg")]
    [InlineData("89504E470D0A1A0A00", "a", "image/png")]
    [InlineData("524946460000000057415645", "call", "audio/wav")]
    [InlineData("00000018667479706D703432", "film", "video/mp4")]
    [InlineData("504B030414000600776F72642F", "letter", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    [InlineData("504B0304140006006162", "archive.docx", null)]
    [InlineData("E99D92E5B29B0AE9", "cut in two.txt", "text/plain")]
    [InlineData("4D5A9000", "letter.txt", null)]
    [InlineData("7F454C46", "letter.pdf", null)]
    public void A_type_is_told_by_the_first_bytes(string hex, string name, string? type) =>
        Assert.Equal(type, MediaTypes.Of(Convert.FromHexString(hex), name));

    private async Task<(string Id, Client Rep)> Reported(string suffix, Server? house = null)
    {
        house ??= server;
        var (_, shipment, _) = await Book.Put(house, "E" + suffix);
        return (await Book.Report(house, shipment, "cargoRolled"), await house.As("Wang Fang", "sales"));
    }

    private static async Task<string> PathOf(Server house, string customer, string sha256) =>
        new EvidenceFiles(house.DataDirectory).PathOf(
            (await house.Services.GetRequiredService<CustomerKeys>().Of(new CustomerRef(customer), TestContext.Current.CancellationToken))!.Id, sha256);

    private async Task<HttpResponseMessage> Download(Client client, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", client.Key);
        return await server.Raw(request);
    }

    private static MultipartFormDataContent Form(byte[] bytes, string name, string? note = null)
    {
        var form = new MultipartFormDataContent("the-boundary") { { new ByteArrayContent(bytes), "file", name } };
        if (note is not null)
            form.Add(new StringContent(note), "note");
        return form;
    }
}
