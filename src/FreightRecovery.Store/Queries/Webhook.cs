using NodaTime;

namespace FreightRecovery.Store.Queries;

/// <summary>Why a webhook is disabled.</summary>
public enum WebhookStop
{
    /// <summary>An administrator said so.</summary>
    Person,

    /// <summary>Its address answered 410 Gone.</summary>
    Gone,

    /// <summary>Everything has failed for too long.</summary>
    Failing,
}

/// <summary>How a webhook fares.</summary>
public enum WebhookState
{
    /// <summary>It is told, and its last delivery went well; or it has had none yet.</summary>
    Enabled,

    /// <summary>It is told, and its last delivery failed.</summary>
    Failing,

    /// <summary>Nothing is sent.</summary>
    Disabled,
}

/// <summary>Another program that is told what happens here.</summary>
/// <param name="Id">A UUID of version 7.</param>
/// <param name="Url">Where it is told.</param>
/// <param name="Events">The public names of the events it is told of; empty for all.</param>
/// <param name="Branch">The branch of which it is told; null for all.</param>
/// <param name="Secret">What deliveries are signed with, sealed.</param>
/// <param name="CreatedAt">When it was added, UTC.</param>
/// <param name="CreatedBy">Who added it.</param>
public sealed record Webhook(
    Guid Id, string Url, string? Description, IReadOnlyList<string> Events, string? Branch, string Secret, Instant CreatedAt, string CreatedBy)
{
    /// <summary>It is told of events behind this position.</summary>
    public long Behind { get; init; }

    /// <summary>When a delivery last went well, UTC.</summary>
    public Instant? SucceededAt { get; init; }

    /// <summary>The first failure since then, UTC; null when the last delivery went well.</summary>
    public Instant? FailingSince { get; init; }

    /// <summary>How many attempts have failed since then.</summary>
    public int Failures { get; init; }

    /// <summary>Since when nothing is sent, UTC; null while it is enabled.</summary>
    public Instant? DisabledAt { get; init; }

    /// <summary>Why.</summary>
    public WebhookStop? DisabledBecause { get; init; }

    /// <summary>How it fares.</summary>
    public WebhookState State => DisabledAt is not null ? WebhookState.Disabled : FailingSince is not null ? WebhookState.Failing : WebhookState.Enabled;

    /// <summary>Whether it is told of an event of a name in a branch; of one whose branch is not known only who is told of all.</summary>
    public bool Wants(string name, string? branch) => (Events.Count == 0 || Events.Contains(name)) && (Branch is null || Branch == branch);
}

/// <summary>The key of a webhook in lists.</summary>
public sealed record WebhookKey(Guid Id);
