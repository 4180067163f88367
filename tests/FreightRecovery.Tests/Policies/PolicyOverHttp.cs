using System.Net;
using System.Security.Cryptography;
using System.Text;
using FreightRecovery.Domain;
using FreightRecovery.Engine;
using FreightRecovery.Store.Sqlite;
using FreightRecovery.Tests.Api;
using FreightRecovery.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace FreightRecovery.Tests.Policies;

/// <summary>The policy of a running server.</summary>
public sealed class PolicyOverHttp : IAsyncLifetime
{
    private readonly Server server = new();

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task A_changed_file_is_taken_on_demand_and_later_decisions_name_its_version()
    {
        var (_, shipment, _) = await Book.Put(server, "POLICY");
        var id = await Book.Report(server, shipment, "transitDelay");
        var admin = await server.As("Root", "admin");
        await Write("""{"version":5,"lowMark":1}""");

        var reloaded = (await admin.Post("/policy/reload")).Ok;
        Assert.Equal((5, true), ((int)reloaded["version"]!, (bool)reloaded["changed"]!));
        Assert.False((bool)(await admin.Post("/policy/reload")).Ok["changed"]!);

        var policy = (await admin.Get("/policy")).Ok;
        Assert.Equal((5, 1, "\"5\""), ((int)policy["version"]!, (int)policy["lowMark"]!, policy.ETag));
        Assert.Equal(2, (int)(await admin.Get("/policy?version=1")).Ok["lowMark"]!);
        Assert.Equal("unknown-reference", (await admin.Get("/policy?version=4")).Problem);

        await admin.Post($"/incidents/{id}/acknowledgement", new { channel = "phone", note = "Told." }).Done();
        var timeline = (await admin.Get($"/incidents/{id}/timeline")).Ok["items"]!.AsArray();
        Assert.Equal([1, 5], timeline.Select(e => (int)e!["policy"]!));
        Assert.Empty(Maintenance.Verify(server.DataDirectory).Problems);
    }

    [Fact]
    public async Task A_shorter_target_is_missed_by_an_incident_that_was_open_before_and_heard_of_nothing_since()
    {
        var (_, shipment, _) = await Book.Put(server, "HURRY");
        var id = await Book.Report(server, shipment, "transitDelay");
        var admin = await server.As("Root", "admin");
        await admin.Post($"/incidents/{id}/acknowledgement", new { channel = "phone", note = "Told." }).Done();
        await server.Advance(Duration.FromHours(1));
        var head = await server.Events();

        await Write("""{"version":2,"clocks":{"assessment":{"minor":"PT2H","major":"PT2H","critical":"PT2H"}}}""");
        await admin.Post("/policy/reload").Done();
        Assert.Equal("2026-01-06T01:30:00Z", (string)(await admin.Get($"/incidents/{id}")).Ok["clocks"]!["assessment"]!["dueAt"]!);
        Assert.Equal(head, await server.Events());

        await server.Services.GetRequiredService<ClockHands>().Move(Period.FromHours(17), TestContext.Current.CancellationToken);
        var incident = (await admin.Get($"/incidents/{id}")).Ok;
        Assert.True((bool)incident["clocks"]!["assessment"]!["missed"]!);
        Assert.Equal("supervisor", (string)incident["escalationLevel"]!);
        var missed = (await admin.Get($"/incidents/{id}/timeline")).Ok["items"]!.AsArray().Single(e => (string)e!["kind"]! == "targetMissed")!;
        Assert.Equal(("2026-01-06T01:30:00Z", 2), ((string)missed["at"]!, (int)missed["policy"]!));
    }

