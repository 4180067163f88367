using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Desk;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace FreightRecovery.Web.IncidentDesk;

/// <summary>What a step for many incidents came to.</summary>
/// <param name="Told">Of how many the customer is told now.</param>
/// <param name="Refused">The others, each with the reason.</param>
/// <param name="Fault">What is wrong with the form; then nothing was done.</param>
public sealed record BulkResult(int Told, IReadOnlyList<(Guid Incident, string Sentence)> Refused, string? Fault);

/// <summary>Many customers were told at once: each incident is a step of its own, and one that is refused holds up no other.</summary>
internal static class BulkTelling
{
    private const int Most = 200;

    public static async Task<IResult> Tell(
        HttpContext context, Frame frame, Caller caller, IFormCollection form, IncidentDoor door, InboxQueries inbox, IClock clock,
        CancellationToken cancel)
    {
        var faults = new Faults(clock.GetCurrentInstant());
        var fields = new FormFields(form, frame.L, faults);
        var command = new AcknowledgementBody(fields.Word<Channel>("channel"), fields.Text("note"), fields.Time("promiseDueAt")).Read(faults);
        var chosen = form["incident"].Select(id => Guid.TryParse(id, out var known) ? known : Guid.Empty).Distinct().Take(Most + 1).ToList();
        var result = chosen.Count == 0 ? new BulkResult(0, [], frame.L["inbox.bulk.none"])
            : chosen.Count > Most ? new BulkResult(0, [], frame.L["inbox.bulk.many", ("most", Most)])
            : command is null ? new BulkResult(0, [], string.Join(" ", faults.Errors.SelectMany(e => e.Value)))
            : await Each(context, form, chosen, command, door, cancel);
        return await InboxPages.Page(context, frame, caller, inbox, clock, result, cancel);
    }

    private static async Task<BulkResult> Each(
        HttpContext context, IFormCollection form, List<Guid> chosen, IncidentCommand.Acknowledge command, IncidentDoor door, CancellationToken cancel)
    {
        var (told, refused) = (0, new List<(Guid, string)>());
        foreach (var id in chosen)
        {
            var write = await FormWrite.Of(context, form, id.ToString());
            var problem = write.Problem ?? (await door.Send(id, write, command, cancel)).Result as ProblemHttpResult;
            if (problem is null)
                told++;
            else
                refused.Add((id, problem.ProblemDetails.Detail ?? problem.ProblemDetails.Title ?? ""));
        }

        return new BulkResult(told, refused, null);
    }
}
