using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace FreightRecovery.Domain;

/// <summary>
/// The identity of one command: a UUID version 7. An event's identity is its command's id and an ordinal, so a
/// retried command meets its own events. Everything a command creates derives its id from here, so nothing in the
/// domain draws a random number.
/// </summary>
public readonly record struct CommandId(Guid Value)
{
    /// <summary>The id of a thing this command creates; the same command and purpose always give the same id.</summary>
    public Guid Child(string purpose, int ordinal = 0) => DerivedId.Of(Value, purpose, ordinal);

    /// <summary>The id of a command that follows from this one, for a redelivery to meet its own events.</summary>
    public CommandId Next(string purpose, int ordinal = 0) => new(Child(purpose, ordinal));

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>The identity of an incident: a UUID version 7, so incidents sort by their time of report.</summary>
public readonly record struct IncidentId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>The identity of a disruption: a UUID version 7.</summary>
public readonly record struct DisruptionId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>The customer's reference: the caller's own key, 1 to 64 characters.</summary>
public readonly record struct CustomerRef(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>The shipment's house reference: the caller's own key, 1 to 64 characters.</summary>
public readonly record struct ShipmentRef(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>The invoice's reference: the caller's own key, 1 to 64 characters.</summary>
public readonly record struct InvoiceRef(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>UUIDs of version 7 derived from another: they keep its time and hash the purpose into the rest.</summary>
public static class DerivedId
{
    /// <summary>Derives an id; equal inputs give equal ids and the result sorts with its origin's time.</summary>
    public static Guid Of(Guid origin, string purpose, int ordinal)
    {
        Span<byte> input = stackalloc byte[20 + Encoding.UTF8.GetMaxByteCount(purpose.Length)];
        origin.TryWriteBytes(input, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(input[16..], ordinal);
        var length = 20 + Encoding.UTF8.GetBytes(purpose, input[20..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(input[..length], hash);
        var id = hash[..16];
        input[..6].CopyTo(id);
        id[6] = (byte)(0x70 | (id[6] & 0x0F));
        id[8] = (byte)(0x80 | (id[8] & 0x3F));
        return new Guid(id, bigEndian: true);
    }
}
