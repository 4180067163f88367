using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace FreightRecovery.Domain.Tests;

/// <summary>How long a delivery that failed waits.</summary>
public sealed class WebhookPolicyTests
{
    private static readonly WebhookPolicy Rules = new();

    [Fact]
    public void A_pause_is_never_shorter_than_the_policy_says_and_longer_by_its_jitter_at_the_most() =>
        Prop.ForAll(Gen.Choose(1, Rules.Retries.Length).ToArbitrary(), Gen.Choose(0, 1000).ToArbitrary(), (attempts, chance) =>
        {
            var pause = Rules.PauseAfter(attempts, null, chance / 1000d)!.Value;
            return pause >= Rules.Retries[attempts - 1] && pause <= Rules.Retries[attempts - 1] * (1 + Rules.Jitter) + Duration.FromTicks(1);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void After_the_last_pause_it_is_given_up()
    {
        Assert.NotNull(Rules.PauseAfter(Rules.Retries.Length, null, 0));
        Assert.Null(Rules.PauseAfter(Rules.Retries.Length + 1, null, 0));
        Assert.Null(Rules.PauseAfter(Rules.Retries.Length + 1, Duration.FromHours(1), 0));
        Assert.Null((Rules with { Retries = [] }).PauseAfter(1, null, 0));
    }

    [Fact]
    public void Who_asks_for_a_longer_pause_is_granted_it_within_our_own_longest()
    {
        Assert.Equal(Duration.FromMinutes(2), Rules.PauseAfter(1, Duration.FromMinutes(2), 0));
        Assert.Equal(Duration.FromMinutes(5), Rules.PauseAfter(3, Duration.FromMinutes(2), 0));
        Assert.Equal(Duration.FromHours(24), Rules.PauseAfter(1, Duration.FromDays(365), 0));
        Assert.Equal(Duration.FromSeconds(5), Rules.PauseAfter(1, Duration.FromDays(-1), 0));
    }

    [Fact]
    public void A_policy_that_would_never_wait_or_never_end_is_told()
    {
        Assert.Empty(Rules.Faults());
        var wrong = Rules with
        {
            Retries = [Duration.FromSeconds(1), Duration.Zero], Jitter = 1.5, Timeout = Duration.FromMinutes(5), DisableAfter = Duration.Zero, Kept = Duration.Zero, AtOnce = 0,
        };
        Assert.Equal(["/atOnce", "/disableAfter", "/jitter", "/kept", "/retries/1", "/timeout"], wrong.Faults().Select(f => f.Pointer).Order(StringComparer.Ordinal));
    }
}
