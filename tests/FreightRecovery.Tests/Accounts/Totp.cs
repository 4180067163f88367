using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace FreightRecovery.Tests.Accounts;

/// <summary>What an authenticator app does (RFC 6238): six digits from a key and the half minute.</summary>
internal static class Totp
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    [SuppressMessage("Security", "CA5350", Justification = "RFC 6238 has it so.")]
    public static string Code(string key, DateTimeOffset at)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, at.ToUnixTimeSeconds() / 30);
        var hash = HMACSHA1.HashData(Bytes(key), counter);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Bytes(string key)
    {
        var bytes = new List<byte>();
        var (bits, count) = (0, 0);
        foreach (var c in key.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit))
        {
            (bits, count) = (((bits << 5) | Base32.IndexOf(c, StringComparison.Ordinal)) & 0xFFFF, count + 5);
            if (count < 8)
                continue;
            count -= 8;
            bytes.Add((byte)((bits >> count) & 0xFF));
        }

        return [.. bytes];
    }
}
