using System.Diagnostics;
using System.Runtime.InteropServices;
using NodaTime;

namespace FreightRecovery.Domain.Customers;

/// <summary>How an incident stands with the customer.</summary>
internal enum Settlement
{
    /// <summary>Not settled: never resolved, opened again, or resolved with a mark that says it is not.</summary>
    Open,

    /// <summary>Resolved to the customer's satisfaction.</summary>
    Satisfied,

    /// <summary>Resolved with a middling mark, or none.</summary>
    Neutral,

    /// <summary>Withdrawn or unfounded: it never weighed anything.</summary>
    Closed,
}

/// <summary>What a signal changed in the book.</summary>
internal enum IncidentNews
{
    /// <summary>Nothing that could move a customer.</summary>
    None,

    /// <summary>An incident not known before.</summary>
    New,

    /// <summary>A known incident was assessed, or opened again.</summary>
    Renewed,

    /// <summary>An incident is settled.</summary>
    Settled,
}

/// <summary>One incident as its signals tell it.</summary>
internal sealed class IncidentCase(int number, Instant reportedAt)
{
    /// <summary>Its place among the customer's incidents, from 0.</summary>
    public int Number { get; } = number;

    public Instant ReportedAt { get; } = reportedAt;
    public IncidentKind? Kind { get; set; }
    public Severity Severity { get; set; } = Severity.Minor;
    public Settlement Settlement { get; set; }
    public Instant SettledAt { get; set; }
    public int BrokenPromises { get; set; }

    /// <summary>True when it is settled without having been withdrawn or unfounded.</summary>
    public bool IsResolved => Settlement is Settlement.Satisfied or Settlement.Neutral;
}

/// <summary>
/// The incidents of one customer, in the order of their first signal. A signal can lack its predecessor (it may still be
/// under way), so whichever comes first opens the case.
/// </summary>
internal sealed class IncidentBook(RelationshipPolicy policy)
{
    private readonly List<IncidentCase> _cases = [];
    private readonly Dictionary<IncidentId, IncidentCase> _byId = [];

    /// <summary>All cases, oldest first.</summary>
    public ReadOnlySpan<IncidentCase> Cases => CollectionsMarshal.AsSpan(_cases);

    /// <summary>How many are not settled.</summary>
    public int Open { get; private set; }

    /// <summary>The case a signal is about, or null when it is about none that is known.</summary>
    public IncidentCase? CaseOf(Signal signal) => _byId.GetValueOrDefault(IdOf(signal));

    /// <summary>Notes what a signal says about its incident.</summary>
    public IncidentNews Note(Signal signal)
    {
        switch (signal.Kind)
        {
            case SignalKind.IncidentReported:
                return Report(signal);
            case SignalKind.IncidentAssessed:
                var assessed = CaseFor(signal, out var unheard);
                assessed.Severity = signal.Severity ?? assessed.Severity;
                return unheard ? IncidentNews.New : IncidentNews.Renewed;
            case SignalKind.IncidentReopened:
                var reopened = CaseFor(signal, out var unknown);
                Settle(reopened, Settlement.Open, signal.At);
                return unknown ? IncidentNews.New : IncidentNews.Renewed;
            case SignalKind.IncidentResolved:
                var outcome = OutcomeOf(signal.Satisfaction);
                Settle(CaseFor(signal, out _), outcome, signal.At);
                return outcome == Settlement.Open ? IncidentNews.None : IncidentNews.Settled;
            case SignalKind.IncidentClosed:
                Settle(CaseFor(signal, out _), Settlement.Closed, signal.At);
                return IncidentNews.Settled;
            case SignalKind.PromiseBroken:
                if (CaseOf(signal) is { } betrayed)
                    betrayed.BrokenPromises++;
                return IncidentNews.None;
            case SignalKind.Contact or SignalKind.Remark or SignalKind.Complaint or SignalKind.Threat or SignalKind.Praise
                or SignalKind.Booking or SignalKind.Farewell or SignalKind.OptionsExhausted:
                return IncidentNews.None;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>True when another incident, not withdrawn or unfounded, came within the window before this one.</summary>
    public bool CameCloseBefore(IncidentCase incident)
    {
        var from = incident.ReportedAt - Duration.FromDays(policy.TwoIncidentDays);
        var last = incident.Number;
        while (last + 1 < _cases.Count && _cases[last + 1].ReportedAt == incident.ReportedAt)
            last++;
        for (var i = last; i >= 0 && _cases[i].ReportedAt >= from; i--)
        {
            if (_cases[i] != incident && _cases[i].ReportedAt <= incident.ReportedAt && _cases[i].Settlement != Settlement.Closed)
                return true;
        }
        return false;
    }

    /// <summary>
    /// How the incidents settled since an instant came out together: the worst of them, leaving out those withdrawn or
    /// unfounded unless there is nothing else. <see cref="Settlement.Open"/> while one is open or none was settled since.
    /// </summary>
    public Settlement OutcomeSince(Instant since)
    {
        if (Open > 0)
            return Settlement.Open;
        var outcome = Settlement.Open;
        foreach (var incident in Cases)
        {
            if (incident.SettledAt < since)
                continue;
            if (incident.Settlement == Settlement.Neutral)
                return Settlement.Neutral;
            if (outcome != Settlement.Satisfied)
                outcome = incident.Settlement;
        }
        return outcome == Settlement.Closed ? Settlement.Neutral : outcome;
    }

    private IncidentNews Report(Signal signal)
    {
        // A report that meets its own assessment or resolution adds what it knows and opens nothing again.
        var incident = CaseFor(signal, out var isNew);
        incident.Kind ??= signal.IncidentKind;
        if (!isNew)
            return IncidentNews.None;
        incident.Severity = signal.Severity ?? incident.Severity;
        return IncidentNews.New;
    }

    private Settlement OutcomeOf(int? mark) =>
        mark is not { } given ? Settlement.Neutral
        : given >= policy.SatisfiedMark ? Settlement.Satisfied
        : given >= policy.NeutralMark ? Settlement.Neutral
        : Settlement.Open;

    private void Settle(IncidentCase incident, Settlement settlement, Instant at)
    {
        if (incident.Settlement == Settlement.Open)
            Open--;
        if (settlement == Settlement.Open)
            Open++;
        incident.Settlement = settlement;
        incident.SettledAt = at;
    }

    /// <summary>An incident's signal without an incident stands for itself.</summary>
    private static IncidentId IdOf(Signal signal) => signal.Incident ?? new IncidentId(signal.Id);

    private IncidentCase CaseFor(Signal signal, out bool isNew)
    {
        var id = IdOf(signal);
        isNew = !_byId.TryGetValue(id, out var known);
        if (known is not null)
            return known;
        var opened = new IncidentCase(_cases.Count, signal.At);
        _cases.Add(opened);
        _byId.Add(id, opened);
        Open++;
        return opened;
    }
}
