using System.Buffers.Binary;
using System.Security.Cryptography;
using FreightRecovery.Engine.Privacy;

namespace FreightRecovery.Store;

/// <summary>
/// A file that is sealed piece by piece, so that none is ever whole in memory. The head names the form, the key and a salt from
/// which the file's own key follows; each piece is counted, and the last one marked, so that none can be left out, moved or cut off.
/// </summary>
internal static class SealedFile
{
    private const int Piece = 64 * 1024;
    private const int Tag = 16;
    private const int Nonce = 12;
    private const int Salt = 16;
    private static ReadOnlySpan<byte> Form => "FRE1"u8;

    private static int Head => Form.Length + 16 + Salt;

    /// <summary>Writes what comes in, sealed.</summary>
    /// <param name="source">What comes in.</param>
    /// <param name="target">The file.</param>
    /// <param name="key">The customer's key.</param>
    /// <param name="read">Sees each piece as it came, and says whether to go on.</param>
    /// <returns>False when it was told to stop.</returns>
    public static async Task<bool> Write(
        Stream source, Stream target, CustomerKey key, Func<ReadOnlyMemory<byte>, bool> read, CancellationToken cancel)
    {
        var head = new byte[Head];
        Form.CopyTo(head);
        key.Id.TryWriteBytes(head.AsSpan(Form.Length), bigEndian: true, out _);
        RandomNumberGenerator.Fill(head.AsSpan(Form.Length + 16));
        await target.WriteAsync(head, cancel);
        using var aes = Aes(key, head);
        var (now, next, box) = (new byte[Piece], new byte[Piece], new byte[Piece + Tag]);
        var held = await Fill(source, now, cancel);
        for (var number = 0L; ; number++)
        {
            if (!read(now.AsMemory(0, held)))
                return false;
            var following = held == Piece ? await Fill(source, next, cancel) : 0;
            aes.Encrypt(NonceOf(number, following == 0), now.AsSpan(0, held), box.AsSpan(0, held), box.AsSpan(held, Tag));
            await target.WriteAsync(box.AsMemory(0, held + Tag), cancel);
            if (following == 0)
                return true;
            (now, next, held) = (next, now, following);
        }
    }

    /// <summary>Opens a sealed file to be read.</summary>
    public static Stream Open(string path, CustomerKey key) => new Reader(File.OpenRead(path), key);

    private static AesGcm Aes(CustomerKey key, byte[] head) =>
        new(HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Files, MasterKey.Bytes, salt: head[^Salt..], info: head[..^Salt]), Tag);

    private static byte[] NonceOf(long number, bool last)
    {
        var nonce = new byte[Nonce];
        BinaryPrimitives.WriteInt64BigEndian(nonce, number);
        nonce[^1] = last ? (byte)1 : (byte)0;
        return nonce;
    }

    private static async Task<int> Fill(Stream source, byte[] piece, CancellationToken cancel) =>
        await source.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, cancel);

    /// <summary>Reads a sealed file from front to back.</summary>
    private sealed class Reader : Stream
    {
        private readonly FileStream file;
        private readonly AesGcm aes;
        private readonly byte[] box = new byte[Piece + Tag], open = new byte[Piece];
        private long number;
        private int at, held;

        public Reader(FileStream file, CustomerKey key)
        {
            this.file = file;
            var head = new byte[Head];
            if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || !head.AsSpan().StartsWith(Form))
            {
                file.Dispose();
                throw new InvalidDataException("This is no sealed file.");
            }

            aes = Aes(key, head);
        }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (at == held && !Next())
                return 0;
            var count = Math.Min(buffer.Length, held - at);
            open.AsSpan(at, count).CopyTo(buffer);
            at += count;
            return count;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            aes.Dispose();
            file.Dispose();
            base.Dispose(disposing);
        }

        // The next piece; false after the last one. A file that is cut off ends in a piece that is not marked as the last.
        private bool Next()
        {
            if (number > 0 && file.Position == file.Length)
                return false;
            var length = file.ReadAtLeast(box, box.Length, throwOnEndOfStream: false);
            if (length < Tag)
                throw new InvalidDataException("The sealed file is cut off.");
            try
            {
                aes.Decrypt(
                    NonceOf(number, file.Position == file.Length), box.AsSpan(0, length - Tag), box.AsSpan(length - Tag, Tag),
                    open.AsSpan(0, length - Tag));
            }
            catch (AuthenticationTagMismatchException e)
            {
                throw new InvalidDataException("The sealed file was altered.", e);
            }

            (at, held) = (0, length - Tag);
            number++;
            return held > 0 || Next();
        }
    }
}
