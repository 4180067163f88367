namespace FreightRecovery.Domain.Recovery;

/// <summary>What the parts cost us, what comes back, and who may decide that.</summary>
internal static class Costing
{
    /// <summary>
    /// What one part costs us. A refund costs nothing: what was charged too much is owed whichever option is chosen, so it
    /// cannot speak against the one that pays it.
    /// </summary>
    public static Money Cost(OptionPart part, RecoveryContext facts, RecoveryPolicy policy) => part switch
    {
        { Kind: OptionKind.CorrectAndRefund } => Money.Zero(facts.Currency),
        { Terms.Percent: { } percent } => facts.Freight.Share(percent / 100m),
        { Terms.Amount: { } amount } => amount,
        _ => facts.Freight.Share(policy.Parts[part.Kind].CostShareOfFreight),
    };

    /// <summary>What the carrier, the agent or the insurer is expected to pay back of a part's cost; the better payer is asked.</summary>
    public static Money Recoverable(OptionPart part, RecoveryContext facts, RecoveryPolicy policy)
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
            .Append(parts.Any(part => ExceedsLimit(part, facts)) ? Domain.Authority.Executive : Domain.Authority.Sales)
            .Max();

    private static Authority Spend(IEnumerable<OptionPart> parts, RecoveryContext facts, RecoveryPolicy policy)
    {
        var spent = parts.Where(part => part.Terms.Percent is null)
            .Sum(part => (part.Terms.Amount ?? Cost(part, facts, policy)).Amount);
        var means = Money.Max(facts.ExpectedAnnualMargin, facts.Freight).Amount;
        return spent == 0m ? Domain.Authority.Sales
            : means <= 0m ? Domain.Authority.Executive
            : policy.SpendBands.For(spent / means);
    }

    private static bool ExceedsLimit(OptionPart part, RecoveryContext facts) =>
        part.Kind == OptionKind.Compensation && facts.LiabilityLimit is { } limit && part.Terms.Amount > limit.Rounded();

    private static bool CargoAtStake(RecoveryContext facts) =>
        facts.IncidentKind is IncidentKind.CargoLost or IncidentKind.CargoDamaged or IncidentKind.PackingDamaged
        || facts.ForceMajeureCause is not null;
}
