using FreightRecovery.Engine;

namespace FreightRecovery.Web.Hosting;

/// <summary>For supervisors: alive, and ready to serve.</summary>
internal static class Health
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").AllowAnonymous().WithTags("Health");
        health.MapGet("/live", () => new HealthView("live")).WithSummary("The process answers.");
        health.MapGet("/ready", async (IStore store, CancellationToken cancel) =>
        {
            await store.Head(cancel);
            return new HealthView("ready");
        }).WithSummary("The database answers.");
    }
}

/// <summary>How the process is.</summary>
public sealed record HealthView(string Status);
