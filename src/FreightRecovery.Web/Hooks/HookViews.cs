using FreightRecovery.Store.Queries;
using NodaTime;

namespace FreightRecovery.Web.Hooks;

/// <summary>A webhook as the contract shows it.</summary>
/// <param name="Events">The names of the events it is told of; empty for all.</param>
/// <param name="Branch">The branch of which it is told; null for all.</param>
/// <param name="LastSuccessAt">When a delivery last went well, UTC.</param>
/// <param name="FailingSince">The first failure since then, UTC; null when the last delivery went well.</param>
/// <param name="Failures">How many attempts have failed since then.</param>
/// <param name="DisabledAt">Since when nothing is sent, UTC.</param>
/// <param name="DisabledBecause">Why.</param>
public sealed record WebhookView(
    Guid Id, string Url, string? Description, IReadOnlyList<string> Events, string? Branch, WebhookState State, Instant CreatedAt, string CreatedBy,
    Instant? LastSuccessAt, Instant? FailingSince, int Failures, Instant? DisabledAt, WebhookStop? DisabledBecause)
{
    internal static WebhookView Of(Webhook hook) => new(
        hook.Id, hook.Url, hook.Description, hook.Events, hook.Branch, hook.State, hook.CreatedAt, hook.CreatedBy, hook.SucceededAt, hook.FailingSince,
        hook.Failures, hook.DisabledAt, hook.DisabledBecause);
}

/// <summary>A webhook that was just added.</summary>
/// <param name="Secret">What deliveries are signed with. It is shown this once.</param>
public sealed record AddedWebhookView(
    Guid Id, string Url, string? Description, IReadOnlyList<string> Events, string? Branch, Instant CreatedAt, string CreatedBy, string Secret)
{
    internal static AddedWebhookView Of(Webhook hook, string secret) =>
        new(hook.Id, hook.Url, hook.Description, hook.Events, hook.Branch, hook.CreatedAt, hook.CreatedBy, secret);
}

/// <summary>How many deliveries are tried again.</summary>
public sealed record RetriedView(int Retried);

/// <summary>A delivery as the contract shows it.</summary>
/// <param name="Id">What is sent as <c>webhook-id</c>, the same at each attempt.</param>
/// <param name="Event">The name of the event.</param>
/// <param name="QueuedAt">When it was queued, UTC.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="LastAttemptAt">When it was last tried, UTC.</param>
/// <param name="NextAttemptAt">When it is tried next, UTC; null once it was made or given up.</param>
/// <param name="DeliveredAt">When it went well, UTC.</param>
/// <param name="Status">The HTTP status of the last answer, when there was one.</param>
/// <param name="Fault">What went wrong with the last attempt; null when nothing did.</param>
/// <param name="Body">What is sent.</param>
public sealed record WebhookDeliveryView(
    Guid Id, string Event, WebhookDeliveryState State, Instant QueuedAt, int Attempts, Instant? LastAttemptAt, Instant? NextAttemptAt,
    Instant? DeliveredAt, int? Status, WebhookFault? Fault, string Body)
{
    internal static WebhookDeliveryView Of(WebhookDelivery d) =>
        new(d.Id, d.Event, d.State, d.At, d.Attempts, d.TriedAt, d.NextAt, d.DeliveredAt, d.Status, d.Fault, d.Body);
}
