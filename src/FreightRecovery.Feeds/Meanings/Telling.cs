using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Feeds.Meanings;

/// <summary>The sentences of a proposal's description: what was booked, then what was told.</summary>
internal static class Telling
{
    /// <summary>Both sentences, and the remark in the publisher's own words.</summary>
    public static string Of(BookedShipment shipment, string told, TradeFact fact)
    {
        var zone = fact.IsZoneUnknown ? $"The time zone of {Place(fact)} is not known: its local time stands here as UTC." : null;
        return Sentences(Booked(shipment), told, zone, fact.Remark is { } remark ? $"Remark: \"{remark}\"." : null);
    }

    /// <summary>Sentences one after another; null is none.</summary>
    public static string Sentences(params string?[] all) => string.Join(' ', all.OfType<string>());

    /// <summary>The flight that a fact tells.</summary>
    public static string Flight(TradeFact fact) => fact.Flight is { } flight ? $"flight {flight}" : "a flight not told";

    /// <summary>A number of pieces.</summary>
    public static string Pieces(int number) => Count(number, "piece", "pieces");

    /// <summary>The vessel and voyage that a fact tells.</summary>
    public static string Sailing(TradeFact fact) => Sailing(fact.Vessel ?? (fact.Imo is { } imo ? $"IMO {imo}" : null), fact.ExportVoyage ?? fact.ImportVoyage);

    /// <summary>The place, or words for not knowing it.</summary>
    public static string Place(TradeFact fact) => fact.Location ?? fact.Airport ?? "a place not told";

    /// <summary>An instant in UTC, to the minute.</summary>
    public static string Time(Instant at) => Minutes.Format(at);

    /// <summary>A length of time in days and hours.</summary>
    public static string Length(Duration length) => length.Days switch
    {
        0 => Hours(length.Hours),
        var days when length.Hours == 0 => Days(days),
        var days => $"{Days(days)} {Hours(length.Hours)}",
    };

    /// <summary>A movement with its time, and how firmly that is told.</summary>
    public static string Moved(string movement, TradeFact fact) => (fact.Classifier, Time(fact.OccurredAt)) switch
    {
        (Classifier.Planned, var time) => $"{movement} planned for {time}",
        (Classifier.Estimated, var time) => $"{movement} expected at {time}",
        (Classifier.Actual, var time) => $"{movement} took place at {time}",
        (Classifier.Requested, var time) => $"{movement} requested for {time}",
    };

    /// <summary>A departure from where a fact is told of.</summary>
    public static string Departure(TradeFact fact) => $"Departure from {Place(fact)}";

    /// <summary>An arrival there.</summary>
    public static string Arrival(TradeFact fact) => $"Arrival at {Place(fact)}";

    /// <summary>The kind of a document in words.</summary>
    public static string Document(DocumentKind kind) => Spaced(kind.ToString());

    /// <summary>A name in Pascal case as words in lower case.</summary>
    public static string Spaced(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : " ") + char.ToLowerInvariant(c) : c.ToString()));

    private static string Booked(BookedShipment shipment)
    {
        var facts = shipment.Facts;
        var sailing = facts is { Vessel: null, Voyage: null }
            ? facts.Flight is { } flight ? $" on flight {flight}" : ""
            : $" on {Sailing(facts.Vessel, facts.Voyage)}";
        return $"Booked{sailing} from {facts.Origin} to {facts.Destination}.";
    }

    private static string Sailing(string? vessel, string? voyage)
    {
        var named = vessel ?? "a vessel not told";
        return voyage is null ? named : $"{named} voyage {voyage}";
    }

    private static string Days(int number) => Count(number, "day", "days");

    private static string Hours(int number) => Count(number, "hour", "hours");

    private static string Count(int number, string one, string several) => $"{number} {(number == 1 ? one : several)}";

    private static readonly InstantPattern Minutes = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm 'UTC'");
}
