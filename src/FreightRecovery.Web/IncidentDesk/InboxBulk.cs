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
public sealed record BulkResult(string Act, int Done, IReadOnlyList<(Guid Incident, string Sentence)> Refused, string? Fault)
{
    /// <summary>Of those that were handed over: who had them before.</summary>
    public IReadOnlyList<(Guid Incident, string Assignee)> Before { get; init; } = [];
}

/// <summary>One step for many incidents: each is a step of its own, and one that is refused holds up no other.</summary>
internal static class InboxBulk
{
    /// <summary>The customers were told.</summary>
    public const string Told = "told";

    /// <summary>Somebody has them from now on.</summary>
    public const string Assigned = "assigned";

    /// <summary>The customers are promised something.</summary>
    public const string Promised = "promised";

    /// <summary>Whoever had them before has them again.</summary>
    public const string Returned = "returned";

    /// <summary>The name of the fields of what is handed back: an incident and who had it, with a blank between.</summary>
    public const string BackField = "back";

    private const int Most = 200;

    public static async Task<IResult> Do(
        HttpContext context, Frame frame, Caller caller, IFormCollection form, IncidentDoor door, InboxQueries inbox, Notifications notifications, IClock clock,
        CancellationToken cancel)
    {
        var faults = new Faults(clock.GetCurrentInstant());
        var fields = new FormFields(form, frame.L, faults);
        var act = fields.Text("act") is (Assigned or Returned or Promised) and var named ? named : Told;
        IncidentCommand? command = act switch
        {
            Assigned => new AssignmentBody(fields.Text("to")).Read(faults),
            Promised => new PromiseBody(fields.Text("what"), fields.Time("dueAt")).Read(faults),
            Told => new AcknowledgementBody(fields.Word<Channel>("channel"), fields.Text("note"), fields.Time("promiseDueAt")).Read(faults),
            _ => null,
        };
        var chosen = act == Returned ? Back(form, faults) : [.. Ids(form["incident"]).Select(id => (id, command))];
        var result = chosen.Count == 0 ? Nothing(frame.L["inbox.bulk.none"])
            : chosen.Count > Most ? Nothing(frame.L["inbox.bulk.many", ("most", Most)])
            : chosen.Exists(c => c.Command is null) ? Nothing(
                act == Assigned ? frame.L["inbox.bulk.whom"] : act == Promised ? frame.L["inbox.bulk.what"] : string.Join(" ", faults.Errors.SelectMany(e => e.Value)))
            : await Each(context, form, act, chosen, caller, door, cancel);
        return await InboxPages.Page(context, frame, caller, inbox, notifications, clock, result, cancel);

        BulkResult Nothing(string fault) => new(act, 0, [], fault);
    }

    private static async Task<BulkResult> Each(
        HttpContext context, IFormCollection form, string act, List<(Guid Id, IncidentCommand? Command)> chosen, Caller caller, IncidentDoor door,
        CancellationToken cancel)
    {
        var (done, refused, before) = (0, new List<(Guid, string)>(), new List<(Guid, string)>());
        foreach (var (id, command) in chosen)
        {
            var had = act == Assigned ? (await door.Open(id, caller, cancel)).Done?.State.Assignee : null;
            var write = await FormWrite.Of(context, form, id.ToString());
            if ((write.Problem ?? (await door.Send(id, write, command!, cancel)).Result as ProblemHttpResult) is { } problem)
            {
                refused.Add((id, problem.ProblemDetails.Detail ?? problem.ProblemDetails.Title ?? ""));
                continue;
            }

            done++;
            if (had is not null && had != ((IncidentCommand.Assign)command!).To)
                before.Add((id, had));
        }

        return new BulkResult(act, done, refused, null) { Before = before };
    }

    private static IEnumerable<Guid> Ids(IEnumerable<string?> texts) =>
        texts.Select(id => Guid.TryParse(id, out var known) ? known : Guid.Empty).Distinct().Take(Most + 1);

    private static List<(Guid Id, IncidentCommand? Command)> Back(IFormCollection form, Faults faults) =>
    [
        .. form[BackField].Select(b => b!.Split(' ', 2)).Where(b => b.Length == 2).Take(Most + 1)
            .Select(b => (Guid.TryParse(b[0], out var id) ? id : Guid.Empty, (IncidentCommand?)new AssignmentBody(b[1]).Read(faults))),
    ];
}
