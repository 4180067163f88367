using System.Security.Cryptography;
using System.Text;
using FreightRecovery.Domain;
using FreightRecovery.Engine;
using FreightRecovery.Feeds;
using FreightRecovery.Feeds.Meanings;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using NodaTime;

namespace FreightRecovery.Web.Intake;

/// <summary>
/// Takes the messages of the carriers' feeds in. A message costs a fixed number of queries, however many events it has.
/// Whatever crashes in between, the message can be sent again: ids derive from the event and the shipment, what was
/// done meets itself, and the rest is done.
/// </summary>
public sealed partial class FeedIntake(
    IDatabase database, ICommandGateway gateway, Reporting reporting, Func<FeedPolicy> policy, PartnerMaps maps)
{
    private const int LongestId = 200;

    /// <summary>Takes one message in.</summary>
    /// <param name="format">The format it is in.</param>
    /// <param name="message">The message as it came.</param>
    /// <param name="by">Who sent it; by this name its private codes are known.</param>
    /// <param name="now">The instant of the call, UTC.</param>
    public async Task<FeedAnswer> Take(
        FeedFormat format, ReadOnlyMemory<byte> message, Actor by, Instant now, CancellationToken cancel = default)
    {
        var reading = Read(format, message, by.Name, now);
        var judged = await Judge(format.Name, reading.Facts, by, now, cancel);
        var aside = reading.Unreadable.Select(u =>
        {
            var (body, at) = format.Kept(u, message);
            return Aside(u.Pointer, u.Reason, body, at);
        }).ToList();
        // What was understood and could not be placed is kept with the whole message, which can be sent again as often as need be.
        if (judged.Refused is { } refused)
            aside.Add(Aside("", refused, message.ToArray(), null));

        var ids = await Quarantine.Add(database, aside, cancel);
        return new FeedAnswer(
            reading.Facts.Length, judged.Incidents, judged.Ignored,
            [.. aside.Select((a, i) => new QuarantinedEvent(ids[i], a.Pointer, a.Reason))]) { Reading = reading };

        QuarantinedMessage Aside(string pointer, string reason, byte[] body, TextPlace? at) => new(
            Guid.CreateVersion7(now.ToDateTimeOffset()), format.Name, pointer, reason, body, now, by.Name)
        {
            At = at is { } place ? new FaultPlace(place.Line, place.Column, place.Length) : null,
        };
    }

    /// <summary>Reads a message in quarantine again, with its sender's codes of today. It stays there, with the new reason, unless all of it could be placed.</summary>
    public async Task<FeedAnswer> Replay(QuarantinedMessage message, Actor by, Instant now, CancellationToken cancel = default)
    {
        if (FeedFormat.Find(message.Feed) is not { } format)
            throw new InvalidOperationException($"Nothing reads the feed {message.Feed} any more.");
        // Days without a year are of the year in which they came.
        var reading = Read(format, format.Again(message), message.ReceivedBy, message.ReceivedAt);
        var judged = await Judge(format.Name, reading.Facts, by, now, cancel);
        var wrong = string.Join(" ", reading.Unreadable.Select(u => u.Reason).Append(judged.Refused).OfType<string>());
        if (wrong.Length == 0)
            await Quarantine.Replayed(database, message.Id, now, cancel);
        else
            await Quarantine.StillWrong(database, message.Id, wrong, cancel);
        return new FeedAnswer(
            reading.Facts.Length, judged.Incidents, judged.Ignored,
            wrong.Length == 0 ? [] : [new QuarantinedEvent(message.Id, message.Pointer, wrong)]) { Reading = reading };
    }

    private FeedReading Read(FeedFormat format, ReadOnlyMemory<byte> message, string partner, Instant receivedAt)
    {
        var reading = format.Read(message, new FeedContext(receivedAt) { Codes = maps.Of(partner).Of(format.Name) });
        return reading.Facts.Any(f => f.EventId.Length > LongestId)
            ? reading with { Facts = [.. reading.Facts.Select(f => f.EventId.Length > LongestId ? f with { EventId = Shortened(f.EventId) } : f)] }
            : reading;
    }

    // Longer than a key of the memory of feeds; its beginning is for people, its digest tells it from others.
    private static string Shortened(string id) => $"{id.AsSpan(0, 100)}#{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))}";
}
