using FreightRecovery.Web.Hooks;
using NodaTime;

namespace FreightRecovery.Tests.Hooks;

public sealed class HookSignatures
{
    [Fact]
    public void A_signature_is_the_one_that_the_specification_s_own_libraries_make() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        HookSignature.Of(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", HookSignature.Time(Instant.FromUnixTimeSeconds(1614265330)),
            """{"test": 2432232314}"""));

    [Fact]
    public void A_secret_is_32_bytes_in_base64_and_another_one_each_time()
    {
        var (one, other) = (HookSignature.NewSecret(), HookSignature.NewSecret());
        Assert.StartsWith("whsec_", one, StringComparison.Ordinal);
        Assert.Equal(32, Convert.FromBase64String(one["whsec_".Length..]).Length);
        Assert.NotEqual(one, other);
    }
}