    [Fact]
    public async Task A_bad_file_keeps_the_old_policy_and_says_what_is_wrong_with_it()
    {
        var admin = await server.As("Root", "admin");
        await Write("""{"version":6,"lowMark":9,"lowmark":1}""");
        var bad = await admin.Post("/policy/reload");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "invalid-request"), (bad.Status, bad.Problem));
        Assert.Equal(["/lowMark", "/lowmark"], bad.Pointers.Order(StringComparer.Ordinal));

        await Write("""{"version":1,"lowMark":1}""");
        Assert.Equal(["/version"], (await admin.Post("/policy/reload")).Pointers);
        Assert.Equal(2, (int)(await admin.Get("/policy")).Ok["lowMark"]!);
    }

    [Fact]
    public async Task A_policy_is_checked_and_put_over_the_one_that_was_seen_and_is_known_by_who_put_it()
    {
        var admin = await server.As("Root", "admin");
        var seen = (await admin.Get("/policy")).Ok.ETag;
        const string Next = """{"version":4, /* low is one */ "lowMark":1}""";

        var check = (await admin.Post("/policy/check", Next)).Ok;
        Assert.Equal((4, false, 2), ((int)check["version"]!, (bool)check["inForce"]!, check["changes"]!.AsArray().Count));
        Assert.Equal(["/lowMark"], (await admin.Post("/policy/check", """{"version":4,"lowMark":9}""")).Pointers);
        Assert.Equal("invalid-request", (await admin.Put("/policy", "{", ifMatch: seen)).Problem);
        Assert.Equal(1, (int)(await admin.Get("/policy")).Ok["version"]!);

        var put = (await admin.Put("/policy", Next, ifMatch: seen)).Ok;
        Assert.True((bool)put["inForce"]!);
        Assert.Equal("\"4\"", put.ETag);
        Assert.Equal("/lowMark", (string)put["changes"]![1]!["pointer"]!);
        Assert.Equal(1, (int)(await admin.Get("/policy")).Ok["lowMark"]!);
        Assert.Equal(Next, await File.ReadAllTextAsync(Path.Combine(server.DataDirectory, Web.Policies.PolicyFiles.Name), TestContext.Current.CancellationToken));

        // The same request once more finds its work done; another one over what is gone does not.
        Assert.Empty((await admin.Put("/policy", Next, ifMatch: seen)).Ok["changes"]!.AsArray());
        Assert.Equal((HttpStatusCode.PreconditionFailed, "stale"), ((await admin.Put("/policy", """{"version":5}""", ifMatch: seen)) is var late ? late.Status : 0, late.Problem));

        var versions = (await admin.Get("/policy/versions")).Ok["items"]!.AsArray();
        Assert.Equal([4, 1], versions.Select(v => (int)v!["version"]!));
        Assert.Equal(["Root", null], versions.Select(v => (string?)v!["putBy"]));
    }

    [Theory]
    [InlineData("manager", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("sales", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    public async Task The_policy_is_read_by_managers_and_renewed_by_administrators(string role, HttpStatusCode read, HttpStatusCode renewed)
    {
        var somebody = await server.As("Somebody", role);
        Assert.Equal(read, (await somebody.Get("/policy")).Status);
        Assert.Equal(renewed, (await somebody.Post("/policy/reload")).Status);
    }

    [Fact]
    public void An_event_from_before_policies_had_versions_keeps_its_hash()
    {
        var command = new CommandId(Guid.Parse("019b8d15-0000-7000-8000-000000000001"));
        using var bytes = new MemoryStream();
        bytes.Write(HashChain.Start);
        bytes.Write(Convert.FromHexString("0000000000000001" + "019b8d1500007000800000000000" + "0001" + "00000000"));
        bytes.Write(BitConverter.GetBytes(Server.Start.ToUnixTimeTicks()).Reverse().ToArray());
        foreach (var text in (string[])["shipment/S", "x/1", "ann", "{}"])
        {
            bytes.Write([0, 0, 0, (byte)text.Length]);
            bytes.Write(Encoding.UTF8.GetBytes(text));
        }

        Assert.Equal(SHA256.HashData(bytes.ToArray()), Hash(null));
        Assert.NotEqual(Hash(null), Hash(1));
        Assert.NotEqual(Hash(2), Hash(1));

        byte[] Hash(int? policy) => HashChain.Next(HashChain.Start, new StreamId("shipment/S"), 1, command, 0, "x/1", Server.Start, "ann", "{}", policy);
    }

    private Task Write(string policy) =>
        File.WriteAllTextAsync(Path.Combine(server.DataDirectory, Web.Policies.PolicyFiles.Name), policy, TestContext.Current.CancellationToken);
}
