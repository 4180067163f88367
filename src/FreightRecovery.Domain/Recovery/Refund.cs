namespace FreightRecovery.Domain.Recovery;

/// <summary>
/// What was charged too much: the freight's share of the mass charged in excess, else the estimated overcharge, never
/// more than was invoiced.
/// </summary>
internal static class Refund
{
    /// <summary>Why nothing can be refunded, or null when something can.</summary>
    public static string? Obstacle(RecoveryContext facts)
    {
        if (facts.IncidentKind != IncidentKind.ChargeableMassWrong)
            return ByEstimate(facts, "How much was charged too much is not known yet.");
        if (facts.CorrectChargeableMass is not { } correct || facts.Shipment.ChargeableMass is not { Kilograms: > 0m } charged)
            return ByEstimate(facts, "The correct mass is not known yet; have the cargo weighed again.");
        return correct >= charged
            ? $"The correct mass of {correct} is not below the charged {charged}; nothing was charged too much."
            : Amount(facts).IsZero ? "No freight has been invoiced yet that could be corrected."
            : null;
    }

    /// <summary>What to refund, rounded to the minor unit, in the currencies it was charged in. Call it only when there is no obstacle.</summary>
    public static Amounts Amount(RecoveryContext facts) =>
        Excess(facts) is { } excess
            ? Amounts.Of(facts.Freight.Each.Select(freight => new Money(
                freight.Amount * excess.Kilograms / facts.Shipment.ChargeableMass!.Value.Kilograms, freight.Currency).Rounded()))
            : Money.Min(facts.LossEstimate!.Value, Billed(facts, facts.LossEstimate!.Value.Currency)).Rounded();

    /// <summary>The mass charged in excess, or null when the refund does not follow from masses.</summary>
    public static Mass? Excess(RecoveryContext facts) =>
        facts.IncidentKind == IncidentKind.ChargeableMassWrong
        && facts.CorrectChargeableMass is { } correct
        && facts.Shipment.ChargeableMass is { Kilograms: > 0m } charged
            ? new Mass(charged.Kilograms - correct.Kilograms)
            : null;

    private static string? ByEstimate(RecoveryContext facts, string unknown) =>
        facts.LossEstimate is not { IsZero: false } loss ? unknown
        : Billed(facts, loss.Currency).IsZero ? $"No invoice of this shipment is in {loss.Currency}, in which the overcharge was estimated."
        : null;

    private static Money Billed(RecoveryContext facts, Currency currency) => facts.Freight.In(currency) + facts.Surcharges.In(currency);
}
