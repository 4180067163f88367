namespace FreightRecovery.Domain.Claims;

/// <summary>What may be known of a claim at its opening or later; null members leave what is known as it is.</summary>
public sealed record ClaimParticulars
{
    /// <summary>Who is on the other side.</summary>
    public Counterparty? Counterparty { get; init; }

    /// <summary>On a customer's claim: the regime between us and the carrier, for the clock of recourse.</summary>
    public LiabilityRegime? MasterRegime { get; init; }

    /// <summary>
    /// Why it is held that the loss was caused wilfully. An allegation: it lengthens the customer's time for suit, never ours, and
    /// gives nobody the authority to settle beyond the limit.
    /// </summary>
    [Personal]
    public string? WilfulMisconduct { get; init; }

    /// <summary>What is known with these over it.</summary>
    public ClaimParticulars Over(ClaimParticulars known) => new()
    {
        Counterparty = Counterparty ?? known.Counterparty, MasterRegime = MasterRegime ?? known.MasterRegime,
        WilfulMisconduct = WilfulMisconduct ?? known.WilfulMisconduct,
    };
}

/// <summary>The other side of a claim: the customer, or the carrier, agent or insurer that is to answer for the loss.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Language">The language we write to it in (BCP 47); null when it is not known.</param>
/// <param name="Contact">The person, or the address, there.</param>
public sealed record Counterparty(string Name, string? Language, [property: Personal] string? Contact);
