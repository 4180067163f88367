using System.Text;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Claims;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Security;
using NodaTime;

namespace FreightRecovery.Web.Api.Letters;

/// <summary>How a letter comes.</summary>
public enum LetterForm
{
    /// <summary>Plain text in UTF-8.</summary>
    Text,

    /// <summary>A PDF with its font in it.</summary>
    Pdf,
}

/// <summary>Letters about a claim.</summary>
internal static class LettersApi
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/claims/{id:guid}/letter", Draft).RequireAuthorization(Access.Claims).WithTags("Claims")
            .Produces<string>(StatusCodes.Status200OK, "text/plain", "application/pdf")
            .WithSummary("A drafted letter with its legal basis, in the language of who gets it or another one: noticeOfClaim, letterOfReserve or claimLetter to the carrier, agent or insurer, acknowledgement to the customer; as text or pdf.");

    private static async Task<IResult> Draft(
        Guid id, string? kind, string? language, string? form, Caller caller, ClaimQueries claims, IncidentDoor door, LetterFonts fonts,
        Func<Policy> policy, IClock clock, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var faults = new Faults(now);
        var (which, how) = (faults.Word<LetterKind>(kind, "kind"), faults.Word<LetterForm>(form, "form"));
        if (string.IsNullOrEmpty(kind))
            faults.Add("?kind", "Say which letter: noticeOfClaim, letterOfReserve, claimLetter or, to the customer, acknowledgement.");
        if (language is not null && !Codes.Languages.Contains(language))
            faults.Add("?language", "We write in one of en, zh-Hans, zh-Hant, ru.");
        if (faults.Any)
            return Problems.Invalid(faults);
        var (incident, claim, problem) = await ClaimsApi.Find(id, caller, claims, door, cancel);
        if (claim is null)
            return problem ?? Problems.NotFound($"There is no claim {id}.");

        if (which == LetterKind.Acknowledgement && claim.Direction != ClaimDirection.FromCustomer)
            return Problems.Invalid("?kind", "Only a customer's claim is acknowledged. This one is ours: notify, reserve or claim.");
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(incident!.State.Facts!.TimeZone) ?? DateTimeZone.Utc;
        var letter = Letter.Draft(which!.Value, language ?? Letter.LanguageOf(which.Value, incident.State, claim), incident.State, claim, now.InZone(zone).Date, policy());
        if (how is not LetterForm.Pdf)
            return TypedResults.Text(letter.Text, "text/plain", Encoding.UTF8);
        return fonts.For(letter.Language, letter.Text) is { } font
            ? TypedResults.File(LetterPdf.Write(letter, font, now), "application/pdf", $"{kind}-{id}.pdf")
            : Problems.Of("fonts-missing", StatusCodes.Status503ServiceUnavailable, fonts.Advice(letter.Language));
    }
}
