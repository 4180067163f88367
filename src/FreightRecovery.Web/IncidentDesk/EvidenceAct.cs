using FreightRecovery.Domain;
using FreightRecovery.Engine;
using FreightRecovery.Engine.Privacy;
using FreightRecovery.Store;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Api.Evidence;
using FreightRecovery.Web.Desk;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FreightRecovery.Web.IncidentDesk;

/// <summary>A file of evidence out of the page's form. It is read piece by piece, unlike other forms, and its token with it.</summary>
internal static class EvidenceAct
{
    private const string Act = "evidence";
    private static readonly Dictionary<string, string> Nothing = [];

    /// <summary>Takes the file in, and shows the page again.</summary>
    public static async Task<IResult> Add(
        Guid id, HttpContext context, Frame frame, Caller caller, IncidentDoor door, EvidenceFiles files, CustomerKeys keys, IStore store,
        Func<Policy> policy, IncidentScreen screen, CancellationToken cancel)
    {
        var upload = Upload.OfPage(context);
        var problem = upload.Problem ?? (await EvidenceApi.Add(id, upload, door, files, keys, store, policy, cancel)).Result as ProblemHttpResult;
        return problem is null
            ? Results.LocalRedirect($"{IncidentPages.Path}/{id}?done={Act}")
            : await screen.Show(id, frame, caller, null, ActState.Of(Act, "", Nothing, problem.ProblemDetails, frame.L), cancel);
    }
}
