using System.Diagnostics;
using FreightRecovery.Domain.Claims;
using FreightRecovery.Domain.Recovery;
using static FreightRecovery.Domain.Incidents.IncidentCommand;
using static FreightRecovery.Domain.Incidents.IncidentEvent;
using Outcome = FreightRecovery.Domain.Decision<FreightRecovery.Domain.Incidents.IncidentEvent>;

namespace FreightRecovery.Domain.Incidents;

/// <summary>
/// One incident decides what may happen next in its life. Nothing is carried out, and no fee collected, before the
/// customer itself has confirmed.
/// </summary>
public static class Incident
{
    /// <summary>The incident's behaviour.</summary>
    public static Decider<IncidentState, IncidentCommand, IncidentEvent> Decider { get; } =
        new(IncidentState.Initial, Decide, IncidentState.Evolve);

    private static Outcome Decide(IncidentState incident, IncidentCommand command, CommandContext context)
    {
        switch (command)
        {
            case Report report:
                return ReportIncident(incident, report, context);
            case DeadlinePassed passed:
                var said = Deadlines.Passed(incident, passed, context);
                return Outcome.Accept([.. said.Events, .. ClaimWatch.Passed(incident, context)]);
        }

        if (incident.Facts is null)
            return new Refusal.NotFound("There is no such incident.");
        if (context.IfMatch is { } seen && seen != incident.Version)
            return new Refusal.Stale("The incident has changed since you read it. Read it again and repeat your step.");
        return command switch
        {
            Acknowledge c => AcknowledgeReport(incident, c, context),
            Assess c => AssessIncident(incident, c, context),
            Promise c => Promises.Make(incident, c, context),
            KeepPromise c => Promises.Keep(incident, c, context),
            RenewPromise c => Promises.Renew(incident, c, context),
            DecideOption c => Offering.DecideOn(incident, c, context),
            MakeOffer c => Offering.Make(incident, c, context),
            AnswerOffer c => Offering.Answer(incident, c, context),
            CompleteStep c => Complete(incident, c, context),
            FollowUp c => Follow(incident, c, context),
            Resolve c => ResolveIncident(incident, c, context),
            Withdraw c => WithdrawReport(incident, c, context),
            Reopen c => ReopenIncident(incident, c, context),
            Escalate c => Escalations.OnDemand(incident, c, context),
            CustomerFellSilent c => Escalations.OnSilence(incident, c, context),
            OpenClaim c => Claiming.Open(incident, c, context),
            DescribeClaim c => Claiming.Describe(incident, c, context),
            ReviewClaims c => Claiming.Review(incident, c, context),
            GiveNotice c => Claiming.Notice(incident, c, context),
            DisallowClaim c => Claiming.Disallow(incident, c, context),
            ExtendTime c => Claiming.Extend(incident, c, context),
            FileSuit c => Claiming.Sue(incident, c, context),
            SetReserve c => Claiming.Reserve(incident, c, context),
            ReceiveRecovery c => Claiming.Recover(incident, c, context),
            SettleClaim c => Claiming.Settle(incident, c, context),
            Amend c => Amending.Decide(incident, c, context),
            GiveFacts c => Recording.Facts(incident, c, context),
            OverruleClassification c => Recording.Classification(incident, c, context),
            RecordSummary c => Recording.Summary(incident, c, context),
            AddEvidence c => Recording.Evidence(incident, c, context),
            RecordParties c => Recording.Parties(incident, c, context),
            Assign c => Recording.Hand(incident, c, context),
            AskCustomer c => Questions.Ask(incident, c, context),
            HearCustomer c => Questions.Hear(incident, c, context),
            ErasePersons => incident.ErasedAt >= context.At ? Outcome.Accept() : Outcome.Accept(new PersonalDataErased(context.At)),
            _ => throw new UnreachableException(),
        };
    }

