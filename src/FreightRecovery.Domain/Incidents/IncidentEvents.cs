using System.Collections.Immutable;
using FreightRecovery.Domain.Claims;
using FreightRecovery.Domain.Classifying;
using FreightRecovery.Domain.Recovery;
using NodaTime;

namespace FreightRecovery.Domain.Incidents;

// STORAGE CONTRACT. These records are written as JSON and read back for as long as the product lives: add members with
// defaults, never rename or retype one. A changed meaning is a new event.

/// <summary>What happened in the life of an incident.</summary>
public abstract record IncidentEvent
{
    private IncidentEvent() { }

    /// <summary>It was reported; the shipment's invoices were held just before.</summary>
    public sealed record IncidentReported(IncidentFacts Facts, Instant ReportedAt, Instant FirstResponseDueAt) : IncidentEvent
    {
        /// <summary>By whose figure the first response is due; null for the channel's.</summary>
        public TargetSource? FirstResponseBy { get; init; }
    }

    /// <summary>The hold was placed and no report followed in time: the hold is given up, the caller never heard of it.</summary>
    public sealed record ReportAbandoned(ShipmentRef Shipment) : IncidentEvent;

    /// <summary>
    /// The invoices of a settled incident were held again to open it once more, and that never followed: the hold is given up.
    /// </summary>
    public sealed record HoldAbandoned(ShipmentRef Shipment) : IncidentEvent;

    /// <summary>The customer has been told.</summary>
    public sealed record CustomerTold(Channel Channel, [property: Personal] string Note, Instant At, string By) : IncidentEvent;

    /// <summary>What happened was found out.</summary>
    public sealed record IncidentAssessed(Assessment Assessment, Instant At) : IncidentEvent;

    /// <summary>We gave the customer a time.</summary>
    public sealed record PromiseMade(Guid Promise, string What, Instant DueAt, Instant At) : IncidentEvent;

    /// <summary>We kept it.</summary>
    public sealed record PromiseKept(Guid Promise, [property: Personal] string Note, Instant At) : IncidentEvent;

    /// <summary>The customer was told of a later time before the old one passed.</summary>
    public sealed record PromiseRenewed(Guid Promise, Instant DueAt, Instant CustomerToldAt) : IncidentEvent;

    /// <summary>The time passed and we had not kept it.</summary>
    public sealed record PromiseBroken(Guid Promise, Instant DueAt) : IncidentEvent;

    /// <summary>Somebody with the authority decided on an option.</summary>
    public sealed record OptionDecided(Guid Option, bool Approved, Authority Authority, string Note, string By) : IncidentEvent;

    /// <summary>An option was put to the customer.</summary>
    public sealed record OfferMade(Guid Offer, RecoveryOption Option, Instant At, string By) : IncidentEvent;

    /// <summary>The customer itself accepted; from here on it may be carried out.</summary>
    public sealed record OfferAccepted(
        Guid Offer, [property: Personal] string By, [property: Personal] string Evidence, Instant At, ImmutableArray<PlannedStep> Steps) : IncidentEvent;

    /// <summary>The customer objected.</summary>
    public sealed record OfferDeclined(
        Guid Offer, [property: Personal] string By, [property: Personal] string Evidence, [property: Personal] string? Objection, Instant At)
        : IncidentEvent;

    /// <summary>Every feasible option was declined: somebody higher up must think of something.</summary>
    public sealed record OptionsExhausted(Instant At) : IncidentEvent;

    /// <summary>A step was done and the customer told.</summary>
    public sealed record StepCompleted(Guid Step, [property: Personal] string? Note, Instant At, string By) : IncidentEvent;

    /// <summary>All steps are done.</summary>
    public sealed record RecoveryCarriedOut(Instant At) : IncidentEvent;

    /// <summary>The customer gave a mark from 1 to 5.</summary>
    public sealed record FollowedUp(int Satisfaction, [property: Personal] string? Note, Instant At) : IncidentEvent;

    /// <summary>It is settled to the end; the holds go and what was agreed comes off the invoices.</summary>
    public sealed record IncidentResolved(
        string RootCause, string Prevention, Instant At, int? Satisfaction, bool WithinPromise,
        ImmutableArray<Adjustment> Adjustments) : IncidentEvent;

