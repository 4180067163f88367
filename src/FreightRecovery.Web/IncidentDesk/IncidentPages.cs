using FreightRecovery.Web.Desk;
using FreightRecovery.Web.Security;

namespace FreightRecovery.Web.IncidentDesk;

/// <summary>The page of one incident, and the steps that are done on it.</summary>
internal static class IncidentPages
{
    /// <summary>The inbox; an incident's page is beneath it.</summary>
    public const string Path = "/incidents";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var page = routes.MapGroup(Path + "/{id:guid}").ExcludeFromDescription();
        page.MapGet("", Show).RequireAuthorization(Access.Anybody);
        IncidentActs.Map(page);
        page.MapPost("/evidence", EvidenceAct.Add).RequireAuthorization(Access.Steps);
    }

    private static Task<IResult> Show(Guid id, Frame frame, Caller caller, string? done, IncidentScreen screen, CancellationToken cancel) =>
        screen.Show(id, frame, caller, done, null, cancel);
}
