using System.Net;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Hooks;
using NodaTime;

namespace FreightRecovery.Tests.Hooks;

/// <summary>A webhook leads nowhere but into the public network, whatever its address looks like and wherever its name leads.</summary>
public sealed class PublicNetworks
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 12, 0);
    private static readonly string Secret = HookSignature.NewSecret();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("0.0.0.0"), InlineData("10.1.2.3"), InlineData("100.64.0.1"), InlineData("127.0.0.1"), InlineData("127.9.9.9"), InlineData("169.254.169.254")]
    [InlineData("172.16.0.1"), InlineData("172.31.255.255"), InlineData("192.0.0.1"), InlineData("192.0.2.1"), InlineData("192.168.1.1"), InlineData("198.18.0.1")]
    [InlineData("198.51.100.7"), InlineData("203.0.113.7"), InlineData("224.0.0.1"), InlineData("239.1.1.1"), InlineData("240.0.0.1"), InlineData("255.255.255.255")]
    [InlineData("::"), InlineData("::1"), InlineData("::ffff:127.0.0.1"), InlineData("::ffff:10.0.0.1"), InlineData("::7f00:1"), InlineData("64:ff9b::a00:1")]
    [InlineData("fc00::1"), InlineData("fd12:3456::1"), InlineData("fe80::1"), InlineData("fe80::1%2"), InlineData("fec0::1"), InlineData("ff02::1")]
    [InlineData("2001::1"), InlineData("2001:db8::1"), InlineData("2002:a00:1::1"), InlineData("100::1"), InlineData("3fff::1")]
    public void These_lie_outside(string address) => Assert.False(PublicNetwork.Has(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8"), InlineData("1.1.1.1"), InlineData("100.63.255.255"), InlineData("100.128.0.1"), InlineData("172.15.0.1"), InlineData("172.32.0.1")]
    [InlineData("192.0.1.1"), InlineData("223.255.255.254"), InlineData("2606:4700::1111"), InlineData("2a00:1450::1"), InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::808:808")]
    public void These_lie_within(string address) => Assert.True(PublicNetwork.Has(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://127.0.0.1/"), InlineData("https://2130706433/"), InlineData("https://0x7f000001/"), InlineData("https://0177.0.0.1/"), InlineData("https://127.1/")]
    [InlineData("https://[::1]/"), InlineData("https://[::ffff:10.0.0.1]/"), InlineData("https://[fd00::1]:8443/"), InlineData("https://localhost/")]
    [InlineData("https://10.0.0.1/hooks"), InlineData("https://169.254.169.254/latest/meta-data"), InlineData("http://example.com/"), InlineData("http://127.0.0.1/")]
    [InlineData("ftp://example.com/"), InlineData("https://user:password@example.com/"), InlineData("https://example.com/#part"), InlineData("example.com"), InlineData("/hooks")]
    public void No_such_address_is_taken(string url) => Assert.NotNull(HookAddress.Fault(url, privateToo: false));

    [Theory]
    [InlineData("https://example.com/"), InlineData("https://example.com:8443/hooks?token=1"), InlineData("https://[2606:4700::1111]/"), InlineData("https://8.8.8.8/")]
    public void An_address_in_the_public_network_is_taken(string url) => Assert.Null(HookAddress.Fault(url, privateToo: false));

    [Theory]
    [InlineData("http://127.0.0.1:5000/", true), InlineData("http://localhost/", true), InlineData("https://10.0.0.1/", true), InlineData("http://10.0.0.1/", false)]
    [InlineData("http://example.com/", false)]
    public void A_house_may_lead_them_into_its_own_network_and_without_https_to_this_machine_alone(string url, bool taken) =>
        Assert.Equal(taken, HookAddress.Fault(url, privateToo: true) is null);

    [Theory]
    [InlineData("127.0.0.1"), InlineData("10.0.0.8"), InlineData("169.254.169.254"), InlineData("::1"), InlineData("::ffff:192.168.0.1"), InlineData("fd00::8")]
    public async Task A_name_that_leads_into_a_private_network_leads_nowhere(string address)
    {
        using var door = new HookDoor(privateToo: false, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(address)]));
        Assert.Equal(new WebhookAttempt(null, WebhookFault.PrivateAddress), await Send(door, "https://inside.example.com/"));
    }

    [Theory]
    [InlineData("https://127.0.0.1/"), InlineData("https://2130706433/"), InlineData("https://[::ffff:127.0.0.1]/"), InlineData("https://[::1]/")]
    public async Task An_address_that_was_stored_all_the_same_leads_nowhere(string url)
    {
        using var door = new HookDoor(privateToo: false, (_, _) => throw new InvalidOperationException("An address is no name."));
        Assert.Equal(new WebhookAttempt(null, WebhookFault.PrivateAddress), await Send(door, url));
    }

    [Fact]
    public async Task The_name_is_looked_up_for_the_connection_and_not_once_more()
    {
        await using var receiver = await Receiver.Open();
        var (asked, port) = (0, new Uri(receiver.Url).Port);
        // First a harmless answer, then the trap: who asks twice falls into it.
        using var door = new HookDoor(privateToo: true, (_, _) => Task.FromResult<IPAddress[]>([asked++ == 0 ? IPAddress.Loopback : IPAddress.Parse("192.0.2.1")]));

        Assert.Equal(204, (await Send(door, $"http://localhost:{port}/")).Status);

        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task The_connection_goes_to_the_address_that_was_looked_at_and_not_to_the_name()
    {
        await using var receiver = await Receiver.Open();
        using var door = new HookDoor(privateToo: true, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("127.0.0.2")]));

        Assert.Equal(new WebhookAttempt(null, WebhookFault.Unreachable), await Send(door, $"http://localhost:{new Uri(receiver.Url).Port}/"));

        Assert.Empty(receiver.All);
    }

    [Fact]
    public async Task Of_several_addresses_only_public_ones_are_tried_and_http_is_refused_without_being_tried()
    {
        using var door = new HookDoor(privateToo: false, (_, _) => throw new InvalidOperationException("Nothing may be looked up."));
        Assert.Equal(new WebhookAttempt(null, WebhookFault.NotSecure), await Send(door, "http://example.com/"));
        using var nowhere = new HookDoor(privateToo: false, (_, _) => Task.FromResult<IPAddress[]>([]));
        Assert.Equal(new WebhookAttempt(null, WebhookFault.Unreachable), await Send(nowhere, "https://example.com/"));
    }

    private static Task<WebhookAttempt> Send(HookDoor door, string url) => door.Send(
        url, Secret, new WebhookDelivery(Guid.NewGuid(), Guid.NewGuid(), 1, "webhook.test", "{}", Now), Now, Duration.FromSeconds(15), Cancel);
}
