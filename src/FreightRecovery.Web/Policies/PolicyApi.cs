using System.Globalization;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FreightRecovery.Web.Policies;

/// <summary>What reading the policy files again came to.</summary>
/// <param name="Version">The version in force now.</param>
/// <param name="Changed">Whether it is another one than before.</param>
public sealed record ReloadView(int Version, bool Changed);

/// <summary>The policy in force, and its renewal.</summary>
internal static class PolicyApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var policy = api.MapGroup("/policy").WithTags("Policy");
        policy.MapGet("/", Get).RequireAuthorization(Access.PolicyReading).Produces<System.Text.Json.Nodes.JsonObject>()
            .WithSummary("The policy in force, complete; or the one of a version, which events name.");
        policy.MapPost("/reload", Reload).RequireAuthorization(Access.Administration)
            .WithSummary("Reads the policy files again. A bad file changes nothing.");
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> Get(
        int? version, HttpContext context, PolicyInForce policy, IDatabase database, CancellationToken cancel)
    {
        var current = policy.Current;
        var text = version is { } asked && asked != current.House.Version
            ? await PolicyLog.Find(database, asked, cancel)
            : PolicyJson.Write(current);
        if (text is null)
            return Problems.NotFound($"No policy of version {version} was ever in force.");
        context.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version ?? current.House.Version}\"");
        return TypedResults.Text(text, "application/json; charset=utf-8");
    }

    private static async Task<Results<Ok<ReloadView>, ProblemHttpResult>> Reload(
        Write write, PolicyInForce policy, IDatabase database, CancellationToken cancel)
    {
        try
        {
            var changed = await policy.Reload(database, write.At, cancel);
            return TypedResults.Ok(new ReloadView(policy.Current.House.Version, changed));
        }
        catch (PolicyException e)
        {
            return Problems.Of(
                "invalid-request", StatusCodes.Status422UnprocessableEntity,
                $"The policy was not taken; version {policy.Current.House.Version} stays in force. Put right what 'errors' names.",
                ("errors", e.Faults.GroupBy(f => f.Pointer).ToDictionary(g => g.Key, g => g.Select(f => f.Message).ToArray())));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Problems.Of(
                "invalid-request", StatusCodes.Status422UnprocessableEntity,
                $"The policy file cannot be read; version {policy.Current.House.Version} stays in force. {e.Message}");
        }
    }
}
