using System.Collections.Immutable;
using FreightRecovery.Domain.Customers;
using NodaTime;

namespace FreightRecovery.Domain.Incidents;

/// <summary>How a claim is gone about.</summary>
public enum ValiditySuggestion
{
    /// <summary>Small, from a customer with a clean record: a dispute would cost more than it.</summary>
    AcceptWithoutDispute,

    /// <summary>Large: find out first.</summary>
    Investigate,

    /// <summary>Neither: look into it as usual.</summary>
    Usual,
}

/// <summary>How a claim might be gone about, and why. People decide.</summary>
/// <param name="Suggestion">The suggestion.</param>
/// <param name="Why">What it rests on, line by line.</param>
/// <param name="Clean">Whether the customer has made no doubtful claim lately.</param>
/// <param name="Doubtful">All its doubtful claims, oldest first.</param>
public sealed record Validity(ValiditySuggestion Suggestion, IReadOnlyList<string> Why, bool Clean, ImmutableArray<DoubtfulClaim> Doubtful)
{
    /// <summary>The suggestion for an incident.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="doubtful">The customer's doubtful claims.</param>
    /// <param name="now">The instant, UTC.</param>
    /// <param name="policy">The rules.</param>
    public static Validity Of(IncidentState incident, ImmutableArray<DoubtfulClaim> doubtful, Instant now, ValidityPolicy policy)
    {
        var since = now.InUtc().Date.PlusMonths(-policy.CleanMonths).AtMidnight().InUtc().ToInstant();
        var lately = doubtful.Count(d => d.At >= since);
        var record = lately == 0
            ? $"No doubtful claim of this customer in the last {policy.CleanMonths} months."
            : $"{lately} doubtful {(lately == 1 ? "claim" : "claims")} of this customer in the last {policy.CleanMonths} months.";
        var (suggestion, why) = Judge(incident.Assessment?.LossEstimate ?? incident.Facts?.Extent?.Amount, lately == 0, policy);
        return new(suggestion, [why, record], lately == 0, doubtful);
    }

    private static (ValiditySuggestion Suggestion, string Why) Judge(Money? amount, bool clean, ValidityPolicy policy)
    {
        if (amount is not { } money)
            return (ValiditySuggestion.Usual, "No amount is known yet.");
        var code = money.Currency.Code;
        if (policy.Large.TryGetValue(code, out var large) && money.Amount >= large)
            return (ValiditySuggestion.Investigate, $"{money} is large: {new Money(large, money.Currency)} and more is investigated.");
        if (!policy.Small.TryGetValue(code, out var small))
            return (ValiditySuggestion.Usual, $"The policy has no small amount in {code}.");
        if (money.Amount > small)
            return (ValiditySuggestion.Usual, $"{money} is more than {new Money(small, money.Currency)}, which would be small.");
        return clean
            ? (ValiditySuggestion.AcceptWithoutDispute, $"{money} is small: {new Money(small, money.Currency)} at the most, and the record is clean.")
            : (ValiditySuggestion.Usual, $"{money} is small, but the record is not clean.");
    }
}
