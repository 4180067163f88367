using static FreightRecovery.Domain.Incidents.IncidentCommand;
using static FreightRecovery.Domain.Incidents.IncidentEvent;
using Outcome = FreightRecovery.Domain.Decision<FreightRecovery.Domain.Incidents.IncidentEvent>;

namespace FreightRecovery.Domain.Incidents;

/// <summary>Every time given to the customer is kept, renewed in time with the customer told, or broken.</summary>
internal static class Promises
{
    public static Outcome Make(IncidentState incident, Promise c, CommandContext context)
    {
        if (incident.Settled)
            return Incident.NotIn(incident, "A promise belongs to an open incident. Reopen it first.");
        return c.DueAt <= context.At
            ? new Refusal.Invalid("/dueAt", "A promise lies in the future. Name a later time.")
            : Outcome.Accept(new PromiseMade(context.Id.Child("promise"), c.What, c.DueAt, context.At));
    }

    public static Outcome Keep(IncidentState incident, KeepPromise c, CommandContext context) => Find(incident, c.PromiseId) switch
    {
        null => NoSuchPromise(),
        { KeptAt: not null } => Outcome.Accept(),
        { BrokenAt: not null } => Broken(),
        { LapsedAt: not null } => Lapsed(),
        { DueAt: var due } when due < context.At => incident.Settled ? Lapsed() : Broken(),
        _ => Outcome.Accept(new PromiseKept(c.PromiseId, c.Note, context.At)),
    };

    public static Outcome Renew(IncidentState incident, RenewPromise c, CommandContext context) => Find(incident, c.PromiseId) switch
    {
        null => NoSuchPromise(),
        { KeptAt: not null } => new Refusal.NotAllowedInState("The promise is kept; there is nothing to renew. Give a new one."),
        { BrokenAt: not null } => Broken(),
        { LapsedAt: not null } => Lapsed(),
        { DueAt: var due } when due < context.At => incident.Settled ? Lapsed() : Broken(),
        _ when c.CustomerToldAt > context.At => new Refusal.Invalid("/customerToldAt",
            "The customer must have been told already: the time lies in the future."),
        { MadeAt: var made } when c.CustomerToldAt < made => new Refusal.Invalid("/customerToldAt",
            "The customer cannot have been told before the promise was made."),
        { DueAt: var due } when c.DueAt <= due => new Refusal.Invalid("/dueAt", "The new time lies after the old one."),
        _ => Outcome.Accept(new PromiseRenewed(c.PromiseId, c.DueAt, c.CustomerToldAt)),
    };

    /// <summary>What is past due and not kept when the incident is settled: it is broken, though the clock has not come by yet.</summary>
    public static IEnumerable<IncidentEvent> PastDue(IncidentState incident, CommandContext context) =>
        incident.Promises.Where(p => p.Open && p.DueAt < context.At).Select(p => new PromiseBroken(p.Id, p.DueAt));

    private static PromiseState? Find(IncidentState incident, Guid promise) =>
        incident.Promises.FirstOrDefault(p => p.Id == promise);

    private static Refusal NoSuchPromise() => new Refusal.NotFound("There is no such promise.");

    private static Refusal Lapsed() => new Refusal.NotAllowedInState(
        "The promise fell due while the incident was settled: it has lapsed. Give a new one once the incident is open.");

    private static Refusal Broken() => new Refusal.NotAllowedInState(
        "The promise fell due and was not kept: it is broken, and the record stays. Tell the customer and give a new one.");
}
