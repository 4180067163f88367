using System.Net;
using FreightRecovery.Tests.Api;
using FreightRecovery.Tests.Desks;
using FreightRecovery.Store.Queries;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using CaseDesk = FreightRecovery.Tests.WorkedCases.Desk;

namespace FreightRecovery.Tests.Language;

/// <summary>What the domain says in English is read in one's own language.</summary>
public sealed class SentencesAtTheDesk : IAsyncLifetime
{
    // One for each case: who has signed in keeps the language for a while.
    private readonly Server server = new();

    public async ValueTask InitializeAsync() => await server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Theory]
    [InlineData("zh-Hans", "扬言离开或公开曝光", "该方案超出您的权限", "本票货物运费减免", "一票货物：1。")]
    [InlineData("ru", "Угроза уйти или предать дело огласке", "Этот вариант выше ваших полномочий", "на фрахт этой отправки", "Одна отправка: 1.")]
    [InlineData("en", "A threat to leave or to go public", "This option is beyond your authority", "off the freight of this shipment", "One shipment: 1.")]
    public async Task A_rep_reads_refusals_and_reasons_in_the_language_of_the_account(string language, string reason, string refusal, string terms, string scope)
    {
        var (customer, shipment, _) = await Book.Put(server, "SENT" + language);
        await (await server.As("erp", "integration")).Post(
            $"/customers/{customer}/signals", new { kind = "threat", at = server.Now.ToString(), note = "We are looking elsewhere." }).Done();
        var desk = await CaseDesk.Report(server, Book.Report(shipment));
        await desk.Tell();
        await desk.Assess("carrier", "service", "major");
        await server.Settle();
        var rep = await Reading(language);

        Assert.Equal(HttpStatusCode.OK, await rep.Open($"/customers/{customer}"));
        Assert.Contains(reason, rep.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("lang=\"en\"", Content(rep), StringComparison.Ordinal);

        await rep.Open($"/incidents/{desk.Incident}");
        Assert.Contains(terms, rep.Html, StringComparison.Ordinal);
        Assert.Contains(scope, rep.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("lang=\"en\"", Content(rep), StringComparison.Ordinal);
        var best = (string)(await desk.Options())[0]!["id"]!;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await rep.Send($"/incidents/{desk.Incident}/offer", ("row", best)));
        Assert.Contains(refusal, rep.Html, StringComparison.Ordinal);
    }

    private async Task<Person> Reading(string language)
    {
        await server.Account("Wang Fang", "sales");
        await using (var scope = server.Services.CreateAsyncScope())
        {
            var manager = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
            var account = (await manager.FindByNameAsync("Wang Fang"))!;
            account.Language = language;
            Assert.True((await manager.UpdateAsync(account)).Succeeded);
        }

        var rep = new Person(server);
        Assert.Equal(HttpStatusCode.OK, await rep.SignIn("Wang Fang", Server.Password));
        return rep;
    }

    private static string Content(Person person) => person.Source[person.Source.IndexOf("<main", StringComparison.Ordinal)..];
}
