using System.CommandLine;
using FreightRecovery.Store.Queries;
using NodaTime;

namespace FreightRecovery.Web.Cli;

/// <summary><c>key add</c>: makes an API key, also while the server runs.</summary>
internal sealed class KeyCommand : Command
{
    public KeyCommand()
        : base("key", "API keys.")
    {
        var name = new Option<string>("--name") { Description = "The person or program it is for.", Required = true };
        var roles = new Option<string[]>("--role", "--role2", "--role3")
        {
            Description = $"One or more of {string.Join(", ", Roles.All)}.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        roles.AcceptOnlyFromAmong([.. Roles.All]);
        var branch = new Option<string?>("--branch") { Description = "The branch it is bound to; all branches when left out." };
        var add = new Command("add", "Makes a key. The last line of the output is the key; it is shown this once.") { name, roles, branch };
        var place = new PlaceOptions().AddTo(add);
        add.SetAction(async (words, cancel) =>
        {
            await using var store = await place.Open(words, cancel);
            var key = await new ApiKeys(store).Add(
                words.GetRequiredValue(name), words.GetRequiredValue(roles), words.GetValue(branch), SystemClock.Instance.GetCurrentInstant(), cancel);
            Console.WriteLine(key);
            return ExitCodes.Ok;
        });
        Add(add);
    }
}
