using NodaTime;

namespace FreightRecovery.Domain.Customers;

/// <summary>A move along an arrow of the table, with the figures its reason needs.</summary>
/// <param name="At">When it happened, UTC: the instant of its signal, or the instant a term ran out.</param>
/// <param name="From">The stage left.</param>
/// <param name="To">The stage entered.</param>
/// <param name="Cause">Which arrow.</param>
/// <param name="Signal">The signal that caused it, or null when time did.</param>
/// <param name="Days">The term that ran out, in days; 0 when a signal caused it.</param>
/// <param name="Attempts">Fruitless attempts so far.</param>
internal readonly record struct Move(
    Instant At, Stage From, Stage To, MoveCause Cause, Signal? Signal = null, int Days = 0, int Attempts = 0);

/// <summary>The arrows of the table, by what causes them.</summary>
internal enum MoveCause
{
    MinorIncident, MildRemark,
    SeriousIncident, SecondIncident, ComplaintVoiced, BrokenPromise,
    CalmAgain,
    FellSilent, SettledWell, SettledSoSo,
    WentQuiet, SpokeAgain, BookedAfterQuiet, BookingsFaded, BookingsGivenUp,
    SaidFarewell, BookedAfterLoss,
}
