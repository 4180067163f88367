using NodaTime;

namespace FreightRecovery.Domain.Customers.Fitting;

/// <summary>What the buying model needs to know of one customer.</summary>
/// <param name="Frequency">Repeat purchases: days with a purchase after the first one.</param>
/// <param name="Recency">Weeks from the first purchase to the last.</param>
/// <param name="Age">Weeks from the first purchase to the end of the period; at least <paramref name="Recency"/>.</param>
public readonly record struct BuyingHistory(int Frequency, double Recency, double Age)
{
    private const double DaysPerWeek = 7;

    /// <summary>
    /// The history over a period from the days on which somebody bought, in any order, each as often as it likes: several
    /// purchases on one day are one. Null when the first purchase lies after the period's last day.
    /// </summary>
    public static BuyingHistory? Of(IEnumerable<LocalDate> days, LocalDate lastDay)
    {
        var within = days.Where(day => day <= lastDay).ToHashSet();
        if (within.Count == 0)
            return null;
        var (first, last) = (within.Min(), within.Max());
        return new BuyingHistory(
            within.Count - 1, Period.DaysBetween(first, last) / DaysPerWeek, Period.DaysBetween(first, lastDay) / DaysPerWeek);
    }
}
