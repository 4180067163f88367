using FreightRecovery.Domain;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Desk;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace FreightRecovery.Web.Links;

/// <summary>A link for a customer.</summary>
/// <param name="Id">The link's own id, by which it can be taken back.</param>
/// <param name="Url">The whole address; whoever has it sees and answers for this incident.</param>
/// <param name="ExpiresAt">Until when it opens, UTC.</param>
public sealed record CustomerLinkView(Guid Id, string Url, Instant ExpiresAt);

/// <summary>A link that opens. Its address is known to nobody but whom it was given to.</summary>
/// <param name="Id">The link's own id, by which it can be taken back.</param>
/// <param name="MadeBy">Who made it.</param>
/// <param name="MadeAt">When, UTC.</param>
/// <param name="ExpiresAt">Until when it opens, UTC.</param>
public sealed record OpenLinkView(Guid Id, string MadeBy, Instant MadeAt, Instant ExpiresAt);

/// <summary>Makes links to customers' own pages, and takes them back, for sales.</summary>
internal static class LinkApi
{
    /// <summary>Adds the API's routes.</summary>
    public static void MapApi(IEndpointRouteBuilder api)
    {
        var incident = api.MapGroup("/incidents/{id:guid}").RequireAuthorization(Access.Recovery).WithTags("Recovery");
        incident.MapPost("/customer-link", Make).WithSummary("A new link to the customer's own page of this incident. Each call makes one more.");
        incident.MapGet("/customer-links", List).WithSummary("The links of this incident that open: neither expired nor taken back.");
        incident.MapDelete("/customer-links/{link:guid}", TakeBack).WithSummary("Takes one link back: from now on it opens nothing. Twice is 204 again.");
    }

    /// <summary>Adds the desk's forms.</summary>
    public static void MapDesk(IEndpointRouteBuilder routes)
    {
        var incident = routes.MapGroup("/incidents/{id:guid}").RequireAuthorization(Access.Recovery).ExcludeFromDescription();
        incident.MapPost("/link", Give);
        incident.MapPost("/link/{link:guid}/end", End);
    }

    private static async Task<Results<Ok<CustomerLinkView>, ProblemHttpResult>> Make(
        Guid id, Write write, HttpContext context, IncidentDoor door, CustomerLinks links, CancellationToken cancel)
    {
        var (incident, problem) = await door.Open(id, write.Caller, cancel);
        return problem is not null
            ? problem
            : TypedResults.Ok(await Link(context, links, new IncidentId(id), incident!.State.Facts!.Customer, write.Caller, write.At, cancel));
    }

    private static async Task<Results<Ok<PageOf<OpenLinkView>>, ProblemHttpResult>> List(
        Guid id, Caller caller, IncidentDoor door, CustomerLinkLog log, IClock clock, CancellationToken cancel) =>
        await door.Refuse(id, caller, cancel) is { } problem
            ? problem
            : TypedResults.Ok(new PageOf<OpenLinkView>(
                [.. (await log.Open(new IncidentId(id), clock.GetCurrentInstant(), cancel)).Select(l => new OpenLinkView(l.Id, l.MadeBy, l.MadeAt, l.ExpiresAt))],
                null));

    private static async Task<Results<NoContent, ProblemHttpResult>> TakeBack(
        Guid id, Guid link, Write write, IncidentDoor door, CustomerLinkLog log, CancellationToken cancel) =>
        await Back(id, link, write.Caller, write.At, door, log, cancel) is { } problem ? problem : TypedResults.NoContent();

    private static async Task<IResult> Give(
        Guid id, HttpContext context, Frame frame, Caller caller, IncidentDoor door, CustomerLinks links, IClock clock, [FromForm] string? form,
        CancellationToken cancel)
    {
        var (incident, problem) = await door.Open(id, caller, cancel);
        if (problem is not null)
            return problem;
        return new RazorComponentResult<LinkMadePage>(new Dictionary<string, object?>
        {
            [nameof(LinkMadePage.Frame)] = frame,
            [nameof(LinkMadePage.Incident)] = id,
            [nameof(LinkMadePage.Link)] = await Link(
                context, links, new IncidentId(id), incident!.State.Facts!.Customer, caller, clock.GetCurrentInstant(), cancel),
        });
    }

    private static async Task<IResult> End(
        Guid id, Guid link, Caller caller, IncidentDoor door, CustomerLinkLog log, IClock clock, [FromForm] string? form, CancellationToken cancel) =>
        await Back(id, link, caller, clock.GetCurrentInstant(), door, log, cancel) is { } problem
            ? problem
            : Results.LocalRedirect($"/incidents/{id}?done=link");

    private static async Task<ProblemHttpResult?> Back(
        Guid id, Guid link, Caller caller, Instant at, IncidentDoor door, CustomerLinkLog log, CancellationToken cancel) =>
        await door.Refuse(id, caller, cancel) is { } problem ? problem
        : await log.TakeBack(new IncidentId(id), link, caller.Name, at, cancel) ? null
        : Problems.NotFound($"No link {link} was made for this incident.");

    private static async Task<CustomerLinkView> Link(
        HttpContext context, CustomerLinks links, IncidentId incident, CustomerRef customer, Caller caller, Instant now, CancellationToken cancel)
    {
        var (path, link) = await links.Make(incident, customer, caller.Name, now, cancel);
        return new CustomerLinkView(link.Id, $"{context.Request.Scheme}://{context.Request.Host}{path}", link.ExpiresAt);
    }
}
