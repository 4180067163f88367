using FreightRecovery.Tests.Intake;
using FreightRecovery.Web.Cli;

namespace FreightRecovery.Tests.Cli;

public sealed class PaceTests
{
    private readonly HandTime time = new();

    [Fact]
    public void Steady_work_tells_its_rate_and_the_time_left()
    {
        var pace = new Pace(time, "rows");
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("5000 rows, 500 a second, 1 min 30 s left", pace.Say(5000, 0.1));
    }

    [Fact]
    public void Only_the_last_stretch_counts()
    {
        var pace = new Pace(time, "rows");
        time.Advance(TimeSpan.FromSeconds(1));
        // What an earlier run had done flies by.
        pace.Say(500_000, 0.5);
        for (var second = 0; second < 60; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            pace.Say(500_000 + (second * 100), 0.5 + (second * 0.001));
        }

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("506000 rows, 100 a second, 7 min 20 s left", pace.Say(506_000, 0.56));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0.0)]
    [InlineData(1.0)]
    public void Where_nobody_knows_the_whole_or_all_is_done_no_time_is_told(double? share)
    {
        var pace = new Pace(time, "events");
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("50 events, 25 a second", pace.Say(50, share));
    }
}
