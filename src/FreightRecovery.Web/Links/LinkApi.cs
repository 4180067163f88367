using FreightRecovery.Domain;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Desk;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace FreightRecovery.Web.Links;

/// <summary>A link for a customer.</summary>
/// <param name="Url">The whole address; whoever has it sees and answers for this incident.</param>
/// <param name="ExpiresAt">Until when it opens, UTC.</param>
public sealed record CustomerLinkView(string Url, Instant ExpiresAt);

/// <summary>Makes links to customers' own pages, for sales.</summary>
internal static class LinkApi
{
    /// <summary>Adds the API's route.</summary>
    public static void MapApi(IEndpointRouteBuilder api) =>
        api.MapPost("/incidents/{id:guid}/customer-link", Make).RequireAuthorization(Access.Recovery).WithTags("Recovery")
            .WithSummary("A new link to the customer's own page of this incident. Nothing is stored: each call makes one more.");

    /// <summary>Adds the desk's form.</summary>
    public static void MapDesk(IEndpointRouteBuilder routes) =>
        routes.MapPost("/incidents/{id:guid}/link", Give).RequireAuthorization(Access.Recovery).ExcludeFromDescription();

    private static async Task<Results<Ok<CustomerLinkView>, ProblemHttpResult>> Make(
        Guid id, Write write, HttpContext context, IncidentDoor door, CustomerLinks links, CancellationToken cancel)
    {
        var (incident, problem) = await door.Open(id, write.Caller, cancel);
        return problem is not null ? problem : TypedResults.Ok(Link(context, links, new IncidentId(id), incident!.State.Facts!.Customer, write.At));
    }

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
            [nameof(LinkMadePage.Link)] = Link(context, links, new IncidentId(id), incident!.State.Facts!.Customer, clock.GetCurrentInstant()),
        });
    }

    private static CustomerLinkView Link(HttpContext context, CustomerLinks links, IncidentId incident, CustomerRef customer, Instant now)
    {
        var (path, until) = links.Make(incident, customer, now);
        return new CustomerLinkView($"{context.Request.Scheme}://{context.Request.Host}{path}", until);
    }
}
