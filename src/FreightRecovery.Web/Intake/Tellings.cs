using System.Security.Cryptography;
using System.Text;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Feeds;
using FreightRecovery.Feeds.Meanings;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using NodaTime;

namespace FreightRecovery.Web.Intake;

/// <summary>
/// The facts of a message as tellings of their events. A source may tell an event again: the same, which changes nothing, or otherwise,
/// and then the newest telling counts by the source's own clock. A telling without a time counts as of when it first came.
/// </summary>
internal sealed class Tellings
{
    private const int DigestBytes = 16;

    private readonly Dictionary<TradeFact, HeardTelling> heard;
    private readonly Dictionary<string, HeardTelling> newest = new(StringComparer.Ordinal);

    private Tellings(Dictionary<TradeFact, HeardTelling> heard, IReadOnlyList<HeardTelling> known)
    {
        var first = known.ToDictionary(t => (t.Message, t.Telling));
        this.heard = heard;
        foreach (var (fact, telling) in heard)
            heard[fact] = first.GetValueOrDefault((telling.Message, telling.Telling), telling);
        foreach (var telling in known)
            if (!newest.TryGetValue(telling.Message, out var other) || other.IsBefore(telling))
                newest[telling.Message] = telling;
    }

    /// <summary>Notes what is told, durable before anything follows from it, and looks up what the same events were told as before.</summary>
    /// <param name="database">The memory.</param>
    /// <param name="feed">The feed.</param>
    /// <param name="facts">Those facts of the message that may concern a shipment, in the message's order.</param>
    /// <param name="now">When the message came, UTC.</param>
    /// <param name="cancel">Ends the work.</param>
    public static async ValueTask<Tellings> Hear(
        IDatabase database, string feed, IReadOnlyList<TradeFact> facts, Instant now, CancellationToken cancel)
    {
        var heard = new Dictionary<TradeFact, HeardTelling>(ReferenceEqualityComparer.Instance);
        foreach (var (i, fact) in facts.Index())
            // The later one of a message counts, where both have one time.
            heard[fact] = new HeardTelling(fact.EventId, Digest(fact), fact.CreatedAt ?? now, now.PlusTicks(i));
        await FeedTellings.Hear(database, feed, heard.Values, cancel);
        return new Tellings(heard, await FeedTellings.Of(database, feed, facts.Select(f => f.EventId), cancel));
    }

    /// <summary>Whether its source has told the same event otherwise since.</summary>
    public bool IsOutdated(TradeFact fact) =>
        newest.TryGetValue(fact.EventId, out var latest) && heard[fact] is var telling && telling.Telling != latest.Telling && telling.IsBefore(latest);

    /// <summary>
    /// Whether this is the telling by which the event was judged last. What was judged before tellings were kept was judged by this one,
    /// unless its source made it afterwards.
    /// </summary>
    public bool IsJudged(TradeFact fact, ToldIncident known) =>
        known.Telling is { } judged ? judged == heard[fact].Telling : !(fact.CreatedAt > known.At);

    /// <summary>The digest of a fact's telling.</summary>
    public string DigestOf(TradeFact fact) => heard[fact].Telling;

    /// <summary>What a fact tells of an incident.</summary>
    public Telling Of(TradeFact fact, string feed, IncidentProposal proposal) =>
        new(new SourceMessage(feed, fact.EventId), heard[fact].ToldAt, heard[fact].HeardAt)
        {
            LateMinutes = proposal.Late is { } late ? (int)Math.Clamp(late.TotalMinutes, int.MinValue, int.MaxValue) : null,
            Mass = proposal.Mass,
            Pieces = proposal.Pieces,
        };

    // A fact is a record: what it prints is what it says.
    private static string Digest(TradeFact fact) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{fact}"))).AsSpan(0, DigestBytes));
}
