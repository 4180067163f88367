using FreightRecovery.Domain;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Desk;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace FreightRecovery.Web.IncidentDesk;

/// <summary>The form for what somebody of the house heard of first, on the phone or at the customer's: the same report as the API's.</summary>
internal static class ReportPages
{
    /// <summary>The form, and where it is sent.</summary>
    public const string Path = IncidentPages.Path + "/new";

    /// <summary>The name of the form among the forms of its page.</summary>
    public const string Act = "report";

    private const int MostMeant = 6;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var page = routes.MapGroup(Path).ExcludeFromDescription();
        page.MapGet("", Show).RequireAuthorization(Access.Anybody);
        page.MapPost("", Take).RequireAuthorization(Access.Anybody);
    }

    private static IResult Show(Frame frame, IClock clock) => Page(frame, clock.GetCurrentInstant(), ActState.Fresh(Act));

    private static async Task<IResult> Take(
        HttpContext context, Frame frame, IFormCollection form, Shipments shipments, Commands commands, IncidentViews views, Func<Policy> policy,
        CancellationToken cancel)
    {
        var write = await FormWrite.Of(context, form);
        var faults = new Faults(write.At);
        var facts = Body(new FormFields(form, frame.L, faults)).Read(faults);
        if (write.Problem is { } repeated)
            return Again(repeated);
        if (faults.Any || facts is null)
            return Again(Problems.Invalid(faults));
        var meant = await Meant(facts.Shipment, write.Caller, shipments, cancel);
        if (meant.Count > 1)
            return Again(Problems.Unknown("/shipment", frame.L["report.shipment.several", ("given", facts.Shipment.Value), ("all", frame.L.Listed(meant.Select(s => s.Value)))]));
        facts = facts with { Shipment = meant is [var one] ? one : facts.Shipment };
        return (await IncidentsApi.Take(write, facts, shipments, commands, views, policy, cancel)).Result switch
        {
            Versioned<IncidentView> incident => Results.LocalRedirect(
                $"{IncidentPages.Path}/{incident.Body.Id}?done={(incident.Status == StatusCodes.Status201Created ? "reported" : "standing")}"),
            ProblemHttpResult refused => Again(refused),
            var other => throw new InvalidOperationException($"A report was answered with {other}."),
        };

        IResult Again(ProblemHttpResult problem) => Page(frame, write.At, ActState.Of(Act, form, problem.ProblemDetails, frame.L));
    }

    // What is written may be our reference, or a number that the caller reads out: the carrier's booking, or a container's.
    private static async Task<IReadOnlyList<ShipmentRef>> Meant(ShipmentRef written, Caller caller, Shipments shipments, CancellationToken cancel) =>
        await shipments.Find(written, cancel) is null ? await shipments.Numbered(written.Value, caller.Scope, MostMeant, cancel) : [written];

    // No reference has blanks, and containers are read out with them. The extent's fields are called as the body's pointers, so that what is wrong with one is told beside it.
    private static IncidentBody Body(FormFields f)
    {
        var (packages, amount) = (f.Number("extent.packages"), f.Amount("extent.amount"));
        return new(
            f.Text("shipment")?.Replace(" ", "", StringComparison.Ordinal), f.Word<IncidentKind>("kind"), f.Word<ForceMajeureCause>("forceMajeureCause"), null, f.Word<Severity>("severity"),
            f.Time("occurredAt"), f.Text("place")?.ToUpperInvariant(), f.Text("description"), f.Word<Channel>("channel"), f.Text("reportedBy"),
            (packages, amount) == (null, null) ? null : new ExtentBody(packages, null, amount), f.Word<Wish>("wish"), null, null);
    }

    private static RazorComponentResult<ReportPage> Page(Frame frame, Instant now, ActState form) =>
        new(new Dictionary<string, object?>
        {
            [nameof(ReportPage.Frame)] = frame, [nameof(ReportPage.Now)] = now, [nameof(ReportPage.Form)] = form,
        })
        {
            StatusCode = form.Refused ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
}
