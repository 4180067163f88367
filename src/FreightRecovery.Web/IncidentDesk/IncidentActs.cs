using FreightRecovery.Domain;
using FreightRecovery.Domain.Classifying;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Desk;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FreightRecovery.Web.IncidentDesk;

/// <summary>What the steps of the page are done with.</summary>
internal sealed record ActDesk(IncidentDoor Door, OptionDesk Options, Customers Customers, Commands Commands, Func<Policy> Policy);

/// <summary>The steps that can be done on the page of an incident: the same commands as the API's, out of forms.</summary>
internal static class IncidentActs
{
    public static void Map(RouteGroupBuilder page)
    {
        Send<AcknowledgementBody, IncidentCommand.Acknowledge>(
            "acknowledgement", Access.Recovery, f => new(f.Word<Channel>("channel"), f.Text("note"), f.Time("promiseDueAt")), c => c);
        Send<AssessmentBody, IncidentCommand.Assess>(
            "assessment", Access.Recovery,
            f => new(
                f.Word<Finding>("finding"), f.Word<Fault>("fault"), f.Text("department"), f.Text("personInCharge"), f.Word<Cause>("cause"),
                f.Word<Severity>("severity"), f.Amount("lossEstimate"), f.Word<CommunicationKind>("communication"), null),
            c => c);
        Send<FactsBody, IncidentCommand.GiveFacts>(
            "facts", Access.Steps,
            f => new(
                f.Number("packages"), f.Number("mass") is { } kg ? new Mass(kg) : null, f.Amount("amount"), f.Text("place"), f.Text("paper"),
                f.Flag("papersReissuable")),
            c => c);
        Send<ClassificationBody, IncidentCommand.OverruleClassification>(
            "classification", Access.Recovery,
            f => new(
                f.Number("kindWeight"), f.Number("severity"), f.Number("scope"), f.Number("difficulty"), f.Number("urgency"), f.Word<Cause>("cause"),
                f.Word<Behaviour>("behaviour"), f.Word<Purpose>("purpose"), f.Word<Seeks>("seeks"), f.Text("reason")),
            c => c);
        Send<PartiesForm, IncidentCommand.RecordParties>("parties", Access.Recovery, PartiesForm.Of, c => c);
        Send<SummaryBody, IncidentCommand.RecordSummary>(
            "summary", Access.Recovery, f => new(f.Text("text"), f.Text("confirmedBy"), f.Text("evidence")), c => c);
        Send<AssignmentBody, IncidentCommand.Assign>("assignment", Access.Recovery, f => new(f.Text("to")), c => c);
        Send<QuestionBody, IncidentCommand.AskCustomer>("question", Access.Recovery, f => new(f.Text("what")), c => c);
        Send<NoteBody, NoteBody>("heard", Access.Recovery, f => new(f.Text("note")), b => new IncidentCommand.HearCustomer(b.Note));
        Send<PromiseBody, IncidentCommand.Promise>("promise", Access.Recovery, f => new(f.Text("what"), f.Time("dueAt")), c => c);
        Send<ResolutionBody, IncidentCommand.Resolve>("resolution", Access.Recovery, f => new(f.Text("rootCause"), f.Text("prevention")), c => c);
        Send<ReasonBody, ReasonBody>("withdrawal", Access.Recovery, f => new(f.Text("reason")), b => new IncidentCommand.Withdraw(b.Reason!));
        Send<ReasonBody, ReasonBody>("escalation", Access.Recovery, f => new(f.Text("reason")), b => new IncidentCommand.Escalate(b.Reason!));
        OfRow<NoteBody, NoteBody>("step", Access.Steps, f => new(f.Text("note")), (step, b) => new IncidentCommand.CompleteStep(step, b.Note));
        OfRow<NoteBody, NoteBody>("kept", Access.Recovery, f => new(f.Text("note")), (promise, b) => new IncidentCommand.KeepPromise(promise, b.Note ?? ""));
        OfRow<RenewalBody, RenewedPromise>(
            "renewed", Access.Recovery, f => new(f.Time("dueAt"), f.Time("customerToldAt")),
            (promise, r) => new IncidentCommand.RenewPromise(promise, r.DueAt, r.CustomerToldAt));
        Do<OfferBody, OfferBody>(
            "offer", Access.Recovery, f => new(f.Id("row")), async (b, id, write, desk, cancel) =>
                (await RecoveryApi.PutToCustomer(id, write, b, desk.Door, desk.Options, cancel)).Result);
        Do<ApprovalBody, OptionVerdict>(
            "approval", Access.Approval, f => new(f.Id("row"), f.Flag("approved"), f.Text("note")), async (b, id, write, desk, cancel) =>
                (await RecoveryApi.Decide(id, write, b, desk.Door, desk.Options, cancel)).Result);
        Do<AnswerBody, IncidentCommand.AnswerOffer>(
            "answer", Access.Recovery,
            f => new(f.Id("row"), f.Flag("accepted"), f.Text("by"), f.Text("evidence"), f.Flag("accepted") == true ? null : f.Text("objection")),
            async (b, id, write, desk, cancel) => (await RecoveryApi.Record(id, write, b, desk.Door, desk.Options, cancel)).Result);
        Do<FollowUpBody, FollowUpBody>(
            "mark", Access.Recovery, f => new(f.Number("satisfaction"), f.Text("note")), async (b, id, write, desk, cancel) =>
                (await desk.Door.HoldAgainThen(
                    id, write, heldAsOf => new IncidentCommand.FollowUp(b.Satisfaction!.Value, b.Note, heldAsOf),
                    policy => b.Satisfaction <= policy.LowMark, cancel)).Result);
        Do<ReasonBody, ReasonBody>(
            "reopening", Access.Recovery, f => new(f.Text("reason")), async (b, id, write, desk, cancel) =>
                (await desk.Door.HoldAgainThen(id, write, heldAsOf => new IncidentCommand.Reopen(b.Reason!, heldAsOf), _ => true, cancel)).Result);
        Do<SignalBody, SignalFacts>(
            "signal", Access.Signals, f => new(f.Word<SpokenSignal>("kind"), f.Time("at"), f.Word<Channel>("channel"), f.Text("note")), Observe);

        void Send<TBody, TFacts>(string act, string policy, Func<FormFields, TBody> body, Func<TFacts, IncidentCommand> command)
            where TBody : class, IBody<TFacts>
            where TFacts : class =>
            Do<TBody, TFacts>(act, policy, body, async (facts, id, write, desk, cancel) => (await desk.Door.Send(id, write, command(facts), cancel)).Result);

        void OfRow<TBody, TFacts>(string act, string policy, Func<FormFields, TBody> body, Func<Guid, TFacts, IncidentCommand> command)
            where TBody : class, IBody<TFacts>
            where TFacts : class =>
            page.MapPost("/" + act, (Guid id, HttpContext context, Frame frame, Caller caller, IFormCollection form, ActDesk desk, IncidentScreen screen, CancellationToken cancel) =>
                Handle<TBody, TFacts>(
                    act, id, context, frame, caller, form, body, async (facts, incident, write, tools, stop) =>
                        Guid.TryParse(form["row"], out var row)
                            ? (await tools.Door.Send(incident, write, command(row, facts), stop)).Result
                            : Problems.NotFound("The form names no row of this incident."),
                    desk, screen, cancel)).RequireAuthorization(policy);

        void Do<TBody, TFacts>(
            string act, string policy, Func<FormFields, TBody> body,
            Func<TFacts, Guid, FormWrite, ActDesk, CancellationToken, Task<IResult>> work)
            where TBody : class, IBody<TFacts>
            where TFacts : class =>
            page.MapPost("/" + act, (Guid id, HttpContext context, Frame frame, Caller caller, IFormCollection form, ActDesk desk, IncidentScreen screen, CancellationToken cancel) =>
                Handle(act, id, context, frame, caller, form, body, work, desk, screen, cancel)).RequireAuthorization(policy);
    }

