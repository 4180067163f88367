using FreightRecovery.Domain;

namespace FreightRecovery.Feeds.Meanings;

/// <summary>
/// Pieces that do not add up. What is received is compared with the transport document, which counts as the carrier does; a booking may
/// count cartons where a waybill counts pallets, and is asked only when the message tells no total. A part is never short: the
/// others come by themselves.
/// </summary>
internal static class PiecesRule
{
    /// <summary>Cargo handed to the carrier: the papers are wrong; null when nothing is.</summary>
    public static Meaning? OfReceipt(TradeFact fact, BookedShipment shipment, FeedPolicy policy) =>
        Counted(fact, shipment) is var (told, whole) && told != whole
            ? Meaning.Propose(
                IncidentKind.DocumentsDefective, Fault.Operations, policy.DocumentsDefective, fact, shipment, policy,
                Telling.Of(shipment, $"{Telling.Pieces(told)} were received at {Telling.Place(fact)}, and the papers say {whole}.", fact))
            : null;

    /// <summary>Cargo that came off a flight or was delivered: some of it is missing; null when none is.</summary>
    public static Meaning? OfArrival(TradeFact fact, BookedShipment shipment, FeedPolicy policy) =>
        Counted(fact, shipment) is var (told, whole) && told < whole
            ? Meaning.Propose(
                IncidentKind.CargoLost, Fault.Carrier, policy.CargoMissing, fact, shipment, policy,
                Telling.Of(shipment, $"Only {Telling.Pieces(told)} of {whole} came at {Telling.Place(fact)}.", fact))
            : null;

    private static (int Told, int Whole)? Counted(TradeFact fact, BookedShipment shipment)
    {
        if (fact.Classifier is not Classifier.Actual || fact.Quantity is not { Portion: Portion.Total, Pieces: { } told } quantity) return null;
        var whole = quantity.TotalPieces ?? (fact.Declared is { Portion: Portion.Total } declared ? declared.Pieces : fact.Declared?.TotalPieces)
            ?? shipment.Facts.Packages;
        return whole is { } pieces ? (told, pieces) : null;
    }
}
