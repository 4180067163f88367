using FreightRecovery.Domain;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Api.Reports;
using FreightRecovery.Web.Desk;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace FreightRecovery.Web.CustomerDesk;

/// <summary>What of the board is asked for in the address.</summary>
public sealed record BoardQuery
{
    /// <summary>A stage.</summary>
    [FromQuery(Name = "stage")]
    public string? Stage { get; init; }

    /// <summary>A branch.</summary>
    [FromQuery(Name = "branch")]
    public string? Branch { get; init; }

    /// <summary>An account manager.</summary>
    [FromQuery(Name = "manager")]
    public string? Manager { get; init; }

    /// <summary>A text in name or reference.</summary>
    [FromQuery(Name = "q")]
    public string? Q { get; init; }

    /// <summary>All of it, as it stands in the address.</summary>
    public IReadOnlyList<(string Name, string? Value)> Asked => [("stage", Stage), ("branch", Branch), ("manager", Manager), ("q", Q)];

    internal (RelationshipFilter? Filter, ProblemHttpResult? Problem) Read(Caller caller, Instant now)
    {
        var faults = new Faults(now);
        var filter = new RelationshipFilter(faults.Word<Stage>(Stage, "stage"), Some(Manager), Some(Branch), null) { Search = Some(Q) };
        return faults.Any ? (null, Problems.Invalid(faults))
            : caller.Branch is not null && filter.Branch is not null && filter.Branch != caller.Branch ? (null, Problems.OutOfScope())
            : (filter, null);
    }

    private static string? Some(string? text) => text?.Trim() is { Length: > 0 } known ? known : null;
}

/// <summary>The account manager's board: customers by what is at stake with them.</summary>
internal static class BoardPages
{
    public const string Path = "/customers";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var board = routes.MapGroup("").RequireAuthorization(Access.Board).ExcludeFromDescription().AddEndpointFilter(Routes.RefuseWhatIsWrong);
        board.MapGet(Path, List);
        board.MapGet(Path + ".csv", File);
    }

    private static async Task<IResult> List(
        [AsParameters] BoardQuery query, Page<StakeKey> page, Caller caller, Frame frame, Relationships relationships, IClock clock, CancellationToken cancel)
    {
        var (filter, problem) = query.Read(caller, clock.GetCurrentInstant());
        if (problem is not null)
            return problem;
        var rows = Page<StakeKey>.Of(await relationships.Board(filter!, caller.Scope, page.After, page.Limit, cancel), row => row).Value!;
        return new RazorComponentResult<BoardPage>(new Dictionary<string, object?>
        {
            [nameof(BoardPage.Frame)] = frame,
            [nameof(BoardPage.Query)] = query,
            [nameof(BoardPage.Rows)] = rows.Items,
            [nameof(BoardPage.Next)] = rows.Next,
            [nameof(BoardPage.IsLater)] = page.After is not null,
        });
    }

    private static IResult File(
        [AsParameters] BoardQuery query, Caller caller, Relationships relationships, IClock clock, CancellationToken cancel)
    {
        var (filter, problem) = query.Read(caller, clock.GetCurrentInstant());
        return problem is not null
            ? problem
            : ListFile.Of<CustomerAtRisk, StakeKey>(
                "customers-at-risk",
                new Csv("customer", "name", "branch", "salesRep", "accountManager", "stage", "since", "captive", "risk", "valueAtStake", "currency", "reasons"),
                (after, limit) => relationships.Board(filter!, caller.Scope, after, limit, cancel),
                (csv, c) => csv.Text(c.Customer.Value).Text(c.Name).Text(c.Branch).Text(c.SalesRep).Text(c.AccountManager).Text(Names.Of(c.Stage)).At(c.Since)
                    .Text(c.Captive ? "yes" : "no").Number(decimal.Round((decimal)c.Risk, 4)).Money(c.ValueAtStake).Text(string.Join(" ", c.Reasons)).Line());
    }
}