    private static Outcome ReportIncident(IncidentState incident, Report c, CommandContext context)
    {
        if (incident.Abandoned)
            return new Refusal.NotAllowedInState("This report came too late after its hold and was given up. Report the incident again.");
        if (incident.Facts is not null)
            return Outcome.Accept();
        var target = ClockTarget.Of(ClockKind.FirstResponse, c.Facts, c.Facts.Severity, context.Policy);
        var due = context.Policy.Calendars.Of(c.Facts.Branch, c.Facts.TimeZone).Add(context.At, target.Time);
        var reported = new IncidentReported(c.Facts, context.At, due) { FirstResponseBy = target.By == TargetSource.Channel ? null : target.By };
        return And(reported, Escalations.OfAmount(incident, c.Facts.Extent?.Amount, context));
    }

    private static Outcome AcknowledgeReport(IncidentState incident, Acknowledge c, CommandContext context)
    {
        if (incident.Status is not (IncidentStatus.Reported or IncidentStatus.Reopened))
            return NotIn(incident, "The customer has been told already. Give a promise for the next word instead.");
        if (c.PromiseDueAt is { } due && due <= context.At)
            return new Refusal.Invalid("/promiseDueAt", "A promise lies in the future. Name a later time.");
        var told = new CustomerTold(c.Channel, c.Note, context.At, context.By.Name);
        return c.PromiseDueAt is { } dueAt
            ? Outcome.Accept(told, new PromiseMade(context.Id.Child("promise"), "The next word", dueAt, context.At))
            : Outcome.Accept(told);
    }

    private static Outcome AssessIncident(IncidentState incident, Assess c, CommandContext context)
    {
        switch (incident.Status)
        {
            case IncidentStatus.Reported:
            case IncidentStatus.Reopened when incident.CustomerToldAt is null:
                return NotIn(incident, "Tell the customer first and post the acknowledgement; then assess.");
            case IncidentStatus.Acknowledged or IncidentStatus.Assessed or IncidentStatus.Reopened:
                return Recording.Assessment(incident, c, context);
            case IncidentStatus.Offered:
                return NotIn(incident, "An offer is with the customer. Wait for its answer, then assess anew if need be.");
            case IncidentStatus.Confirmed or IncidentStatus.CarriedOut:
                return NotIn(incident, "The customer has confirmed; carry the recovery out.");
            case IncidentStatus.Resolved or IncidentStatus.Unfounded or IncidentStatus.Withdrawn:
                return NotIn(incident, "It is settled. Reopen it first.");
            default:
                throw new UnreachableException();
        }
    }

    private static Outcome Complete(IncidentState incident, CompleteStep c, CommandContext context)
    {
        var step = incident.Steps.FirstOrDefault(s => s.Plan.Id == c.Step);
        if (incident.Status is not (IncidentStatus.Confirmed or IncidentStatus.CarriedOut))
            return NotIn(incident, "Steps are carried out after the customer has confirmed an offer.");
        if (step is null)
            return new Refusal.NotFound("This incident's recovery has no such step. GET the incident for its steps.");
        if (step.DoneAt is not null)
            return Outcome.Accept();
        var done = new StepCompleted(c.Step, c.Note, context.At, context.By.Name);
        return incident.Steps.All(s => s.DoneAt is not null || s.Plan.Id == c.Step)
            ? Outcome.Accept(done, new RecoveryCarriedOut(context.At))
            : Outcome.Accept(done);
    }

    private static Outcome Follow(IncidentState incident, FollowUp c, CommandContext context)
    {
        if (incident.Status is not (IncidentStatus.CarriedOut or IncidentStatus.Resolved))
            return NotIn(incident, "Ask for satisfaction once the recovery has been carried out.");
        // A reopened incident is a new recovery, and its customer is asked anew.
        var asked = incident.FollowUps.Count(f => incident.ReopenedAt is not { } reopened || f.At > reopened);
        if (asked >= context.Policy.MostFollowUps)
            return new Refusal.NotAllowedInState(
                $"The customer was asked {asked} times what it thinks: enough. If it is not content after all, reopen the incident.");
        var followed = new FollowedUp(c.Satisfaction, c.Note, context.At);
        if (c.Satisfaction > context.Policy.LowMark)
            return Outcome.Accept(followed);
        return incident.Settled && c.HeldAsOf <= incident.SettledAt
            ? HoldTooOld()
            : Outcome.Accept(followed, new IncidentReopened($"The customer gave a mark of {c.Satisfaction}.", context.At));
    }

