namespace FreightRecovery.Domain.Claims;

/// <summary>
/// The regime that most likely governs when nobody has named one. It is an assumption and shown as one. An agent's terms
/// and an insurer's policy cannot be guessed.
/// </summary>
public static class DefaultRegime
{
    /// <summary>The regime of a side, and whether it is assumed; null when it is not known.</summary>
    public static (LiabilityRegime? Regime, bool Assumed) Of(ClaimSide side, CargoFacts cargo, LiabilityRegime? named) =>
        named is not null ? (named, false) : side switch
        {
            ClaimSide.Customer => cargo.HouseRegime is { } house ? (house, false) : (ByMode(cargo), true),
            ClaimSide.Carrier => (ByMode(cargo), true),
            ClaimSide.Agent or ClaimSide.Insurer => (null, false),
        };

    /// <summary>
    /// The regimes that may govern a claim of ours beside the assumed one, since they are mandatory where the cargo is loaded or
    /// discharged: cargo from China for America has two laws, each with last days that the other one does not know.
    /// </summary>
    internal static IEnumerable<LiabilityRegime> Beside(LegalRules rules, LegalCase @case) =>
        !@case.Assumed || !@case.SeaLeg || @case.Side == ClaimSide.Customer
            ? []
            : rules.Rows
                .Where(r => r.MandatoryIn is { } country && r.Regime != @case.Regime && r.InForce(@case.EventOn) && Touches(@case.Cargo, country))
                .Select(r => r.Regime).Distinct();

    /// <summary>The side of a claim's direction.</summary>
    public static ClaimSide SideOf(ClaimDirection direction) => direction switch
    {
        ClaimDirection.FromCustomer => ClaimSide.Customer,
        ClaimDirection.OnCarrier => ClaimSide.Carrier,
        ClaimDirection.OnAgent => ClaimSide.Agent,
        ClaimDirection.OnInsurer => ClaimSide.Insurer,
    };

    private static LiabilityRegime ByMode(CargoFacts cargo) => cargo.Mode switch
    {
        TransportMode.Air => LiabilityRegime.Montreal,
        TransportMode.Rail => LiabilityRegime.Cim,
        TransportMode.Road => Touches(cargo, "US") ? LiabilityRegime.Carmack : LiabilityRegime.Cmr,
        // Of the two, the American act is the stricter one on notice.
        TransportMode.Sea => Touches(cargo, "US") ? LiabilityRegime.Cogsa
            : Touches(cargo, "CN") ? LiabilityRegime.ChinaMaritime
            : LiabilityRegime.HagueVisby,
    };

    /// <summary>True when the cargo is loaded or discharged in a country.</summary>
    internal static bool Touches(CargoFacts cargo, string country) =>
        cargo.Origin.StartsWith(country, StringComparison.Ordinal) || cargo.Destination.StartsWith(country, StringComparison.Ordinal);
}
