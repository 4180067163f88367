using FreightRecovery.Domain.Incidents;
using FreightRecovery.Engine;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Desk;
using FreightRecovery.Web.IncidentDesk;
using FreightRecovery.Web.Language;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace FreightRecovery.Web.Links;

/// <summary>
/// The customer's own page: what happened, what we propose, its answer, its mark. Whoever has the link needs no account, and it opens this
/// one incident and nothing else.
/// </summary>
internal static class LinkPages
{
    /// <summary>The rate limit on customers' pages.</summary>
    public const string RatePolicy = "customer-link";

    // Who acts in the records when a customer itself has answered.
    private const string Actor = "the customer, by its link";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup(CustomerLinks.Path + "/{token}").AllowAnonymous().ExcludeFromDescription().RequireRateLimiting(RatePolicy)
            .AddEndpointFilter(KeepToItself);
        pages.MapGet("", Show);
        pages.MapPost("", Take);
    }

    private static async Task<IResult> Show(string token, string? language, string? done, HttpContext context, Frame frame, Opening opening, CancellationToken cancel)
    {
        var (view, why) = await opening.Open(token, language, cancel);
        return view is null ? Gone(context, why!) : Page(frame, view with { Done = done is "answer" ? "link.done.answer" : done is "mark" ? "link.done.mark" : null });
    }

    private static async Task<IResult> Take(
        string token, string? language, HttpContext context, Frame frame, Opening opening, CustomerWord word, IFormCollection form, CancellationToken cancel)
    {
        var (view, why) = await opening.Open(token, language, cancel);
        if (view is null)
            return Gone(context, why!);
        var draft = new LinkDraft(Typed(form, "by"), Typed(form, "words"), int.TryParse(form["mark"], out var mark) ? mark : null);
        view = view with { Draft = draft };
        var write = await FormWrite.Of(context, form, caller: new Caller($"link:{opening.Grant!.Incident}", Actor, [], null));
        var (fault, field) = form["act"].ToString() switch
        {
            "mark" => await word.Mark(opening.Grant, write, draft, cancel),
            var act => await word.Answer(opening.Grant, write, Guid.TryParse(form["offer"], out var offer) ? offer : default, act == "accept", draft, cancel),
        };
        if (fault is null)
            return Results.LocalRedirect($"{view.In(view.L.Language)}&done={(form["act"] == "mark" ? "mark" : "answer")}");
        // What stands now, such as an answer that somebody else gave meanwhile, is shown beside the refusal.
        var (now, _) = await opening.Open(token, language, cancel);
        return Page(frame, (now ?? view) with { Fault = fault, FaultField = field, Draft = draft });
    }

    // Nothing of it is kept by browsers and proxies on the way, found by a search, or told to another site.
    private static ValueTask<object?> KeepToItself(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var headers = context.HttpContext.Response.Headers;
        headers.CacheControl = "no-store";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        return next(context);
    }

    private static string? Typed(IFormCollection form, string name) => form[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    private static RazorComponentResult<LinkPage> Page(Frame frame, LinkView view) =>
        new(new Dictionary<string, object?> { [nameof(LinkPage.Frame)] = frame, [nameof(LinkPage.View)] = view })
        {
            StatusCode = view.Fault switch
            {
                null => StatusCodes.Status200OK,
                _ when view.FaultField is null => StatusCodes.Status409Conflict,
                _ => StatusCodes.Status422UnprocessableEntity,
            },
        };

    private static RazorComponentResult<GonePage> Gone(HttpContext context, string why) =>
        new(new Dictionary<string, object?> { [nameof(GonePage.L)] = Locale.Of(context), [nameof(GonePage.Why)] = why })
        {
            StatusCode = StatusCodes.Status410Gone,
        };

    /// <summary>Opens what a link opens, in one request.</summary>
    internal sealed class Opening(CustomerLinks links, CustomerLinkLog log, Commands commands, IClock clock)
    {
        /// <summary>What the link grants; null before it was opened, and when it grants nothing.</summary>
        public LinkGrant? Grant { get; private set; }

        /// <summary>The instant of the request, UTC.</summary>
        public Instant Now { get; } = clock.GetCurrentInstant();

        /// <summary>The incident, or why the link does not open it any more.</summary>
        public async Task<(LinkView? View, string? Why)> Open(string token, string? language, CancellationToken cancel)
        {
            if (links.Read(token) is not { } grant)
                return (null, "link.gone.changed");
            if (grant.ExpiresAt <= Now)
                return (null, "link.gone.expired");
            if (grant.Id is { } id && await log.IsTakenBack(id, cancel))
                return (null, "link.gone.taken");
            var state = (await commands.Load<IncidentState>(StreamId.Of(grant.Incident), cancel)).State;
            // The shipment went to another customer, or this one was forgotten: what was sent before opens nothing of it.
            if (state.Facts is not { } facts || facts.Customer != grant.Customer || state.ErasedAt >= grant.MadeAt)
                return (null, "link.gone.superseded");
            Grant = grant;
            return (new LinkView(
                $"{CustomerLinks.Path}/{token}", Locale.Of(language is not null && Codes.Languages.Contains(language) ? language : facts.Language, facts.TimeZone),
                state, grant.ExpiresAt), null);
        }
    }
}
