using System.Net.Mime;
using FreightRecovery.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FreightRecovery.Web.Desk;

/// <summary>What could not be done: a page for people, a problem for programs.</summary>
internal static class ProblemPages
{
    /// <summary>Makes pages of the problems that a page's handler answers with.</summary>
    public static async ValueTask<object?> Show(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        return (answer is INestedHttpResult nested ? nested.Result : answer) is ProblemHttpResult problem && IsForPeople(context.HttpContext.Request)
            ? await Page(context.HttpContext, problem, ours: true)
            : answer;
    }

    /// <summary>Answers a request that no handler answers.</summary>
    /// <param name="context">The request.</param>
    /// <param name="problem">What is wrong with it.</param>
    /// <param name="ours">Whether its sentence says more than the status does, and is meant for people too.</param>
    public static async Task Write(HttpContext context, ProblemHttpResult problem, bool ours) =>
        await (IsForPeople(context.Request) ? await Page(context, problem, ours) : problem).ExecuteAsync(context);

    // Browsers ask for a page by name where somebody looks at it.
    private static bool IsForPeople(HttpRequest request) =>
        !request.Path.StartsWithSegments(Routes.Base)
        && request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals(MediaTypeNames.Text.Html, StringComparison.OrdinalIgnoreCase));

    private static async ValueTask<IResult> Page(HttpContext context, ProblemHttpResult problem, bool ours) => new RazorComponentResult<ProblemPage>(
        new Dictionary<string, object?>
        {
            [nameof(ProblemPage.Frame)] = await Frame.BindAsync(context, null!),
            [nameof(ProblemPage.Problem)] = problem.ProblemDetails,
            [nameof(ProblemPage.IsOurs)] = ours,
            [nameof(ProblemPage.Here)] = HttpMethods.IsGet(context.Request.Method) ? context.Request.Path + context.Request.QueryString : "/",
        })
    {
        StatusCode = problem.StatusCode,
    };
}
