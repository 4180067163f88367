using System.Text;
using System.Text.RegularExpressions;
using FreightRecovery.Feeds;
using FreightRecovery.Feeds.Dcsa;
using FreightRecovery.Feeds.Edifact;
using FreightRecovery.Store.Queries;

namespace FreightRecovery.Web.Intake;

/// <summary>A format that messages of carriers come in, and what reads it.</summary>
/// <param name="Name">Its name in the API, by which the feed is known everywhere.</param>
/// <param name="MediaTypes">What its messages may be called.</param>
/// <param name="Read">Its reader.</param>
public sealed partial record FeedFormat(string Name, IReadOnlyList<string> MediaTypes, Func<ReadOnlyMemory<byte>, FeedContext, FeedReading> Read)
{
    private static readonly string[] Plain = ["text/plain", "application/octet-stream"];

    private const string NotOfTheCharset = "\uFFFD";

    /// <summary>Track and Trace of the Digital Container Shipping Association.</summary>
    public static FeedFormat Dcsa { get; } = new("dcsa-tnt", ["application/json"], (message, context) => DcsaTrackAndTrace.Read(message, context.Limits))
    {
        // An event that was put aside alone is put back into the kind of message it came in.
        Again = aside =>
            aside.Pointer.StartsWith("/events/", StringComparison.Ordinal) ? [.. "{\"events\":["u8, .. aside.Body, .. "]}"u8]
            : ListPointer().IsMatch(aside.Pointer) ? [.. "["u8, .. aside.Body, .. "]"u8]
            : aside.Body,
    };

    /// <summary>IATA Cargo-IMP: status messages of airlines.</summary>
    public static FeedFormat CargoImp { get; } = new("cargo-imp", Plain, Feeds.CargoImp.CargoImp.Read);

    /// <summary>UN/EDIFACT: status reports, and verified gross masses that come with them.</summary>
    public static FeedFormat Iftsta { get; } = new("iftsta", ["application/edifact", .. Plain], EdifactFile.Read) { Encode = EdifactFile.Encode, Decode = EdifactFile.Decode, IsEdifact = true };

    /// <summary>UN/EDIFACT: verified gross masses alone.</summary>
    public static FeedFormat Vermas { get; } = new("vermas", ["application/edifact", .. Plain], Feeds.Edifact.Vermas.Read) { Encode = EdifactFile.Encode, Decode = EdifactFile.Decode, IsEdifact = true };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<FeedFormat> All { get; } = [Dcsa, CargoImp, Iftsta, Vermas];

    /// <summary>Whether its messages are text in a character set of their own.</summary>
    public bool IsText => MediaTypes.Contains(Plain[0]);

    /// <summary>Whether a sender may ask for a CONTRL message as the answer.</summary>
    public bool IsEdifact { get; private init; }

    /// <summary>Turns a part of a message, as text, into bytes that can be read again.</summary>
    public Func<string, byte[]> Encode { get; init; } = Encoding.UTF8.GetBytes;

    /// <summary>A body as text; what is not of its character set shows as U+FFFD.</summary>
    public Func<byte[], string> Decode { get; init; } = Encoding.UTF8.GetString;

    /// <summary>What is read again of something in quarantine.</summary>
    public Func<QuarantinedMessage, byte[]> Again { get; init; } = aside => aside.Body;

    /// <summary>The format of a name, or null.</summary>
    public static FeedFormat? Find(string name) => All.FirstOrDefault(f => f.Name == name);

    /// <summary>
    /// What is kept of a part that could not be read, with where in it the fault stands: the part alone where it can be read again by
    /// itself, and the whole message where it is the whole, or where some of its bytes are no text.
    /// </summary>
    internal (byte[] Body, TextPlace? At) Kept(Unreadable part, ReadOnlyMemory<byte> message) =>
        (part.Pointer.Length == 0 && part.At is null) || part.Raw.Contains(NotOfTheCharset, StringComparison.Ordinal)
            ? (message.ToArray(), null)
            : (Encode(part.Raw), part.At);

    [GeneratedRegex("^/[0-9]+(/|$)", RegexOptions.CultureInvariant)]
    private static partial Regex ListPointer();
}
