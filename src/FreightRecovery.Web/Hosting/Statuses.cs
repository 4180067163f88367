using FreightRecovery.Engine;
using FreightRecovery.Store.SqlServer;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Desk;
using Microsoft.AspNetCore.Diagnostics;

namespace FreightRecovery.Web.Hosting;

/// <summary>Gives the framework's bare statuses the form of a problem, or of a page.</summary>
internal static class Statuses
{
    public static Task Write(StatusCodeContext context) =>
        ProblemPages.Write(context.HttpContext, Problems.FromStatus(context.HttpContext.Response.StatusCode), ours: false);
}

/// <summary>Exceptions are for bugs and broken machines: callers learn that it broke, the log learns how.</summary>
internal sealed class Exceptions(ILogger<Exceptions> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var status = exception switch
        {
            BadHttpRequestException bad => bad.StatusCode,
            OverloadedException or UnavailableException or StoreUnavailableException => StatusCodes.Status503ServiceUnavailable,
            OperationCanceledException when httpContext.RequestAborted.IsCancellationRequested => StatusCodes.Status499ClientClosedRequest,
            _ => StatusCodes.Status500InternalServerError,
        };
        if (status == StatusCodes.Status500InternalServerError)
            log.LogError(exception, "{Method} {Path} broke.", httpContext.Request.Method, httpContext.Request.Path);
        if (exception is StoreUnavailableException)
            log.LogError("{Method} {Path}: {Problem}", httpContext.Request.Method, httpContext.Request.Path, exception.Message);
        if (status == StatusCodes.Status503ServiceUnavailable)
            httpContext.Response.Headers.RetryAfter = "1";
        if (status == StatusCodes.Status499ClientClosedRequest)
            httpContext.Response.StatusCode = status;
        else
            await ProblemPages.Write(
                httpContext,
                exception switch
                {
                    UnavailableException => Problems.Unavailable("Another node"),
                    StoreUnavailableException => Problems.Unavailable("The database"),
                    _ => Problems.FromStatus(status),
                },
                ours: false);
        return true;
    }
}
