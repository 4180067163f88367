using FreightRecovery.Domain.Claims;
using FreightRecovery.Domain.Incidents;
using NodaTime.Text;
using static FreightRecovery.Domain.Incidents.IncidentEvent;

namespace FreightRecovery.Engine;

/// <summary>Who is told of what about claims.</summary>
internal static class ClaimNotices
{
    public static void Add(IncidentEvent e, IncidentState incident, string what, Action<string, string, string> tell)
    {
        switch (e)
        {
            case ClaimOpened { Direction: ClaimDirection.FromCustomer } x:
                tell(incident.Assignee, "claimOpened",
                    $"The customer claims {x.Amount}: {what}. The carrier's clock runs too: hold it liable in writing today.");
                tell(Notices.Role("finance"), "claimOpened", $"The customer claims {x.Amount}: {what}. Set a reserve.");
                break;
            case TimeBarNear x:
                tell(incident.Assignee, "timeBarNear", $"{Bar(x.Bar)} on the {Side(x.Side)} ends on {Iso(x.By)}: {what}.");
                tell(Notices.Role("manager"), "timeBarNear", $"{Bar(x.Bar)} on the {Side(x.Side)} ends on {Iso(x.By)}: {what}.");
                break;
            case CarrierBarNear x:
                tell(incident.Assignee, "timeBarNear", Unclaimed(x.Bar, x.By));
                if (x.To > Domain.Authority.Sales)
                    tell(Notices.Role(x.To.ToString().ToLowerInvariant()), "timeBarNear", Unclaimed(x.Bar, x.By));
                break;
            case CarrierBarMissed x:
                foreach (var recipient in (string[])[incident.Assignee, Notices.Role("manager")])
                    tell(recipient, "timeBarMissed",
                        $"{Bar(x.Bar)} on the carrier ended on {Iso(x.By)}, and nobody had claimed: {what}. Ask counsel what is left.");
                break;
            case TimeBarMissed { Side: not ClaimSide.Customer } x:
                tell(incident.Assignee, "timeBarMissed", $"{Bar(x.Bar)} on the {Side(x.Side)} ended on {Iso(x.By)} unused: {what}.");
                tell(Notices.Role("manager"), "timeBarMissed", $"{Bar(x.Bar)} on the {Side(x.Side)} ended on {Iso(x.By)} unused: {what}.");
                break;
        }

        string Unclaimed(TimeBar bar, NodaTime.LocalDate by) =>
            $"{Bar(bar)} on the carrier ends on {Iso(by)}, and nobody has claimed yet: {what}. Open a claim on the carrier.";
    }

    private static string Bar(TimeBar bar) => bar switch
    {
        TimeBar.Notice => "The time for notice",
        TimeBar.Suit => "The time for suit",
        TimeBar.Recourse => "The time for recourse",
    };

    private static string Side(ClaimSide side) => side == ClaimSide.Customer ? "house" : side.ToString().ToLowerInvariant();

    private static string Iso(NodaTime.LocalDate day) => LocalDatePattern.Iso.Format(day);
}
