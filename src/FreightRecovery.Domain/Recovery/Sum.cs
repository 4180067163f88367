using System.Collections.Immutable;

namespace FreightRecovery.Domain.Recovery;

/// <summary>The sum behind a rank. Its lines are rounded first and added then, so they add up to the cent.</summary>
internal sealed record Sum(Money RetentionGain, Money Recoverable, Money Cost, ImmutableArray<ExplanationLine> Lines)
{
    /// <summary>Retention gain plus recoverable less cost.</summary>
    public Money Value => RetentionGain + Recoverable - Cost;

    /// <summary>Costs, less what comes back of them, in currencies for which the policy has no rate: named in the lines, not in the value.</summary>
    public Amounts Unvalued { get; init; } = Amounts.None;

    /// <summary>The sum of something that is not done.</summary>
    public static Sum Nothing(Currency currency) => new(Money.Zero(currency), Money.Zero(currency), Money.Zero(currency), []);
}
