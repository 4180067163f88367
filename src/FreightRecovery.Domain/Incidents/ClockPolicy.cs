using System.Collections.Immutable;
using FreightRecovery.Domain.Recovery;
using NodaTime;

namespace FreightRecovery.Domain.Incidents;

/// <summary>
/// The times in which an incident must get on (DOMAIN 3.5). All of them are working time by the calendar of the customer's
/// branch and run from the report. A kind of incident may have its own, see <see cref="KindTargets"/>. Policy judgement.
/// </summary>
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

    /// <summary>By when the customer must have been told, by how bad it is.</summary>
    public BySeverity<Duration> Acknowledgement { get; init; } = Hours(16, 8, 4);

    /// <summary>By when it must have been found out what happened.</summary>
    public BySeverity<Duration> Assessment { get; init; } = Hours(24, 16, 8);

    /// <summary>By when the customer must have a way out that it accepts.</summary>
    public BySeverity<Duration> Offer { get; init; } = Hours(40, 24, 12);

    /// <summary>By when everything must be settled.</summary>
    public BySeverity<Duration> Resolution { get; init; } = Hours(120, 80, 40);

    /// <summary>A reopened incident misses nothing before so much time has passed since, however much its clocks have run.</summary>
    public Duration ReopenGrace { get; init; } = Duration.FromHours(8);

    /// <summary>Whoever has the incident is reminded so long before a target falls due.</summary>
    public Duration RemindBefore { get; init; } = Duration.FromHours(2);

    /// <summary>The sales rep is warned so long before a promise falls due.</summary>
    public Duration WarnBefore { get; init; } = Duration.FromHours(2);

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<PolicyFault> Faults()
    {
        var check = new PolicyCheck();
        check.Complete(FirstResponse, "/firstResponse", (time, at) => check.Time(time, at));
        foreach (var (target, at) in ((BySeverity<Duration>, string)[])
            [(Acknowledgement, "/acknowledgement"), (Assessment, "/assessment"), (Offer, "/offer"), (Resolution, "/resolution")])
            Check(check, target, at);
        return check.Time(ReopenGrace, "/reopenGrace").Time(RemindBefore, "/remindBefore").Time(WarnBefore, "/warnBefore").Found;
    }

    internal static void Check(PolicyCheck check, BySeverity<Duration> target, string at) => check
        .Part(at, target.Each((c, time, severity) => c.Time(time, severity)))
        .That(target.Critical <= target.Major && target.Major <= target.Minor, at, "The worse it is the less time there is.");

    private static BySeverity<Duration> Hours(int minor, int major, int critical) =>
        new(Duration.FromHours(minor), Duration.FromHours(major), Duration.FromHours(critical));
}
