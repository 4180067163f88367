using FreightRecovery.Web.Api;
using FreightRecovery.Web.Accounts;

namespace FreightRecovery.Web.Hosting;

/// <summary>What browsers are told, and what is refused of them.</summary>
internal static class SecurityHeaders
{
    public static Task Add(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        return next(context);
    }

    /// <summary>A cookie goes along with whatever page makes the browser call: writes with a cookie come from our own pages only.</summary>
    public static Task RefuseOtherSites(HttpContext context, RequestDelegate next) =>
        context.User.Identity?.AuthenticationType == SignIn.SchemeName
        && !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method)
        && context.Request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none")
            ? Problems.Of("forbidden", StatusCodes.Status403Forbidden, "This was sent by another site's page. Use our own pages.").ExecuteAsync(context)
            : next(context);
}
