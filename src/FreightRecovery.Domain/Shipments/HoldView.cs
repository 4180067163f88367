using NodaTime;

namespace FreightRecovery.Domain.Shipments;

/// <summary>A hold as finance sees it.</summary>
/// <param name="Incident">The incident it stands for.</param>
/// <param name="Since">When it was placed, UTC.</param>
/// <param name="Reason">Why, in a few words.</param>
public sealed record HoldView(IncidentId Incident, Instant Since, string Reason)
{
    /// <summary>Who has to see to it that something happens.</summary>
    public string? Owner { get; init; }

    /// <summary>By when something must happen, UTC.</summary>
    public Instant? ReviewBy { get; init; }

    /// <summary>The part it was narrowed to; null while it holds the whole invoice.</summary>
    public Money? Disputed { get; init; }
}
