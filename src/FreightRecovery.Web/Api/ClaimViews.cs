using FreightRecovery.Domain;
using FreightRecovery.Domain.Claims;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine.Rows;
using NodaTime;

namespace FreightRecovery.Web.Api;

/// <summary>A demand for money as the contract shows it.</summary>
public sealed record ClaimView
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The incident it came from.</summary>
    public required IncidentId Incident { get; init; }

    /// <summary>Whose demand on whom.</summary>
    public required ClaimDirection Direction { get; init; }

    /// <summary>What is demanded.</summary>
    public required Money Amount { get; init; }

    /// <summary>The regime that governs it, named or assumed; null when it is not known.</summary>
    public LiabilityRegime? Regime { get; init; }

    /// <summary>The limit of liability in money; null when there is none or it cannot be computed: the clock says which.</summary>
    public Money? Limit { get; init; }

    /// <summary>The last day for notice.</summary>
    public LocalDate? NoticeBy { get; init; }

    /// <summary>The last day for suit.</summary>
    public LocalDate? SueBy { get; init; }

    /// <summary>Who is on the other side; null when nobody has said so.</summary>
    public Counterparty? Counterparty { get; init; }

    /// <summary>On a customer's claim: the regime between us and the carrier, as named.</summary>
    public LiabilityRegime? MasterRegime { get; init; }

    /// <summary>Why it is held that the loss was caused wilfully; null when nobody says so.</summary>
    public string? WilfulMisconduct { get; init; }

    /// <summary>When it was recorded, UTC.</summary>
    public required Instant OpenedAt { get; init; }

    /// <summary>The day of the written notice or claim.</summary>
    public LocalDate? NoticeOn { get; init; }

    /// <summary>The day of the written disallowance.</summary>
    public LocalDate? DisallowedOn { get; init; }

    /// <summary>The last day for suit that the other side granted in writing.</summary>
    public LocalDate? ExtendedUntil { get; init; }

    /// <summary>The day on which suit was filed.</summary>
    public LocalDate? SuitOn { get; init; }

    /// <summary>What is set aside for it, or expected from it.</summary>
    public Money? Reserve { get; init; }

    /// <summary>All that came in.</summary>
    public required Money Recovered { get; init; }

    /// <summary>What came in, in order.</summary>
    public required IReadOnlyList<Recovered> Recoveries { get; init; }

    /// <summary>How it was settled; null while it is open.</summary>
    public Settlement? Settlement { get; init; }

    /// <summary>What the clock has said of its last days.</summary>
    public required IReadOnlyList<BarMark> TimeBars { get; init; }

    /// <summary>The two clocks of the loss, side by side.</summary>
    public required LegalClocks Clocks { get; init; }
}

/// <summary>The two clocks of one loss: the customer's on us, and ours on the carrier (or whom else we claim on).</summary>
public sealed record LegalClocks(LegalSide House, LegalSide Master);

/// <summary>One clock with its limit, what both rest on, and what is missing.</summary>
public sealed record LegalSide(
    LiabilityRegime? Regime, bool RegimeAssumed, LossKind Loss, LocalDate? NoticeBy, LocalDate? SueBy, LocalDate? RecourseBy, Money? Limit,
    decimal? LimitSdr, bool Unlimited, IReadOnlyList<LimitLine> LimitLines, IReadOnlyList<CarrierDuty> CarrierDuties,
    IReadOnlyList<LegalBasis> Basis, Confidence Confidence, string? Confirm, IReadOnlyList<string> Missing, IReadOnlyList<string> Notes)
{
    internal static LegalSide Of(LegalCase @case, Currency currency, LocalDate valuedOn, Policy policy)
    {
        var clock = LegalClock.Of(policy, @case);
        var limit = LegalLimit.Of(policy.Legal, @case, currency, valuedOn, policy.Claims);
        var confidence = limit.Basis is { } b && b.Confidence > clock.Confidence ? b.Confidence : clock.Confidence;
        return new LegalSide(
            clock.Regime, clock.RegimeAssumed, clock.Loss, clock.NoticeBy, clock.SueBy, clock.RecourseBy, limit.Amount, limit.Sdr,
            limit.Unlimited, limit.Lines, clock.Duties, limit.Basis is { } basis ? [.. clock.Basis, basis] : clock.Basis, confidence,
            confidence == Confidence.Text ? null : "Confirm with counsel.", [.. clock.Missing.Concat(limit.Missing).Distinct()], clock.Notes);
    }
}

