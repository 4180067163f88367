using System.Collections.Immutable;
using FreightRecovery.Domain.Claims;
using FreightRecovery.Domain.Classifying;
using FreightRecovery.Domain.Recovery;
using NodaTime;

namespace FreightRecovery.Domain.Incidents;

/// <summary>What can be asked of an incident.</summary>
public abstract record IncidentCommand
{
    private IncidentCommand() { }

    /// <summary>Reports it. The shipment's invoices are held already.</summary>
    public sealed record Report(IncidentFacts Facts) : IncidentCommand;

    /// <summary>The customer has been told, with or without a promise of the next word.</summary>
    public sealed record Acknowledge(Channel Channel, string Note, Instant? PromiseDueAt) : IncidentCommand;

    /// <summary>Records what was found out.</summary>
    public sealed record Assess(Assessment Assessment) : IncidentCommand
    {
        /// <summary>Facts that became known with it; null when there are none.</summary>
        public GivenFacts? Given { get; init; }
    }

    /// <summary>Gives facts that were not known at the report.</summary>
    public sealed record GiveFacts(GivenFacts Given) : IncidentCommand;

    /// <summary>A feed tells it otherwise than before. A person's assessment and classification stay as they are.</summary>
    public sealed record Amend(Telling Telling, Severity Severity, Fault Fault, string Description) : IncidentCommand;

    /// <summary>Overrules single members of the proposed classification.</summary>
    public sealed record OverruleClassification(Overrule Change, string Reason) : IncidentCommand;

    /// <summary>The summary that was read back to the customer, and who there confirmed it.</summary>
    public sealed record RecordSummary(string Text, string? ConfirmedBy, string? Evidence) : IncidentCommand;

    /// <summary>Adds a file as evidence. The file itself is stored already, under its hash.</summary>
    public sealed record AddEvidence(string Name, string Type, long Size, string Sha256, string? Note) : IncidentCommand;

    /// <summary>Says whom it concerns, and who answers for the customer. Replaces what was said before.</summary>
    public sealed record RecordParties(ImmutableArray<Party> Parties) : IncidentCommand;

    /// <summary>Hands it to somebody of the house, who has it from now on.</summary>
    public sealed record Assign(string To) : IncidentCommand;

    /// <summary>Gives the customer a time.</summary>
    public sealed record Promise(string What, Instant DueAt) : IncidentCommand;

    /// <summary>Keeps a promise.</summary>
    public sealed record KeepPromise(Guid PromiseId, string Note) : IncidentCommand;

    /// <summary>Renews a promise that cannot be kept, before it falls due.</summary>
    public sealed record RenewPromise(Guid PromiseId, Instant DueAt, Instant CustomerToldAt) : IncidentCommand;

    /// <summary>Approves or refuses an option that is beyond the rep's authority.</summary>
    public sealed record DecideOption(RecoveryOption Option, bool Approved, string Note) : IncidentCommand;

    /// <summary>Puts an option to the customer.</summary>
    public sealed record MakeOffer(RecoveryOption Option) : IncidentCommand;

    /// <summary>The customer's answer to the standing offer.</summary>
    /// <param name="Offer">The offer that is answered.</param>
    /// <param name="Accepted">Acceptance or objection.</param>
    /// <param name="By">Who at the customer answered.</param>
    /// <param name="Evidence">Where the answer can be found: the message, the recording.</param>
    /// <param name="Objection">What the customer objects to.</param>
    /// <param name="OptionsLeft">Whether another feasible option remains after a refusal.</param>
    public sealed record AnswerOffer(
        Guid Offer, bool Accepted, string By, string Evidence, string? Objection, bool OptionsLeft) : IncidentCommand;

    /// <summary>A step of the confirmed option is done.</summary>
    public sealed record CompleteStep(Guid Step, string? Note) : IncidentCommand;

    /// <summary>The customer's mark. A low one reopens a settled incident whose invoices are held again as of this version.</summary>
    public sealed record FollowUp(int Satisfaction, string? Note, long HeldAsOf) : IncidentCommand;

    /// <summary>Closes it with the lesson learnt.</summary>
    public sealed record Resolve(string RootCause, string Prevention) : IncidentCommand;

    /// <summary>Takes the report back.</summary>
    public sealed record Withdraw(string Reason) : IncidentCommand;

    /// <summary>Opens it again; the invoices are held again as of this version.</summary>
    public sealed record Reopen(string Reason, long HeldAsOf) : IncidentCommand;

    /// <summary>The customer demands that somebody higher up takes care of it.</summary>
    public sealed record Escalate(string Reason) : IncidentCommand;

    /// <summary>The customer's stream: one of the largest customers has fallen silent. It waits in the outbox on its way.</summary>
    public sealed record CustomerFellSilent(string Reason) : IncidentCommand
    {
        /// <summary>From which margin on it counts to the largest; null when that was not recorded yet.</summary>
        public Money? TopTenthFrom { get; init; }
    }

    /// <summary>Records a demand for money. The shipment is as known at that moment.</summary>
    public sealed record OpenClaim(
        ClaimDirection Direction, Money Amount, LiabilityRegime? Regime, ClaimTerms Terms, LocalDate? NoticeOn, CargoFacts Cargo) : IncidentCommand
    {
        /// <summary>What else is known of it already.</summary>
        public ClaimParticulars Particulars { get; init; } = new();
    }

    /// <summary>Adds to what is known of a claim.</summary>
    public sealed record DescribeClaim(Guid Claim, ClaimParticulars Given) : IncidentCommand;

    /// <summary>Brings the claims up to date with their shipment.</summary>
    public sealed record ReviewClaims(CargoFacts Cargo) : IncidentCommand;

    /// <summary>Written notice was given.</summary>
    public sealed record GiveNotice(Guid Claim, LocalDate On, string Evidence) : IncidentCommand;

    /// <summary>The other side disallowed the claim in writing.</summary>
    public sealed record DisallowClaim(Guid Claim, LocalDate On, string Reason) : IncidentCommand;

    /// <summary>The other side granted more time for suit, in writing.</summary>
    public sealed record ExtendTime(Guid Claim, LocalDate Until, string GrantedBy, string Evidence) : IncidentCommand;

    /// <summary>Suit was filed, or arbitration begun.</summary>
    public sealed record FileSuit(Guid Claim, LocalDate On, string Forum) : IncidentCommand;

    /// <summary>Sets money aside for the claim, or expects it from the claim.</summary>
    public sealed record SetReserve(Guid Claim, Money Amount, string? Note) : IncidentCommand;

    /// <summary>Money came in on a claim of ours.</summary>
    public sealed record ReceiveRecovery(Guid Claim, Money Amount, LocalDate On, string From) : IncidentCommand;

    /// <summary>Ends the claim with an amount, which may be nought.</summary>
    public sealed record SettleClaim(Guid Claim, Money Amount, LocalDate On, string Note) : IncidentCommand;

    /// <summary>We asked the customer for something and cannot go on without it: the clocks stand until it is heard.</summary>
    /// <param name="What">What was asked for, for our own people.</param>
    public sealed record AskCustomer(string What) : IncidentCommand;

    /// <summary>The customer answered what it was asked: the clocks go on.</summary>
    public sealed record HearCustomer(string? Note) : IncidentCommand;

    /// <summary>The customer was forgotten: what stands of it in lists is to be cleared.</summary>
    public sealed record ErasePersons : IncidentCommand;

    /// <summary>The clock: something of this incident fell due.</summary>
    public sealed record DeadlinePassed(ShipmentRef? OrphanOf) : IncidentCommand;
}
