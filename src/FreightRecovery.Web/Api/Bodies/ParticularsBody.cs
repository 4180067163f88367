using FreightRecovery.Domain;
using FreightRecovery.Domain.Claims;

namespace FreightRecovery.Web.Api.Bodies;

/// <summary>What became known of a claim; what is left out stays as it is.</summary>
/// <param name="Counterparty">Who is on the other side.</param>
/// <param name="MasterRegime">On a customer's claim: the regime between us and the carrier.</param>
/// <param name="WilfulMisconduct">Why it is held that the loss was caused wilfully.</param>
public sealed record ParticularsBody(CounterpartyBody? Counterparty, LiabilityRegime? MasterRegime, string? WilfulMisconduct)
    : IBody<ClaimParticulars>
{
    /// <inheritdoc/>
    public ClaimParticulars? Read(Faults faults)
    {
        var given = Read(faults, Counterparty, MasterRegime, WilfulMisconduct);
        if (given == new ClaimParticulars())
            faults.Add("", "Give one at least: counterparty, masterRegime or wilfulMisconduct.");
        return faults.Any ? null : given;
    }

    internal static ClaimParticulars Read(Faults faults, CounterpartyBody? counterparty, LiabilityRegime? masterRegime, string? wilful) => new()
    {
        Counterparty = counterparty?.Read(faults, "/counterparty"), MasterRegime = masterRegime,
        WilfulMisconduct = faults.OptionalText(wilful, "/wilfulMisconduct"),
    };
}

/// <summary>The other side of a claim.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Language">The language we write to it in: en, zh-Hans, zh-Hant or ru.</param>
/// <param name="Contact">The person, or the address, there.</param>
public sealed record CounterpartyBody(string? Name, string? Language, string? Contact)
{
    internal Counterparty Read(Faults faults, string pointer)
    {
        if (Language is not null && !Codes.Languages.Contains(Language))
            faults.Add(pointer + "/language", "We write in one of en, zh-Hans, zh-Hant, ru.");
        return new Counterparty(
            faults.Line(Name, pointer + "/name"), Language, faults.OptionalLine(Contact, pointer + "/contact"));
    }
}
