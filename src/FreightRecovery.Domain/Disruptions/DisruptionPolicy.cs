using NodaTime;

namespace FreightRecovery.Domain.Disruptions;

/// <summary>The times of a disruption.</summary>
public sealed record DisruptionPolicy
{
    /// <summary>So long shipments that come in late are compared with it.</summary>
    public Duration WatchFor { get; init; } = Duration.FromDays(30);

    /// <summary>
    /// So long the one who declares it waits for its answer while the invoices are being held. What takes longer goes on, and
    /// the answer says how far it has come.
    /// </summary>
    public Duration AnswerWithin { get; init; } = Duration.FromSeconds(20);

    /// <summary>
    /// So long a hold that a fan-out placed waits for its report. A fan-out that breaks off is taken up again at the next start, so
    /// this is longer than an outage lasts; a hold is given up only where nobody starts again.
    /// </summary>
    public Duration HeldAheadFor { get; init; } = Duration.FromDays(7);

    /// <summary>What is wrong with it.</summary>
    public IEnumerable<PolicyFault> Faults() => new PolicyCheck()
        .Time(WatchFor, "/watchFor")
        .Time(AnswerWithin, "/answerWithin")
        .Time(HeldAheadFor, "/heldAheadFor")
        .Found;
}
