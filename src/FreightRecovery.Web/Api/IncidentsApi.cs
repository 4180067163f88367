using FreightRecovery.Domain;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine.Rows;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace FreightRecovery.Web.Api;

/// <summary>An incident as lists show it.</summary>
public sealed record IncidentSummary(
    IncidentId Id, ShipmentRef Shipment, CustomerRef Customer, string Branch, IncidentKind Kind, IncidentStatus State, Severity Severity,
    Fault Fault, string Assignee, Authority EscalationLevel, Channel Channel, string Description, Instant OccurredAt, Instant ReportedAt,
    Instant FirstResponseDueAt, Instant? CustomerToldAt, SourceMessage? Source)
{
    internal static IncidentSummary Of(IncidentRow row) => new(
        row.Id, row.Shipment, row.Customer, row.Branch, row.Kind, row.Status, row.Severity, row.Fault, row.Assignee, row.Level,
        row.Channel, row.Description, row.OccurredAt, row.ReportedAt, row.FirstResponseDueAt, row.CustomerToldAt, row.Source);
}

/// <summary>Incidents: reporting, reading, and the steps of their life that need no option.</summary>
internal static class IncidentsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var incidents = api.MapGroup("/incidents").WithTags("Incidents");
        incidents.MapPost("/", Report).RequireAuthorization(Access.Anybody).Produces<IncidentView>(StatusCodes.Status201Created)
            .WithSummary("Reports an incident: its shipment's invoices are held before the answer. 200 with the standing one for a duplicate.");
        incidents.MapGet("/", List).RequireAuthorization(Access.Anybody).WithSummary("Incidents, newest first.");
        incidents.MapGet("/{id:guid}", Get).RequireAuthorization(Access.Anybody).WithSummary("An incident.");
        incidents.MapGet("/{id:guid}/timeline", Timeline).RequireAuthorization(Access.Anybody)
            .WithSummary("Every event of an incident, oldest first: when, who, what.");
        incidents.MapGet("/{id:guid}/notice-draft", Draft).RequireAuthorization(Access.Anybody)
            .WithSummary("The drafted notice to the customer, in its language or another one.");
        Life<AcknowledgementBody, IncidentCommand.Acknowledge>("acknowledgement", w => w.Facts, "The customer was told.");
        Life<AssessmentBody, IncidentCommand.Assess>("assessment", w => w.Facts, "Records what was found out.");
        Life<QuestionBody, IncidentCommand.AskCustomer>(
            "question", w => w.Facts, "The customer was asked for something that we cannot go on without: the clocks stand.");
        Life<NoteBody, NoteBody>(
            "question/answer", w => new IncidentCommand.HearCustomer(w.Facts.Note), "The customer answered what it was asked: the clocks go on.");
        Life<ResolutionBody, IncidentCommand.Resolve>("resolution", w => w.Facts, "Closes the incident and releases the holds.");
        Life<AssignmentBody, IncidentCommand.Assign>("assignment", w => w.Facts, "Hands it to somebody of the house, who is told.");
        Life<ReasonBody, ReasonBody>("withdrawal", w => new IncidentCommand.Withdraw(w.Facts.Reason!), "Takes the report back.");
        Life<ReasonBody, ReasonBody>("escalation", w => new IncidentCommand.Escalate(w.Facts.Reason!), "The customer demands somebody higher up.");
        incidents.MapPost("/{id:guid}/follow-ups", FollowUp).RequireAuthorization(Access.Recovery)
            .WithSummary("The customer's mark from 1 to 5; a low one reopens the incident.");
        incidents.MapPost("/{id:guid}/reopening", Reopen).RequireAuthorization(Access.Recovery)
            .WithSummary("Opens a settled incident again; its invoices are held again before.");

        void Life<TBody, TFacts>(string path, Func<Write<TBody, TFacts>, IncidentCommand> command, string summary)
            where TBody : class, IBody<TFacts>
            where TFacts : class =>
#pragma warning disable RDG011 // bound at the start: one handler for many bodies
            incidents.MapPost(
                "/{id:guid}/" + path,
                (Guid id, Write<TBody, TFacts> write, IncidentDoor door, CancellationToken cancel) =>
                    door.Send(id, write, command(write), cancel))
                .RequireAuthorization(Access.Recovery).WithSummary(summary);
