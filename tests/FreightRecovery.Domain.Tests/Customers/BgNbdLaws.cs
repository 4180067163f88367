using FreightRecovery.Domain.Customers;
using FsCheck;
using FsCheck.Fluent;

namespace FreightRecovery.Domain.Tests.Customers;

public class BgNbdLaws
{
    private static readonly BgNbdParameters Model = new();

    /// <summary>Frequency, recency and age in weeks, up to a century.</summary>
    private static readonly Arbitrary<(int Frequency, double Recency, double Age)> Histories = Arb.From(
        from frequency in Gen.Choose(0, 2000)
        from recency in Gen.Choose(0, 36_500)
        from silence in Gen.Choose(0, 36_500)
        select (frequency, recency / 7.0, (recency + silence) / 7.0));

    [Fact]
    public void P_alive_is_a_probability() =>
        Prop.ForAll(Histories, h => BgNbd.PAlive(h.Frequency, h.Recency, h.Age, Model) is >= 0 and <= 1).QuickCheckThrowOnFailure();

    [Fact]
    public void P_alive_falls_with_silence() =>
        Prop.ForAll(Histories, h =>
            BgNbd.PAlive(h.Frequency, h.Recency, h.Age + 1, Model) <= BgNbd.PAlive(h.Frequency, h.Recency, h.Age, Model))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void P_alive_meets_the_threshold_when_the_closed_form_says_so() =>
        Prop.ForAll(Histories, h =>
        {
            var weeks = BgNbd.WeeksUntil(h.Frequency, h.Recency, 0.3, Model);
            return h.Frequency == 0
                ? double.IsPositiveInfinity(weeks)
                : Math.Abs(BgNbd.PAlive(h.Frequency, h.Recency, h.Recency + weeks, Model) - 0.3) < 1e-6;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void P_alive_agrees_with_the_formula_worked_by_hand()
    {
        // x = 2, t_x = 30.43, T = 38.86, worked by hand: 1 / (1 + 0.793 / 3.426 * (43.274 / 34.844)^2.243).
        Assert.Equal(0.7266, BgNbd.PAlive(2, 30.43, 38.86, Model), 4);
    }

    [Fact]
    public void Nobody_drops_out_before_a_repeat() => Assert.Equal(1, BgNbd.PAlive(0, 0, 5000, Model));

    [Theory]
    [InlineData(-1, 0, 1)]
    [InlineData(1, -1, 1)]
    [InlineData(1, 2, 1)]
    [InlineData(1, double.NaN, 1)]
    [InlineData(1, 0, double.NaN)]
    [InlineData(1, 0, double.PositiveInfinity)]
    public void Figures_that_make_no_sense_are_refused_and_never_become_NaN(int frequency, double recency, double age) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BgNbd.PAlive(frequency, recency, age, Model));
}
