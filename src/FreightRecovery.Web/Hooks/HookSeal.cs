using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace FreightRecovery.Web.Hooks;

/// <summary>Seals the secrets of webhooks under the keys of the data directory: a copy of the database alone signs nothing.</summary>
internal sealed class HookSeal(IDataProtectionProvider protection)
{
    private readonly IDataProtector seal = protection.CreateProtector("webhooks");

    /// <summary>Seals a secret.</summary>
    public string Close(string secret) => seal.Protect(secret);

    /// <summary>The secret; null when it was sealed by other keys.</summary>
    public string? Open(string closed)
    {
        try
        {
            return seal.Unprotect(closed);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
