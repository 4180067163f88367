using static FreightRecovery.Domain.Incidents.IncidentCommand;
using static FreightRecovery.Domain.Incidents.IncidentEvent;
using Outcome = FreightRecovery.Domain.Decision<FreightRecovery.Domain.Incidents.IncidentEvent>;

namespace FreightRecovery.Domain.Incidents;

/// <summary>
/// What the customer is asked on the way: a photograph, a weight slip, an address. While we wait for it our clocks stand, but for
/// those of telling the customer, and they go on with what had run (DOMAIN.md section 3.5).
/// </summary>
internal static class Questions
{
    public static Outcome Ask(IncidentState incident, AskCustomer c, CommandContext context) => incident switch
    {
        { Settled: true } => new Refusal.NotAllowedInState("It is settled. Reopen it first."),
        { CustomerToldAt: null } => new Refusal.NotAllowedInState("Tell the customer first and post the acknowledgement; then ask."),
        { StandingOffer: not null } => new Refusal.NotAllowedInState("An offer is with the customer, and the clocks stand. Wait for its answer."),
        { Question: { } asked } when asked.What == c.What => Outcome.Accept(),
        { Question: { } asked } => new Refusal.NotAllowedInState(
            $"We wait for the customer already: {asked.What.TrimEnd('.')}. Say what it answered, then ask anew."),
        _ => Outcome.Accept(new CustomerAsked(c.What, context.At, context.By.Name)),
    };

    public static Outcome Hear(IncidentState incident, HearCustomer c, CommandContext context) => incident.Question is null
        ? new Refusal.NotAllowedInState("Nothing was asked of the customer. Record what it said as a signal of the customer.")
        : Outcome.Accept(new CustomerHeard(c.Note, context.At, context.By.Name));
}
