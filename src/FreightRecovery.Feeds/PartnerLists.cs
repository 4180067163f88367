using FreightRecovery.Feeds.CargoImp;
using FreightRecovery.Feeds.Edifact;
using NodaTime;

namespace FreightRecovery.Feeds;

/// <summary>A code list that a partner's map can speak of.</summary>
/// <param name="Expected">What a code may mean, for a sentence.</param>
/// <param name="Has">Whether the standard has a code.</param>
/// <param name="MayIgnore">Whether a code may be read over.</param>
internal sealed record CodeList(string Expected, Func<string, bool> Has, bool MayIgnore = true);

/// <summary>The feeds and code lists of which a partner's map may speak. A reader of another format adds its lists here.</summary>
internal static class PartnerLists
{
    private static readonly CodeList Zones = new(
        "a time zone of the IANA database such as \"Asia/Shanghai\"", id => DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is not null, MayIgnore: false);

    private static readonly Dictionary<string, Dictionary<string, CodeList>> Feeds = new(StringComparer.Ordinal)
    {
        ["iftsta"] = new(StringComparer.Ordinal)
        {
            ["status"] = new("a status of UN/CEFACT Recommendation 24", code => StatusCodes.TryGet(code, out _)),
            ["reason"] = new("a reason of code list 9013", code => ReasonCodes.TryGet(code, out _)),
            ["category"] = new("a category of code list 9015", code => StatusCategories.Of(code) is not null),
            ["zone"] = Zones,
        },
        ["vermas"] = new(StringComparer.Ordinal) { ["zone"] = Zones },
        ["cargo-imp"] = new(StringComparer.Ordinal)
        {
            ["status"] = new("a status of FSU", Grammar.IsStatus),
            ["discrepancy"] = new("a discrepancy code of FSU", Grammar.Discrepancies.ContainsKey),
            ["zone"] = Zones,
        },
    };

    /// <summary>The feeds, for a sentence.</summary>
    public static string FeedNames => string.Join(", ", Feeds.Keys.Order(StringComparer.Ordinal));

    /// <summary>The lists of a feed; null when it has none.</summary>
    public static IReadOnlyDictionary<string, CodeList>? Of(string feed) => Feeds.GetValueOrDefault(feed);
}
