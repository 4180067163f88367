using FreightRecovery.Engine;
using FreightRecovery.Web.Api.Bodies;

namespace FreightRecovery.Web.Hooks;

/// <summary>A webhook to add.</summary>
/// <param name="Url">Where deliveries are sent: https.</param>
/// <param name="Events">The names of the events it is told of; left out for all.</param>
/// <param name="Description">What it is for.</param>
public sealed record WebhookBody(string? Url, IReadOnlyList<string?>? Events, string? Description) : IBody<NewWebhook>
{
    /// <inheritdoc/>
    public NewWebhook? Read(Faults faults)
    {
        var url = faults.Line(Url, "/url", HookAddress.Length);
        var description = faults.OptionalLine(Description, "/description");
        if (Events is { Count: 0 })
            faults.Add("/events", "Name at least one event, or leave this out for all.");
        for (var i = 0; i < Events?.Count; i++)
            if (!PublicEvents.Names.Contains(Events[i]))
                faults.Add($"/events/{i}", $"This is one of {string.Join(", ", PublicEvents.Names)}.");
        return faults.Any ? null : new NewWebhook(url, [.. (Events ?? []).OfType<string>().Distinct()], description);
    }
}

/// <summary>A checked webhook to add; its address has still to be looked at by the rules of the house.</summary>
public sealed record NewWebhook(string Url, IReadOnlyList<string> Events, string? Description);
