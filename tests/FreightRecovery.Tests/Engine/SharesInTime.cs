using FreightRecovery.Engine;

namespace FreightRecovery.Tests.Engine;

/// <summary>A program trusts its share only as long as the database cannot have given it away.</summary>
public sealed class SharesInTime
{
    private static readonly Share Seven = new(new Dictionary<long, long> { [7] = 1 });
    private readonly PassingTime time = new();

    [Fact]
    public async Task A_share_that_was_not_renewed_in_time_is_no_longer_trusted()
    {
        var shares = new Shares(new MemoryStore { Leased = Seven }, "one", time);
        Assert.True(shares.Now.IsEmpty);

        await shares.Renew(TestContext.Current.CancellationToken);
        time.Pass(TimeSpan.FromSeconds(7));
        Assert.Equal([7L], shares.Now.Fences!.Keys);

        time.Pass(TimeSpan.FromSeconds(1));
        Assert.True(shares.Now.IsEmpty);
    }

    [Fact]
    public async Task The_time_that_the_answer_took_counts()
    {
        var shares = new Shares(new MemoryStore { Leased = Seven, Leasing = () => time.Pass(TimeSpan.FromSeconds(9)) }, "one", time);

        Assert.True((await shares.Renew(TestContext.Current.CancellationToken)).IsEmpty);
    }

    [Fact]
    public async Task Who_is_alone_keeps_everything_however_long_it_was_stopped()
    {
        var shares = new Shares(new MemoryStore(), "one", time);
        await shares.Renew(TestContext.Current.CancellationToken);
        time.Pass(TimeSpan.FromDays(3));

        Assert.Null(shares.Now.Fences);
    }

    [Fact]
    public async Task What_is_given_back_is_held_no_more()
    {
        var shares = new Shares(new MemoryStore(), "one", time);
        await shares.Renew(TestContext.Current.CancellationToken);
        await shares.Release(TestContext.Current.CancellationToken);

        Assert.True(shares.Now.IsEmpty);
    }

    private sealed class PassingTime : TimeProvider
    {
        private long ticks = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => ticks;

        public void Pass(TimeSpan by) => ticks += by.Ticks;
    }
}
