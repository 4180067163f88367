using System.CommandLine;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Accounts;
using Microsoft.AspNetCore.Identity;
using NodaTime;
using Spectre.Console;

namespace FreightRecovery.Web.Cli;

/// <summary><c>user</c>: the accounts of people, also while the server runs: for the first of them, and when nobody can sign in any more.</summary>
internal sealed class UserCommand : Command
{
    private const string DefaultAddress = "http://127.0.0.1:5080";

    private readonly Option<string> name = new("--name") { Description = "The user name, as it stands in the records.", Required = true };

    private readonly Option<string> address = new("--address")
    {
        Description = "Where people reach the server; what the link begins with.", HelpName = "URL", DefaultValueFactory = _ => DefaultAddress,
    };

    public UserCommand()
        : base("user", "People who sign in.")
    {
        Add(List());
        Add(Adding());
        Add(Linking());
        Add(Closing());
    }

    private Command Adding()
    {
        var roles = new Option<string[]>("--role") { Description = $"One or more of {string.Join(", ", Roles.All)}.", Required = true, AllowMultipleArgumentsPerToken = true };
        roles.AcceptOnlyFromAmong([.. Roles.All]);
        var branch = new Option<string?>("--branch") { Description = "The branch; all branches when left out." };
        var mail = new Option<string?>("--email") { Description = "Whom the link is for. Nothing is mailed, so it is not kept either: give the link to them yourself." };
        var add = new Command("add", "Makes an account. On a terminal it asks for the password; otherwise the last line of the output is a link that works once, for three days: whoever opens it chooses the password.")
        {
            name, roles, branch, mail, address,
        };
        return With(add, async (words, people, manager) => (await people.Add(words.GetRequiredValue(name), words.GetRequiredValue(roles), words.GetValue(branch))) switch
        {
            ({ } account, _) => await AtTerminal(account, manager) ? ExitCodes.Ok : await Told(words, people, account, words.GetValue(mail)),
            (_, PersonFault.NameTaken) => throw new ArgumentException("Somebody has this name already. For a new link: user link --name NAME"),
            _ => throw new ArgumentException("A user name has 1 to 100 characters."),
        });
    }

    private Command Linking() => With(
        new Command("link", "Makes a new link for somebody who forgot the password, is locked out, or lost the second step.") { name, address },
        async (words, people, manager) => await Told(words, people, await Known(words, manager)));

    private Command Closing() => With(
        new Command("close", "Closes an account and ends its sessions.") { name },
        async (words, people, manager) => await people.Close(await Known(words, manager), closed: true) is PersonFault.LastAdministrator
            ? throw new ArgumentException("Nobody would be left to administer. Make somebody else an administrator first.")
            : ExitCodes.Ok);

    private static Command List()
    {
        var list = new Command("list", "Everybody who signs in.");
        var place = new PlaceOptions().AddTo(list);
        list.SetAction(async (words, cancel) =>
        {
            await using var store = await place.Open(words, cancel);
            foreach (var account in await new Store.Queries.Accounts(store).List(cancel))
                Console.WriteLine($"{account.Name,-24} {string.Join(", ", account.Roles)} in {account.Branch ?? "all branches"}"
                    + (account.DisabledAt is not null ? ", closed" : account.Password is null ? ", no password yet" : ""));
            return ExitCodes.Ok;
        });
        return list;
    }

    private static Command With(Command command, Func<ParseResult, People, UserManager<Account>, Task<int>> work)
    {
        var place = new PlaceOptions().AddTo(command);
        command.SetAction(async (words, cancel) =>
        {
            await using var store = await place.Open(words, cancel);
            var services = new ServiceCollection().AddSingleton<IDatabase>(store).AddSingleton<IClock>(SystemClock.Instance).AddLogging();
            services.AddAccounts(place.Directory(words));
            await using var provider = services.BuildServiceProvider();
            await using var scope = provider.CreateAsyncScope();
            return await work(words, scope.ServiceProvider.GetRequiredService<People>(), scope.ServiceProvider.GetRequiredService<UserManager<Account>>());
        });
        return command;
    }

    private static async Task<bool> AtTerminal(Account account, UserManager<Account> manager) =>
        !Console.IsInputRedirected && !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive
        && await new FirstPassword(manager, question => AnsiConsole.Prompt(new TextPrompt<string>(Markup.Escape(question)).Secret(null).AllowEmpty()), Console.Error).Choose(account);

    private async Task<Account> Known(ParseResult words, UserManager<Account> manager) =>
        await manager.FindByNameAsync(words.GetRequiredValue(name)) ?? throw new ArgumentException($"There is nobody called {words.GetRequiredValue(name)}. user list shows everybody.");

    private async Task<int> Told(ParseResult words, People people, Account account, string? mail = null)
    {
        if (mail is not null)
            await Console.Error.WriteLineAsync($"Nothing is mailed to {mail}, and the address is not kept. Send {account.Name} this link yourself:");
        Console.WriteLine(words.GetRequiredValue(address).TrimEnd('/') + await people.Link(account));
        return ExitCodes.Ok;
    }
}
