using FreightRecovery.Domain;
using FreightRecovery.Domain.Claims;
using FreightRecovery.Domain.Incidents;
using NodaTime;

namespace FreightRecovery.Engine.Rows;

/// <summary>What the reports count of an incident.</summary>
/// <param name="Cause">As assessed; null before.</param>
/// <param name="ToldWorked">The working time until the customer was told.</param>
/// <param name="SettledAt">When it was last settled, UTC; null while it is open.</param>
/// <param name="SettledWorked">The working time until it was resolved, without the waits for the customer; null unless it is.</param>
/// <param name="Mark">The customer's latest mark, 1 to 5.</param>
public sealed record IncidentFigureRow(
    Instant ReportedAt, IncidentId Id, string Branch, CustomerRef Customer, ShipmentRef Shipment, IncidentKind Kind, Fault Fault,
    Severity Severity, Cause? Cause, IncidentStatus Status, Instant FirstResponseDueAt, Instant? ToldAt, Duration? ToldWorked,
    Instant? SettledAt, Duration? SettledWorked, int? Mark) : ReadRow;

/// <summary>An offer that the customer accepted, and what it costs.</summary>
/// <param name="Number">0 for the first of its incident; one that was opened again may have more.</param>
public sealed record AgreedOfferRow(
    Instant ReportedAt, IncidentId Incident, int Number, Guid Offer, string Branch, Money Cost, Money RetentionGain, Money Recoverable) : ReadRow;

/// <summary>Money that was paid on a customer's claim, or that came in on one of ours.</summary>
/// <param name="Number">0 for the settlement, then the recoveries in order.</param>
/// <param name="Paid">True for what we paid; false for what came in.</param>
public sealed record ClaimMoneyRow(
    Guid Claim, int Number, Instant ReportedAt, IncidentId Incident, string Branch, bool Paid, LocalDate On, Money Amount) : ReadRow;

/// <summary>A last day that is ours to lose, and how it ended.</summary>
public sealed record TimeBarRow(Guid Claim, string Branch, BarOutcome Outcome) : ReadRow;

/// <summary>The rows of an incident that the reports count. They stay narrow: a report reads all of a period.</summary>
internal static class FigureRows
{
    public static void Add(StreamId stream, IncidentState before, IncidentState after, Policy policy, List<ReadRow> rows)
    {
        if (after.Facts is not { } facts)
            return;
        if (Differ(before, after))
            rows.Add(Figures(stream.Incident, after, facts, policy));
        // What was agreed stays agreed, even when the incident is opened again.
        foreach (var (number, offer) in after.Offers.Where(o => o.Accepted == true).Index())
            if (!before.Offers.Any(o => o.Id == offer.Id && o.Accepted == true))
                rows.Add(new AgreedOfferRow(
                    after.ReportedAt, stream.Incident, number, offer.Id, facts.Branch, offer.Option.Cost, offer.Option.RetentionGain,
                    offer.Option.Recoverable));
        if (!before.Claims.SequenceEqual(after.Claims) || before.Cargo != after.Cargo)
            foreach (var claim in after.Claims)
                AddClaim(stream.Incident, after, facts, claim, policy, rows);
    }

    private static bool Differ(IncidentState before, IncidentState after) =>
        before.Facts is null || before.Status != after.Status || before.CustomerToldAt != after.CustomerToldAt
        || before.Assessment != after.Assessment || before.FollowUps.Length != after.FollowUps.Length || before.SettledAt != after.SettledAt;

    private static IncidentFigureRow Figures(IncidentId incident, IncidentState state, IncidentFacts facts, Policy policy)
    {
        var clocks = state.CustomerToldAt is null ? null : new IncidentClocks(state, policy);
        return new IncidentFigureRow(
            state.ReportedAt, incident, facts.Branch, facts.Customer, facts.Shipment, facts.Kind, state.Fault, state.Severity,
            state.Assessment?.Cause, state.Status, state.FirstResponseDueAt, state.CustomerToldAt,
            clocks is null ? null : clocks.Work.Between(state.ReportedAt, state.CustomerToldAt!.Value),
            state.Settled ? state.Pauses.LastOrDefault(p => p is { Reason: PauseReason.Settled, Until: null })?.From : null,
            state.Status != IncidentStatus.Resolved ? null
                : clocks?.Readings().FirstOrDefault(reading => reading.Clock == ClockKind.Resolution)?.Counted,
            state.FollowUps.IsEmpty ? null : state.FollowUps[^1].Satisfaction);
    }

    private static void AddClaim(
        IncidentId incident, IncidentState state, IncidentFacts facts, ClaimState claim, Policy policy, List<ReadRow> rows)
    {
        if (claim is { Direction: ClaimDirection.FromCustomer, Settlement: { } paid })
            rows.Add(new ClaimMoneyRow(claim.Id, 0, state.ReportedAt, incident, facts.Branch, Paid: true, paid.On, paid.Amount));
        for (var i = 0; i < claim.Recoveries.Length; i++)
            rows.Add(new ClaimMoneyRow(
                claim.Id, i + 1, state.ReportedAt, incident, facts.Branch, Paid: false, claim.Recoveries[i].On, claim.Recoveries[i].Amount));
        if (state.Cargo is { } cargo)
            rows.AddRange(BarOutcome.Of(state, claim, cargo, policy).Select(outcome => new TimeBarRow(claim.Id, facts.Branch, outcome)));
    }
}
