using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Feeds.Meanings;

/// <summary>The sentences of a proposal's description: what was booked, then what was told.</summary>
internal static class Telling
{
    /// <summary>Both sentences, and the remark in the publisher's own words.</summary>
    public static string Of(BookedShipment shipment, string told, TradeFact fact)
    {
        var zone = fact.IsZoneUnknown ? $" The time zone of {Place(fact)} is not known: its local time stands here as UTC." : "";
        return $"{Booked(shipment)} {told}{zone}{(fact.Remark is { } remark ? $" Remark: \"{remark}\"." : "")}";
    }

    /// <summary>The flight that a fact tells.</summary>
    public static string Flight(TradeFact fact) => fact.Flight is { } flight ? $"flight {flight}" : "a flight not told";

    /// <summary>A number of pieces.</summary>
    public static string Pieces(int number) => Count(number, "piece");

    /// <summary>The vessel and voyage that a fact tells.</summary>
    public static string Sailing(TradeFact fact) => Sailing(fact.Vessel ?? (fact.Imo is { } imo ? $"IMO {imo}" : null), fact.ExportVoyage ?? fact.ImportVoyage);

    /// <summary>The place, or words for not knowing it.</summary>
    public static string Place(TradeFact fact) => fact.Location ?? fact.Airport ?? "a place not told";

    /// <summary>An instant in UTC, to the minute.</summary>
    public static string Time(Instant at) => Minutes.Format(at);

    /// <summary>A length of time in days and hours.</summary>
    public static string Length(Duration length) => length.Days switch
    {
        0 => Count(length.Hours, "hour"),
        var days when length.Hours == 0 => Count(days, "day"),
        var days => $"{Count(days, "day")} {Count(length.Hours, "hour")}",
    };

    /// <summary>How firmly it is told.</summary>
    public static string Firmness(Classifier classifier) => classifier switch
    {
        Classifier.Planned => "planned for",
        Classifier.Estimated => "expected at",
        Classifier.Actual => "took place at",
        Classifier.Requested => "requested for",
    };

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

    private static string Sailing(string? vessel, string? voyage) =>
        $"{vessel ?? "a vessel not told"}{(voyage is null ? "" : $" voyage {voyage}")}";

    private static string Count(int number, string unit) => number == 1 ? $"1 {unit}" : $"{number} {unit}s";

    private static readonly InstantPattern Minutes = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm 'UTC'");
}
