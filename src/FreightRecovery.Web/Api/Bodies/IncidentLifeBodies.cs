using FreightRecovery.Domain;
using FreightRecovery.Domain.Incidents;
using NodaTime;

namespace FreightRecovery.Web.Api.Bodies;

/// <summary>The customer was told.</summary>
public sealed record AcknowledgementBody(Channel? Channel, string? Note, Instant? PromiseDueAt) : IBody<IncidentCommand.Acknowledge>
{
    /// <inheritdoc/>
    public IncidentCommand.Acknowledge? Read(Faults faults)
    {
        var command = new IncidentCommand.Acknowledge(
            faults.Value(Channel, "/channel"), faults.Text(Note, "/note"), faults.ToCome(PromiseDueAt, "/promiseDueAt"));
        return faults.Any ? null : command;
    }
}

/// <summary>What was found out. Without a department it is the one that such incidents usually go to.</summary>
public sealed record AssessmentBody(
    Finding? Finding, Fault? Fault, string? Department, string? PersonInCharge, Cause? Cause, Severity? Severity, Money? LossEstimate,
    CommunicationKind? Communication, FactsBody? Facts)
    : IBody<IncidentCommand.Assess>
{
    /// <inheritdoc/>
    public IncidentCommand.Assess? Read(Faults faults)
    {
        var assessment = new Assessment(
            faults.Value(Finding, "/finding"), faults.Value(Fault, "/fault"), faults.OptionalLine(Department, "/department") ?? "",
            faults.OptionalLine(PersonInCharge, "/personInCharge"), faults.Value(Cause, "/cause"), faults.Value(Severity, "/severity"),
            faults.Amount(LossEstimate, "/lossEstimate", zeroAllowed: true))
        {
            Communication = Communication,
        };
        if (Communication is not null && Finding is not (null or Domain.Finding.Communication))
            faults.Add("/communication", "Only the finding communication has this member: help, question or venting.");
        var given = Facts?.Read(faults, "/facts");
        return faults.Any ? null : new IncidentCommand.Assess(assessment) { Given = given };
    }
}

/// <summary>Who has it from now on.</summary>
public sealed record AssignmentBody(string? To) : IBody<IncidentCommand.Assign>
{
    /// <inheritdoc/>
    public IncidentCommand.Assign? Read(Faults faults)
    {
        var command = new IncidentCommand.Assign(faults.Line(To, "/to"));
        return faults.Any ? null : command;
    }
}

/// <summary>Which option goes out; the best one when none is named.</summary>
public sealed record OfferBody(Guid? OptionId) : IBody<OfferBody>
{
    /// <inheritdoc/>
    public OfferBody Read(Faults faults) => this;
}

/// <summary>A word on an option beyond the rep's authority.</summary>
public sealed record ApprovalBody(Guid? OptionId, bool? Approved, string? Note) : IBody<OptionVerdict>
{
    /// <inheritdoc/>
    public OptionVerdict? Read(Faults faults)
    {
        var verdict = new OptionVerdict(
            faults.Value(OptionId, "/optionId"), faults.Value(Approved, "/approved"), faults.Text(Note, "/note"));
        return faults.Any ? null : verdict;
    }
}

/// <summary>A checked word on an option.</summary>
public sealed record OptionVerdict(Guid Option, bool Approved, string Note);

/// <summary>The customer's own answer to an offer.</summary>
public sealed record AnswerBody(Guid? OfferId, bool? Accepted, string? By, string? Evidence, string? Objection)
    : IBody<IncidentCommand.AnswerOffer>
{
    /// <summary>The command, as if this were the last option; whether another is left the caller finds out.</summary>
    public IncidentCommand.AnswerOffer? Read(Faults faults)
    {
        if (Accepted == true && Objection is not null)
            faults.Add("/objection", "An accepted offer has no objection.");
        var command = new IncidentCommand.AnswerOffer(
            faults.Value(OfferId, "/offerId"), faults.Value(Accepted, "/accepted"), faults.Line(By, "/by"),
            faults.Text(Evidence, "/evidence"), faults.OptionalText(Objection, "/objection"), OptionsLeft: false);
        return faults.Any ? null : command;
    }
}

/// <summary>A note, which may be left out.</summary>
public sealed record NoteBody(string? Note) : IBody<NoteBody>
{
    /// <inheritdoc/>
    public NoteBody? Read(Faults faults)
    {
        faults.OptionalText(Note, "/note");
        return faults.Any ? null : this;
    }
}

/// <summary>What the customer is asked for.</summary>
public sealed record QuestionBody(string? What) : IBody<IncidentCommand.AskCustomer>
{
    /// <inheritdoc/>
    public IncidentCommand.AskCustomer? Read(Faults faults)
    {
        var command = new IncidentCommand.AskCustomer(faults.Text(What, "/what"));
        return faults.Any ? null : command;
    }
}

/// <summary>The customer's mark.</summary>
public sealed record FollowUpBody(int? Satisfaction, string? Note) : IBody<FollowUpBody>
{
    /// <inheritdoc/>
    public FollowUpBody? Read(Faults faults)
    {
        if (faults.Has(Satisfaction, "/satisfaction") && Satisfaction is < 1 or > 5)
            faults.Add("/satisfaction", "A mark lies between 1 (bad) and 5 (very good).");
        faults.OptionalText(Note, "/note");
        return faults.Any ? null : this;
    }
}

/// <summary>The lesson learnt.</summary>
public sealed record ResolutionBody(string? RootCause, string? Prevention) : IBody<IncidentCommand.Resolve>
{
    /// <inheritdoc/>
    public IncidentCommand.Resolve? Read(Faults faults)
    {
        var command = new IncidentCommand.Resolve(faults.Text(RootCause, "/rootCause"), faults.Text(Prevention, "/prevention"));
        return faults.Any ? null : command;
    }
}

/// <summary>Why.</summary>
public sealed record ReasonBody(string? Reason) : IBody<ReasonBody>
{
    /// <inheritdoc/>
    public ReasonBody? Read(Faults faults)
    {
        faults.Text(Reason, "/reason");
        return faults.Any ? null : this;
    }
}
