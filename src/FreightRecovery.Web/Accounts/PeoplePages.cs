using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api.Reports;
using FreightRecovery.Web.Desk;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace FreightRecovery.Web.Accounts;

/// <summary>The administrator's pages of who signs in, and as what.</summary>
internal static class PeoplePages
{
    public const string Path = "/people";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup(Path).RequireAuthorization(Access.Administration).ExcludeFromDescription();
        pages.MapGet("", List);
        routes.MapGet(Path + ".csv", File).RequireAuthorization(Access.Administration).ExcludeFromDescription();
        pages.MapPost("", Add);
        pages.MapGet("/{id:guid}", Show);
        pages.MapPost("/{id:guid}", Change);
        pages.MapPost("/{id:guid}/link", Link);
        pages.MapPost("/{id:guid}/close", Close);
        pages.MapPost("/{id:guid}/sessions", EndSessions);
    }

    private static async Task<IResult> List(Frame frame, Store.Queries.Accounts accounts, CancellationToken cancel) =>
        ListPage(frame, await accounts.List(cancel), null, null);

    private static async Task<IResult> File(Store.Queries.Accounts accounts, CancellationToken cancel) => ListFile.Of(
        "people", new Csv("name", "roles", "branch", "secondStep", "closedAt", "id"), await accounts.List(cancel),
        (csv, a) => csv.Text(a.Name).Text(string.Join(' ', a.Roles)).Text(a.Branch).Text(a.TwoFactor ? "yes" : "no").At(a.DisabledAt).Text(a.Id).Line());

    private static async Task<IResult> Add(
        HttpContext context, Frame frame, People people, Store.Queries.Accounts accounts, IFormCollection form,
        CancellationToken cancel)
    {
        var draft = PersonDraft.Of(form);
        var (account, fault) = await people.Add(draft.Name ?? "", draft.Roles, draft.Branch);
        return account is null
            ? ListPage(frame, await accounts.List(cancel), fault, draft)
            : Page(frame, account, new PersonStep { Link = Whole(context, await people.Link(account)) });
    }

    private static async Task<IResult> Show(Guid id, Frame frame, Store.Queries.Accounts accounts, string? done, CancellationToken cancel) =>
        Page(frame, await accounts.Find(id.ToString(), cancel), new PersonStep { Done = done is "saved" ? "people.saved" : done is "ended" ? "people.ended" : null });

    private static async Task<IResult> Change(
        Guid id, Frame frame, People people, UserManager<Account> manager, IFormCollection form)
    {
        if (await manager.FindByIdAsync(id.ToString()) is not { } account)
            return Page(frame, null, new PersonStep());
        var draft = PersonDraft.Of(form);
        return await people.Change(account, draft.Roles, draft.Branch) is { } fault
            ? Page(frame, account, new PersonStep { Fault = fault })
            : Results.LocalRedirect($"{Path}/{id}?done=saved");
    }

    private static async Task<IResult> Link(Guid id, HttpContext context, Frame frame, People people, UserManager<Account> manager, [FromForm] string? form) =>
        await manager.FindByIdAsync(id.ToString()) is { DisabledAt: null } account
            ? Page(frame, account, new PersonStep { Link = Whole(context, await people.Link(account)) })
            : Page(frame, null, new PersonStep());

    private static async Task<IResult> Close(Guid id, Frame frame, People people, UserManager<Account> manager, [FromForm] bool closed)
    {
        if (await manager.FindByIdAsync(id.ToString()) is not { } account)
            return Page(frame, null, new PersonStep());
        return await people.Close(account, closed) is { } fault
            ? Page(frame, account, new PersonStep { Fault = fault })
            : Results.LocalRedirect($"{Path}/{id}?done=saved");
    }

    private static async Task<IResult> EndSessions(Guid id, Frame frame, People people, UserManager<Account> manager, [FromForm] string? form)
    {
        if (await manager.FindByIdAsync(id.ToString()) is not { } account)
            return Page(frame, null, new PersonStep());
        await people.EndSessions(account);
        return Results.LocalRedirect($"{Path}/{id}?done=ended");
    }

    private static string Whole(HttpContext context, string path) => $"{context.Request.Scheme}://{context.Request.Host}{path}";

    private static RazorComponentResult<PeoplePage> ListPage(Frame frame, IReadOnlyList<Account> accounts, PersonFault? fault, PersonDraft? draft) => new(
        new Dictionary<string, object?>
        {
            [nameof(PeoplePage.Frame)] = frame,
            [nameof(PeoplePage.Accounts)] = accounts,
            [nameof(PeoplePage.Fault)] = fault is { } wrong ? KeyOf(wrong) : null,
            [nameof(PeoplePage.Draft)] = draft ?? new PersonDraft(null, [], null),
        })
    {
        StatusCode = fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
    };

    private static RazorComponentResult<PersonPage> Page(Frame frame, Account? account, PersonStep step) => new(new Dictionary<string, object?>
    {
        [nameof(PersonPage.Frame)] = frame,
        [nameof(PersonPage.Account)] = account,
        [nameof(PersonPage.Link)] = step.Link,
        [nameof(PersonPage.Done)] = step.Done,
        [nameof(PersonPage.Fault)] = step.Fault is { } fault ? KeyOf(fault) : null,
    })
    {
        StatusCode = account is null ? StatusCodes.Status404NotFound : step.Fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
    };

    private static string KeyOf(PersonFault fault) => fault switch
    {
        PersonFault.Name => "people.fault.name",
        PersonFault.NameTaken => "people.fault.nameTaken",
        PersonFault.Role => "people.fault.role",
        PersonFault.LastAdministrator => "people.fault.lastAdministrator",
        PersonFault.Meanwhile => "people.fault.meanwhile",
    };

    private readonly record struct PersonStep(string? Link, string? Done, PersonFault? Fault);
}

/// <summary>A person as typed, to be shown again beside what is wrong.</summary>
public sealed record PersonDraft(string? Name, IReadOnlyList<string> Roles, string? Branch)
{
    internal static PersonDraft Of(IFormCollection form) => new(
        form["name"].ToString().Trim(), [.. form["role"].OfType<string>()], form["branch"].ToString().Trim() is { Length: > 0 } branch ? branch : null);
}
