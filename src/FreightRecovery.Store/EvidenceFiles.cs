using System.Security.Cryptography;
using FreightRecovery.Engine.Privacy;

namespace FreightRecovery.Store;

/// <summary>
/// Files of evidence in the data directory, sealed under the customer's key, each named by the SHA-256 of what is in it: the same
/// file twice is one, and a file that was altered no longer opens. A file is written beside its place, flushed, and then moved
/// there in one step. The files of a key lie in one folder, which goes with the key.
/// </summary>
public sealed class EvidenceFiles
{
    /// <summary>The folder in the data directory.</summary>
    public const string Folder = "evidence";

    private const int HeadBytes = 4096;
    private readonly string root, incoming;

    /// <summary>The files of a data directory.</summary>
    public EvidenceFiles(string dataDirectory)
    {
        root = Path.Combine(dataDirectory, Folder);
        incoming = Path.Combine(root, "incoming");
    }

    /// <summary>Takes a stream in, piece by piece. Null when it is longer than allowed; nothing is kept then.</summary>
    public async Task<IncomingFile?> Take(Stream source, CustomerKey key, long mostBytes, CancellationToken cancel)
    {
        Directory.CreateDirectory(incoming);
        var part = Path.Combine(incoming, Path.GetRandomFileName());
        var whole = false;
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var head = new MemoryStream(HeadBytes);
            var size = 0L;
            await using (var file = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true))
            {
                var complete = await SealedFile.Write(
                    source, file, key,
                    piece =>
                    {
                        hash.AppendData(piece.Span);
                        head.Write(piece.Span[..Math.Min(piece.Length, HeadBytes - (int)head.Length)]);
                        return (size += piece.Length) <= mostBytes;
                    },
                    cancel);
                if (!complete)
                    return null;
                file.Flush(flushToDisk: true);
            }

            whole = true;
            var sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
            return new IncomingFile(part, PathOf(key.Id, sha256), sha256, size, head.ToArray());
        }
        finally
        {
            if (!whole)
                File.Delete(part);
        }
    }

    /// <summary>Where a file lies.</summary>
    public string PathOf(Guid key, string sha256) => Path.Combine(root, key.ToString("N"), sha256);

    /// <summary>What is in a file, opened.</summary>
    public Stream Open(CustomerKey key, string sha256) => SealedFile.Open(PathOf(key.Id, sha256), key);

    /// <summary>What is wrong with a file; null when it is there and as it was.</summary>
    public EvidenceFault? Check(CustomerKey key, string sha256)
    {
        try
        {
            using var file = Open(key, sha256);
            return Convert.ToHexStringLower(SHA256.HashData(file)) == sha256 ? null : EvidenceFault.Altered;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return EvidenceFault.Missing;
        }
        catch (InvalidDataException)
        {
            return EvidenceFault.Altered;
        }
    }

    /// <summary>Deletes the files of a key that was destroyed; nobody can open them any more.</summary>
    public void Forget(Guid key)
    {
        var folder = Path.Combine(root, key.ToString("N"));
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>The keys that there are files of.</summary>
    public IReadOnlyList<Guid> Keys() => Directory.Exists(root)
        ? [.. Directory.EnumerateDirectories(root).Select(d => Guid.TryParseExact(Path.GetFileName(d), "N", out var key) ? key : Guid.Empty)
            .Where(key => key != Guid.Empty)]
        : [];

    /// <summary>Deletes what uploads left behind that were cut short by a crash. Called before anything is taken in.</summary>
    public void SweepIncoming()
    {
        if (Directory.Exists(incoming))
            Directory.Delete(incoming, recursive: true);
    }
}

/// <summary>What can be wrong with a file of evidence.</summary>
public enum EvidenceFault
{
    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>What is in it is not what was stored.</summary>
    Altered,
}

/// <summary>A file that has come in and is not kept yet; it goes unless it is kept.</summary>
public sealed class IncomingFile : IDisposable
{
    private readonly string part, place;

    internal IncomingFile(string part, string place, string sha256, long size, byte[] head) =>
        (this.part, this.place, Sha256, Size, Head) = (part, place, sha256, size, head);

    /// <summary>The SHA-256 of what is in it, in small hexadecimal letters.</summary>
    public string Sha256 { get; }

    /// <summary>Its length in bytes.</summary>
    public long Size { get; }

    /// <summary>Its first bytes, by which its type is told.</summary>
    public ReadOnlyMemory<byte> Head { get; }

    /// <summary>Moves it to its place.</summary>
    public void Keep()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        // Over one of the same name: it has the same content, or was altered and is healed by this.
        File.Move(part, place, overwrite: true);
    }

    /// <inheritdoc/>
    public void Dispose() => File.Delete(part);
}