    /// <summary>The report was taken back.</summary>
    public sealed record IncidentWithdrawn(string Reason, Instant At) : IncidentEvent;

    /// <summary>It is open again; the invoices were held again just before.</summary>
    public sealed record IncidentReopened(string Reason, Instant At) : IncidentEvent;

    /// <summary>It rose in the house, with its whole history.</summary>
    public sealed record Escalated(Authority To, string Reason, Instant At) : IncidentEvent
    {
        /// <summary>Where it stood before; null when that was not recorded yet.</summary>
        public Authority? From { get; init; }

        /// <summary>Why; null when that was not recorded yet.</summary>
        public EscalationCause? Cause { get; init; }

        /// <summary>Who brought it about; null when that was not recorded yet.</summary>
        public string? By { get; init; }

        /// <summary>For a silent customer: from which margin of twelve months on it counted to the largest.</summary>
        public Money? TopTenthFrom { get; init; }
    }

    /// <summary>A target was used up before it was met.</summary>
    public sealed record TargetMissed(ClockKind Clock, Instant DueAt, Instant At) : IncidentEvent;

    /// <summary>A step of the confirmed recovery was not done in time.</summary>
    public sealed record StepOverdue(Guid Step, string What, Instant DueAt, Instant At) : IncidentEvent;

    /// <summary>Whoever has it was reminded that a target, a promise or a step falls due soon.</summary>
    public sealed record ReminderGiven(ClockKind? Clock, Guid? Promise, Instant DueAt, Instant At) : IncidentEvent
    {
        /// <summary>The step of which its owner was reminded.</summary>
        public Guid? Step { get; init; }
    }

    /// <summary>A demand for money was recorded, with the shipment as known that day.</summary>
    public sealed record ClaimOpened(
        Guid Claim, ClaimDirection Direction, LiabilityRegime? Regime, Money Amount, ClaimTerms Terms, CargoFacts Cargo, LocalDate? NoticeOn,
        Instant At, string By) : IncidentEvent
    {
        /// <summary>What else was known of it; null when nothing was.</summary>
        public ClaimParticulars? Particulars { get; init; }
    }

    /// <summary>More became known of a claim.</summary>
    public sealed record ClaimDescribed(Guid Claim, ClaimParticulars Given, Instant At, string By) : IncidentEvent;

    /// <summary>The shipment changed in what the claims' clocks rest on, such as its delivery.</summary>
    public sealed record CargoChanged(CargoFacts Cargo, Instant At) : IncidentEvent;

    /// <summary>Written notice was given.</summary>
    public sealed record ClaimNoticed(Guid Claim, LocalDate On, [property: Personal] string Evidence, Instant At, string By)
        : IncidentEvent;

    /// <summary>The other side disallowed the claim in writing.</summary>
    public sealed record ClaimDisallowed(Guid Claim, LocalDate On, [property: Personal] string Reason, Instant At, string By)
        : IncidentEvent;

    /// <summary>The other side granted more time for suit, in writing.</summary>
    public sealed record TimeExtended(
        Guid Claim, LocalDate Until, [property: Personal] string GrantedBy, [property: Personal] string Evidence, Instant At, string By)
        : IncidentEvent;

    /// <summary>Suit was filed, or arbitration begun.</summary>
    public sealed record SuitFiled(Guid Claim, LocalDate On, string Forum, Instant At, string By) : IncidentEvent;

    /// <summary>Money was set aside for the claim, or is expected from it.</summary>
    public sealed record ReserveSet(Guid Claim, Money Amount, string? Note, Instant At, string By) : IncidentEvent;

    /// <summary>Money came in on a claim of ours.</summary>
    public sealed record RecoveryReceived(Guid Claim, Money Amount, LocalDate On, [property: Personal] string From, Instant At, string By)
        : IncidentEvent;

    /// <summary>The claim ended with an amount, which may be nought.</summary>
    public sealed record ClaimSettled(Guid Claim, Money Amount, LocalDate On, [property: Personal] string Note, Instant At, string By)
        : IncidentEvent;

