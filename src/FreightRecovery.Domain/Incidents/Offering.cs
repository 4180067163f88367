using FreightRecovery.Domain.Recovery;
using static FreightRecovery.Domain.Incidents.IncidentCommand;
using static FreightRecovery.Domain.Incidents.IncidentEvent;
using Outcome = FreightRecovery.Domain.Decision<FreightRecovery.Domain.Incidents.IncidentEvent>;

namespace FreightRecovery.Domain.Incidents;

/// <summary>Options go out one at a time, within authority, and the customer itself answers.</summary>
public static class Offering
{
    internal static Outcome DecideOn(IncidentState incident, DecideOption c, CommandContext context)
    {
        if (incident.Status is not (IncidentStatus.Assessed or IncidentStatus.Reopened))
            return Incident.NotIn(incident, "Options are decided on between the assessment and the offer.");
        if (context.By.Authority < c.Option.Authority)
            return NeedsApproval(c.Option);
        // Who stands higher has the last word: nobody below takes it back, and repeating it would only lower its weight.
        return WordOn(incident, c.Option) is { } word && context.By.Authority < word.Authority
            ? new Refusal.ApprovalNeeded(word.Authority,
                $"{word.By} has {(word.Approved ? "approved" : "refused")} this option with the authority of {Name(word.Authority)}: {word.Note} "
                + "Only the same authority or a higher one changes that.")
            : Outcome.Accept(new OptionDecided(c.Option.Id, c.Approved, context.By.Authority, c.Note, context.By.Name));
    }

    internal static Outcome Make(IncidentState incident, MakeOffer c, CommandContext context)
    {
        if (incident.Status == IncidentStatus.Offered)
            return Incident.NotIn(incident, "Another offer is with the customer. Record its answer first.");
        if (incident.Status == IncidentStatus.Assessed && incident.Assessment?.Finding == Finding.Communication)
            return Incident.NotIn(incident, "It is a matter of communication: explain and resolve it, or assess it as valid.");
        if (incident.Status is not (IncidentStatus.Assessed or IncidentStatus.Reopened) || incident.Assessment is null)
            return Incident.NotIn(incident, "An offer follows the assessment.");
        if (!c.Option.Feasible)
            return new Refusal.Invalid("/optionId", $"This option cannot be done: {c.Option.InfeasibleBecause}");
        if (incident.DeclinedOptions.Contains(c.Option.Id))
            return new Refusal.Invalid("/optionId", "The customer has declined this option. Offer another one.");
        var decided = WordOn(incident, c.Option);
        if (Refused(incident, c.Option, context.By.Authority))
            return new Refusal.ApprovalNeeded(decided!.Authority, $"{decided.By} refused this option: {decided.Note} Offer another one.");
        if (context.By.Authority < c.Option.Authority && !(decided is { Approved: true } && decided.Authority >= c.Option.Authority))
            return NeedsApproval(c.Option);
        return Outcome.Accept(new OfferMade(context.Id.Child("offer"), c.Option, context.At, context.By.Name));
    }

    internal static Outcome Answer(IncidentState incident, AnswerOffer c, CommandContext context)
    {
        if (incident.Offers.All(o => o.Id != c.Offer))
            return new Refusal.NotFound("There is no such offer on this incident.");
        if (incident.StandingOffer is not { } offer || offer.Id != c.Offer)
            return Incident.NotIn(incident, "This offer is answered already, or another one has replaced it.");
        if (Recording.NotTheirs(incident, c.By) is { } refusal)
            return refusal;
        if (string.IsNullOrWhiteSpace(c.Evidence))
            return new Refusal.Invalid("/evidence", "Say where the customer's own word can be found: the link, the message or the recorded call.");
        if (c.Accepted)
            return Outcome.Accept(new OfferAccepted(
                c.Offer, c.By, c.Evidence, context.At, Options.Steps(
                    offer.Option, context.Policy.Calendars.Of(incident.Facts!.Branch, incident.Facts.TimeZone), context)));
        var declined = new OfferDeclined(c.Offer, c.By, c.Evidence, c.Objection, context.At);
        if (c.OptionsLeft)
            return Outcome.Accept(declined);
        return incident.Level == Authority.Executive
            ? Outcome.Accept(declined, new OptionsExhausted(context.At))
            : Outcome.Accept(declined, new OptionsExhausted(context.At), Escalations.Up(
                incident, EscalationCause.OptionsExhausted, "The customer declined every option.", context));
    }

    /// <summary>The best that can go out next: feasible, and not refused by anybody whom this authority does not outrank.</summary>
    public static RecoveryOption? Next(IncidentState incident, IEnumerable<RecoveryOption> ranked, Authority authority) =>
        ranked.FirstOrDefault(option => option.Feasible && !Refused(incident, option, authority));

    private static bool Refused(IncidentState incident, RecoveryOption option, Authority authority) =>
        WordOn(incident, option) is { Approved: false } word && authority <= word.Authority;

    private static OptionDecided? WordOn(IncidentState incident, RecoveryOption option) =>
        incident.Decisions.FirstOrDefault(d => d.Option == option.Id);

    private static Refusal NeedsApproval(RecoveryOption option) => new Refusal.ApprovalNeeded(option.Authority,
        $"This option is beyond your authority: somebody with the authority of {Name(option.Authority)} "
        + $"approves option {option.Id} first.");

    private static string Name(Authority authority) => authority.ToString().ToLowerInvariant();
}