#pragma warning restore RDG011
    }

    private static Task<Results<Versioned<IncidentView>, ProblemHttpResult>> Report(
        Write<IncidentBody, ReportedIncident> write, Shipments shipments, Commands commands, IncidentViews views, Func<Policy> policy,
        CancellationToken cancel) => Take(write, write.Facts, shipments, commands, views, policy, cancel);

    /// <summary>Takes a report: 201 with a new incident, or 200 with the standing one that it repeats.</summary>
    internal static async Task<Results<Versioned<IncidentView>, ProblemHttpResult>> Take(
        WriteRequest write, ReportedIncident report, Shipments shipments, Commands commands, IncidentViews views, Func<Policy> policy,
        CancellationToken cancel)
    {
        if (await shipments.Find(report.Shipment, cancel) is not { } shipment)
            return Problems.Unknown("/shipment", $"There is no shipment {report.Shipment}. Put the shipment first, then report.");
        if (!write.Caller.Sees(shipment.Belonging))
            return Problems.OutOfScope();
        if (shipment.Customer is null)
            return Problems.Unknown("/shipment", $"The shipment's customer {shipment.Facts.Customer} is not recorded. Put the customer first.");
        return await commands.Report(
            write, report.With(shipment.Facts, shipment.Customer, policy()),
            async done =>
            {
                var incident = await views.Of(done, cancel, sums: false);
                return done.Added
                    ? incident with { Status = StatusCodes.Status201Created, Location = $"{Routes.Base}/incidents/{incident.Body.Id}" }
                    : incident;
            },
            cancel);
    }

    private static async Task<Results<Ok<PageOf<IncidentSummary>>, ProblemHttpResult>> List(
        string? state, string? kind, string? assignee, string? customer, Page<IncidentKey> page, Caller caller, Incidents incidents,
        IClock clock, CancellationToken cancel)
    {
        var faults = new Faults(clock.GetCurrentInstant());
        var filter = new IncidentFilter(
            faults.Word<IncidentStatus>(state, "state"), faults.Word<IncidentKind>(kind, "kind"), NotEmpty(assignee), NotEmpty(customer));
        if (faults.Any)
            return Problems.Invalid(faults);
        return Page<IncidentKey>.Of(await incidents.List(filter, caller.Scope, page.After, page.Limit, cancel), IncidentSummary.Of);
    }

    private static async Task<Results<Versioned<IncidentView>, ProblemHttpResult>> Get(
        Guid id, Caller caller, IncidentDoor door, IncidentReading reading, CancellationToken cancel) =>
        await door.Read(id, caller, $"incident {id}", cancel) is var (incident, problem) && incident is not null
            ? await reading.Of(incident, cancel)
            : problem!;

    private static async Task<Results<Ok<PageOf<TimelineEntry>>, ProblemHttpResult>> Timeline(
        Guid id, Page<TimelineKey> page, Caller caller, IncidentDoor door, Incidents incidents, CancellationToken cancel)
    {
        if (await door.Read(id, caller, $"incident {id}", cancel) is { Problem: { } problem })
            return problem;
        return Page<TimelineKey>.Of(
            await incidents.Timeline(new IncidentId(id), page.After?.Version ?? 0, page.Limit, cancel),
            entry => entry);
    }

    private static Task<Results<Ok<NoticeDraft>, ProblemHttpResult>> Draft(
        Guid id, string? language, Caller caller, IncidentDoor door, CancellationToken cancel) =>
        door.Draft(id, language, caller, NoticeDraft.Of, cancel);

    private static Task<Results<Versioned<IncidentView>, ProblemHttpResult>> FollowUp(
        Guid id, Write<FollowUpBody, FollowUpBody> write, IncidentDoor door, CancellationToken cancel) =>
        door.HoldAgainThen(
            id, write, heldAsOf => new IncidentCommand.FollowUp(write.Facts.Satisfaction!.Value, write.Facts.Note, heldAsOf),
            // Only a low mark opens a settled incident; a good one must not hold the invoices again.
            mayReopen: policy => write.Facts.Satisfaction <= policy.LowMark, cancel);

    private static Task<Results<Versioned<IncidentView>, ProblemHttpResult>> Reopen(
        Guid id, Write<ReasonBody, ReasonBody> write, IncidentDoor door, CancellationToken cancel) =>
        door.HoldAgainThen(id, write, heldAsOf => new IncidentCommand.Reopen(write.Facts.Reason!, heldAsOf), _ => true, cancel);

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
