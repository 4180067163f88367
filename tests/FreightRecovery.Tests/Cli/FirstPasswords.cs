using FreightRecovery.Store;
using FreightRecovery.Web.Accounts;
using FreightRecovery.Web.Cli;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Account = FreightRecovery.Store.Queries.Account;

namespace FreightRecovery.Tests.Cli;

/// <summary>The password that somebody at a terminal gives an account.</summary>
public sealed class FirstPasswords : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("freight-recovery-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Theory]
    [InlineData("", false, "")]
    [InlineData("a whole good sentence|a whole good sentence", true, "")]
    [InlineData("a whole good sentence|another one|a whole good sentence|a whole good sentence", true, "The two are not the same.")]
    [InlineData("short|short|a whole good sentence|a whole good sentence", true, "12")]
    [InlineData("mei.lin mei.lin|mei.lin mei.lin|", false, "guess")]
    public async Task It_is_asked_for_twice_until_it_is_good(string typed, bool chosen, string told)
    {
        await using var store = await new StorePlace(directory).Open(cancel: TestContext.Current.CancellationToken);
        var services = new ServiceCollection().AddSingleton<IDatabase>(store).AddSingleton<IClock>(SystemClock.Instance).AddLogging();
        services.AddAccounts(directory);
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        var manager = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var account = (await scope.ServiceProvider.GetRequiredService<People>().Add("mei.lin", ["sales"], null)).Account!;
        var (answers, said) = (new Queue<string>(typed.Split('|')), new StringWriter());

        Assert.Equal(chosen, await new FirstPassword(manager, _ => answers.Dequeue(), said).Choose(account));

        Assert.Empty(answers);
        Assert.Contains(told, said.ToString(), StringComparison.Ordinal);
        Assert.Equal(chosen, await manager.CheckPasswordAsync((await manager.FindByNameAsync("mei.lin"))!, "a whole good sentence"));
    }
}
