using FreightRecovery.Domain.Incidents;
using NodaTime;

namespace FreightRecovery.Web.Api.Bodies;

/// <summary>A time given to the customer.</summary>
public sealed record PromiseBody(string? What, Instant? DueAt) : IBody<IncidentCommand.Promise>
{
    /// <inheritdoc/>
    public IncidentCommand.Promise? Read(Faults faults)
    {
        var command = new IncidentCommand.Promise(
            faults.Text(What, "/what"), faults.Has(DueAt, "/dueAt") ? faults.ToCome(DueAt, "/dueAt")!.Value : default);
        return faults.Any ? null : command;
    }
}

/// <summary>A later time, of which the customer has been told.</summary>
public sealed record RenewalBody(Instant? DueAt, Instant? CustomerToldAt) : IBody<RenewedPromise>
{
    /// <inheritdoc/>
    public RenewedPromise? Read(Faults faults)
    {
        var renewed = new RenewedPromise(
            faults.Has(DueAt, "/dueAt") ? faults.ToCome(DueAt, "/dueAt")!.Value : default,
            faults.Has(CustomerToldAt, "/customerToldAt") ? faults.Past(CustomerToldAt, "/customerToldAt")!.Value : default);
        return faults.Any ? null : renewed;
    }
}

/// <summary>A checked renewal.</summary>
public sealed record RenewedPromise(Instant DueAt, Instant CustomerToldAt);
