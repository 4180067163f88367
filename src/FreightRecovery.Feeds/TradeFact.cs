using FreightRecovery.Domain;
using NodaTime;

namespace FreightRecovery.Feeds;

/// <summary>How much cargo a fact is about.</summary>
/// <param name="Pieces">Pieces it is about.</param>
/// <param name="Mass">Their mass.</param>
/// <param name="TotalPieces">Pieces of the whole consignment, where it is told beside a part's.</param>
/// <param name="Portion">Whether it is the whole.</param>
/// <param name="Volume">Their volume in cubic metres.</param>
public sealed record CargoQuantity(
    int? Pieces, Mass? Mass, int? TotalPieces = null, Portion Portion = Portion.Total, decimal? Volume = null);

/// <summary>Which part of a consignment a quantity is.</summary>
public enum Portion
{
    /// <summary>All of it.</summary>
    Total,

    /// <summary>A part; the others come by themselves, and nothing is missing for that.</summary>
    Part,

    /// <summary>All that one waybill's part was split into further.</summary>
    Split,
}

/// <summary>
/// What one event of a feed says, in trade terms and whatever the message's format and version. Two events that say the
/// same are equal. It carries no personal data but what a carrier may have put in its remark.
/// </summary>
public sealed record TradeFact
{
    /// <summary>The publisher's id of the event; an event told again with the same id replaces the earlier one.</summary>
    public required string EventId { get; init; }

    /// <summary>What it is about.</summary>
    public required FactKind Kind { get; init; }

    /// <summary>How firm it is.</summary>
    public required Classifier Classifier { get; init; }

    /// <summary>
    /// When it happened or will happen. A retraction may come without a date, and then this is the Unix epoch: of a
    /// retraction nothing counts but its id.
    /// </summary>
    public required Instant OccurredAt { get; init; }

    /// <summary>When the publisher made or last changed the event; null when not told.</summary>
    public Instant? CreatedAt { get; init; }

    /// <summary>Whether the publisher takes back this event and all it said before under the same id.</summary>
    public bool IsRetracted { get; init; }

    /// <summary>Numbers of carrier bookings and booking requests.</summary>
    public Texts Bookings { get; init; }

    /// <summary>Numbers of transport documents (bills of lading, waybills).</summary>
    public Texts TransportDocuments { get; init; }

    /// <summary>Numbers of shipping instructions.</summary>
    public Texts ShippingInstructions { get; init; }

    /// <summary>The freight forwarder's own references, which a carrier gives back as it got them.</summary>
    public Texts ForwarderReferences { get; init; }

    /// <summary>Container numbers; the container that an equipment event is about comes first.</summary>
    public Texts Containers { get; init; }

    /// <summary>What carries the cargo on this leg; null when not told.</summary>
    public MeansOfTransport? Mode { get; init; }

    /// <summary>The vessel's name.</summary>
    public string? Vessel { get; init; }

    /// <summary>The vessel's IMO number, 7 or 8 digits.</summary>
    public string? Imo { get; init; }

    /// <summary>The voyage number on which the vessel leaves the place.</summary>
    public string? ExportVoyage { get; init; }

    /// <summary>The voyage number on which the vessel comes to the place.</summary>
    public string? ImportVoyage { get; init; }

    /// <summary>The flight, as carrier designator and number (CX255).</summary>
    public string? Flight { get; init; }

    /// <summary>UN/LOCODE of the place.</summary>
    public string? Location { get; init; }

    /// <summary>IATA code of the airport or city, where a message has no UN/LOCODE.</summary>
    public string? Airport { get; init; }

    /// <summary>IATA code of the airport that the flight goes to; null when not told.</summary>
    public string? NextAirport { get; init; }

    /// <summary>
    /// Whether the message told a local time of a place whose time zone is not known. It was taken as UTC, so the instant may be
    /// wrong by up to 14 hours.
    /// </summary>
    public bool IsZoneUnknown { get; init; }

    /// <summary>Whether the message told a day without a time: the instant is the day's beginning, and nothing can be held against it by the hour.</summary>
    public bool IsDayOnly { get; init; }

    /// <summary>How much of the cargo it is about; null when not told.</summary>
    public CargoQuantity? Quantity { get; init; }

    /// <summary>How much the transport document says, where the message tells it beside what the fact is about.</summary>
    public CargoQuantity? Declared { get; init; }

    /// <summary>The carrier's code: the publisher if it is one, else the vessel's operator.</summary>
    public string? Carrier { get; init; }

    /// <summary>Reasons of a delay, SMDG codes such as <c>WEA</c>.</summary>
    public Texts DelayReasonCodes { get; init; }

    /// <summary>The publisher's remark or reason in its own words, at most 250 characters.</summary>
    public string? Remark { get; init; }

    /// <summary>
    /// The container that is now known to be on board, for the caller to remember with the shipment
    /// (<see cref="Meanings.BookedShipment.LoadedContainers"/>); null when the fact says no such thing. A load of an empty
    /// box, or onto a truck, a train or a barge, puts no cargo on board a ship.
    /// </summary>
    public string? LoadedContainer =>
        !IsRetracted
        && Classifier is Classifier.Actual
        && Kind is FactKind.Equipment { Move: EquipmentMove.Loaded, Laden: not false }
        && Mode is (null or MeansOfTransport.Vessel)
        && Containers.Count > 0
            ? Containers[0]
            : null;
}
