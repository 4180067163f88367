using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FreightRecovery.Domain;
using NodaTime;

namespace FreightRecovery.Engine;

/// <summary>
/// Each event carries the SHA-256 of its predecessor in the stream and itself, so a changed, removed or inserted row
/// shows in <c>verify</c>.
/// </summary>
public static class HashChain
{
    /// <summary>What the first event of a stream follows.</summary>
    public static byte[] Start { get; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>
    /// The hash of an event after its predecessor's. Events from before policies had a version are hashed as they were then,
    /// so that their chains stay whole; a version that is taken away or put in later changes the hash.
    /// </summary>
    public static byte[] Next(
        byte[] previous, StreamId stream, long version, CommandId command, int ordinal, string type, Instant at, string actor, string payload,
        int? policy)
    {
        var size = 32 + 8 + 16 + 4 + 8 + 16 + 4
            + Encoding.UTF8.GetMaxByteCount(stream.Value.Length + type.Length + actor.Length + payload.Length);
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(size);
        try
        {
            var span = buffer.AsSpan();
            previous.CopyTo(span);
            var at0 = 32;
            BinaryPrimitives.WriteInt64BigEndian(span[at0..], version);
            command.Value.TryWriteBytes(span[(at0 + 8)..], bigEndian: true, out _);
            BinaryPrimitives.WriteInt32BigEndian(span[(at0 + 24)..], ordinal);
            BinaryPrimitives.WriteInt64BigEndian(span[(at0 + 28)..], at.ToUnixTimeTicks());
            var length = at0 + 36;
            // Each text goes in with its length, so that no two different events run together to the same bytes.
            foreach (var text in (ReadOnlySpan<string>)[stream.Value, type, actor, payload])
            {
                var bytes = Encoding.UTF8.GetBytes(text, span[(length + 4)..]);
                BinaryPrimitives.WriteInt32BigEndian(span[length..], bytes);
                length += 4 + bytes;
            }

            if (policy is { } of)
            {
                BinaryPrimitives.WriteInt32BigEndian(span[length..], of);
                length += 4;
            }

            return SHA256.HashData(span[..length]);
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
