using System.Security.Cryptography;

namespace FreightRecovery.Store;

/// <summary>
/// Files of evidence in the data directory, each under the SHA-256 of what is in it: the same file twice is one, and a file that
/// was altered no longer fits its name. A file is written beside its place, flushed, and then moved there in one step.
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
    public async Task<IncomingFile?> Take(Stream source, long mostBytes, CancellationToken cancel)
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
                var buffer = new byte[64 * 1024];
                for (int read; (read = await source.ReadAsync(buffer, cancel)) > 0;)
                {
                    if ((size += read) > mostBytes)
                        return null;
                    hash.AppendData(buffer, 0, read);
                    head.Write(buffer, 0, Math.Min(read, HeadBytes - (int)head.Length));
                    await file.WriteAsync(buffer.AsMemory(0, read), cancel);
                }

                file.Flush(flushToDisk: true);
            }

            whole = true;
            return new IncomingFile(this, part, Convert.ToHexStringLower(hash.GetHashAndReset()), size, head.ToArray());
        }
        finally
        {
            if (!whole)
                File.Delete(part);
        }
    }

    /// <summary>Where a file lies.</summary>
    public string PathOf(string sha256) => Path.Combine(root, sha256[..2], sha256);

    /// <summary>What is wrong with a file, one sentence; null when it is there and as it was.</summary>
    public EvidenceFault? Check(string sha256)
    {
        try
        {
            using var file = File.OpenRead(PathOf(sha256));
            return Convert.ToHexStringLower(SHA256.HashData(file)) == sha256 ? null : EvidenceFault.Altered;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return EvidenceFault.Missing;
        }
    }

    internal void Keep(string part, string sha256)
    {
        var target = PathOf(sha256);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        // Over one of the same name: it has the same content, or was altered and is healed by this.
        File.Move(part, target, overwrite: true);
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
    private readonly EvidenceFiles files;
    private readonly string part;

    internal IncomingFile(EvidenceFiles files, string part, string sha256, long size, byte[] head) =>
        (this.files, this.part, Sha256, Size, Head) = (files, part, sha256, size, head);

    /// <summary>The SHA-256 of what is in it, in small hexadecimal letters.</summary>
    public string Sha256 { get; }

    /// <summary>Its length in bytes.</summary>
    public long Size { get; }

    /// <summary>Its first bytes, by which its type is told.</summary>
    public ReadOnlyMemory<byte> Head { get; }

    /// <summary>Moves it to its place.</summary>
    public void Keep() => files.Keep(part, Sha256);

    /// <inheritdoc/>
    public void Dispose() => File.Delete(part);
}
