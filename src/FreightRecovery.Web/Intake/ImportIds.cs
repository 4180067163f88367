using System.Buffers.Binary;
using FreightRecovery.Domain;
using NodaTime;

namespace FreightRecovery.Web.Intake;

/// <summary>Ids of commands that come from messages and files: UUIDs of version 7 that the same input gives again.</summary>
public static class ImportIds
{
    /// <summary>The id of what a name stands for, with an instant's time, so that ids sort by it and storing them goes to one place.</summary>
    public static CommandId At(Instant at, string name) => new(DerivedId.Of(Bare(at), name, 0));

    private static Guid Bare(Instant at)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        BinaryPrimitives.WriteInt64BigEndian(bytes, Math.Max(0, at.ToUnixTimeMilliseconds()) << 16);
        bytes[6] = 0x70;
        bytes[8] = 0x80;
        return new Guid(bytes, bigEndian: true);
    }
}
