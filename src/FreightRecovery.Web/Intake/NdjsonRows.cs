using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace FreightRecovery.Web.Intake;

/// <summary>Reads a JSON object from each line, holding no more than a line. Empty lines are passed over.</summary>
internal static class NdjsonRows
{
    /// <summary>The longest line, in bytes; what is longer is a fault and is passed over.</summary>
    public const int LongestLine = 1 << 20;

    private const int Excerpt = 4096;

    public static async IAsyncEnumerable<ImportRow> Read(Stream stream, [EnumeratorCancellation] CancellationToken cancel)
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 1 << 16, leaveOpen: true));
        var line = 0L;
        byte[]? tooLong = null;
        while (true)
        {
            var result = await reader.ReadAsync(cancel);
            var buffer = result.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                line++;
                if (Row(line, buffer.Slice(0, end), tooLong) is { } row)
                    yield return row;
                tooLong = null;
                buffer = buffer.Slice(buffer.GetPosition(1, end));
            }

            if (buffer.Length > LongestLine)
            {
                // The rest of the line is thrown away as it comes.
                tooLong ??= buffer.Slice(0, Excerpt).ToArray();
                buffer = buffer.Slice(buffer.End);
            }

            if (result.IsCompleted)
            {
                if (Row(line + 1, buffer, tooLong) is { } last)
                    yield return last;
                break;
            }

            reader.AdvanceTo(buffer.Start, result.Buffer.End);
        }

        await reader.CompleteAsync();
    }

    private static ImportRow? Row(long line, ReadOnlySequence<byte> bytes, byte[]? tooLong)
    {
        if (tooLong is not null || bytes.Length > LongestLine)
            return new ImportRow(line, tooLong ?? bytes.Slice(0, Excerpt).ToArray(), Rejection.Of($"The line is longer than {LongestLine} bytes."))
            {
                IsWhole = false,
            };
        var text = bytes.ToArray();
        return text.AsSpan().IndexOfAnyExcept(" \t\r"u8) < 0 ? null : new ImportRow(line, text);
    }
}
