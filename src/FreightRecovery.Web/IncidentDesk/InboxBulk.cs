using FreightRecovery.Domain;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Desk;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace FreightRecovery.Web.IncidentDesk;

/// <summary>What a step for many incidents came to.</summary>
/// <param name="Act">Which step.</param>
/// <param name="Done">For how many it is done.</param>
/// <param name="Refused">The others, each with the reason.</param>
/// <param name="Fault">What is wrong with the form; then nothing was done.</param>
public sealed record BulkResult(string Act, int Done, IReadOnlyList<(Guid Incident, string Sentence)> Refused, string? Fault);

/// <summary>One step for many incidents: each is a step of its own, and one that is refused holds up no other.</summary>
internal static class InboxBulk
{
    /// <summary>The customers were told.</summary>
    public const string Told = "told";

    /// <summary>Somebody has them from now on.</summary>
    public const string Assigned = "assigned";

    private const int Most = 200;

    public static async Task<IResult> Do(
        HttpContext context, Frame frame, Caller caller, IFormCollection form, IncidentDoor door, InboxQueries inbox, Notifications notifications, IClock clock,
        CancellationToken cancel)
    {
        var faults = new Faults(clock.GetCurrentInstant());
        var fields = new FormFields(form, frame.L, faults);
        var act = fields.Text("act") == Assigned ? Assigned : Told;
        IncidentCommand? command = act == Assigned
            ? new AssignmentBody(fields.Text("to")).Read(faults)
            : new AcknowledgementBody(fields.Word<Channel>("channel"), fields.Text("note"), fields.Time("promiseDueAt")).Read(faults);
        var chosen = form["incident"].Select(id => Guid.TryParse(id, out var known) ? known : Guid.Empty).Distinct().Take(Most + 1).ToList();
        var result = chosen.Count == 0 ? Nothing(frame.L["inbox.bulk.none"])
            : chosen.Count > Most ? Nothing(frame.L["inbox.bulk.many", ("most", Most)])
            : command is null ? Nothing(act == Assigned ? frame.L["inbox.bulk.whom"] : string.Join(" ", faults.Errors.SelectMany(e => e.Value)))
            : await Each(context, form, act, chosen, command, door, cancel);
        return await InboxPages.Page(context, frame, caller, inbox, notifications, clock, result, cancel);

        BulkResult Nothing(string fault) => new(act, 0, [], fault);
    }

    private static async Task<BulkResult> Each(
        HttpContext context, IFormCollection form, string act, List<Guid> chosen, IncidentCommand command, IncidentDoor door, CancellationToken cancel)
    {
        var (done, refused) = (0, new List<(Guid, string)>());
        foreach (var id in chosen)
        {
            var write = await FormWrite.Of(context, form, id.ToString());
            var problem = write.Problem ?? (await door.Send(id, write, command, cancel)).Result as ProblemHttpResult;
            if (problem is null)
                done++;
            else
                refused.Add((id, problem.ProblemDetails.Detail ?? problem.ProblemDetails.Title ?? ""));
        }

        return new BulkResult(act, done, refused, null);
    }
}
