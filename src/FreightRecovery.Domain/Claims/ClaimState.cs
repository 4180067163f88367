using System.Collections.Immutable;
using FreightRecovery.Domain.Incidents;
using NodaTime;

namespace FreightRecovery.Domain.Claims;

/// <summary>A demand for money, as all events so far have made it.</summary>
public sealed record ClaimState
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose demand on whom.</summary>
    public required ClaimDirection Direction { get; init; }

    /// <summary>The regime as named; null when nobody named one.</summary>
    public LiabilityRegime? Regime { get; init; }

    /// <summary>What is demanded.</summary>
    public required Money Amount { get; init; }

    /// <summary>What it says beside the amount.</summary>
    public required ClaimTerms Terms { get; init; }

    /// <summary>What else is known of it.</summary>
    public ClaimParticulars Particulars { get; init; } = new();

    /// <summary>When it was recorded, UTC.</summary>
    public required Instant OpenedAt { get; init; }

    /// <summary>The day of the written notice or claim; null while none was given.</summary>
    public LocalDate? NoticeOn { get; init; }

    /// <summary>The day of the written disallowance.</summary>
    public LocalDate? DisallowedOn { get; init; }

    /// <summary>The last day for suit that the other side granted in writing.</summary>
    public LocalDate? ExtendedUntil { get; init; }

    /// <summary>The day on which suit was filed.</summary>
    public LocalDate? SuitOn { get; init; }

    /// <summary>What is set aside for it, or expected from it.</summary>
    public Money? Reserve { get; init; }

    /// <summary>What came in.</summary>
    public ImmutableArray<Recovered> Recoveries { get; init; } = [];

    /// <summary>How it was settled; null while it is open.</summary>
    public Settlement? Settlement { get; init; }

    /// <summary>What the clock has said of its last days.</summary>
    public ImmutableArray<BarMark> Marks { get; init; } = [];

    /// <summary>All that came in.</summary>
    public Money Recovered => Recoveries.Aggregate(Money.Zero(Amount.Currency), (sum, r) => sum + r.Amount);

    /// <summary>
    /// On a customer's claim, the day from which recourse runs: of settlement and of suit the earlier one. The law says
    /// service, which comes after the filing that we know of.
    /// </summary>
    internal LocalDate? RecourseFrom =>
        Direction == ClaimDirection.FromCustomer ? ClockWork.Earlier(Settlement?.On, SuitOn) : null;

    /// <summary>The case as the rules see it.</summary>
    /// <param name="incident">The incident it belongs to.</param>
    /// <param name="cargo">The shipment as known now.</param>
    /// <param name="side">Its own side, or the carrier's for recourse from a customer's claim.</param>
    public LegalCase Case(IncidentState incident, CargoFacts cargo, ClaimSide side)
    {
        var own = side == DefaultRegime.SideOf(Direction);
        // What the other side was told, or has granted, holds for its own clock alone.
        return LegalCase.Of(incident.Facts!, cargo, side, Terms, own ? Regime : Particulars.MasterRegime) with
        {
            Wilful = own ? Particulars.WilfulMisconduct : null,
            ClaimedOn = own ? NoticeOn : null, DisallowedOn = own ? DisallowedOn : null, ExtendedUntil = own ? ExtendedUntil : null,
            SettledOn = side != ClaimSide.Customer ? incident.RecourseFrom : null, Value = Amount,
        };
    }
}

/// <summary>Money that came in on a claim of ours.</summary>
public sealed record Recovered(Money Amount, LocalDate On, [property: Personal] string From);

/// <summary>How a claim ended.</summary>
public sealed record Settlement(Money Amount, LocalDate On, [property: Personal] string Note);

/// <summary>What the clock has said of one last day; another day begins anew.</summary>
/// <param name="Side">On whose clock.</param>
/// <param name="Bar">Which bar.</param>
/// <param name="By">The last day.</param>
/// <param name="WarnedDays">The smallest number of days before it that was warned of; null before the first warning.</param>
/// <param name="Missed">Whether it has passed unused.</param>
public sealed record BarMark(ClaimSide Side, TimeBar Bar, LocalDate By, int? WarnedDays, bool Missed);
