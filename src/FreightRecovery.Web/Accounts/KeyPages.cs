using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api.Reports;
using FreightRecovery.Web.Desk;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace FreightRecovery.Web.Accounts;

/// <summary>The administrator's page of the keys that programs sign in with.</summary>
internal static class KeyPages
{
    public const string Path = "/keys";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup(Path).RequireAuthorization(Access.Administration).ExcludeFromDescription();
        pages.MapGet("", List);
        routes.MapGet(Path + ".csv", File).RequireAuthorization(Access.Administration).ExcludeFromDescription();
        pages.MapPost("", Make);
        pages.MapPost("/{id}/revoke", Revoke);
    }

    private static async Task<IResult> List(Frame frame, ApiKeys keys, string? done, CancellationToken cancel) =>
        await Page(frame, keys, done is "revoked" ? "keys.revoked" : null, null, null, cancel);

    private static async Task<IResult> File(ApiKeys keys, CancellationToken cancel) => ListFile.Of(
        "keys", new Csv("name", "id", "roles", "branch", "madeAt"), await keys.List(cancel),
        (csv, k) => csv.Text(k.Name).Text(k.Id).Text(string.Join(' ', k.Roles)).Text(k.Branch).At(k.CreatedAt).Line());

    private static async Task<IResult> Make(
        Frame frame, ApiKeys keys, IClock clock, IFormCollection form, CancellationToken cancel)
    {
        var draft = PersonDraft.Of(form);
        try
        {
            var key = await keys.Add(draft.Name ?? "", draft.Roles, draft.Branch, clock.GetCurrentInstant(), cancel);
            return await Page(frame, keys, null, (draft.Name!, key), null, cancel);
        }
        catch (ArgumentException)
        {
            return await Page(frame, keys, null, null, draft, cancel);
        }
    }

    private static async Task<IResult> Revoke(string id, ApiKeys keys, IClock clock, [FromForm] string? form, CancellationToken cancel)
    {
        await keys.Revoke(id, clock.GetCurrentInstant(), cancel);
        return Results.LocalRedirect(Path + "?done=revoked");
    }

    private static async Task<IResult> Page(
        Frame frame, ApiKeys keys, string? done, (string Name, string Key)? made, PersonDraft? refused, CancellationToken cancel) =>
        new RazorComponentResult<KeysPage>(new Dictionary<string, object?>
        {
            [nameof(KeysPage.Frame)] = frame,
            [nameof(KeysPage.Keys)] = await keys.List(cancel),
            [nameof(KeysPage.Done)] = done,
            [nameof(KeysPage.Made)] = made,
            [nameof(KeysPage.IsRefused)] = refused is not null,
            [nameof(KeysPage.Draft)] = refused ?? new PersonDraft(null, [], null),
        })
        {
            StatusCode = refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
}
