using System.Collections.Frozen;

namespace FreightRecovery.Feeds.CargoImp;

/// <summary>What a component between two slants of a status line is.</summary>
internal enum Part
{
    /// <summary>Carrier designator, flight number and suffix (<c>QR8403</c>, <c>5X61A</c>); may be empty or the designator alone.</summary>
    Flight,

    /// <summary>A carrier's designator (<c>TW</c>).</summary>
    Carrier,

    /// <summary>A day (<c>11OCT</c>), a day and time (<c>11OCT1230</c>) or a time (<c>1230</c>), with a change of day (<c>-N</c>); may be empty.</summary>
    Moment,

    /// <summary>A moment that may be left out together with its slant: what does not begin with a digit is the next part.</summary>
    MomentIfAny,

    /// <summary>The airports of departure and arrival (<c>HKGDOH</c>).</summary>
    Route,

    /// <summary>An airport.</summary>
    Airport,

    /// <summary>A discrepancy code (<c>MSCA</c>).</summary>
    Discrepancy,

    /// <summary>Pieces, mass, volume and total (<c>P2K505.0MC0.5T10</c>).</summary>
    Quantity,

    /// <summary>A quantity that may be left out together with its slant: what does not look like one is the next part.</summary>
    QuantityIfAny,

    /// <summary>When the flight leaves: A (actual), E (estimated) or S (scheduled), time, change of day (<c>A1930</c>); may be empty.</summary>
    DepartureTime,

    /// <summary>When it arrives, in the same form (<c>E0530-N</c>); may be empty.</summary>
    ArrivalTime,

    /// <summary>A name or a text. It may be a person's: it is read over and never kept.</summary>
    Text,

    /// <summary>A volume (<c>MC0.5</c>), where it stands apart from the quantity; anything else here is read over.</summary>
    Volume,
}

/// <summary>The form of one status line.</summary>
/// <param name="Code">Its status code.</param>
/// <param name="Kind">What it tells; null for a discrepancy, whose own code says it.</param>
/// <param name="Classifier">How firm it is when no time indicator says otherwise.</param>
/// <param name="Parts">Its components in their order. What follows after the last is of a later version and read over.</param>
/// <param name="Required">How many of them must be there.</param>
internal sealed record StatusForm(string Code, FactKind? Kind, Classifier Classifier, Part[] Parts, int Required);

/// <summary>
/// The grammar of FSU and FSA, as far as it is read. Status codes are those of list 1.18 of the Cargo-IMP manual (and
/// DPU, FIW and FOW of ONE Record's list of the same name), discrepancy codes those of list 1.8, the orders of components those that
/// airlines and handling agents send in versions 11 to 15; both messages have kept them since version 1.
/// <code>
/// file         = *( [envelope] message )
/// envelope     = priority and addresses ("QK HKGFMCX"), origin (".LUXFMCV 111230"); read over
/// message      = type line, consignment, *status, [ "LAST" | "CONT" | "NNNN" ]
/// type line    = ("FSU" | "FSA") "/" version of one or two digits
/// consignment  = prefix "-" serial with check digit, [origin, destination], ["/" quantity], ["/" nature of goods]
/// quantity     = (T total | P part | S split | D divided | M several flights) pieces, [(K kilograms | L pounds) mass],
///                [(MC | CC | CF | CI) volume], ["DG" density group], ["T" pieces of the whole]
/// status       = code *( "/" component ), *( line break "/" component ), *supplement
/// supplement   = OCI, OSI, ULD and their continuation lines; read over
/// </code>
/// </summary>
internal static class Grammar
{
    // BKD/SR903/22MAR/BSLKHI/T20/S1900/S0500-N
    private static readonly Part[] Leg = [Part.Flight, Part.Moment, Part.Route, Part.Quantity, Part.DepartureTime, Part.ArrivalTime];

    // RCF/LH451/10JUL0700/FRA/T12/S0650/A0655
    private static readonly Part[] OffFlight = [Part.Flight, Part.Moment, Part.Airport, Part.Quantity, Part.DepartureTime, Part.ArrivalTime];

    // NFD/03MAY2000/HEL/T3/NAME
    private static readonly Part[] Here = [Part.Moment, Part.Airport, Part.QuantityIfAny, Part.Text, Part.Volume];

