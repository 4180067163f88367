using System.Net;

namespace FreightRecovery.Web.Hooks;

/// <summary>What an address of a webhook looks like.</summary>
internal static class HookAddress
{
    /// <summary>Longest address.</summary>
    public const int Length = 2000;

    /// <summary>What is wrong with an address, and what would do; null when nothing is.</summary>
    /// <param name="url">The address.</param>
    /// <param name="privateToo">Whether the house lets webhooks lead into private networks.</param>
    public static string? Fault(string url, bool privateToo)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http") || uri.Host.Length == 0)
            return "Write a whole address, such as https://example.com/hooks.";
        if (uri.UserInfo.Length > 0 || uri.Fragment.Length > 0)
            return "An address of a webhook has no name, password or fragment. Deliveries are signed: check the signature.";
        if (!IsSecure(uri, privateToo))
            return "An address of a webhook begins with https://.";
        return !privateToo && (uri.IsLoopback || (IPAddress.TryParse(uri.IdnHost, out var literal) && !PublicNetwork.Has(literal)))
            ? "Nothing is sent into private networks. Use an address in the public one, or start the server with --webhooks-private."
            : null;
    }

    /// <summary>Whether nobody on the way can read what is sent there: https, or this machine itself where that is allowed.</summary>
    public static bool IsSecure(Uri uri, bool privateToo) => uri.Scheme == Uri.UriSchemeHttps || (privateToo && uri.IsLoopback);
}
