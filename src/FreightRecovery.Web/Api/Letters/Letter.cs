using System.Globalization;
using System.Text.Json;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Claims;
using FreightRecovery.Domain.Incidents;
using NodaTime;

namespace FreightRecovery.Web.Api.Letters;

/// <summary>Our letters about a claim.</summary>
public enum LetterKind
{
    /// <summary>Written notice in time, with an invitation to survey.</summary>
    NoticeOfClaim,

    /// <summary>Holds every right open.</summary>
    LetterOfReserve,

    /// <summary>Demands the money.</summary>
    ClaimLetter,

    /// <summary>Tells the customer that its claim has come, and holds every right open.</summary>
    Acknowledgement,
}

/// <summary>
/// A drafted letter to whoever is to answer for the loss: the carrier, the agent, the insurer. A customer's claim on us is
/// passed on to the carrier, and acknowledged to the customer. A person reads it over and sends it.
/// </summary>
/// <param name="Language">The language it is written in (BCP 47).</param>
/// <param name="Subject">One line.</param>
/// <param name="Paragraphs">The text from addressee to signature.</param>
public sealed record Letter(string Language, string Subject, IReadOnlyList<string> Paragraphs)
{
    /// <summary>The letter as plain text.</summary>
    public string Text => $"{Subject}\n\n{string.Join("\n\n", Paragraphs)}\n";

    /// <summary>Who gets a letter about a claim: the customer its acknowledgement, and whoever is to answer for the loss the others.</summary>
    internal static ClaimSide To(LetterKind kind, ClaimState claim) => (kind, claim.Direction) switch
    {
        (LetterKind.Acknowledgement, _) => ClaimSide.Customer,
        (_, ClaimDirection.FromCustomer) => ClaimSide.Carrier,
        var (_, direction) => DefaultRegime.SideOf(direction),
    };

    /// <summary>Who that is, as far as anybody has said so: on its own claim, or for the carrier on ours beside the customer's.</summary>
    internal static Counterparty? Addressee(LetterKind kind, IncidentState incident, ClaimState claim) =>
        To(kind, claim) == DefaultRegime.SideOf(claim.Direction)
            ? claim.Particulars.Counterparty
            : incident.Claims.LastOrDefault(c => c is { Direction: ClaimDirection.OnCarrier, Particulars.Counterparty: not null })?.Particulars.Counterparty;

    /// <summary>The language a letter is written in unless another one is asked for: that of who gets it.</summary>
    internal static string LanguageOf(LetterKind kind, IncidentState incident, ClaimState claim) =>
        Addressee(kind, incident, claim)?.Language ?? (To(kind, claim) == ClaimSide.Customer ? incident.Facts!.Language : "en");

    /// <summary>Drafts a letter.</summary>
    /// <param name="kind">Which letter.</param>
    /// <param name="language">The language to write in.</param>
    /// <param name="incident">The incident as it stands.</param>
    /// <param name="claim">The claim it is about.</param>
    /// <param name="today">The letter's date.</param>
    /// <param name="policy">The rules and thresholds in force.</param>
    internal static Letter Draft(LetterKind kind, string language, IncidentState incident, ClaimState claim, LocalDate today, Policy policy)
    {
        var (facts, cargo, text) = (incident.Facts!, incident.Cargo!, LetterTexts.In(language));
        var side = To(kind, claim);
        var @case = claim.Case(incident, cargo, side);
        var clock = LegalClock.Of(policy, @case);
        var confirm = clock.ConfirmWithCounsel || clock.Regime is null;
        var paragraphs = new List<string?>
        {
            confirm && side is not (ClaimSide.Insurer or ClaimSide.Customer) ? text["confirm"] : null,
            $"{text.Date(today)}\n{Addressee(text, side, cargo, Addressee(kind, incident, claim))}",
            text["greeting"],
            Cargo(text, facts, cargo, @case),
            $"{text["event", ("date", text.Date(EventDay(facts))), ("loss", text["loss." + Word(@case.Loss)])]} "
                + (@case.DeliveredOn is { } delivered ? text["delivered", ("date", text.Date(delivered))] : text["notDelivered"]),
            claim.Direction == ClaimDirection.FromCustomer && side == ClaimSide.Carrier ? text["behalf"] : null,
            text["body." + Word(kind), ("amount", claim.Amount.ToString())],
            side switch
            {
                ClaimSide.Insurer => text["body.insurer"],
                // Whoever acknowledges a claim names no law yet by which it is judged.
                ClaimSide.Customer => null,
                ClaimSide.Carrier or ClaimSide.Agent => Basis(text, clock, kind),
            },
            kind == LetterKind.NoticeOfClaim && today <= clock.NoticeBy ? text["inTime", ("date", text.Date(clock.NoticeBy!.Value))] : null,
            kind == LetterKind.ClaimLetter && side != ClaimSide.Insurer && today <= clock.SueBy
                ? text["sue", ("date", text.Date(clock.SueBy!.Value.PlusMonths(policy.Claims.ExtensionMonths)))]
                : null,
            $"{text["closing"]}\n{incident.Assignee}\n{facts.Branch}",
        };
        return new Letter(language, text["subject." + Word(kind), ("shipment", facts.Shipment.Value)], [.. paragraphs.OfType<string>()]);
    }

    private static string Addressee(LetterTexts text, ClaimSide side, CargoFacts cargo, Counterparty? known)
    {
        var name = known?.Name ?? (side == ClaimSide.Carrier ? cargo.Carrier : null);
        var to = text["to." + Word(side), ("name", name is null ? "" : text["name", ("name", name)])];
        return known?.Contact is { } contact ? $"{to}\n{contact}" : to;
    }

    private static string Cargo(LetterTexts text, IncidentFacts facts, CargoFacts cargo, LegalCase @case) => string.Join(
        "\n",
        new[]
        {
            text["cargo", ("shipment", facts.Shipment.Value), ("origin", cargo.Origin), ("destination", cargo.Destination)],
            cargo.MasterReference is { } master ? text["cargo.master", ("master", master)] : null,
            @case.Packages is { } packages ? text["cargo.packages", ("packages", packages.ToString(CultureInfo.InvariantCulture))] : null,
            @case.Mass is { } mass ? text["cargo.mass", ("mass", mass.Kilograms.ToString("0.###", CultureInfo.InvariantCulture))] : null,
        }.OfType<string>());

    // The places that the letter itself leans on: what was to be told in time, and, in a claim, how far liability goes.
    private static string Basis(LetterTexts text, LegalClock clock, LetterKind kind)
    {
        if (clock.Regime is not { } regime)
            return text["basis.none"];
        var cites = clock.Basis.Where(b => kind == LetterKind.ClaimLetter || b.Subject is not (LegalSubject.Suit or LegalSubject.Recourse))
            .Select(b => b.Cite).DefaultIfEmpty(clock.Basis.IsEmpty ? "" : clock.Basis[0].Cite).Where(c => c.Length > 0).Distinct();
        return text["basis", ("basis", string.Join(", ", [text["regime." + Word(regime)], .. cites]))];
    }

    // The day as the place of the event had it, as nearly as we know: the customer's own zone.
    private static LocalDate EventDay(IncidentFacts facts) =>
        facts.OccurredAt.InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(facts.TimeZone) ?? DateTimeZone.Utc).Date;

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
