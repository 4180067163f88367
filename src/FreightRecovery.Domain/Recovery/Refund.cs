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
            return facts.LossEstimate is { IsZero: false } ? null : "How much was charged too much is not known yet.";
        if (facts.CorrectChargeableMass is not { } correct || facts.Shipment.ChargeableMass is not { Kilograms: > 0m } charged)
            return facts.LossEstimate is { IsZero: false } ? null : "The correct mass is not known yet; have the cargo weighed again.";
        return correct < charged ? null : $"The correct mass of {correct} is not below the charged {charged}; nothing was charged too much.";
    }

    /// <summary>The amount to refund, rounded to the minor unit. Call it only when there is no obstacle.</summary>
    public static Money Amount(RecoveryContext facts) =>
        Excess(facts) is { } excess
            ? new Money(facts.Freight.Amount * excess.Kilograms / facts.Shipment.ChargeableMass!.Value.Kilograms, facts.Currency).Rounded()
            : Money.Min(facts.LossEstimate!.Value, facts.Freight + facts.Surcharges).Rounded();

    /// <summary>The mass charged in excess, or null when the refund does not follow from masses.</summary>
    public static Mass? Excess(RecoveryContext facts) =>
        facts.IncidentKind == IncidentKind.ChargeableMassWrong
        && facts.CorrectChargeableMass is { } correct
        && facts.Shipment.ChargeableMass is { Kilograms: > 0m } charged
            ? new Mass(charged.Kilograms - correct.Kilograms)
            : null;
}
