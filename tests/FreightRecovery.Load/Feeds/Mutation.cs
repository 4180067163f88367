namespace FreightRecovery.Load.Feeds;

/// <summary>Spoils a message in the ways in which messages are spoilt, and some more; the same for the same seed.</summary>
internal sealed class Mutation(int seed)
{
    private static readonly byte[][] Insertions =
    [
        [0], [0xFF, 0xFE], "\r"u8.ToArray(), "\n\n"u8.ToArray(), "'"u8.ToArray(), "+"u8.ToArray(), "?"u8.ToArray(), "/"u8.ToArray(), "\""u8.ToArray(),
        "99999999999999999999999999999999"u8.ToArray(), "-1e999"u8.ToArray(), "\uD83D\uDEA2"u8.ToArray(), "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["u8.ToArray(),
        "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":"u8.ToArray(), "UNA:+.? '"u8.ToArray(), "UNT+0+0'"u8.ToArray(), "UNZ+4294967296+1'"u8.ToArray(), "FSU/99\r\n"u8.ToArray(),
    ];

    private readonly Random random = new(seed);

    /// <summary>A spoilt copy of one of these, or of two of them.</summary>
    public byte[] Of(byte[][] seeds)
    {
        var bytes = new List<byte>(seeds[random.Next(seeds.Length)]);
        for (var times = 1 + random.Next(4); times > 0; times--)
            Spoil(bytes, seeds);
        return [.. bytes];
    }

    private void Spoil(List<byte> bytes, byte[][] seeds)
    {
        if (bytes.Count == 0)
        {
            bytes.AddRange(Insertions[random.Next(Insertions.Length)]);
            return;
        }

        var at = random.Next(bytes.Count);
        var length = Math.Min(1 + random.Next(40), bytes.Count - at);
        switch (random.Next(8))
        {
            case 0:
                bytes[at] = (byte)random.Next(256);
                break;
            case 1:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 4:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 5:
                bytes.InsertRange(at, Insertions[random.Next(Insertions.Length)]);
                break;
            case 6:
                var other = seeds[random.Next(seeds.Length)];
                bytes.RemoveRange(at, bytes.Count - at);
                bytes.AddRange(other.AsSpan(random.Next(other.Length)).ToArray());
                break;
            default:
                var (from, to) = (random.Next(bytes.Count), random.Next(bytes.Count));
                (bytes[from], bytes[to]) = (bytes[to], bytes[from]);
                break;
        }
    }
}
