using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace FreightRecovery.Feeds.Dcsa;

/// <summary>
/// Reads Track and Trace messages of the Digital Container Shipping Association, versions 2.2 (a list of events, or one
/// event) and 3.0 (an object with <c>events</c>). An event that cannot be read does not keep the others from being read;
/// no input makes it throw.
/// </summary>
public static class DcsaTrackAndTrace
{
    private const string Two = "2.2", Three = "3.0";

    /// <summary>Reads one message.</summary>
    /// <param name="utf8">The message as it came, with or without a byte order mark.</param>
    /// <param name="limits">Bounds on size, depth and dates; the product's own when left out.</param>
    public static FeedReading Read(ReadOnlyMemory<byte> utf8, FeedLimits? limits = null)
    {
        limits ??= FeedLimits.Default;
        if (utf8.Length > limits.MaxBytes)
            return Whole(utf8[..Math.Min(limits.ExcerptBytes, utf8.Length)], $"the message is longer than {limits.MaxBytes} bytes");
        if (utf8.Span.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];

        JsonIndex index;
        try
        {
            index = JsonIndex.Of(utf8, limits.MaxDepth);
        }
        catch (JsonException e)
        {
            return Whole(utf8, $"not JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}");
        }

        using (index)
        {
            return Read(index.Root, utf8, limits);
        }
    }

    private static FeedReading Read(Json root, ReadOnlyMemory<byte> utf8, FeedLimits limits)
    {
        var message = new Message(limits, textIsSound: Utf8.IsValid(utf8.Span));
        switch (root.ValueKind)
        {
            case JsonValueKind.Array:
                return root.Count > limits.MaxEvents ? TooMany() : message.ReadAll(root, "", Two, Version22.Read);

            case JsonValueKind.Object when Events(root, out var events) is var lists and > 0:
                if (lists > 1) return Whole(utf8, "two members named events");
                if (events.ValueKind is not JsonValueKind.Array) return Whole(utf8, "events is not a list");
                return events.Count > limits.MaxEvents ? TooMany() : message.ReadAll(events, "/events", Three, Version30.Read);

            case JsonValueKind.Object when root.TryGet("eventType"u8, out _):
                return message.ReadOne(root, Two, Version22.Read);

            default:
                return Whole(utf8, "neither a list of events, nor an object with events, nor an event");
        }

        FeedReading TooMany() => Whole(utf8, $"more than {limits.MaxEvents} events");
    }

    // Counted, because of two lists of the same name a reader would take one and drop the other.
    private static int Events(Json root, out Json events)
    {
        events = default;
        var count = 0;
        foreach (var member in root.Items)
        {
            if (!member.IsNamed("events"u8)) continue;
            events = member;
            count++;
        }

        return count;
    }

    private static FeedReading Whole(ReadOnlyMemory<byte> utf8, string reason) =>
        new(null, [], [new Unreadable("", reason, Encoding.UTF8.GetString(utf8.Span))]);

    private delegate TradeFact? ReadEvent(EventReader reader, Json e);

    /// <summary>The reading of one message's events.</summary>
    private sealed class Message(FeedLimits limits, bool textIsSound)
    {
        private readonly EventReader _reader = new(limits);
        private readonly ImmutableArray<Unreadable>.Builder _unreadable = ImmutableArray.CreateBuilder<Unreadable>();

        public FeedReading ReadAll(Json events, string path, string version, ReadEvent read)
        {
            var facts = ImmutableArray.CreateBuilder<TradeFact>(events.Count);
            var index = 0;
            foreach (var e in events.Items)
            {
                if (Read(e, read) is { } fact) facts.Add(fact);
                else PutAside(e, $"{path}/{index}");
                index++;
            }

            return new(version, facts.DrainToImmutable(), _unreadable.DrainToImmutable());
        }

        public FeedReading ReadOne(Json e, string version, ReadEvent read)
        {
            if (Read(e, read) is { } fact) return new(version, [fact], []);
            PutAside(e, "");
            return new(version, [], _unreadable.DrainToImmutable());
        }

        private TradeFact? Read(Json e, ReadEvent read)
        {
            _reader.Begin();
            if (e.ValueKind is not JsonValueKind.Object)
                _reader.Wrong(Spot.Top, [], "not an object");
            else if (!textIsSound && !Utf8.IsValid(e.Raw))
                _reader.Wrong(Spot.Top, [], "not UTF-8");
            else
                return ReadGuarded(e, read);
            return null;
        }

        private TradeFact? ReadGuarded(Json e, ReadEvent read)
        {
            try
            {
                return read(_reader, e);
            }
            catch (InvalidOperationException)
            {
                // The one fault System.Text.Json tells by throwing: an escape of half a surrogate pair.
                _reader.Wrong(Spot.Top, [], "a text holds half a character");
                return null;
            }
        }

        private void PutAside(Json e, string pointer) =>
            _unreadable.Add(new(
                pointer + _reader.FaultPointer,
                _reader.Fault ?? throw new System.Diagnostics.UnreachableException(),
                Encoding.UTF8.GetString(e.Raw)));
    }
}
