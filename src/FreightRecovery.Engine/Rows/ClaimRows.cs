using FreightRecovery.Domain;
using FreightRecovery.Domain.Claims;
using FreightRecovery.Domain.Incidents;
using NodaTime;

namespace FreightRecovery.Engine.Rows;

/// <summary>A demand for money as lists show it.</summary>
/// <param name="NextBar">The next last day that is neither met nor missed; null when there is none, or it cannot be computed.</param>
public sealed record ClaimRow(
    Guid Id, IncidentId Incident, CustomerRef Customer, string Branch, string SalesRep, string AccountManager, ClaimDirection Direction,
    LiabilityRegime? Regime, Money Amount, Money? Reserve, Money Recovered, Money? Settled, LocalDate? NoticeBy, LocalDate? SueBy,
    LocalDate? NextBar, Instant OpenedAt, long Version) : ReadRow;

/// <summary>The read rows of an incident's claims.</summary>
internal static class ClaimRows
{
    public static void Add(StreamId stream, IncidentState before, IncidentState after, Policy policy, List<ReadRow> rows)
    {
        if (after.Facts is not { } facts || after.Claims.IsEmpty || after.Cargo is not { } cargo
            || (before.Claims.SequenceEqual(after.Claims) && before.Cargo == after.Cargo))
            return;
        foreach (var claim in after.Claims)
        {
            var clock = LegalClock.Of(policy, claim.Case(after, cargo, DefaultRegime.SideOf(claim.Direction)));
            rows.Add(new ClaimRow(
                claim.Id, stream.Incident, facts.Customer, facts.Branch, facts.SalesRep, facts.AccountManager, claim.Direction, clock.Regime,
                claim.Amount, claim.Reserve, claim.Recovered, claim.Settlement?.Amount, clock.NoticeBy, clock.SueBy,
                ClaimWatch.NextBar(after, claim, policy), claim.OpenedAt, after.Version));
        }
    }

    /// <summary>The earlier of two instants, of which either may be missing.</summary>
    public static Instant? Earlier(Instant? a, Instant? b) => a is null || b < a ? b ?? a : a;
}
