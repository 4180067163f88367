using System.Globalization;
using FreightRecovery.Domain;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FreightRecovery.Web.Policies;

/// <summary>The policy in force, and its renewal.</summary>
internal static class PolicyApi
{
    private const int MostVersions = 100;

    public static void Map(IEndpointRouteBuilder api)
    {
        var policy = api.MapGroup("/policy").WithTags("Policy");
        policy.MapGet("/", Get).RequireAuthorization(Access.PolicyReading).Produces<System.Text.Json.Nodes.JsonObject>()
            .WithSummary("The policy in force, complete; or the one of a version, which events name.");
        policy.MapPost("/reload", Reload).RequireAuthorization(Access.Administration)
            .WithSummary("Reads the policy files again. A bad file changes nothing.");
        policy.MapPut("/", Put).RequireAuthorization(Access.Administration)
            .WithSummary("Writes the policy file and puts it in force, whole or not at all. If-Match names the version that was seen.");
        policy.MapPost("/check", Check).RequireAuthorization(Access.Administration)
            .WithSummary("What a policy file would change, or everything that is wrong with it. Nothing is changed.");
        policy.MapGet("/versions", Versions).RequireAuthorization(Access.PolicyReading)
            .WithSummary("The policies that came into force last, the newest first, with who put them in force.");
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
        context.Response.Headers.ETag = Tag(version ?? current.House.Version);
        return TypedResults.Text(text, "application/json; charset=utf-8");
    }

    private static async Task<Results<Ok<PageOf<PolicyEntryView>>, ProblemHttpResult>> Versions(IDatabase database, CancellationToken cancel) =>
        TypedResults.Ok(new PageOf<PolicyEntryView>(
            [.. (await PolicyLog.Newest(database, MostVersions, cancel)).Select(e => new PolicyEntryView(e.Version, e.Since, e.PutBy))], null));

    private static Results<Ok<PolicyPutView>, ProblemHttpResult> Check(PolicyWrite write, PolicyInForce policy) =>
        Told(policy.Check(write.Text), policy, false);

    private static async Task<Results<Ok<PolicyPutView>, ProblemHttpResult>> Put(
        PolicyWrite write, HttpContext context, PolicyInForce policy, IDatabase database, ILogger<PolicyInForce> log, CancellationToken cancel)
    {
        try
        {
            var outcome = await policy.Put(write.Text, new PolicySeen(write.IfMatch, null), write.Caller.Name, database, write.At, cancel);
            Log(log, outcome, write.Caller.Name);
            if (outcome is PolicyPut.Sound sound)
                context.Response.Headers.ETag = Tag(sound.Version);
            return Told(outcome, policy, true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Problems.Of("not-allowed-in-state", StatusCodes.Status409Conflict, Unwritten(policy, e));
        }
    }

    private static string Tag(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Notes in the log that a policy was put in force.</summary>
    internal static void Log(ILogger log, PolicyPut outcome, string by)
    {
        if (outcome is PolicyPut.Sound { Changes: [_, ..] } sound)
            log.LogInformation("Policy version {Version} was put in force by {Who}, with {Count} changes.", sound.Version, by, sound.Changes.Count);
    }

    /// <summary>Why a file could not be written, for a person.</summary>
    internal static string Unwritten(PolicyInForce policy, Exception e) =>
        $"The policy file cannot be written; version {policy.Current.House.Version} stays in force. {e.Message}";

    private static Results<Ok<PolicyPutView>, ProblemHttpResult> Told(PolicyPut outcome, PolicyInForce policy, bool inForce) => outcome switch
    {
        PolicyPut.Sound sound => TypedResults.Ok(new PolicyPutView(sound.Version, inForce, sound.Changes)),
        PolicyPut.Faulty faulty => Untaken(policy, faulty.Faults),
        PolicyPut.Overtaken => Problems.Of(
            "stale", StatusCodes.Status412PreconditionFailed,
            "Another policy came into force since you read it, or is coming into force now. Read it again, and send your changes to that one."),
        PolicyPut.Closed { Why: var why } => Problems.Of("not-allowed-in-state", StatusCodes.Status409Conflict, Closed(policy, why)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Closed(PolicyInForce policy, PolicyWriting why) => why == PolicyWriting.ReadOnly
        ? $"{policy.Files.Place} is read-only. Change it where it is kept, then send POST /policy/reload."
        : $"{policy.Files.Place} lies outside the data directory. Change it where it is kept, then send POST /policy/reload.";

    private static ProblemHttpResult Untaken(PolicyInForce policy, IReadOnlyList<PolicyFault> faults) => Problems.Of(
        "invalid-request", StatusCodes.Status422UnprocessableEntity,
        $"The policy was not taken; version {policy.Current.House.Version} stays in force. Put right what 'errors' names.",
        ("errors", faults.GroupBy(f => f.Pointer).ToDictionary(g => g.Key, g => g.Select(f => f.Message).ToArray())));

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
            return Untaken(policy, e.Faults);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Problems.Of(
                "invalid-request", StatusCodes.Status422UnprocessableEntity,
                $"The policy file cannot be read; version {policy.Current.House.Version} stays in force. {e.Message}");
        }
    }
}
