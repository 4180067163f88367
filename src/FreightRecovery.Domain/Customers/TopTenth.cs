using System.Collections.Immutable;

namespace FreightRecovery.Domain.Customers;

/// <summary>
/// From which expected margin of twelve months on a customer belongs to the top tenth by revenue, as read from the house's own book, by
/// currency. It comes in with the policy, as the calendars do: no decision asks all customers.
/// </summary>
public sealed record TopTenth
{
    /// <summary>Nothing was read yet.</summary>
    public static TopTenth Unknown { get; } = new();

    /// <summary>The least margin among the top tenth, for each currency of the book.</summary>
    public ImmutableArray<BookTenth> ByCurrency { get; init; } = [];

    /// <summary>
    /// Whether a margin belongs to it, and the figure that says so: that of the house's book in its own currency or, where the policy
    /// wants its own or the book knows too few customers, the policy's in US dollars by rough worth.
    /// </summary>
    public static (bool Belongs, Money From) Judge(Money margin, Policy policy)
    {
        var rules = policy.Escalation;
        foreach (var book in policy.TopTenth.ByCurrency)
            if (book.From.Currency == margin.Currency && rules.TopTenthBy == TopTenthBy.Book && book.Customers >= rules.TopTenthLeastCustomers)
                return (margin.Amount >= book.From.Amount, book.From);
        return ((decimal)policy.Rank(margin) >= rules.TopTenthFrom, new Money(rules.TopTenthFrom, Dollar));
    }

    private static readonly Currency Dollar = new("USD");
}

/// <summary>The top tenth among the customers of one currency.</summary>
/// <param name="From">The least margin among them.</param>
/// <param name="Customers">How many customers the currency has in all.</param>
public sealed record BookTenth(Money From, int Customers);

/// <summary>Whose figure the top tenth by revenue begins at.</summary>
public enum TopTenthBy
{
    /// <summary>That of the house's own book, where it knows enough customers.</summary>
    Book,

    /// <summary>That of the policy alone.</summary>
    Policy,
}
