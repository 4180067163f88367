using FreightRecovery.Web.Api;
using FreightRecovery.Web.Accounts;
using FreightRecovery.Web.Desk;
using Microsoft.AspNetCore.Antiforgery;

namespace FreightRecovery.Web.Hosting;

/// <summary>What browsers are told, and what is refused of them.</summary>
internal static class SecurityHeaders
{
    public static Task Add(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
        headers.XContentTypeOptions = "nosniff";
        // Without any, browsers would not say either that a form comes from our own page, which passkeys ask for.
        headers["Referrer-Policy"] = "same-origin";
        return next(context);
    }

    /// <summary>A cookie goes along with whatever page makes the browser call: writes with a cookie come from our own pages only.</summary>
    public static Task RefuseOtherSites(HttpContext context, RequestDelegate next) =>
        context.User.Identity?.AuthenticationType == SignIn.SchemeName
        && !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method)
        && context.Request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none")
            ? ProblemPages.Write(
                context, Problems.Of("forbidden", StatusCodes.Status403Forbidden, "This was sent by another site's page. Use our own pages."), ours: true)
            : next(context);

    /// <summary>A form that does not carry what our own page gave it reaches no handler.</summary>
    public static Task RefuseForged(HttpContext context, RequestDelegate next) =>
        context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false }
            ? ProblemPages.Write(
                context, Problems.Of("invalid-request", StatusCodes.Status400BadRequest, "This form is too old, or it is not ours. Open its page again and send it from there."),
                ours: true)
            : next(context);
}
