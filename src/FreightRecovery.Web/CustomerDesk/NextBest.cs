using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Engine.Rows;

namespace FreightRecovery.Web.CustomerDesk;

/// <summary>What serves a customer best now, told from where it stands and what is open with it.</summary>
/// <param name="Key">The key of the sentence.</param>
/// <param name="Incident">The incident that it is about, or null.</param>
public sealed record NextBest(string Key, IncidentRow? Incident)
{
    /// <summary>What has not been told comes before what has not been settled, and that before what is felt.</summary>
    /// <param name="view">Where it stands.</param>
    /// <param name="incidents">Its incidents, newest first.</param>
    public static NextBest Of(RelationshipView view, IReadOnlyList<IncidentRow> incidents)
    {
        var open = incidents.Where(i => !i.Settled).ToList();
        if (open.FirstOrDefault(i => i.CustomerToldAt is null) is { } untold)
            return new("customer.best.tell", untold);
        if (open.FirstOrDefault(i => i.Status == IncidentStatus.Offered) is { } offered)
            return new("customer.best.answer", offered);
        if (open.Count > 0)
            return new("customer.best.settle", open[^1]);
        return new(
            view switch
            {
                { Stage: Stage.Lost } => "customer.best.lost",
                { Stage: Stage.Silence, Captive: true } => "customer.best.captive",
                { Stage: Stage.Silence, Quiet: true } => "customer.best.quiet",
                { Stage: Stage.Silence } => "customer.best.silence",
                { Stage: Stage.Complaint } => "customer.best.complaint",
                { Stage: Stage.Grumble } => "customer.best.grumble",
                _ => "customer.best.content",
            },
            null);
    }
}