    private static async Task<IResult> Handle<TBody, TFacts>(
        string act, Guid id, HttpContext context, Frame frame, Caller caller, IFormCollection form, Func<FormFields, TBody> body,
        Func<TFacts, Guid, FormWrite, ActDesk, CancellationToken, Task<IResult>> work, ActDesk desk, IncidentScreen screen, CancellationToken cancel)
        where TBody : class, IBody<TFacts>
        where TFacts : class
    {
        var write = await FormWrite.Of(context, form);
        var faults = new Faults(write.At);
        var facts = body(new FormFields(form, frame.L, faults)).Read(faults);
        var problem = write.Problem ?? (faults.Any || facts is null
            ? Problems.Invalid(faults)
            : await work(facts, id, write, desk, cancel) as ProblemHttpResult);
        return problem is null
            ? Results.LocalRedirect($"{IncidentPages.Path}/{id}?done={act}")
            : await screen.Show(id, frame, caller, null, ActState.Of(act, form, problem.ProblemDetails, frame.L), cancel);
    }

    private static async Task<IResult> Observe(SignalFacts facts, Guid id, FormWrite write, ActDesk desk, CancellationToken cancel)
    {
        var (incident, problem) = await desk.Door.Open(id, write.Caller, cancel);
        return problem is not null
            ? problem
            : (await RelationshipsApi.Record(
                incident!.State.Facts!.Customer.Value, write, facts, desk.Customers, desk.Commands, desk.Policy, cancel)).Result;
    }
}
