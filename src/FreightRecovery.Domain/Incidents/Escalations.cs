using static FreightRecovery.Domain.Incidents.IncidentCommand;
using static FreightRecovery.Domain.Incidents.IncidentEvent;
using Outcome = FreightRecovery.Domain.Decision<FreightRecovery.Domain.Incidents.IncidentEvent>;

namespace FreightRecovery.Domain.Incidents;

/// <summary>Why an incident rises in the house. The names are part of stored events: add, never rename.</summary>
public enum EscalationCause
{
    /// <summary>A target was missed.</summary>
    MissedTarget,

    /// <summary>A promise was broken.</summary>
    BrokenPromise,

    /// <summary>So much money is at stake.</summary>
    Amount,

    /// <summary>The customer has fallen silent, and it is one of the largest.</summary>
    Stage,

    /// <summary>The customer demands it.</summary>
    CustomerDemand,

    /// <summary>The customer declined all that could be done.</summary>
    OptionsExhausted,

    /// <summary>A step of the confirmed recovery was not done in time.</summary>
    OverdueStep,
}

/// <summary>Sales rep, supervisor, department manager, executive: an incident only ever rises, and its whole history goes along.</summary>
internal static class Escalations
{
    /// <summary>Up one level; at the top it stays, and is told again.</summary>
    public static Escalated Up(IncidentState incident, EscalationCause cause, string reason, CommandContext context) =>
        To(Higher(incident.Level) ?? incident.Level, incident, cause, reason, context);

    /// <summary>To whom an amount belongs, when that is higher than where the incident stands; null when it is not.</summary>
    public static Escalated? OfAmount(IncidentState incident, Money? amount, CommandContext context) =>
        amount is { } money && context.Policy.Escalation.Amount.For((decimal)context.Policy.Rank(money)) is var level && level > incident.Level
            ? To(level, incident, EscalationCause.Amount, $"{money} are at stake.", context)
            : null;

    /// <summary>The customer asks for somebody higher up.</summary>
    public static Outcome OnDemand(IncidentState incident, Escalate c, CommandContext context) => incident switch
    {
        { Settled: true } => Incident.NotIn(incident, "Only an open incident rises. Reopen it first."),
        { Level: Authority.Executive } => new Refusal.NotAllowedInState("The executive has it already. Nobody stands above."),
        _ => Outcome.Accept(Up(incident, EscalationCause.CustomerDemand, c.Reason, context)),
    };

    /// <summary>One of the largest customers has fallen silent.</summary>
    public static Outcome OnSilence(IncidentState incident, CustomerFellSilent c, CommandContext context) =>
        incident.Settled || incident.Level >= context.Policy.Escalation.SilentTopTenth
            ? Outcome.Accept()
            : Outcome.Accept(To(context.Policy.Escalation.SilentTopTenth, incident, EscalationCause.Stage, c.Reason, context) with
            {
                TopTenthFrom = c.TopTenthFrom,
            });

    /// <summary>The next level up, or null at the top.</summary>
    public static Authority? Higher(Authority level) => level == Authority.Executive ? null : level + 1;

    private static Escalated To(Authority level, IncidentState incident, EscalationCause cause, string reason, CommandContext context) =>
        new(level, reason, context.At) { From = incident.Level, Cause = cause, By = context.By.Name };
}
