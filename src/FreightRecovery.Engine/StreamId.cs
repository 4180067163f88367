using FreightRecovery.Domain;

namespace FreightRecovery.Engine;

/// <summary>
/// The name of a stream: its kind, a slash, its key, such as <c>shipment/SHA2605-00123</c>. The prefix keeps keys of
/// different kinds apart and out of any host's own conventions.
/// </summary>
public readonly record struct StreamId(string Value)
{
    /// <summary>The prefix of incident streams.</summary>
    public const string IncidentKind = "incident";

    /// <summary>The prefix of shipment streams.</summary>
    public const string ShipmentKind = "shipment";

    /// <summary>The prefix of customer streams.</summary>
    public const string CustomerKind = "customer";

    /// <summary>The prefix of disruption streams.</summary>
    public const string DisruptionKind = "disruption";

    /// <summary>What stands before the slash.</summary>
    public ReadOnlySpan<char> Kind => Value.AsSpan(0, Value.IndexOf('/', StringComparison.Ordinal));

    /// <summary>What stands behind it.</summary>
    public string Key => Value[(Value.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>How many slots there are.</summary>
    public const int Slots = 64;

    /// <summary>
    /// The slot by which the work for this stream is dealt out among programs, 0 to 63. It is stored, so it must never change:
    /// FNV-1a over the UTF-16 units of the name.
    /// </summary>
    public long Slot
    {
        get
        {
            var hash = 2166136261u;
            foreach (var c in Value)
                hash = unchecked((hash ^ c) * 16777619u);
            return hash % Slots;
        }
    }

    /// <summary>The incident this stream is the life of.</summary>
    public IncidentId Incident => new(Guid.ParseExact(Key, "N"));

    /// <summary>The disruption this stream is the life of.</summary>
    public DisruptionId Disruption => new(Guid.ParseExact(Key, "N"));

    /// <summary>The stream of an incident.</summary>
    public static StreamId Of(IncidentId incident) => new($"{IncidentKind}/{incident.Value:N}");

    /// <summary>The stream of a shipment's ledger.</summary>
    public static StreamId Of(ShipmentRef shipment) => new($"{ShipmentKind}/{shipment.Value}");

    /// <summary>The stream of a customer.</summary>
    public static StreamId Of(CustomerRef customer) => new($"{CustomerKind}/{customer.Value}");

    /// <summary>The stream of a disruption.</summary>
    public static StreamId Of(DisruptionId disruption) => new($"{DisruptionKind}/{disruption.Value:N}");

    /// <inheritdoc/>
    public override string ToString() => Value;
}
