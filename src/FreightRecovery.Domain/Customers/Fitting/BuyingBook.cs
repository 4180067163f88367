using System.Collections.Immutable;
using NodaTime;

namespace FreightRecovery.Domain.Customers.Fitting;

/// <summary>Who bought on which days: what a fit and its test are made from.</summary>
public sealed class BuyingBook
{
    private readonly ImmutableArray<ImmutableArray<LocalDate>> _customers;

    /// <summary>A book of the days of each customer, in any order.</summary>
    public BuyingBook(IEnumerable<IEnumerable<LocalDate>> customers) =>
        _customers = [.. customers.Select(days => days.Distinct().Order().ToImmutableArray()).Where(days => !days.IsEmpty)];

    /// <summary>The last day on which anybody bought; null for an empty book.</summary>
    public LocalDate? Last => _customers.IsEmpty ? null : _customers.Max(days => days[^1]);

    /// <summary>The first day on which anybody bought; null for an empty book.</summary>
    public LocalDate? First => _customers.IsEmpty ? null : _customers.Min(days => days[0]);

    /// <summary>The histories up to and including a day; customers who came later are left out.</summary>
    public ImmutableArray<BuyingHistory> Until(LocalDate lastDay) =>
        [.. _customers.Select(days => BuyingHistory.Of(days, lastDay)).OfType<BuyingHistory>()];

    /// <summary>The same, each with whether the customer bought in the weeks that follow.</summary>
    public ImmutableArray<(BuyingHistory History, bool Bought)> WithFuture(LocalDate lastDay, int weeks)
    {
        var end = lastDay.PlusWeeks(weeks);
        return
        [
            .. from days in _customers
               let history = BuyingHistory.Of(days, lastDay)
               where history is not null
               select (history.Value, days.Any(day => day > lastDay && day <= end)),
        ];
    }
}
