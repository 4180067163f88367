using System.Collections.Immutable;
using NodaTime;

namespace FreightRecovery.Domain.Recovery;

/// <summary>One way to put it right, with the sum behind its rank and the authority it needs.</summary>
/// <param name="Id">Stable for an incident and a set of parts, so an offer can name it.</param>
/// <param name="Kind">The leading part's kind.</param>
/// <param name="Parts">All parts with their terms, the leading one first.</param>
/// <param name="Rank">1 is best; 0 when infeasible.</param>
/// <param name="Value">Retention gain plus recoverable less cost, to the cent.</param>
/// <param name="Cost">What it costs us.</param>
/// <param name="RetentionGain">The margin it is expected to keep.</param>
/// <param name="Recoverable">What the carrier or insurer is expected to pay back.</param>
/// <param name="Authority">Who may decide it.</param>
/// <param name="Terms">The whole option in words, with its figures.</param>
/// <param name="Explanation">Lines whose amounts add up to the value.</param>
/// <param name="InfeasibleBecause">Why it cannot be done, or null when it can.</param>
public sealed record RecoveryOption(
    Guid Id,
    OptionKind Kind,
    ImmutableArray<OptionPart> Parts,
    int Rank,
    Money Value,
    Money Cost,
    Money RetentionGain,
    Money Recoverable,
    Authority Authority,
    Terms Terms,
    ImmutableArray<ExplanationLine> Explanation,
    string? InfeasibleBecause)
{
    /// <summary>True when it can be carried out.</summary>
    public bool Feasible => InfeasibleBecause is null;
}

/// <summary>One part of an option.</summary>
public sealed record OptionPart(OptionKind Kind, Terms Terms);

/// <summary>What is promised, in words and in the figures that the ledger and the steps work with.</summary>
/// <param name="Text">One plain English sentence.</param>
public sealed record Terms(string Text)
{
    /// <summary>A share of the freight in percent (discounts): 20 means one fifth off.</summary>
    public decimal? Percent { get; init; }

    /// <summary>A fixed amount (credit notes, refunds, compensation).</summary>
    public Money? Amount { get; init; }

    /// <summary>Days until it happens (next sailing, next report).</summary>
    public int? Days { get; init; }
}

/// <summary>One line of the sum behind a rank. Costs are negative.</summary>
public sealed record ExplanationLine(string Label, Money Amount);

/// <summary>Something to carry out once the customer has confirmed.</summary>
/// <param name="Id">Stable within the incident.</param>
/// <param name="What">What is to be done.</param>
/// <param name="Owner">The role or person who does it.</param>
/// <param name="DueAt">By when, UTC.</param>
public sealed record PlannedStep(Guid Id, string What, string Owner, Instant DueAt)
{
    /// <summary>What it is, so that its report can be drafted in the customer's language; null for steps planned before that was kept.</summary>
    public StepKind? Kind { get; init; }
}

/// <summary>
/// What the agreed recovery takes off the shipment's invoices when its hold is released: a share of each freight
/// invoice, or a fixed amount off the freight.
/// </summary>
public sealed record Adjustment(decimal? FreightPercent, Money? Amount, string Reason)
{
    /// <summary>True when the invoice itself was wrong: it is billed anew, lower by the amount, instead of credited.</summary>
    public bool Reissue { get; init; }
}
