using System.Text.Json;

namespace FreightRecovery.Feeds.Dcsa;

/// <summary>An event of Track and Trace 2.2: flat, its type at the top.</summary>
internal static class Version22
{
    private const string Call = "/transportCall", Vessel = "/transportCall/vessel";

    /// <summary>Reads one event; null when something was wrong, which the reader then knows.</summary>
    public static TradeFact? Read(EventReader reader, Json e)
    {
        var top = Spot.Top;
        if (reader.Code(e, top, "eventType"u8, Codes.EventTypes, required: true) is not { } type) return null;

        // The schema leaves the id open; without one an event told twice could not be known as the same.
        var id = reader.Text(e, top, "eventID"u8, required: true, EventReader.LongestId);
        var created = reader.Instant(e, top, "eventCreatedDateTime"u8, required: true);
        var occurred = reader.Instant(e, top, "eventDateTime"u8, required: true);
        var classifier = reader.Code(e, top, "eventClassifierCode"u8, Codes.Classifiers, required: true);

        var found = new References();
        var call = ReadCall(reader, e, required: type is EventType.Transport);
        var delay = new DelayReasonsAndStatus();
        delay.Add(reader, top, "delayReasonCode"u8, reader.Text(e, top, "delayReasonCode"u8));
        delay.ReadStatus(reader, call.Element, new(Call));

        var (kind, place) = type switch
        {
            EventType.Transport => (Transport(reader, e, delay.Status), call.Place),
            EventType.Equipment => (Equipment(reader, e, ref found), EventPlace(reader, e) ?? call.Place),
            EventType.Shipment => (Shipment(reader, e, ref found), call.Place),
            EventType.Iot or EventType.Reefer => (new FactKind.Other(type is EventType.Iot ? "IOT" : "REEFER"), call.Place),
        };
        found.AddDocuments(
            reader, reader.Array(e, top, "documentReferences"u8), "/documentReferences", "documentReferenceType"u8, "documentReferenceValue"u8);
        found.AddReferences(reader, reader.Array(e, top, "references"u8), "/references", "referenceType"u8, "referenceValue"u8);
        var remark = reader.Remark(e, top, "changeRemark"u8)
            ?? reader.Remark(e, top, "vesselScheduleChangeRemark"u8)
            ?? reader.Remark(e, top, "reason"u8);

        if (reader.Fault is not null) return null;
        return new TradeFact
        {
            EventId = id!,
            Kind = kind!,
            Classifier = classifier!.Value,
            OccurredAt = occurred!.Value,
            CreatedAt = created,
            Bookings = found.Bookings,
            TransportDocuments = found.TransportDocuments,
            ShippingInstructions = found.ShippingInstructions,
            ForwarderReferences = found.ForwarderReferences,
            Containers = found.Containers,
            Mode = call.Mode,
            Vessel = call.VesselName,
            Imo = call.Imo,
            ExportVoyage = call.ExportVoyage,
            ImportVoyage = call.ImportVoyage,
            Location = place,
            Carrier = call.Operator,
            DelayReasonCodes = delay.Reasons,
            Remark = remark,
        };
    }

    private static FactKind? Transport(EventReader reader, Json e, PortCallStatus? status)
    {
        if (!reader.TryCode(e, Spot.Top, "transportEventTypeCode"u8, Codes.TransportEvents, required: true, out var kind)) return null;
        return status is { } changed ? new FactKind.PortCall(changed) : kind;
    }

    private static FactKind? Equipment(EventReader reader, Json e, ref References found)
    {
        if (reader.Text(e, Spot.Top, "equipmentReference"u8) is { } container) found.Containers = [container];
        var laden = reader.Code(e, Spot.Top, "emptyIndicatorCode"u8, Codes.Laden, required: true);
        var move = reader.Code(e, Spot.Top, "equipmentEventTypeCode"u8, Codes.EquipmentEvents, required: true);
        return move is { } done ? new FactKind.Equipment(done, laden) : null;
    }

    private static FactKind? Shipment(EventReader reader, Json e, ref References found)
    {
        var status = reader.Code(e, Spot.Top, "shipmentEventTypeCode"u8, Codes.ShipmentEvents, required: true);
        var document = reader.Code(e, Spot.Top, "documentTypeCode"u8, Codes.Documents, required: true);
        var reference = reader.Text(e, Spot.Top, "documentID"u8, required: true);
        if (status is null || document is null || reference is null) return null;
        found.Add(document.Value, reference);
        return new FactKind.Document(document.Value, status.Value, reference);
    }

    private static string? EventPlace(EventReader reader, Json e) =>
        reader.Place(reader.Object(e, Spot.Top, "eventLocation"u8), new("/eventLocation"), "UNLocationCode"u8);

    private static TransportCall ReadCall(EventReader reader, Json e, bool required)
    {
        var call = reader.Object(e, Spot.Top, "transportCall"u8, required);
        if (call.ValueKind is JsonValueKind.Undefined) return default;
        var spot = new Spot(Call);
        reader.Text(call, spot, "transportCallID"u8, required: true);
        var mode = reader.Code(call, spot, "modeOfTransport"u8, Codes.Modes, required: true);

        var place = reader.Place(call, spot, "UNLocationCode"u8);
        var detail = reader.Place(reader.Object(call, spot, "location"u8), new("/transportCall/location"), "UNLocationCode"u8);
        if (place is not null && detail is not null && place != detail)
            reader.Wrong(spot, "location"u8, $"the call is at {place} and its location at {detail}");

        var vessel = reader.Object(call, spot, "vessel"u8);
        var vesselSpot = new Spot(Vessel);
        return new()
        {
            Element = call,
            Mode = mode,
            Place = place ?? detail,
            Imo = reader.Imo(vessel, vesselSpot, "vesselIMONumber"u8, required: vessel.ValueKind is JsonValueKind.Object),
            VesselName = reader.Text(vessel, vesselSpot, "vesselName"u8),
            Operator = reader.Text(vessel, vesselSpot, "vesselOperatorCarrierCode"u8),
            ExportVoyage = reader.Text(call, spot, "exportVoyageNumber"u8) ?? reader.Text(call, spot, "carrierVoyageNumber"u8),
            ImportVoyage = reader.Text(call, spot, "importVoyageNumber"u8),
        };
    }

    private readonly struct TransportCall
    {
        public Json Element { get; init; }
        public MeansOfTransport? Mode { get; init; }
        public string? Place { get; init; }
        public string? VesselName { get; init; }
        public string? Imo { get; init; }
        public string? Operator { get; init; }
        public string? ExportVoyage { get; init; }
        public string? ImportVoyage { get; init; }
    }
}
