using System.Net;
using System.Text;
using FreightRecovery.Domain;
using FreightRecovery.Engine.Privacy;
using FreightRecovery.Store;
using FreightRecovery.Store.Sqlite;
using FreightRecovery.Tests.Api;
using NodaTime;

namespace FreightRecovery.Tests.Privacy;

/// <summary>Personal data over HTTP: stored sealed, read with a note of it, and forgotten for good while the ledger stays whole.</summary>
public sealed class ForgottenCustomers : IAsyncLifetime
{
    private const string Person = "Zhao Min";
    private readonly Server server = new();

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task No_name_phone_or_mail_of_a_person_stands_open_on_the_disk()
    {
        await Lived("P");
        AssertNotOnDisk(Person, "zhao@example.com", "+86 532 5550100", "Sun Tao", "The consignee is furious", "weighed by Old Hu", "%PDF-1.7 with a name");
    }

    [Fact]
    public async Task A_forgotten_customer_leaves_no_word_of_its_people_and_keeps_its_invoices()
    {
        var (incident, evidence) = await Lived("P");
        await Lived("Q");
        var (admin, rep, finance) = (await server.As("root", "admin"), await server.As("Wang Fang", "sales"), await server.As("Fan Li", "finance"));
        var before = (await finance.Get("/invoices/I-P")).Ok.Text;

        var erased = (await admin.Post("/customers/C-P/erasure", null, "forget-1")).Ok;
        Assert.Equal(("C-P", 1), ((string)erased["customer"]!, (int)erased["incidents"]!));

        Assert.Empty((await admin.Get("/customers/C-P")).Ok["contacts"]!.AsArray());
        var view = (await rep.Get($"/incidents/{incident}")).Ok;
        Assert.DoesNotContain(Person, view.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sun Tao", view.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Person, (await rep.Get($"/incidents/{incident}/timeline")).Ok.Text, StringComparison.Ordinal);
        Assert.Contains(Personal.Erased, (await rep.Get($"/incidents/{incident}/timeline")).Ok.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("left behind", (await rep.Get("/incidents?customer=C-P")).Ok.Text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Gone, "gone"), await Status(rep.Get($"/evidence/{evidence}")));
        Assert.Equal(before, (await finance.Get("/invoices/I-P")).Ok.Text);
        Assert.Equal("invoice-held", (await finance.Post("/invoices/I-P/collection")).Problem);

        // The other customer's people have the same names; they are still there.
        Assert.Equal(Person, (string)(await admin.Get("/customers/C-Q")).Ok["contacts"]![0]!["name"]!);

        Assert.Equal(erased.Text, (await admin.Post("/customers/C-P/erasure", null, "forget-1")).Ok.Text);
        await admin.Post("/customers/C-P/erasure").Done();
        Assert.Empty(Maintenance.Verify(server.DataDirectory).Problems);
    }

    [Fact]
    public async Task After_the_last_erasure_not_even_the_description_is_left_in_any_file_and_a_rebuild_brings_nothing_back()
    {
        await Lived("P");
        var admin = await server.As("root", "admin");
        await admin.Post("/customers/C-P/erasure").Done();
        AssertNotOnDisk("30 containers left behind", Person);

        Maintenance.Rebuild(server.DataDirectory, Policy.Default);
        AssertNotOnDisk("30 containers left behind", Person);
        Assert.Equal(Personal.Erased, (string)(await admin.Get("/incidents?customer=C-P")).Ok["items"]![0]!["description"]!);
    }

    [Fact]
    public async Task A_forgotten_customer_that_comes_back_is_taken_in_anew()
    {
        await Lived("P");
        var (admin, integration) = (await server.As("root", "admin"), await server.As("erp", "integration"));
        await admin.Post("/customers/C-P/erasure").Done();

        await integration.Put("/customers/C-P", Book.Customer()).Done();

        Assert.Equal(Person, (string)(await admin.Get("/customers/C-P")).Ok["contacts"]![0]!["name"]!);
        var incident = await Book.Report(server, "S-P", "documentsDefective");
        Assert.Equal(Person, (string)(await admin.Get($"/incidents/{incident}")).Ok["reportedBy"]!);
    }

    [Fact]
    public async Task Whoever_reads_of_a_customers_people_is_noted_once_in_a_while()
    {
        var (incident, evidence) = await Lived("P");
        var (admin, rep, finance) = (await server.As("root", "admin"), await server.As("Wang Fang", "sales"), await server.As("Fan Li", "finance"));
        await rep.Get($"/incidents/{incident}").Done();
        await rep.Get($"/incidents/{incident}/timeline").Done();
        await finance.Get("/customers/C-P").Done();
        await rep.Get($"/evidence/{evidence}").Done();
        await server.Advance(Duration.FromMinutes(11));
        await rep.Get($"/incidents/{incident}").Done();
        // A list shows nobody's name.
        await finance.Get("/incidents").Done();

        var all = (await admin.Get("/personal-reads?customer=C-P")).Ok["items"]!.AsArray();
        Assert.Equal(
            [("Wang Fang", $"incident {incident}"), ("Wang Fang", $"evidence {evidence}"), ("Fan Li", "contacts"), ("Wang Fang", $"incident {incident}")],
            all.Select(r => ((string)r!["reader"]!, (string)r["what"]!)));
        Assert.Single((await admin.Get("/personal-reads?reader=Fan%20Li")).Ok["items"]!.AsArray());
        Assert.Equal("forbidden", (await rep.Get("/personal-reads")).Problem);
        Assert.Equal("forbidden", (await rep.Post("/customers/C-P/erasure")).Problem);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.Post("/customers/C-NOBODY/erasure")).Status);
    }

    [Fact]
    public async Task Without_its_master_key_a_database_is_not_opened_and_the_message_says_what_to_do()
    {
        await Lived("P");
        var copy = Directory.CreateTempSubdirectory("freight-recovery-").FullName;
        try
        {
            Maintenance.Backup(server.DataDirectory, Path.Combine(copy, SqliteStore.FileName));
            var missing = Assert.Throws<MasterKeyException>(() => SqliteStore.Open(copy));
            Assert.Contains("master.key is missing", missing.Message, StringComparison.Ordinal);
            var checkedCopy = Maintenance.Verify(copy);
            Assert.Empty(checkedCopy.Problems);
            Assert.Contains("master.key is missing", checkedCopy.Note, StringComparison.Ordinal);

            await File.WriteAllTextAsync(Path.Combine(copy, MasterKeyFile.FileName), MasterKey.NewText(), TestContext.Current.CancellationToken);
            Assert.Contains("another master key", Assert.Throws<MasterKeyException>(() => SqliteStore.Open(copy)).Message, StringComparison.Ordinal);
            await File.WriteAllTextAsync(Path.Combine(copy, MasterKeyFile.FileName), "rubbish", TestContext.Current.CancellationToken);
            Assert.Contains("32 bytes in Base64", Assert.Throws<MasterKeyException>(() => SqliteStore.Open(copy)).Message, StringComparison.Ordinal);

            File.Copy(Path.Combine(server.DataDirectory, MasterKeyFile.FileName), Path.Combine(copy, MasterKeyFile.FileName), overwrite: true);
            await using var opened = SqliteStore.Open(copy);
            Assert.NotNull(await opened.Keys.Of(new CustomerRef("C-P"), TestContext.Current.CancellationToken));
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    [Fact]
    public void The_master_key_is_its_owners_alone_to_read()
    {
        if (!OperatingSystem.IsWindows())
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(server.DataDirectory, MasterKeyFile.FileName)));
    }

    // A customer with a contact, an incident with words and names in it, and a file of evidence.
    private async Task<(string Incident, string Evidence)> Lived(string suffix)
    {
        await Book.Put(server, suffix);
        var incident = await Book.Report(server, $"S-{suffix}", "cargoRolled");
        var rep = await server.As("Wang Fang", "sales");
        await rep.Post($"/incidents/{incident}/acknowledgement", new { channel = "phone", note = "The consignee is furious, says Zhao Min." }).Done();
        await rep.Put($"/incidents/{incident}/parties", new[] { new { role = "shipper", name = "Sun Tao", contact = "Sun Tao", answersForCustomer = true } }).Done();
        await rep.Post($"/incidents/{incident}/summary", new { text = "Left behind.", confirmedBy = Person, evidence = "call of today" }).Done();
        await rep.Post($"/customers/C-{suffix}/signals", new { kind = "remark", at = "2026-01-05T07:00:00Z", channel = "phone", note = "Zhao Min grumbles." }).Done();
        var form = new MultipartFormDataContent("b")
        {
            { new ByteArrayContent(Encoding.ASCII.GetBytes("%PDF-1.7 with a name\n%%EOF\n")), "file", "weighed by Old Hu.pdf" },
        };
        var evidence = (await rep.Send(HttpMethod.Post, $"/incidents/{incident}/evidence", form)).Ok;
        await server.Settle();
        return (incident, (string)evidence["id"]!);
    }

    private void AssertNotOnDisk(params string[] texts)
    {
        foreach (var file in Directory.EnumerateFiles(server.DataDirectory, "*", SearchOption.AllDirectories))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            foreach (var text in texts)
                Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) < 0, $"'{text}' stands open in {Path.GetFileName(file)}.");
        }
    }

    private static async Task<(HttpStatusCode, string?)> Status(Task<Answer> call) => ((await call).Status, (await call).Problem);
}
