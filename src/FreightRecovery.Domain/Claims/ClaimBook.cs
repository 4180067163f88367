using System.Collections.Immutable;
using FreightRecovery.Domain.Incidents;
using static FreightRecovery.Domain.Incidents.IncidentEvent;

namespace FreightRecovery.Domain.Claims;

/// <summary>What events change in the claims of an incident.</summary>
internal static class ClaimBook
{
    /// <summary>The state after an event of a claim, or null when the event is none.</summary>
    public static IncidentState? Evolve(IncidentState state, IncidentEvent e) => e switch
    {
        ClaimOpened x => state with
        {
            Cargo = x.Cargo,
            Claims = state.Claims.Add(new ClaimState
            {
                Id = x.Claim, Direction = x.Direction, Regime = x.Regime, Amount = x.Amount, Terms = x.Terms, OpenedAt = x.At,
                NoticeOn = x.NoticeOn, Particulars = x.Particulars ?? new ClaimParticulars(),
            }),
        },
        CargoChanged x => state with { Cargo = x.Cargo },
        ClaimDescribed x => Change(state, x.Claim, c => c with { Particulars = x.Given.Over(c.Particulars) }),
        CarrierBarNear x => state with { CarrierBars = Marked(state.CarrierBars, new BarMark(ClaimSide.Carrier, x.Bar, x.By, x.WarnDays, false)) },
        CarrierBarMissed x => state with { CarrierBars = Marked(state.CarrierBars, new BarMark(ClaimSide.Carrier, x.Bar, x.By, null, true)) },
        ClaimNoticed x => Change(state, x.Claim, c => c with { NoticeOn = x.On }),
        ClaimDisallowed x => Change(state, x.Claim, c => c with { DisallowedOn = x.On }),
        TimeExtended x => Change(state, x.Claim, c => c with { ExtendedUntil = x.Until }),
        SuitFiled x => Change(state, x.Claim, c => c with { SuitOn = x.On }),
        ReserveSet x => Change(state, x.Claim, c => c with { Reserve = x.Amount }),
        RecoveryReceived x => Change(state, x.Claim, c => c with { Recoveries = c.Recoveries.Add(new Recovered(x.Amount, x.On, x.From)) }),
        ClaimSettled x => Change(state, x.Claim, c => c with { Settlement = new Settlement(x.Amount, x.On, x.Note) }),
        TimeBarNear x => Mark(state, x.Claim, new BarMark(x.Side, x.Bar, x.By, x.WarnDays, false)),
        TimeBarMissed x => Mark(state, x.Claim, new BarMark(x.Side, x.Bar, x.By, null, true)),
        _ => null,
    };

    private static IncidentState Change(IncidentState state, Guid claim, Func<ClaimState, ClaimState> change) =>
        state with { Claims = [.. state.Claims.Select(c => c.Id == claim ? change(c) : c)] };

    private static IncidentState Mark(IncidentState state, Guid claim, BarMark mark) =>
        Change(state, claim, c => c with { Marks = Marked(c.Marks, mark) });

    private static ImmutableArray<BarMark> Marked(ImmutableArray<BarMark> marks, BarMark mark) =>
        [.. marks.Where(m => m.Side != mark.Side || m.Bar != mark.Bar), mark];
}