/// <summary>Draws claims and clocks from an incident's state and the rules in force.</summary>
public sealed class ClaimViews(Func<Policy> policy, IClock clock)
{
    /// <summary>A claim of an incident.</summary>
    public ClaimView Of(IncidentId id, IncidentState incident, ClaimState claim)
    {
        var clocks = Clocks(incident, incident.Cargo!, claim);
        var own = claim.Direction == ClaimDirection.FromCustomer ? clocks.House : clocks.Master;
        return new ClaimView
        {
            Id = claim.Id, Incident = id, Direction = claim.Direction, Amount = claim.Amount, Regime = own.Regime, Limit = own.Limit,
            Counterparty = claim.Particulars.Counterparty, MasterRegime = claim.Particulars.MasterRegime,
            WilfulMisconduct = claim.Particulars.WilfulMisconduct, NoticeBy = own.NoticeBy, SueBy = own.SueBy, OpenedAt = claim.OpenedAt, NoticeOn = claim.NoticeOn,
            DisallowedOn = claim.DisallowedOn, ExtendedUntil = claim.ExtendedUntil, SuitOn = claim.SuitOn, Reserve = claim.Reserve,
            Recovered = claim.Recovered, Recoveries = claim.Recoveries, Settlement = claim.Settlement, TimeBars = claim.Marks, Clocks = clocks,
        };
    }

    /// <summary>The two clocks of an incident, whether anybody claims or not; null when it concerns no cargo.</summary>
    public LegalClocks? Of(IncidentState incident, ShipmentFacts? shipment, IEnumerable<InvoiceRow> invoices)
    {
        if (!incident.Claims.IsEmpty)
            return Clocks(incident, incident.Cargo!, incident.Claims[^1]);
        return shipment is null
            ? null
            : Clocks(
                incident,
                CargoFacts.Of(shipment, CargoFacts.SumOf(
                    invoices.Where(i => i.Kind == InvoiceKind.Freight && i.Status != InvoiceStatus.WrittenOff).Select(i => i.Amount))),
                null);
    }

    private LegalClocks Clocks(IncidentState incident, CargoFacts cargo, ClaimState? asked)
    {
        var (facts, rules, today) = (incident.Facts!, policy(), clock.GetCurrentInstant().InUtc().Date);
        var house = asked?.Direction == ClaimDirection.FromCustomer ? asked : Last(c => c == ClaimDirection.FromCustomer);
        var master = asked is { Direction: not ClaimDirection.FromCustomer } ? asked : Last(c => c == ClaimDirection.OnCarrier);
        return new LegalClocks(
            Side(house, house?.Case(incident, cargo, ClaimSide.Customer) ?? LegalCase.Of(facts, cargo, ClaimSide.Customer)),
            Side(master ?? house, master is not null ? master.Case(incident, cargo, DefaultRegime.SideOf(master.Direction))
                : house?.Case(incident, cargo, ClaimSide.Carrier) ?? LegalCase.Of(facts, cargo, ClaimSide.Carrier)));

        ClaimState? Last(Func<ClaimDirection, bool> of) => incident.Claims.LastOrDefault(c => of(c.Direction));

        LegalSide Side(ClaimState? claim, LegalCase @case) => LegalSide.Of(
            @case,
            claim?.Amount.Currency ?? facts.Extent?.Amount?.Currency ?? cargo.Freight?.Currency ?? new Currency("USD"),
            claim?.Settlement?.On ?? today,
            rules);
    }
}
