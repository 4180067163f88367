using FreightRecovery.Domain.Incidents;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.IncidentDesk;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using NodaTime.Text;
using System.Globalization;

namespace FreightRecovery.Web.Links;

/// <summary>
/// What a customer says on its own page goes the way of what our people record for it; who acts is then the customer itself, and the evidence
/// is its link. Answers with the key of what is wrong and the field it is about, or with neither.
/// </summary>
internal sealed class CustomerWord(IncidentDoor door, OptionDesk options)
{
    private const int LongestWords = 2000;

    /// <summary>Accepts or objects to an offer.</summary>
    public async Task<(string? Fault, string? Field)> Answer(
        LinkGrant grant, FormWrite write, Guid offer, bool accepted, LinkDraft draft, CancellationToken cancel)
    {
        var faults = new Faults(write.At);
        faults.Line(draft.By, "/by");
        if (faults.Any)
            return ("link.fault.name", "by");
        if (Words(draft, write.At) is { } wrong)
            return wrong;
        if (!accepted && draft.Words is null)
            return ("link.fault.words", "words");
        var answer = new IncidentCommand.AnswerOffer(
            offer, accepted, draft.By!, Evidence(grant, accepted ? draft.Words : null), accepted ? null : draft.Words, OptionsLeft: false);
        return Told(await RecoveryApi.Record(grant.Incident.Value, write, answer, door, options, cancel));
    }

    /// <summary>Gives a mark; a low one opens the incident again.</summary>
    public async Task<(string? Fault, string? Field)> Mark(LinkGrant grant, FormWrite write, LinkDraft draft, CancellationToken cancel)
    {
        if (draft.Mark is not (>= 1 and <= 5) || draft.Mark is not { } mark)
            return ("link.fault.mark", "mark");
        if (Words(draft, write.At) is { } wrong)
            return wrong;
        return Told(await door.HoldAgainThen(
            grant.Incident.Value, write, heldAsOf => new IncidentCommand.FollowUp(mark, draft.Words, heldAsOf), mayReopen: p => mark <= p.LowMark, cancel));
    }

    private static (string? Fault, string? Field)? Words(LinkDraft draft, Instant at)
    {
        var faults = new Faults(at);
        faults.OptionalText(draft.Words, "/words");
        return faults.Any || draft.Words?.Length > LongestWords ? ("link.fault.long", "words") : null;
    }

    private static string Evidence(LinkGrant grant, string? words) => string.Create(
        CultureInfo.InvariantCulture,
        $"Given by the customer on its own page, behind the link made for it at {InstantPattern.General.Format(grant.MadeAt)}.{(words is null ? "" : " In its own words: ")}{words}");

    private static (string? Fault, string? Field) Told(Results<Versioned<IncidentView>, ProblemHttpResult> outcome) => outcome.Result switch
    {
        // The parties of the incident name who answers for the customer, and it is somebody else.
        ProblemHttpResult { StatusCode: StatusCodes.Status422UnprocessableEntity } => ("link.fault.person", "by"),
        ProblemHttpResult { StatusCode: StatusCodes.Status409Conflict or StatusCodes.Status404NotFound } => ("link.fault.answered", null),
        ProblemHttpResult => ("link.fault.again", null),
        _ => (null, null),
    };
}
