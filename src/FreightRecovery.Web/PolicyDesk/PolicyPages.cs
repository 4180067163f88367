using System.Text;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Desk;
using FreightRecovery.Web.Policies;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace FreightRecovery.Web.PolicyDesk;

/// <summary>The page of the policy: what is in force, what was, and how an administrator changes it.</summary>
internal static class PolicyPages
{
    public const string Path = "/policy";

    private const int MostVersions = 30;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup(Path).ExcludeFromDescription();
        pages.MapGet("", Show).RequireAuthorization(Access.PolicyReading);
        pages.MapPost("", Change).RequireAuthorization(Access.Administration);
    }

    private static async Task<IResult> Show(
        int? version, int? against, string? done, Frame frame, Caller caller, PolicyInForce policy, IDatabase database, CancellationToken cancel)
    {
        var inForce = policy.Current.House.Version;
        var editor = (version ?? inForce) == inForce && against is null && caller.Allows(Access.Administration) ? Fresh(policy) : null;
        return await Page(frame, version, against, editor, done == "put", policy, database, cancel);
    }

    private static async Task<IResult> Change(
        Frame frame, Caller caller, PolicyInForce policy, IDatabase database, IClock clock, ILogger<PolicyInForce> log, IFormCollection form,
        CancellationToken cancel)
    {
        // A browser sends each end of a line as two characters; the file keeps one.
        var text = form["text"].ToString().ReplaceLineEndings("\n");
        var (utf8, mark) = (Encoding.UTF8.GetBytes(text), form["seen"].ToString());
        var editor = new PolicyEditor(text, mark, policy.Files.Writing);
        if (form["act"] != "put")
            return await Page(frame, null, null, editor with { Outcome = policy.Check(utf8) }, false, policy, database, cancel);
        try
        {
            var outcome = await policy.Put(utf8, new PolicySeen(null, mark), caller.Name, database, clock.GetCurrentInstant(), cancel);
            PolicyApi.Log(log, outcome, caller.Name);
            if (outcome is PolicyPut.Sound)
                return Results.LocalRedirect($"{Path}?done=put");
            // Who was overtaken sees what its text changes of what is there now, and decides again.
            editor = editor with { Outcome = outcome, Mark = outcome is PolicyPut.Overtaken ? PolicyFiles.MarkOf(policy.Files.Text()) : mark };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            editor = editor with { Broken = PolicyApi.Unwritten(policy, e) };
        }

        return await Page(frame, null, null, editor, false, policy, database, cancel);
    }

    // A house without a file begins with one that says the version alone, and leaves all else as shipped.
    private static PolicyEditor Fresh(PolicyInForce policy)
    {
        var standing = policy.Files.Text();
        return new PolicyEditor(
            standing is null ? $"{{\n  \"version\": {policy.Current.House.Version}\n}}\n" : Encoding.UTF8.GetString(standing).TrimStart('\uFEFF'),
            PolicyFiles.MarkOf(standing), policy.Files.Writing);
    }

    private static async Task<IResult> Page(
        Frame frame, int? version, int? against, PolicyEditor? editor, bool done, PolicyInForce policy, IDatabase database, CancellationToken cancel)
    {
        var inForce = policy.Current.House.Version;
        var shown = await Text(version ?? inForce);
        var other = against is { } asked ? await Text(asked) : null;
        var missing = shown is null ? version : other is null ? against : null;
        var model = shown is null || missing is not null ? null : new PolicyModel(
            version ?? inForce, inForce, policy.Files.Source, PolicyPart.Of(shown), await PolicyLog.Newest(database, MostVersions, cancel))
        {
            Against = against, Differences = other is null ? [] : PolicyChange.Between(other, shown), Editor = editor, Done = done,
        };
        return new RazorComponentResult<PolicyPage>(new Dictionary<string, object?>
        {
            [nameof(PolicyPage.Frame)] = frame,
            [nameof(PolicyPage.Model)] = model,
            [nameof(PolicyPage.Missing)] = missing ?? 0,
        })
        {
            StatusCode = model is null ? StatusCodes.Status404NotFound
                : editor is { Broken: null, Outcome: null or PolicyPut.Sound } or null ? StatusCodes.Status200OK
                : editor.Outcome is PolicyPut.Faulty ? StatusCodes.Status422UnprocessableEntity
                : StatusCodes.Status409Conflict,
        };

        async ValueTask<string?> Text(int which) =>
            which == inForce ? PolicyJson.Write(policy.Current) : await PolicyLog.Find(database, which, cancel);
    }
}
