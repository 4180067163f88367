using System.Collections.Immutable;
using NodaTime;

namespace FreightRecovery.Domain.Incidents;

/// <summary>The times in which an incident must get on (DOMAIN 3.5).</summary>
public sealed record ClockPolicy
{
    /// <summary>By when the customer must have been told, by the channel of the report.</summary>
    public ImmutableDictionary<Channel, Duration> FirstResponse { get; init; } = new Dictionary<Channel, Duration>
    {
        [Channel.SocialMedia] = Duration.FromHours(1),
        [Channel.Phone] = Duration.FromHours(4),
        [Channel.Portal] = Duration.FromHours(4),
        [Channel.Email] = Duration.FromHours(24),
        [Channel.Form] = Duration.FromHours(24),
        [Channel.FaceToFace] = Duration.FromHours(24),
        [Channel.Feed] = Duration.FromHours(24),
    }.ToImmutableDictionary();

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<PolicyFault> Faults()
    {
        var check = new PolicyCheck();
        return check.Complete(FirstResponse, "/firstResponse", (time, at) => check.Time(time, at)).Found;
    }
}
