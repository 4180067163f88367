using NodaTime;

namespace FreightRecovery.Domain;

/// <summary>
/// Every threshold the domain uses, in one versioned value that comes in with each command. The defaults are what an
/// experienced claims desk would start from; a house changes them, never the code.
/// </summary>
public sealed record Policy
{
    /// <summary>The policy that ships with the product.</summary>
    public static Policy Default { get; } = new();

    /// <summary>The number of this policy.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Two reports of one kind on one shipment within this time are the same incident.</summary>
    public Duration SameIncidentWindow { get; init; } = Duration.FromHours(48);

    /// <summary>A hold placed for an incident that was never recorded is given up after this time.</summary>
    public Duration OrphanedHoldAfter { get; init; } = Duration.FromMinutes(10);

    /// <summary>A hold must be looked at by finance and the manager after this time.</summary>
    public Duration HoldTarget { get; init; } = Duration.FromDays(7);

    /// <summary>First response to a report by its channel.</summary>
    public Duration FirstResponse(Channel channel) => channel switch
    {
        Channel.SocialMedia => Duration.FromHours(1),
        Channel.Phone or Channel.Portal => Duration.FromHours(4),
        Channel.Email or Channel.Form or Channel.FaceToFace or Channel.Feed => Duration.FromHours(24),
    };

    /// <summary>A satisfaction mark at or below this reopens the incident (1 to 5).</summary>
    public int LowMark { get; init; } = 2;

    /// <summary>The rules of options and their ranking.</summary>
    public Recovery.RecoveryPolicy Recovery { get; init; } = new();

    /// <summary>The rules of the customer's slide.</summary>
    public Customers.RelationshipPolicy Relationship { get; init; } = new();
}
