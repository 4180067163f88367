using System.Net;
using System.Text.RegularExpressions;
using FreightRecovery.Web.Policies;

namespace FreightRecovery.Tests.Desks;

/// <summary>An administrator reads, checks and changes the policy on its page, without script.</summary>
public sealed partial class PolicyAtTheDesk : IAsyncLifetime
{
    private readonly Server server = new();

    private string File => Path.Combine(server.DataDirectory, PolicyFiles.Name);

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task A_check_shows_what_changes_and_changes_nothing_and_then_it_is_put_in_force_under_a_name()
    {
        var ada = await Person.SignedIn(server, "ada", "admin");
        await ada.Open("/policy");
        Assert.Contains("version 1", ada.Html, StringComparison.Ordinal);
        const string Text = "{\n  // Fewer marks count as low.\n  \"version\": 7,\n  \"lowMark\": 1\n}\n";

        Assert.Equal(HttpStatusCode.OK, await Send(ada, "check", Text.ReplaceLineEndings("\r\n")));
        Assert.Contains("All is well with version 7", ada.Html, StringComparison.Ordinal);
        Assert.Contains("<code>/lowMark</code></td><td><del>2</del></td><td><ins>1</ins>", ada.Html, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(File));

        await Send(ada, "put", Text.ReplaceLineEndings("\r\n"));
        Assert.Equal("/policy?done=put", ada.Address);
        Assert.Contains("Version 7 is in force", ada.Html, StringComparison.Ordinal);
        Assert.Contains("put in force by ada", ada.Html, StringComparison.Ordinal);
        Assert.Equal(Text, await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken));
        Assert.Equal([Path.GetFileName(File)], Directory.GetFiles(server.DataDirectory, "policy*").Select(Path.GetFileName));

        await ada.Open("/policy?version=7&against=1");
        Assert.Contains("<del>2</del></td><td><ins>1</ins>", ada.Html, StringComparison.Ordinal);
        await ada.Open("/policy?version=1");
        Assert.DoesNotContain("policy-text", ada.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await ada.Open("/policy?version=3"));
    }

    [Fact]
    public async Task A_fault_stands_beside_the_line_that_it_is_about_and_the_text_stays()
    {
        var ada = await Person.SignedIn(server, "ada", "admin");
        await ada.Open("/policy");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Send(ada, "put", "{\n  // Why\n  \"version\": 7,\n  \"lowMark\": 9\n}"));
        Assert.Contains("<code>/lowMark</code>", ada.Html, StringComparison.Ordinal);
        Assert.Contains("Line 4 <mark>\"lowMark\": 9</mark>", ada.Html, StringComparison.Ordinal);
        Assert.Contains("// Why", ada.Html, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(File));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Send(ada, "put", """{"version":1,"lowMark":1}"""));
        Assert.Contains("give a higher number", ada.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_overtaken_is_told_and_changes_nothing_until_deciding_again()
    {
        var (ada, bea) = (await Person.SignedIn(server, "ada", "admin"), await Person.SignedIn(server, "bea", "admin"));
        await ada.Open("/policy");
        var seen = Seen(ada);
        await bea.Open("/policy");
        await Send(bea, "put", """{"version":2,"lowMark":1}""");

        Assert.Equal(HttpStatusCode.Conflict, await ada.Send("/policy", ("text", """{"version":3,"mostFollowUps":2}"""), ("seen", seen), ("act", "put")));
        Assert.Contains("Somebody has changed the policy", ada.Html, StringComparison.Ordinal);
        Assert.Contains("\"version\":2", await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await Send(ada, "put", """{"version":3,"lowMark":1,"mostFollowUps":2}""");
        Assert.Contains("Version 3 is in force", ada.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_only_file_is_checked_here_and_changed_where_it_is_kept()
    {
        await System.IO.File.WriteAllTextAsync(File, """{"version":1}""", TestContext.Current.CancellationToken);
        System.IO.File.SetAttributes(File, FileAttributes.ReadOnly);
        var ada = await Person.SignedIn(server, "ada", "admin");
        await ada.Open("/policy");
        Assert.Contains("is read-only", ada.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Put in force", ada.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await Send(ada, "check", """{"version":2}"""));
        Assert.Equal(HttpStatusCode.Conflict, await Send(ada, "put", """{"version":2}"""));
        System.IO.File.SetAttributes(File, FileAttributes.Normal);
        Assert.Equal("""{"version":1}""", await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_manager_reads_it_and_a_sales_rep_does_not()
    {
        var manager = await Person.SignedIn(server, "Zhou Jie", "manager");
        Assert.Equal(HttpStatusCode.OK, await manager.Open("/policy"));
        Assert.DoesNotContain("policy-text", manager.Html, StringComparison.Ordinal);
        Assert.Contains("/clocks/acknowledgement", manager.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await manager.Send("/policy", ("text", "{}"), ("act", "put")));
        var rep = await Person.SignedIn(server, "Wang Fang", "sales");
        Assert.Equal(HttpStatusCode.Forbidden, await rep.Open("/policy"));
    }

    [Fact]
    public void A_file_outside_the_data_directory_is_not_ours_to_write()
    {
        Assert.Equal(PolicyWriting.Elsewhere, new PolicyFiles(Path.Combine(server.DataDirectory, "..", "house.json"), server.DataDirectory).Writing);
        Assert.Equal(PolicyWriting.Open, new PolicyFiles(null, server.DataDirectory).Writing);
        Assert.Equal(PolicyWriting.Open, new PolicyFiles(Path.Combine(server.DataDirectory, "house.json"), server.DataDirectory).Writing);
    }

    private static Task<HttpStatusCode> Send(Person person, string act, string text) =>
        person.Send("/policy", ("text", text), ("seen", Seen(person)), ("act", act));

    private static string Seen(Person person) => Mark().Match(person.Html).Groups["mark"].Value;

    [GeneratedRegex("name=\"seen\" value=\"(?<mark>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Mark();
}
