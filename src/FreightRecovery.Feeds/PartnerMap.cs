using System.Collections.Immutable;
using FreightRecovery.Domain;

namespace FreightRecovery.Feeds;

/// <summary>
/// What the private codes of one partner mean, feed by feed, as one file says it:
/// <code>
/// {"partner": "Example Lines",
///  "feeds": {"iftsta": {"status": {"A7": "18", "B1": "ignore"}, "zone": {"default": "Europe/Berlin"}}}}
/// </code>
/// </summary>
/// <param name="Partner">Whose codes they are.</param>
/// <param name="Feeds">The codes of each feed, by the feed's name in the API.</param>
public sealed record PartnerMap(string Partner, ImmutableDictionary<string, PartnerCodes> Feeds)
{
    /// <summary>The codes for one feed; none when the map does not speak of it.</summary>
    public PartnerCodes Of(string feed) => Feeds.GetValueOrDefault(feed) ?? PartnerCodes.None;

    /// <summary>What another map says otherwise, in the order of feed, list and code.</summary>
    /// <param name="after">The map that is to take this one's place.</param>
    public ImmutableArray<PartnerMapChange> ChangesTo(PartnerMap after)
    {
        var before = Entries().ToDictionary(e => e.Key, e => e.Meant);
        var now = after.Entries().ToDictionary(e => e.Key, e => e.Meant);
        return
        [
            .. before.Keys.Union(now.Keys)
                .Select(key => new PartnerMapChange(key.Feed, key.List, key.Code, before.GetValueOrDefault(key), now.GetValueOrDefault(key)))
                .Where(change => change.Before != change.After)
                .OrderBy(change => change.Feed, StringComparer.Ordinal)
                .ThenBy(change => change.List, StringComparer.Ordinal)
                .ThenBy(change => change.Code, StringComparer.Ordinal),
        ];
    }

    private IEnumerable<((string Feed, string List, string Code) Key, string Meant)> Entries() =>
        from feed in Feeds
        from list in feed.Value.Lists
        from entry in list.Value
        select ((feed.Key, list.Key, entry.Key), entry.Value);
}

/// <summary>A code that two maps read differently.</summary>
/// <param name="Feed">The feed.</param>
/// <param name="List">The code list.</param>
/// <param name="Code">The code as sent.</param>
/// <param name="Before">What it meant; null when the map had no word for it.</param>
/// <param name="After">What it means; null when the map has no word for it any more.</param>
public sealed record PartnerMapChange(string Feed, string List, string Code, string? Before, string? After)
{
    /// <inheritdoc/>
    public override string ToString() => (Before, After) switch
    {
        (null, _) => $"{Feed} {List} {Code}: added, means {After}",
        (_, null) => $"{Feed} {List} {Code}: removed, meant {Before}",
        _ => $"{Feed} {List} {Code}: meant {Before}, means {After}",
    };
}

/// <summary>What reading a map file gave.</summary>
public abstract record PartnerMapReading
{
    private PartnerMapReading()
    {
    }

    /// <summary>The map.</summary>
    public sealed record Sound(PartnerMap Map) : PartnerMapReading;

    /// <summary>All that is wrong with the file; nothing of it is used.</summary>
    public sealed record Faulty(ImmutableArray<PolicyFault> Faults) : PartnerMapReading;
}