    // TFD/CK/10JUL1800/HKG/T12/MANIFEST
    private static readonly Part[] Interline = [Part.Carrier, Part.Moment, Part.Airport, Part.Quantity, Part.Text];

    /// <summary>Every status line that is read, in the order of a consignment's way.</summary>
    public static StatusForm[] Forms { get; } =
    [
        Line("BKD", CargoMove.Booked, Leg, 3, Classifier.Planned),
        Line("DPU", CargoMove.Collected, Here, 2),
        Line("FOH", CargoMove.OnHand, Here, 2),
        Line("DOC", CargoMove.DocumentsReceived, Here, 2),
        Line("RCS", CargoMove.ReceivedFromShipper, Here, 2),
        Line("PRE", CargoMove.Prepared, Leg, 3, Classifier.Planned),
        Line("MAN", CargoMove.Manifested, Leg, 3, Classifier.Planned),
        new("DEP", new FactKind.Departure(), Classifier.Actual, Leg, 3),
        new("ARR", new FactKind.Arrival(), Classifier.Actual, OffFlight, 3),
        Line("RCF", CargoMove.ReceivedFromFlight, OffFlight, 3),
        Line("AWR", CargoMove.DocumentsReceived, OffFlight, 3),
        Line("FIW", CargoMove.Stored, OffFlight, 3),
        Line("FOW", CargoMove.LeftStore, OffFlight, 3),
        Line("TRM", CargoMove.Transferred, [Part.Carrier, Part.MomentIfAny, Part.Airport, Part.Quantity], 3, Classifier.Planned),
        Line("TFD", CargoMove.Transferred, Interline, 3),
        Line("RCT", CargoMove.HandedOver, Interline, 3),
        Line("CRC", CargoMove.ReportedToCustoms, Here, 2),
        Line("TGC", CargoMove.UnderCustomsControl, Here, 2),
        Line("CCD", CargoMove.ClearedByCustoms, Here, 2),
        Line("NFD", CargoMove.ConsigneeNotified, Here, 2),
        Line("AWD", CargoMove.DocumentsDelivered, Here, 2),
        Line("DLV", CargoMove.Delivered, Here, 2),
        Line("DDL", CargoMove.Delivered, Here, 2),

        // DIS/AF321/12JUN0930/LHR/MSAW/T1
        new("DIS", null, Classifier.Actual, [Part.Flight, Part.Moment, Part.Airport, Part.Discrepancy, Part.Quantity], 4),
    ];

    /// <summary>
    /// What a discrepancy code says. The standard has none for damage and loss, so the words of <see cref="IrregularityKind"/> stand
    /// beside its codes, for a partner's map to lead its private codes to.
    /// </summary>
    public static FrozenDictionary<string, FactKind> Discrepancies { get; } = new (string Code, IrregularityKind What)[]
    {
        ("MSCA", IrregularityKind.Missing), ("FDCA", IrregularityKind.Found), ("MSAW", IrregularityKind.DocumentsMissing),
        ("FDAW", IrregularityKind.DocumentsFound), ("OFLD", IrregularityKind.Offloaded), ("SSPD", IrregularityKind.ShortShipped),
        ("OVCD", IrregularityKind.OverCarried), ("DFLD", IrregularityKind.DefinitelyLoaded), ("MSAV", IrregularityKind.DocumentsMissing),
        ("FDAV", IrregularityKind.DocumentsFound), ("MSMB", IrregularityKind.Missing), ("FDMB", IrregularityKind.Found),
    }.Concat(Enum.GetValues<IrregularityKind>().Select(what => (Code: what.ToString(), What: what)))
        .ToFrozenDictionary(row => row.Code, row => (FactKind)new FactKind.Irregularity(row.What), StringComparer.OrdinalIgnoreCase);

    /// <summary>The form of a status code, by its three bytes packed; null when the standard has no such code.</summary>
    public static StatusForm? Find(int code) => ByCode.GetValueOrDefault(code);

    /// <summary>Whether the standard has a status code.</summary>
    public static bool IsStatus(string code) => Forms.Any(form => form.Code == code);

    private static readonly FrozenDictionary<int, StatusForm> ByCode =
        Forms.ToFrozenDictionary(form => Letters.Pack(form.Code));

    private static StatusForm Line(string code, CargoMove move, Part[] parts, int required, Classifier classifier = Classifier.Actual) =>
        new(code, new FactKind.Handling(move), classifier, parts, required);
}
