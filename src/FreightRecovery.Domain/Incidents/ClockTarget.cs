using FreightRecovery.Domain.Recovery;
using NodaTime;

namespace FreightRecovery.Domain.Incidents;

/// <summary>Whose figure a target is. The names are part of stored events: add, never rename.</summary>
public enum TargetSource
{
    /// <summary>That of the channel by which it was reported.</summary>
    Channel,

    /// <summary>That of its severity.</summary>
    Severity,

    /// <summary>The own one of its kind.</summary>
    Kind,
}

/// <summary>How much working time there is, and by whose figure.</summary>
internal readonly record struct ClockTarget(Duration Time, TargetSource By)
{
    /// <summary>The target of a clock; see <see cref="KindTargets"/> for which figure counts.</summary>
    public static ClockTarget Of(ClockKind clock, IncidentFacts facts, Severity severity, Policy policy)
    {
        var (own, house) = (policy.Kinds[facts.Kind].Targets, policy.Clocks);
        return clock switch
        {
            ClockKind.FirstResponse => own.FirstResponse is { } time && time < house.FirstResponse[facts.Channel]
                ? new ClockTarget(time, TargetSource.Kind)
                : new ClockTarget(house.FirstResponse[facts.Channel], TargetSource.Channel),
            ClockKind.Acknowledgement => Either(own.Acknowledgement, house.Acknowledgement, severity),
            ClockKind.Assessment => Either(own.Assessment, house.Assessment, severity),
            ClockKind.Offer => Either(own.Offer, house.Offer, severity),
            ClockKind.Resolution => Either(own.Resolution, house.Resolution, severity),
        };
    }

    private static ClockTarget Either(BySeverity<Duration>? own, BySeverity<Duration> house, Severity severity) => own is null
        ? new ClockTarget(house.For(severity), TargetSource.Severity)
        : new ClockTarget(own.For(severity), TargetSource.Kind);
}
