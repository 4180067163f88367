using System.Collections.Immutable;

namespace FreightRecovery.Domain.Recovery;

/// <summary>An option before it has a rank.</summary>
/// <param name="Id">Breaks the last tie.</param>
/// <param name="Precedence">Its place in the playbook; the trade's own order breaks a tie of value and cost.</param>
/// <param name="Parts">The parts, the leading one first.</param>
/// <param name="Sum">What decides the rank.</param>
/// <param name="Authority">Who may decide it; it has no say in the rank.</param>
/// <param name="Obstacle">Why it cannot be put forward, or null.</param>
internal sealed record Candidate(
    Guid Id, int Precedence, ImmutableArray<OptionPart> Parts, Sum Sum, Authority Authority, string? Obstacle);

/// <summary>
/// The order of candidates. It looks at nothing but value, then cost, then what could not be valued, then two keys that belong
/// to the candidate, so it is total: the order of the input has no say, a higher cost can only lower a rank, and what is no
/// worse in every figure and better in one has the higher value, or the lower cost where no rate is known.
/// </summary>
internal static class Ranking
{
    /// <summary>Best first.</summary>
    public static IEnumerable<Candidate> Order(IEnumerable<Candidate> candidates) => candidates
        .OrderByDescending(candidate => candidate.Sum.Value)
        .ThenBy(candidate => candidate.Sum.Cost)
        .ThenBy(candidate => candidate.Sum.Unvalued, Amounts.Order)
        .ThenBy(candidate => candidate.Precedence)
        .ThenBy(candidate => candidate.Id);
}
