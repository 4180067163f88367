using System.Globalization;
using System.Text;
using FreightRecovery.Feeds;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Domain.Tests.Feeds;

/// <summary>One status of a synthetic consignment, as an airline would tell it.</summary>
internal sealed record CargoStatus(string Code, LocalDate Day, int? Minute, string Airport)
{
    public string? Next { get; init; }
    public string? Flight { get; init; }
    public string? Carrier { get; init; }
    public string? Discrepancy { get; init; }
    public CargoQuantity? Quantity { get; init; }
    public string? Name { get; init; }
    public (char Indicator, int Minute, int Change)? Departure { get; init; }
    public (char Indicator, int Minute, int Change)? Arrival { get; init; }
}

/// <summary>Writes synthetic FSU messages and says what facts they tell, by other means than the reader's.</summary>
internal static class CargoWriter
{
    public static readonly Instant ReceivedAt = Instant.FromUtc(2026, 10, 15, 12, 0);

    private static readonly Dictionary<string, string> Zones = new()
    {
        ["HKG"] = "Asia/Hong_Kong", ["FRA"] = "Europe/Berlin", ["JFK"] = "America/New_York", ["DOH"] = "Asia/Qatar", ["LUX"] = "Europe/Luxembourg",
    };

    private static readonly Dictionary<string, FactKind> Kinds = new()
    {
        ["BKD"] = Handling(CargoMove.Booked), ["PRE"] = Handling(CargoMove.Prepared), ["MAN"] = Handling(CargoMove.Manifested),
        ["DEP"] = new FactKind.Departure(), ["ARR"] = new FactKind.Arrival(), ["RCF"] = Handling(CargoMove.ReceivedFromFlight),
        ["AWR"] = Handling(CargoMove.DocumentsReceived), ["FIW"] = Handling(CargoMove.Stored), ["FOW"] = Handling(CargoMove.LeftStore),
        ["RCS"] = Handling(CargoMove.ReceivedFromShipper), ["FOH"] = Handling(CargoMove.OnHand), ["DOC"] = Handling(CargoMove.DocumentsReceived),
        ["DPU"] = Handling(CargoMove.Collected), ["CRC"] = Handling(CargoMove.ReportedToCustoms), ["TGC"] = Handling(CargoMove.UnderCustomsControl),
        ["CCD"] = Handling(CargoMove.ClearedByCustoms), ["NFD"] = Handling(CargoMove.ConsigneeNotified), ["AWD"] = Handling(CargoMove.DocumentsDelivered),
        ["DLV"] = Handling(CargoMove.Delivered), ["DDL"] = Handling(CargoMove.Delivered), ["TFD"] = Handling(CargoMove.Transferred),
        ["RCT"] = Handling(CargoMove.HandedOver), ["TRM"] = Handling(CargoMove.Transferred),
    };

    private static readonly Dictionary<string, IrregularityKind> Irregularities = new()
    {
        ["MSCA"] = IrregularityKind.Missing, ["FDCA"] = IrregularityKind.Found, ["MSAW"] = IrregularityKind.DocumentsMissing,
        ["FDAW"] = IrregularityKind.DocumentsFound, ["OFLD"] = IrregularityKind.Offloaded, ["SSPD"] = IrregularityKind.ShortShipped,
        ["OVCD"] = IrregularityKind.OverCarried, ["DFLD"] = IrregularityKind.DefinitelyLoaded,
    };

    public static readonly string[] Legs = ["BKD", "PRE", "MAN", "DEP"], OffFlight = ["ARR", "RCF", "AWR", "FIW", "FOW"],
        Here = ["RCS", "FOH", "DOC", "DPU", "CRC", "TGC", "CCD", "NFD", "AWD", "DLV", "DDL"], Interline = ["TFD", "RCT", "TRM"];

    public static IEnumerable<string> Discrepancies => Irregularities.Keys;

    /// <summary>A message: its type line, consignment and statuses.</summary>
    public static string Message(string waybill, CargoQuantity declared, IEnumerable<CargoStatus> statuses, string lineBreak = "\r\n") =>
        string.Join(lineBreak, ["FSU/14", $"{waybill}HKGLUX/{Text(declared)}/SPARE PARTS", .. statuses.Select(Line)]);