    /// <summary>A last day comes near; our people are warned.</summary>
    public sealed record TimeBarNear(Guid Claim, ClaimSide Side, TimeBar Bar, LocalDate By, int WarnDays, Instant At) : IncidentEvent;

    /// <summary>A last day has passed unused.</summary>
    public sealed record TimeBarMissed(Guid Claim, ClaimSide Side, TimeBar Bar, LocalDate By, Instant At) : IncidentEvent;

    /// <summary>A last day against the carrier comes near, and nobody has claimed for the loss.</summary>
    /// <param name="Bar">Which.</param>
    /// <param name="By">The last day.</param>
    /// <param name="WarnDays">How many days before it.</param>
    /// <param name="To">Who is warned beside the person in charge; the sales rep's own level when nobody else is.</param>
    /// <param name="At">When, UTC.</param>
    public sealed record CarrierBarNear(TimeBar Bar, LocalDate By, int WarnDays, Authority To, Instant At) : IncidentEvent;

    /// <summary>A last day against the carrier has passed, and nobody had claimed for the loss.</summary>
    public sealed record CarrierBarMissed(TimeBar Bar, LocalDate By, Instant At) : IncidentEvent;

    /// <summary>Facts became known after the report.</summary>
    public sealed record FactsGiven(GivenFacts Given, Instant At, string By) : IncidentEvent;

    /// <summary>Its source told it otherwise than before: longer, more, heavier or less of it.</summary>
    /// <param name="Telling">What was told, by whom and when.</param>
    /// <param name="Severity">How bad it seems now.</param>
    /// <param name="Fault">With whom the fault seems to lie now.</param>
    /// <param name="Description">What was booked and what is told now.</param>
    /// <param name="At">When, UTC.</param>
    public sealed record IncidentAmended(Telling Telling, Severity Severity, Fault Fault, [property: Personal] string Description, Instant At)
        : IncidentEvent;

    /// <summary>A person knew better than the proposed classification.</summary>
    public sealed record ClassificationOverruled(Overrule Change, string Reason, Instant At, string By) : IncidentEvent;

    /// <summary>The summary was read back to the customer; it is confirmed when somebody there is named.</summary>
    public sealed record SummaryRecorded(
        [property: Personal] string Text, [property: Personal] string? ConfirmedBy, [property: Personal] string? Evidence, Instant At, string By)
        : IncidentEvent;

    /// <summary>A file was added as evidence.</summary>
    /// <param name="Evidence">Its id.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Type">Its media type, told by what is in it.</param>
    /// <param name="Size">Its length in bytes.</param>
    /// <param name="Sha256">Its SHA-256, in small hexadecimal letters.</param>
    /// <param name="Note">What it shows.</param>
    public sealed record EvidenceAdded(
        Guid Evidence, [property: Personal] string Name, string Type, long Size, string Sha256, [property: Personal] string? Note, Instant At,
        string By) : IncidentEvent;

    /// <summary>It was said whom it concerns.</summary>
    public sealed record PartiesRecorded([property: Personal] ImmutableArray<Party> Parties, Instant At, string By) : IncidentEvent;

    /// <summary>It was handed to somebody of the house.</summary>
    /// <param name="To">Who has it from now on, by the name in the records.</param>
    public sealed record IncidentAssigned(string To, Instant At, string By) : IncidentEvent;

    /// <summary>The customer was asked for something that we cannot go on without.</summary>
    public sealed record CustomerAsked(string What, Instant At, string By) : IncidentEvent;

    /// <summary>The customer answered what it was asked.</summary>
    public sealed record CustomerHeard([property: Personal] string? Note, Instant At, string By) : IncidentEvent;

    /// <summary>The customer was forgotten; what was personal here can no longer be read.</summary>
    public sealed record PersonalDataErased(Instant At) : IncidentEvent;
}

/// <summary>What assessment found. A command that leaves the department empty means the one that its kind usually goes to.</summary>
public sealed record Assessment(
    Finding Finding,
    Fault Fault,
    string Department,
    string? PersonInCharge,
    Cause Cause,
    Severity Severity,
    Money? LossEstimate)
{
    /// <summary>What a communication matter is about; null for other findings, and when it was not said.</summary>
    public CommunicationKind? Communication { get; init; }
}
