using System.Collections.Immutable;
using FreightRecovery.Domain.Customers;
using NodaTime;

namespace FreightRecovery.Domain.Tests.Customers;

/// <summary>A customer's story told by days, for examples that read like the table.</summary>
internal sealed class Story
{
    private static readonly Instant Start = Instant.FromUtc(2026, 1, 5, 8, 0);
    private readonly List<Signal> _signals = [];

    public static Instant Day(double day) => Start + Duration.FromDays(day);

    public ImmutableArray<Signal> Signals => [.. _signals];

    public Story On(double day, SignalKind kind, int? incident = null, Severity? severity = null, int? mark = null,
        bool? withinPromise = null, IncidentKind? incidentKind = null)
    {
        _signals.Add(new Signal(new Guid(0, 0, 0x7000, BitConverter.GetBytes((long)_signals.Count)), kind, Day(day))
        {
            Incident = incident is { } number ? new IncidentId(new Guid(number, 0, 0, new byte[8])) : null,
            IncidentKind = incidentKind,
            Severity = severity,
            Satisfaction = mark,
            WithinPromise = withinPromise,
        });
        return this;
    }

    public Story Reports(double day, int incident, Severity severity, IncidentKind? kind = null) =>
        On(day, SignalKind.IncidentReported, incident, severity, incidentKind: kind);

    public Story Resolves(double day, int incident, int? mark = null, bool? withinPromise = true) =>
        On(day, SignalKind.IncidentResolved, incident, mark: mark, withinPromise: withinPromise);

    public Story Books(params double[] days)
    {
        foreach (var day in days)
            On(day, SignalKind.Booking);
        return this;
    }

    /// <summary>A complaint that nobody answered: silent from day 45 on, the horizon of one who spoke on one day only.</summary>
    public static Story FallsSilentOnDay45() =>
        new Story().On(0, SignalKind.Complaint).On(0, SignalKind.PromiseBroken).On(0, SignalKind.PromiseBroken);

    /// <summary>One booking and no more: quiet from day 45 on.</summary>
    public static Story GoesQuietOnDay45() => new Story().Books(0);

    public RelationshipView After(double day, CustomerFacts? facts = null) =>
        Relationship.Of(Signals, Day(day), new RelationshipPolicy(), facts);

    public Stage StageAfter(double day) => After(day).Stage;
}
