using System.Text;

namespace FreightRecovery.Feeds.CargoImp;

/// <summary>
/// Reads status messages of the IATA Cargo Interchange Message Procedures: FSU (status update) and FSA (status answer), one or several
/// in a file, with or without their teletype envelope. A status that cannot be read does not keep the others from being
/// read; no input makes it throw. <see cref="Grammar"/> says what is read.
/// </summary>
public static class CargoImp
{
    /// <summary>Reads one file.</summary>
    /// <param name="message">The file as it came, with or without a byte order mark.</param>
    /// <param name="context">When it came, what the sender's private codes mean, and bounds on its size.</param>
    public static FeedReading Read(ReadOnlyMemory<byte> message, FeedContext context)
    {
        var text = message.Span;
        if (text.Length > context.Limits.MaxBytes)
            return Whole(text[..Math.Min(context.Limits.ExcerptBytes, text.Length)], $"the file is longer than {context.Limits.MaxBytes} bytes");
        if (text.StartsWith("\uFEFF"u8)) text = text[3..];
        return new FileReader(text, context).Read() ?? Whole(text, $"more than {context.Limits.MaxEvents} statuses");
    }

    private static FeedReading Whole(ReadOnlySpan<byte> text, string reason) => new(null, [], [new("", reason, Encoding.UTF8.GetString(text))]);
}
