using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace FreightRecovery.Web.Hooks;

/// <summary>
/// Secrets and signatures as the Standard Webhooks specification has them: <c>whsec_</c> and the key in Base64; <c>v1,</c> and the HMAC-SHA256
/// over id, time and body with full stops between them.
/// </summary>
internal static class HookSignature
{
    private const string Prefix = "whsec_";
    private const int KeyBytes = 32;

    /// <summary>A new secret.</summary>
    public static string NewSecret() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>The time as it is sent and signed: whole seconds since 1970.</summary>
    public static string Time(Instant at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>The signature of a delivery.</summary>
    public static string Of(string secret, string id, string time, string body)
    {
        var key = Convert.FromBase64String(secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret);
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{time}.{body}")));
    }
}
