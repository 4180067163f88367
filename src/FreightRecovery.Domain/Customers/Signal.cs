using NodaTime;

namespace FreightRecovery.Domain.Customers;

/// <summary>What a signal tells. The first seven come from people and bookings, the rest from our own incidents.</summary>
public enum SignalKind
{
    /// <summary>Any word from the customer without a judgement.</summary>
    Contact,

    /// <summary>A mild remark.</summary>
    Remark,

    /// <summary>A complaint voiced.</summary>
    Complaint,

    /// <summary>A threat to leave or to go public.</summary>
    Threat,

    /// <summary>Praise.</summary>
    Praise,

    /// <summary>A booking.</summary>
    Booking,

    /// <summary>The customer says that it leaves.</summary>
    Farewell,

    /// <summary>An incident was reported.</summary>
    IncidentReported,

    /// <summary>An incident was assessed; its severity may have changed.</summary>
    IncidentAssessed,

    /// <summary>A promise to the customer was broken.</summary>
    PromiseBroken,

    /// <summary>The customer declined every option.</summary>
    OptionsExhausted,

    /// <summary>An incident was resolved, with or without a mark.</summary>
    IncidentResolved,

    /// <summary>An incident was withdrawn or found unfounded.</summary>
    IncidentClosed,

    /// <summary>A settled incident was opened again.</summary>
    IncidentReopened,
}

/// <summary>
/// A dated fact about a customer that can move its stage. Signals form a set: they may come in late, twice and out of
/// order, and the id makes the same signal one.
/// </summary>
/// <param name="Id">Identity in the set.</param>
/// <param name="Kind">What it tells.</param>
/// <param name="At">When it happened, UTC; not when we learned of it.</param>
public sealed record Signal(Guid Id, SignalKind Kind, Instant At)
{
    /// <summary>The incident it is about, for the kinds that come from incidents.</summary>
    public IncidentId? Incident { get; init; }

    /// <summary>The incident's kind (reported).</summary>
    public IncidentKind? IncidentKind { get; init; }

    /// <summary>The incident's severity (reported, assessed).</summary>
    public Severity? Severity { get; init; }

    /// <summary>The customer's mark 1 to 5 (resolved), null when not given.</summary>
    public int? Satisfaction { get; init; }

    /// <summary>Whether every promise of the incident was kept (resolved).</summary>
    public bool? WithinPromise { get; init; }

    /// <summary>Why a closed incident speaks against its reporter (closed); null when it does not.</summary>
    public Doubt? Doubt { get; init; }

    /// <summary>The way the word came in.</summary>
    public Channel? Channel { get; init; }

    /// <summary>A person's note.</summary>
    [Personal]
    public string? Note { get; init; }
}
