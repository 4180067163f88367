using System.Text.Json;
using NodaTime;

namespace FreightRecovery.Feeds.Dcsa;

/// <summary>
/// An event of Track and Trace 3.0: its type in <c>eventClassification</c>, its details in objects by subject. The 3.0
/// schema demands nothing; what the conformance suite demands of every event of a type is demanded here.
/// </summary>
internal static class Version30
{
    private const string Classification = "/eventClassification", Shipment = "/shipmentDetails", Transport = "/transportDetails",
        Equipment = "/equipmentDetails", Call = "/transportDetails/transportCall", Document = "/shipmentDetails/documentReference";

    /// <summary>Reads one event; null when something was wrong, which the reader then knows.</summary>
    public static TradeFact? Read(EventReader reader, Json e)
    {
        var top = Spot.Top;
        var id = reader.Text(e, top, "eventID"u8, required: true, EventReader.LongestId);
        if (id is not null && IsRetracted(reader, e)) return Retraction(id, reader, e);

        var classification = reader.Object(e, top, "eventClassification"u8, required: true);
        if (reader.Code(classification, new(Classification), "eventTypeCode"u8, Codes.EventTypes, required: true) is not { } type) return null;
        var classifier = reader.Code(classification, new(Classification), "eventClassifierCode"u8, Codes.Classifiers, required: true);
        var occurred = reader.Instant(e, top, "eventDateTime"u8, required: true);
        var updated = reader.Instant(e, top, "eventUpdatedDateTime"u8);

        var found = new References();
        var shipment = reader.Object(e, top, "shipmentDetails"u8, required: type is EventType.Shipment);
        var transport = reader.Object(e, top, "transportDetails"u8, required: type is EventType.Transport);
        var call = reader.Object(transport, new(Transport), "transportCall"u8, required: type is EventType.Transport);
        var delay = ReadDelay(reader, transport, call);

        if (ReadContainer(reader, e, type, out var laden) is { } container) found.Containers = [container];
        var kind = type switch
        {
            EventType.Transport => ReadTransport(reader, classification, delay.Status),
            EventType.Equipment => ReadEquipment(reader, classification, laden),
            EventType.Shipment => ReadShipment(reader, classification, shipment),
            EventType.Reefer => ReeferDetails.Read(reader, e),
            EventType.Iot => new FactKind.Other("IOT"),
        };
        ReadReferences(reader, shipment, ref found);

        var vessel = reader.Object(call, new(Call), "vesselTransport"u8);
        var vesselSpot = new Spot(Call + "/vesselTransport");
        var fact = new TradeFact
        {
            EventId = id ?? "",
            Kind = kind ?? new FactKind.Other(""),
            Classifier = classifier.GetValueOrDefault(),
            OccurredAt = occurred.GetValueOrDefault(),
            CreatedAt = updated,
            Bookings = found.Bookings,
            TransportDocuments = found.TransportDocuments,
            ShippingInstructions = found.ShippingInstructions,
            ForwarderReferences = found.ForwarderReferences,
            Containers = found.Containers,
            Mode = reader.Code(call, new(Call), "modeOfTransport"u8, Codes.Modes),
            Vessel = reader.Text(vessel, vesselSpot, "vesselName"u8),
            Imo = reader.Imo(vessel, vesselSpot, "vesselIMONumber"u8),
            ExportVoyage = Voyage(reader, call, "exportVoyageNumberOrReference"u8, Call + "/exportVoyageNumberOrReference"),
            ImportVoyage = Voyage(reader, call, "importVoyageNumberOrReference"u8, Call + "/importVoyageNumberOrReference"),
            Location = reader.Place(reader.Object(e, top, "eventLocation"u8), new("/eventLocation"), "UNLocationCode"u8),
            Carrier = Publisher(reader, e) ?? reader.Text(vessel, vesselSpot, "operatorCarrierCode"u8),
            DelayReasonCodes = delay.Reasons,
            Remark = reader.Remark(transport, new(Transport), "changeRemark"u8) ?? reader.Remark(shipment, new(Shipment), "reason"u8),
        };
        return reader.Fault is null ? fact : null;
    }

    private static bool IsRetracted(EventReader reader, Json e)
    {
        if (!e.TryGet("isRetracted"u8, out var flag)) return false;
        if (flag.ValueKind is not (JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null))
            reader.Wrong(Spot.Top, "isRetracted"u8, "not true or false");
        return flag.ValueKind is JsonValueKind.True;
    }

