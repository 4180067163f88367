using System.Security.Cryptography;
using FreightRecovery.Domain;
using FreightRecovery.Engine.Privacy;
using FreightRecovery.Store;
using FreightRecovery.Tests.Engine;

namespace FreightRecovery.Tests.Privacy;

/// <summary>Files of evidence are sealed piece by piece.</summary>
public sealed class SealedFiles : IDisposable
{
    private const int Piece = 64 * 1024;
    private readonly string directory = Directory.CreateTempSubdirectory("freight-recovery-").FullName;
    private readonly EvidenceFiles files;
    private readonly CustomerKey key = KeyOf("C-1");

    public SealedFiles() => files = new EvidenceFiles(directory);

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Piece - 1)]
    [InlineData(Piece)]
    [InlineData(Piece + 1)]
    [InlineData((3 * Piece) + 17)]
    public async Task A_file_of_any_length_comes_back_as_it_was_and_lies_there_sealed(int length)
    {
        var bytes = Bytes(length);
        var sha = await Keep(bytes);

        var open = new MemoryStream();
        await using (var file = files.Open(key, sha))
            await file.CopyToAsync(open, TestContext.Current.CancellationToken);
        Assert.Equal(bytes, open.ToArray());
        Assert.Null(files.Check(key, sha));
        if (length > 64)
            Assert.False(Contains(await File.ReadAllBytesAsync(files.PathOf(key.Id, sha), TestContext.Current.CancellationToken), bytes[..64]));
    }

    [Theory]
    [InlineData("cut off after a whole piece")]
    [InlineData("cut off in a piece")]
    [InlineData("altered")]
    [InlineData("pieces swapped")]
    [InlineData("something after it")]
    [InlineData("no head")]
    public async Task A_file_that_was_tampered_with_does_not_open(string how)
    {
        var sha = await Keep(Bytes((3 * Piece) + 17));
        var path = files.PathOf(key.Id, sha);
        var there = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        const int Head = 36, Box = Piece + 16;
        var tampered = how switch
        {
            "cut off after a whole piece" => there[..(Head + (2 * Box))],
            "cut off in a piece" => there[..(Head + Box + 100)],
            "altered" => [.. there[..1000], (byte)(there[1000] ^ 1), .. there[1001..]],
            "pieces swapped" => [.. there[..Head], .. there[(Head + Box)..(Head + (2 * Box))], .. there[Head..(Head + Box)], .. there[(Head + (2 * Box))..]],
            "something after it" => [.. there, 1, 2, 3],
            _ => there[10..],
        };
        await File.WriteAllBytesAsync(path, tampered, TestContext.Current.CancellationToken);

        Assert.Equal(EvidenceFault.Altered, files.Check(key, sha));
    }

    [Fact]
    public async Task The_files_of_a_key_go_with_it_and_no_others()
    {
        var other = KeyOf("C-2");
        var (mine, its) = (await Keep(Bytes(10)), await Keep(Bytes(10), other));

        files.Forget(key.Id);

        Assert.Equal(mine, its);
        Assert.Equal(EvidenceFault.Missing, files.Check(key, mine));
        Assert.Null(files.Check(other, its));
        Assert.Equal([other.Id], files.Keys());
    }

    private static CustomerKey KeyOf(string customer) =>
        new CustomerKeys(new MemoryStore(), MasterKey.TryParse(Node.Master)!).For(new CustomerRef(customer), true, default).AsTask().GetAwaiter().GetResult().Key!;

    private async Task<string> Keep(byte[] bytes, CustomerKey? under = null)
    {
        using var file = (await files.Take(new MemoryStream(bytes), under ?? key, long.MaxValue, TestContext.Current.CancellationToken))!;
        Assert.Equal((Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length), (file.Sha256, file.Size));
        file.Keep();
        return file.Sha256;
    }

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private static bool Contains(byte[] whole, byte[] part) => whole.AsSpan().IndexOf(part) >= 0;
}
