using FreightRecovery.Web.Desk;

namespace FreightRecovery.Tests.Desks;

/// <summary>What took long to add up is told again for a while.</summary>
public sealed class FiguresThatLast
{
    private readonly Watch watch = new();
    private readonly RecentFigures figures;
    private int added;

    public FiguresThatLast() => figures = new RecentFigures(watch);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_took_a_moment_is_added_up_each_time()
    {
        Assert.Equal("1", await Ask("open", TimeSpan.FromMilliseconds(19)));
        Assert.Equal("2", await Ask("open", TimeSpan.FromMilliseconds(19)));
    }

    [Fact]
    public async Task What_took_long_is_told_again_for_fifty_times_as_long_and_to_the_same_sight_only()
    {
        Assert.Equal("1", await Ask("open", TimeSpan.FromMilliseconds(200)));
        watch.Pass(TimeSpan.FromSeconds(9.9));
        Assert.Equal("1", await Ask("open", TimeSpan.FromMilliseconds(200)));
        Assert.Equal("2", await Ask("another", TimeSpan.FromMilliseconds(200)));
        watch.Pass(TimeSpan.FromSeconds(0.1));
        Assert.Equal("3", await Ask("open", TimeSpan.FromMilliseconds(200)));
    }

    [Fact]
    public async Task Who_asks_meanwhile_waits_for_the_same_sum_and_may_go_without_ending_it()
    {
        var sum = new TaskCompletionSource<string>();
        using var gone = new CancellationTokenSource();
        var first = figures.Of("open", _ => new ValueTask<string>(sum.Task), gone.Token).AsTask();
        var second = Ask("open", TimeSpan.Zero).AsTask();
        await gone.CancelAsync();
        sum.SetResult("the sum");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal("the sum", await second);
        Assert.Equal(0, added);
    }

    [Fact]
    public async Task What_could_not_be_added_up_is_tried_again()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await figures.Of<string>("open", _ =>
        {
            watch.Pass(TimeSpan.FromSeconds(1));
            throw new InvalidOperationException();
        }, Cancel));
        Assert.Equal("1", await Ask("open", TimeSpan.Zero));
    }

    [Fact]
    public async Task Where_time_is_not_real_nothing_is_kept()
    {
        var none = new RecentFigures(null);
        Assert.Equal("1", await none.Of("open", _ => Add(TimeSpan.FromHours(1)), Cancel));
        Assert.Equal("2", await none.Of("open", _ => Add(TimeSpan.FromHours(1)), Cancel));
    }

    private ValueTask<string> Ask(string what, TimeSpan taking) => figures.Of(what, _ => Add(taking), Cancel);

    private ValueTask<string> Add(TimeSpan taking)
    {
        watch.Pass(taking);
        return ValueTask.FromResult($"{++added}");
    }

    private sealed class Watch : TimeProvider
    {
        private long now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(TimeSpan time) => now += time.Ticks;

        public override long GetTimestamp() => now;
    }
}
