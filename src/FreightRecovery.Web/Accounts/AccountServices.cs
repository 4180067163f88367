using FreightRecovery.Store.Queries;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace FreightRecovery.Web.Accounts;

/// <summary>Puts the user manager together, for the server and for the command line.</summary>
internal static class AccountServices
{
    private const string KeysFolder = "cookie-keys";

    /// <summary>Adds accounts. Their seals, links and cookies hang on the keys of the data directory.</summary>
    public static IdentityBuilder AddAccounts(this IServiceCollection services, string dataDirectory)
    {
        services.AddDataProtection().SetApplicationName("FreightRecovery").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(dataDirectory, KeysFolder)));
        services.AddSingleton<Store.Queries.Accounts>().AddSingleton<AccountRing>().AddScoped<People>();
        services.Configure<DataProtectionTokenProviderOptions>(tokens => tokens.TokenLifespan = WelcomePages.Lasting);
        return services.AddIdentityCore<Account>(identity =>
            {
                identity.Password.RequiredLength = PasswordRules.Shortest;
                identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = false;
                identity.Password.RequireNonAlphanumeric = false;
                // Names are checked where accounts are made: they may be of any script.
                identity.User.AllowedUserNameCharacters = "";
                identity.Lockout.MaxFailedAccessAttempts = 5;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
                identity.SignIn.RequireConfirmedAccount = true;
            })
            .AddUserStore<AccountStore>()
            .AddPasswordValidator<PasswordRules>()
            .AddDefaultTokenProviders();
    }

    /// <summary>Adds signing in, for the server.</summary>
    public static void AddSigningIn(this IdentityBuilder accounts)
    {
        accounts.AddSignInManager();
        accounts.Services.AddScoped<IUserConfirmation<Account>, InUse>();
        accounts.Services.AddScoped<IUserClaimsPrincipalFactory<Account>>(s => s.GetRequiredService<AccountRing>());
        accounts.Services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        // A passkey stands for password and second step at once: the device asks for finger, face or PIN, and knows whose it is.
        accounts.Services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            passkeys.UserVerificationRequirement = "required";
            passkeys.ResidentKeyRequirement = "required";
        });
    }

    // Who is closed does not sign in, by whatever way.
    private sealed class InUse : IUserConfirmation<Account>
    {
        public Task<bool> IsConfirmedAsync(UserManager<Account> manager, Account user) => Task.FromResult(user.DisabledAt is null);
    }
}
