using NodaTime;

namespace FreightRecovery.Domain.Shipments;

/// <summary>A hold as finance sees it.</summary>
/// <param name="Incident">The incident it stands for.</param>
/// <param name="Since">When it was placed, UTC.</param>
/// <param name="Reason">Why, in a few words.</param>
public sealed record HoldView(IncidentId Incident, Instant Since, string Reason);
