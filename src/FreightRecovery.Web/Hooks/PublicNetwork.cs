using System.Net;
using System.Net.Sockets;

namespace FreightRecovery.Web.Hooks;

/// <summary>
/// Which addresses lie in the public network (the registries of special-purpose addresses, RFC 6890, and of multicast). Whoever adds a webhook
/// must not reach by it what only this machine or its neighbours can reach.
/// </summary>
internal static class PublicNetwork
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    // All that is routed of IPv6 lies here; loopback, unique local, link-local and multicast addresses do not.
    private static readonly IPNetwork Routed = IPNetwork.Parse("2000::/3");

    // What a translator reaches under these is the IPv4 address at their end (RFC 6052).
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Whether an address lies in the public network.</summary>
    public static bool Has(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return Has(address.MapToIPv4());
        if (Translated.Contains(address))
            return Has(new IPAddress(address.GetAddressBytes().AsSpan(12)));
        return (address.AddressFamily == AddressFamily.InterNetwork || Routed.Contains(address)) && !NotPublic.Any(n => n.Contains(address));
    }
}
