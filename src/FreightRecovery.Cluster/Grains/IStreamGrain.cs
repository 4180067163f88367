using FreightRecovery.Engine;

namespace FreightRecovery.Cluster.Grains;

/// <summary>A stream on the silo that has it in memory: its key is the stream's name, such as <c>shipment/SHA2605-00123</c>.</summary>
public interface IStreamGrain : IGrainWithStringKey
{
    /// <summary>Carries a command out, after those that came before it.</summary>
    [Alias("Send")]
    ValueTask<Answer> Send([Immutable] Envelope envelope, CancellationToken cancel);
}

/// <summary>The life of one incident.</summary>
[Alias("FreightRecovery.Incident")]
public interface IIncidentGrain : IStreamGrain;

/// <summary>A shipment's ledger.</summary>
[Alias("FreightRecovery.Shipment")]
public interface IShipmentGrain : IStreamGrain;

/// <summary>A customer.</summary>
[Alias("FreightRecovery.Customer")]
public interface ICustomerGrain : IStreamGrain;

/// <summary>A disruption.</summary>
[Alias("FreightRecovery.Disruption")]
public interface IDisruptionGrain : IStreamGrain;

/// <summary>
/// What comes back from a grain. Exceptions lose their members between silos, so what the caller must tell apart is a value.
/// </summary>
/// <param name="Outcome">What came of the command; null when it came to nothing.</param>
/// <param name="Overloaded">Why it was turned away.</param>
/// <param name="StoreUnavailable">Why the database could not be used.</param>
[GenerateSerializer, Immutable, Alias("FreightRecovery.Answer")]
public sealed record Answer(
    [property: Id(0)] Outcome? Outcome, [property: Id(1)] string? Overloaded = null, [property: Id(2)] string? StoreUnavailable = null);