    private static Outcome ResolveIncident(IncidentState incident, Resolve c, CommandContext context)
    {
        if (incident.Status == IncidentStatus.Resolved)
            return NotIn(incident, "It is resolved already; reopen it if something is left to do.");
        var talk = incident is { Status: IncidentStatus.Assessed, Assessment.Finding: Finding.Communication };
        if (incident.Status != IncidentStatus.CarriedOut && !talk)
            return NotIn(incident, "Missing: " + Missing(incident) + ".");
        if (string.IsNullOrWhiteSpace(c.RootCause))
            return new Refusal.Invalid("/rootCause", "Write down why it happened.");
        if (string.IsNullOrWhiteSpace(c.Prevention))
            return new Refusal.Invalid("/prevention", "Write down what keeps it from happening again.");
        // A reopened incident may have two agreed offers: whatever was agreed and has not come off yet comes off now.
        var agreed = incident.Offers.Where(o => o is { Accepted: true, Applied: false });
        IncidentEvent[] broken = [.. Promises.PastDue(incident, context)];
        return Outcome.Accept([.. broken, new IncidentResolved(
            c.RootCause, c.Prevention, context.At,
            incident.FollowUps.IsEmpty ? null : incident.FollowUps[^1].Satisfaction,
            broken.Length == 0 && incident.Promises.All(p => p.BrokenAt is null),
            [.. agreed.SelectMany(o => Options.Adjustments(o.Option))])]);
    }

    private static string Missing(IncidentState incident) => incident.Status switch
    {
        IncidentStatus.Reported => "the acknowledgement (tell the customer), the assessment, an offer, the customer's confirmation, its steps",
        IncidentStatus.Acknowledged => "the assessment, an offer, the customer's confirmation, its steps",
        IncidentStatus.Assessed or IncidentStatus.Reopened => "an offer, the customer's confirmation, its steps",
        IncidentStatus.Offered => "the customer's own answer to the offer, its steps",
        IncidentStatus.Confirmed => "the completion of " + string.Join("; ",
            incident.Steps.Where(s => s.DoneAt is null).Select(s => $"'{s.Plan.What}' ({s.Plan.Id})")),
        IncidentStatus.CarriedOut => "nothing",
        IncidentStatus.Resolved or IncidentStatus.Unfounded or IncidentStatus.Withdrawn => "nothing: it is settled; reopen it to go on",
    };

    private static Outcome WithdrawReport(IncidentState incident, Withdraw c, CommandContext context) => incident switch
    {
        { Status: IncidentStatus.Withdrawn } => Outcome.Accept(),
        { Settled: true } => NotIn(incident, "It is settled; there is nothing to withdraw."),
        _ => Outcome.Accept([.. Promises.PastDue(incident, context), new IncidentWithdrawn(c.Reason, context.At)]),
    };

    private static Outcome ReopenIncident(IncidentState incident, Reopen c, CommandContext context)
    {
        if (!incident.Settled)
            return NotIn(incident, "It is open. Only a resolved, unfounded or withdrawn incident is reopened.");
        return c.HeldAsOf <= incident.SettledAt
            ? HoldTooOld()
            : Outcome.Accept(new IncidentReopened(c.Reason, context.At));
    }

    // The hold was placed for an earlier settlement, which a later one has overtaken: the caller holds again and retries.
    private static Refusal HoldTooOld() =>
        new Refusal.Stale("The incident was settled once more in the meantime. Read it again and repeat your step.");

    private static Outcome And(IncidentEvent happened, IncidentEvent? more) =>
        more is null ? Outcome.Accept(happened) : Outcome.Accept(happened, more);

    internal static Refusal NotIn(IncidentState incident, string whatWould) => new Refusal.NotAllowedInState(
        $"The incident is {Words.Of(incident.Status)}. {whatWould}");
}