    /// <summary>One status line.</summary>
    public static string Line(CargoStatus s)
    {
        var moment = Day(s.Day) + (s.Minute is { } minute ? Time(minute) : "");
        var quantity = s.Quantity is { } q ? "/" + Text(q) : "";
        string[] parts = s.Code switch
        {
            "DIS" => [s.Code, s.Flight ?? s.Carrier ?? "", moment, s.Airport, s.Discrepancy!],
            "TRM" when s.Minute is null => [s.Code, s.Carrier!, s.Airport],
            "TRM" or "TFD" or "RCT" => [s.Code, s.Carrier!, moment, s.Airport],
            _ when Legs.Contains(s.Code) => [s.Code, s.Flight ?? "", moment, s.Airport + s.Next],
            _ when OffFlight.Contains(s.Code) => [s.Code, s.Flight ?? "", moment, s.Airport],
            _ => [s.Code, moment, s.Airport],
        };
        var line = string.Join('/', parts) + quantity;
        if (s.Departure is not null || s.Arrival is not null) line += $"/{Clock(s.Departure)}/{Clock(s.Arrival)}";
        return s.Name is null ? line : $"{line}/{s.Name}";
    }

    /// <summary>The facts of a status, without their ids.</summary>
    public static IEnumerable<TradeFact> Facts(string waybill, string? airline, CargoQuantity declared, CargoStatus s)
    {
        var leg = Legs.Contains(s.Code);
        var planned = s.Code is "BKD" or "PRE" or "MAN" or "TRM";
        var (minute, change) = leg && s.Departure is { } departure ? (departure.Minute, departure.Change) : (s.Minute ?? 0, 0);
        var undated = s.Code == "TRM" && s.Minute is null;
        var whole = declared.Portion is Portion.Total ? declared.Pieces : declared.TotalPieces;
        var fact = new TradeFact
        {
            EventId = "",
            Kind = s.Code == "DIS" ? new FactKind.Irregularity(Irregularities[s.Discrepancy!]) : Kinds[s.Code],
            Classifier = !planned ? Classifier.Actual : s.Departure is { } told ? Firm(told.Indicator) : Classifier.Planned,
            OccurredAt = undated ? ReceivedAt : In(s.Airport, s.Day.PlusDays(change), minute),
            IsDayOnly = s.Minute is null && !undated && !(leg && s.Departure is not null),
            TransportDocuments = [waybill],
            Mode = MeansOfTransport.Air,
            Flight = s.Flight,
            Airport = s.Airport,
            NextAirport = leg ? s.Next : null,
            Quantity = s.Quantity is { } quantity ? quantity with { TotalPieces = quantity.TotalPieces ?? whole } : null,
            Declared = declared,
            Carrier = airline ?? s.Flight?[..2] ?? s.Carrier,
        };
        yield return fact;
        if (s is { Code: "DEP", Next: { } next, Arrival: { Indicator: not 'S' } arrival })
        {
            yield return fact with
            {
                Kind = new FactKind.Arrival(), Classifier = Firm(arrival.Indicator), OccurredAt = In(next, s.Day.PlusDays(arrival.Change), arrival.Minute),
                IsDayOnly = false, Airport = next, NextAirport = null,
            };
        }
    }

    /// <summary>A waybill's number with its check digit.</summary>
    public static string Waybill(int prefix, int serial) => $"{prefix:000}-{serial:0000000}{serial % 7}";

    public static string Text(CargoQuantity q) => string.Create(CultureInfo.InvariantCulture,
        $"{q.Portion switch { Portion.Total => 'T', Portion.Split => 'S', _ => 'P' }}{q.Pieces}{(q.Mass is { } mass ? $"K{mass.Kilograms}" : "")}{(q.Volume is { } volume ? $"MC{volume}" : "")}{(q.TotalPieces is { } total ? $"T{total}" : "")}");

    private static FactKind Handling(CargoMove move) => new FactKind.Handling(move);

    private static Classifier Firm(char indicator) => indicator switch { 'A' => Classifier.Actual, 'E' => Classifier.Estimated, _ => Classifier.Planned };

    private static Instant In(string airport, LocalDate day, int minute) =>
        day.AtMidnight().PlusMinutes(minute).InZoneLeniently(DateTimeZoneProviders.Tzdb[Zones[airport]]).ToInstant();

    private static string Day(LocalDate day) => LocalDatePattern.CreateWithInvariantCulture("ddMMM").Format(day).ToUpperInvariant();

    private static string Time(int minute) => $"{minute / 60:00}{minute % 60:00}";

    private static string Clock((char Indicator, int Minute, int Change)? told) => told is not { } clock ? "" :
        $"{clock.Indicator}{Time(clock.Minute)}{clock.Change switch { 0 => "", -1 => "-P", 1 => "-N", 2 => "-S", 3 => "-T", var days => $"-{(char)('A' + days - 4)}" }}";

    public static byte[] Bytes(string message) => Encoding.ASCII.GetBytes(message);
}
