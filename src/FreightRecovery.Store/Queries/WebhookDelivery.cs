using NodaTime;

namespace FreightRecovery.Store.Queries;

/// <summary>How far a delivery is.</summary>
public enum WebhookDeliveryState
{
    /// <summary>It is tried, or tried again.</summary>
    Waiting,

    /// <summary>The other side has it.</summary>
    Delivered,

    /// <summary>It was given up.</summary>
    Failed,
}

/// <summary>What went wrong with an attempt.</summary>
public enum WebhookFault
{
    /// <summary>The answer was no success.</summary>
    Answer,

    /// <summary>No answer in time.</summary>
    Timeout,

    /// <summary>The address could not be found, did not let us in, or broke off.</summary>
    Unreachable,

    /// <summary>The address is one of a private network, to which nothing is sent.</summary>
    PrivateAddress,

    /// <summary>The address is not one of https.</summary>
    NotSecure,

    /// <summary>The secret was sealed by other keys than those of the data directory.</summary>
    Secret,
}

/// <summary>Something that a webhook is told, or was.</summary>
/// <param name="Id">The same at each attempt, and when the same event is queued again.</param>
/// <param name="Webhook">Who is told.</param>
/// <param name="Position">The position of its event; 0 for a test.</param>
/// <param name="Event">The public name.</param>
/// <param name="Body">What is sent: JSON, with references and nothing personal.</param>
/// <param name="At">When it was queued, UTC.</param>
public sealed record WebhookDelivery(Guid Id, Guid Webhook, long Position, string Event, string Body, Instant At)
{
    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>The number of the program's claim that has it in hand.</summary>
    public long Claim { get; init; }

    /// <summary>When it is tried next, UTC; null once it was made or given up.</summary>
    public Instant? NextAt { get; init; }

    /// <summary>When it was last tried, UTC.</summary>
    public Instant? TriedAt { get; init; }

    /// <summary>When it went well, UTC.</summary>
    public Instant? DeliveredAt { get; init; }

    /// <summary>The status of the last answer.</summary>
    public int? Status { get; init; }

    /// <summary>What went wrong with the last attempt; null when nothing did.</summary>
    public WebhookFault? Fault { get; init; }

    /// <summary>How far it is.</summary>
    public WebhookDeliveryState State => DeliveredAt is not null ? WebhookDeliveryState.Delivered
        : NextAt is not null ? WebhookDeliveryState.Waiting
        : WebhookDeliveryState.Failed;
}

/// <summary>The key of a delivery in lists.</summary>
public sealed record WebhookDeliveryKey(Instant At, Guid Id);

/// <summary>What came of an attempt.</summary>
/// <param name="Status">The status of the answer, when there was one.</param>
/// <param name="Fault">What went wrong; null when nothing did.</param>
public readonly record struct WebhookAttempt(int? Status, WebhookFault? Fault)
{
    /// <summary>For how long the other side asks to be left alone; null when it does not.</summary>
    public Duration? RetryAfter { get; init; }
}
