using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Accounts;
using FreightRecovery.Web.Language;
using Microsoft.AspNetCore.Identity;

namespace FreightRecovery.Web.Cli;

/// <summary>Asks somebody at a terminal for an account's password, twice, until it is good; nothing shows what is typed.</summary>
/// <param name="manager">Keeps it.</param>
/// <param name="ask">Asks a question, and answers with what was typed.</param>
/// <param name="told">Where it is said what is wrong.</param>
internal sealed class FirstPassword(UserManager<Account> manager, Func<string, string> ask, TextWriter told)
{
    /// <summary>Asks. False when nothing was typed: then a link serves.</summary>
    public async Task<bool> Choose(Account account)
    {
        while (ask($"Password of {account.Name}, or Enter alone for a link that works once: ") is { Length: > 0 } password)
        {
            if (ask("The same again: ") != password)
            {
                await told.WriteLineAsync("The two are not the same.");
                continue;
            }

            var done = await manager.ResetPasswordAsync(account, await manager.GeneratePasswordResetTokenAsync(account), password);
            if (done.Succeeded)
                return true;
            await told.WriteLineAsync(PasswordRules.Say(done, Locale.Of(Phrasebook.Languages[0], null)));
        }

        return false;
    }
}
