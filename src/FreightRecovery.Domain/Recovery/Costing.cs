namespace FreightRecovery.Domain.Recovery;

/// <summary>What the parts cost us, what comes back, and who may decide that. Every amount stays in its own currency.</summary>
internal static class Costing
{
    /// <summary>
    /// What one part costs us. A refund costs nothing: what was charged too much is owed whichever option is chosen, so it
    /// cannot speak against the one that pays it.
    /// </summary>
    public static Amounts Cost(OptionPart part, RecoveryContext facts, RecoveryPolicy policy) => part switch
    {
        { Kind: OptionKind.CorrectAndRefund } => Amounts.None,
        { Terms.Percent: { } percent } => facts.Freight.Share(percent / 100m),
        { Terms.Amount: { } amount } => amount,
        _ => facts.Freight.Share(policy.Parts[part.Kind].CostShareOfFreight),
    };

    /// <summary>What the carrier, the agent or the insurer is expected to pay back of a part's cost; the better payer is asked.</summary>
    public static Amounts Recoverable(OptionPart part, RecoveryContext facts, RecoveryPolicy policy)
    {
        var row = policy.Parts[part.Kind];
        var fromCarrier = row.CarrierPaysBack && facts.Fault is Fault.Carrier or Fault.Agent ? policy.RecoverableFromCarrier : 0m;
        var fromInsurer = row.InsurerPaysBack && facts.Shipment.Insured == true && CargoAtStake(facts) ? policy.RecoverableFromInsurer : 0m;
        return Cost(part, facts, policy).Share(Math.Max(fromCarrier, fromInsurer));
    }

    /// <summary>The lowest authority that may decide the parts together: splitting an amount over parts gains nothing.</summary>
    public static Authority Authority(IReadOnlyCollection<OptionPart> parts, RecoveryContext facts, RecoveryPolicy policy) =>
        parts.Select(part => policy.Parts[part.Kind].LeastAuthority)
            .Append(policy.DiscountBands.For(parts.Sum(part => part.Terms.Percent ?? 0m)))
            .Append(Spend(parts, facts, policy))
            .Append(parts.Any(part => ExceedsLimit(part, facts)) ? policy.BeyondLimit : Domain.Authority.Sales)
            .Max();

    /// <summary>Why a loss cannot be held against the limit of liability, or null when it can. What is owed is never converted.</summary>
    public static string? LimitObstacle(RecoveryContext facts) =>
        facts is { LossEstimate: { } loss, LiabilityLimit: { } limit } && limit.Currency != loss.Currency
            ? $"The loss is in {loss.Currency} and the limit of liability in {limit.Currency}: estimate the loss in {limit.Currency} to compare them."
            : null;

    // What cannot be valued in the margin's currency is held against the freight of its own, which is the stricter measure.
    private static Authority Spend(IEnumerable<OptionPart> parts, RecoveryContext facts, RecoveryPolicy policy)
    {
        var spent = parts.Where(part => part.Terms.Percent is null)
            .Aggregate(Amounts.None, (sum, part) => sum + (part.Terms.Amount is { } amount ? amount : Cost(part, facts, policy)));
        if (spent.IsZero)
            return Domain.Authority.Sales;
        if (Worth(spent, facts, policy) is { } worth)
            return For(worth.Amount, Money.Max(facts.ExpectedAnnualMargin, Worth(facts.Freight, facts, policy) ?? Money.Zero(facts.Currency)).Amount);
        return spent.Each.Max(amount => For(amount.Amount, facts.Freight.In(amount.Currency).Amount));

        Authority For(decimal figure, decimal means) =>
            means <= 0m ? Domain.Authority.Executive : policy.SpendBands.For(figure / means);
    }

    private static Money? Worth(Amounts amounts, RecoveryContext facts, RecoveryPolicy policy)
    {
        var each = amounts.Each.Select(amount => policy.ExchangeRates.Value(amount, facts.Currency)).ToList();
        return each.Contains(null) ? null : each.Aggregate(Money.Zero(facts.Currency), (sum, amount) => sum + amount!.Value);
    }

    private static bool ExceedsLimit(OptionPart part, RecoveryContext facts) =>
        part.Kind == OptionKind.Compensation && facts.LiabilityLimit is { } limit && part.Terms.Amount > limit.Rounded();

    private static bool CargoAtStake(RecoveryContext facts) =>
        facts.IncidentKind is IncidentKind.CargoLost or IncidentKind.CargoDamaged or IncidentKind.PackingDamaged
        || facts.ForceMajeureCause is not null;
}
