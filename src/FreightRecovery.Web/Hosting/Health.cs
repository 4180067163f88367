using FreightRecovery.Engine;
using FreightRecovery.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FreightRecovery.Web.Hosting;

/// <summary>For supervisors: alive, and ready to serve.</summary>
internal static class Health
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").AllowAnonymous().WithTags("Health");
        health.MapGet("/live", () => new HealthView("live")).WithSummary("The process answers.");
        health.MapGet("/ready", async Task<Results<Ok<HealthView>, ProblemHttpResult>> (
            IStore store, IEnumerable<Readiness> others, CancellationToken cancel) =>
        {
            if (others.Select(o => o.Missing()).FirstOrDefault(missing => missing is not null) is { } missing)
                return Problems.NotReady(missing);
            await store.Head(cancel);
            return TypedResults.Ok(new HealthView("ready"));
        }).WithSummary("The database answers, and the node is a member of its cluster where there is one.");
    }
}

/// <summary>How the process is.</summary>
public sealed record HealthView(string Status);

/// <summary>What else must be well before a node takes requests.</summary>
/// <param name="Missing">What is not; null when all is well.</param>
public sealed record Readiness(Func<string?> Missing);