    // The standard: nothing in a retraction counts but its id, so nothing else of it can be wrong.
    private static TradeFact Retraction(string id, EventReader reader, Json e)
    {
        var occurred = reader.Instant(e, Spot.Top, "eventDateTime"u8);
        var updated = reader.Instant(e, Spot.Top, "eventUpdatedDateTime"u8);
        return new()
        {
            EventId = id,
            Kind = new FactKind.Other("RETRACTED"),
            Classifier = Classifier.Actual,
            OccurredAt = occurred ?? updated ?? NodaConstants.UnixEpoch,
            CreatedAt = updated,
            IsRetracted = true,
        };
    }

    private static DelayReasonsAndStatus ReadDelay(EventReader reader, Json transport, Json call)
    {
        var delay = new DelayReasonsAndStatus();
        var codes = reader.Array(transport, new(Transport), "delayReasonCodes"u8);
        if (codes.ValueKind is JsonValueKind.Array)
        {
            var index = 0;
            foreach (var code in codes.Items)
            {
                var spot = new Spot(Transport + "/delayReasonCodes", index++);
                if (code.ValueKind is JsonValueKind.String) delay.Add(reader, spot, [], code.GetString().Trim());
                else reader.Wrong(spot, [], "not a text");
            }
        }

        delay.ReadStatus(reader, call, new(Call));
        return delay;
    }

    private static string? ReadContainer(EventReader reader, Json e, EventType type, out bool? laden)
    {
        var required = type is EventType.Equipment;
        var equipment = reader.Object(e, Spot.Top, "equipmentDetails"u8, required);
        laden = reader.Code(equipment, new(Equipment), "emptyIndicatorCode"u8, Codes.Laden);
        return reader.Text(equipment, new(Equipment), "equipmentReference"u8, required);
    }

    private static FactKind? ReadTransport(EventReader reader, Json classification, PortCallStatus? status)
    {
        if (!reader.TryCode(
            classification, new(Classification), "transportEventTypeCode"u8, Codes.TransportEvents, required: true, out var kind))
        {
            return null;
        }

        return status is { } changed ? new FactKind.PortCall(changed) : kind;
    }

    private static FactKind? ReadEquipment(EventReader reader, Json classification, bool? laden) =>
        reader.Code(classification, new(Classification), "equipmentEventTypeCode"u8, Codes.EquipmentEvents, required: true) is { } move
            ? new FactKind.Equipment(move, laden)
            : null;

    private static FactKind? ReadShipment(EventReader reader, Json classification, Json shipment)
    {
        var status = reader.Code(classification, new(Classification), "shipmentEventTypeCode"u8, Codes.ShipmentEvents, required: true);
        var document = reader.Object(shipment, new(Shipment), "documentReference"u8, required: true);
        var kind = reader.Code(document, new(Document), "typeCode"u8, Codes.Documents, required: true);
        var reference = reader.Text(document, new(Document), "reference"u8, required: true);
        return status is null || kind is null || reference is null ? null : new FactKind.Document(kind.Value, status.Value, reference);
    }

    private static void ReadReferences(EventReader reader, Json shipment, ref References found)
    {
        var document = reader.Object(shipment, new(Shipment), "documentReference"u8);
        if (document.ValueKind is JsonValueKind.Object
            && reader.Code(document, new(Document), "typeCode"u8, Codes.Documents, required: true) is { } kind
            && reader.Text(document, new(Document), "reference"u8, required: true) is { } reference)
        {
            found.Add(kind, reference);
        }

        found.AddDocuments(
            reader, reader.Array(shipment, new(Shipment), "additionalDocumentReferences"u8),
            Shipment + "/additionalDocumentReferences", "typeCode"u8, "reference"u8);
        found.AddReferences(
            reader, reader.Array(shipment, new(Shipment), "shipmentReferences"u8),
            Shipment + "/shipmentReferences", "typeCode"u8, "reference"u8);
    }

    private static string? Voyage(EventReader reader, Json call, ReadOnlySpan<byte> name, string path)
    {
        var voyage = reader.Object(call, new(Call), name);
        return reader.Text(voyage, new(path), "carrierVoyageNumber"u8) ?? reader.Text(voyage, new(path), "universalVoyageReference"u8);
    }

    // Party function CA is a carrier; a port or a terminal that publishes is not the shipment's carrier.
    private static string? Publisher(EventReader reader, Json e)
    {
        var routing = reader.Object(e, Spot.Top, "eventRouting"u8);
        var party = reader.Object(routing, new("/eventRouting"), "originatingParty"u8);
        var spot = new Spot("/eventRouting/originatingParty");
        return reader.Text(party, spot, "partyFunction"u8) is "CA" ? reader.Text(party, spot, "partyCode"u8) : null;
    }
}
