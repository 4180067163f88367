using System.Globalization;

namespace FreightRecovery.Domain.Customers;

/// <summary>
/// The open incidents of a silent customer among the largest go straight to the top (DOMAIN 3.5): those that are open when it
/// falls silent, and those that are reported while it is.
/// </summary>
public static class Silence
{
    /// <summary>The incidents that an event of the customer's raises, each with its reason and the figure that counts it to the largest.</summary>
    /// <param name="e">What happened.</param>
    /// <param name="after">The customer after it.</param>
    /// <param name="policy">The policy in force.</param>
    public static IReadOnlyList<(IncidentId Incident, string Reason, Money TopTenthFrom)> Concerns(CustomerEvent e, CustomerState after, Policy policy)
    {
        if (after is not { Stage: Stage.Silence, Facts: { } facts })
            return [];
        var (belongs, from) = TopTenth.Judge(facts.ExpectedAnnualMargin, policy);
        if (!belongs)
            return [];
        IEnumerable<IncidentId> concerned = e switch
        {
            CustomerEvent.StageMoved { To: Stage.Silence } => OpenIncidents(after),
            CustomerEvent.SignalObserved
            {
                Signal: { Kind: SignalKind.IncidentReported or SignalKind.IncidentReopened, Incident: { } reported },
            } => OpenIncidents(after).Where(open => open == reported),
            _ => [],
        };
        var reason = string.Create(CultureInfo.InvariantCulture,
            $"The customer is silent, and with {facts.ExpectedAnnualMargin} a year one of the largest: the top tenth begins at {from}.");
        return [.. concerned.Select(incident => (incident, reason, from))];
    }

    private static IEnumerable<IncidentId> OpenIncidents(CustomerState customer) => customer.Signals
        .Where(s => s.Incident is not null && s.Kind is (SignalKind.IncidentReported or SignalKind.IncidentReopened
            or SignalKind.IncidentResolved or SignalKind.IncidentClosed))
        .GroupBy(s => s.Incident!.Value)
        .Where(of => of.Last().Kind is SignalKind.IncidentReported or SignalKind.IncidentReopened)
        .Select(of => of.Key);
}
