using System.Diagnostics;
using System.Text.Json;

namespace FreightRecovery.Web.SampleBook;

/// <summary>Writes events as DCSA Track and Trace 3.0: an object of events with their details by subject.</summary>
internal static class TrackAndTrace30
{
    public static void Write(Utf8JsonWriter json, IEnumerable<CarrierEvent> events)
    {
        json.WriteStartObject();
        json.WriteStartArray("events");
        foreach (var e in events)
        {
            json.WriteStartObject();
            Event(json, e);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Event(Utf8JsonWriter json, CarrierEvent e)
    {
        Routing(json, e.Shipment.Carrier);
        json.WriteString("eventID", $"evt-{e.Id}");
        switch (e)
        {
            case CarrierEvent.Transport transport:
                Times(json, e, transport.Port);
                Classification(json, "TRANSPORT", e.Classifier, "transportEventTypeCode", transport.Code);
                Shipment(json, e.Shipment, reason: null);
                Transport(
                    json, e.Shipment, transport.Port, e.Shipment.Vessel!, e.Shipment.Voyage!, transport.DelayReason, transport.Remark,
                    transport.PortCallStatus);
                break;
            case CarrierEvent.Equipment equipment:
                Times(json, e, equipment.Port);
                Classification(json, "EQUIPMENT", e.Classifier, "equipmentEventTypeCode", equipment.Code);
                Shipment(json, e.Shipment, reason: null);
                Transport(
                    json, e.Shipment, equipment.Port, equipment.OtherVessel ?? e.Shipment.Vessel!,
                    equipment.OtherVoyage ?? e.Shipment.Voyage!, delayReason: null, remark: null, portCallStatus: null);
                json.WriteStartObject("equipmentDetails");
                json.WriteString("equipmentReference", equipment.Container);
                json.WriteString("ISOEquipmentCode", "45G1");
                json.WriteString("emptyIndicatorCode", "LADEN");
                json.WriteEndObject();
                break;
            case CarrierEvent.Document document:
                Times(json, e, place: null);
                Classification(json, "SHIPMENT", e.Classifier, "shipmentEventTypeCode", document.Code);
                Shipment(json, e.Shipment, document.Reason);
                break;
            case CarrierEvent.Retraction:
                json.WriteBoolean("isRetracted", true);
                Times(json, e, place: null);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private static void Routing(Utf8JsonWriter json, string carrier)
    {
        json.WriteStartObject("eventRouting");
        json.WriteStartObject("originatingParty");
        json.WriteString("partyCode", carrier);
        json.WriteString("codeListProvider", "NMFTA");
        json.WriteString("codeListName", "SCAC");
        json.WriteString("partyFunction", "CA");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Times(Utf8JsonWriter json, CarrierEvent e, Place? place)
    {
        json.WriteString("eventDateTime", BookFiles.Text(e.At));
        json.WriteString("eventUpdatedDateTime", BookFiles.Text(e.ToldAt));
        if (place is null)
            return;

        json.WriteStartObject("eventLocation");
        json.WriteString("locationName", place.Name);
        json.WriteString("UNLocationCode", place.Code);
        json.WriteString("facilityTypeCode", "POTE");
        json.WriteEndObject();
    }

    private static void Classification(Utf8JsonWriter json, string type, string classifier, string member, string code)
    {
        json.WriteStartObject("eventClassification");
        json.WriteString("eventTypeCode", type);
        json.WriteString("eventClassifierCode", classifier);
        json.WriteString(member, code);
        json.WriteEndObject();
    }

    private static void Shipment(Utf8JsonWriter json, SampleShipment shipment, string? reason)
    {
        json.WriteStartObject("shipmentDetails");
        json.WriteStartObject("documentReference");
        json.WriteString("typeCode", "BKG");
        json.WriteString("reference", shipment.MasterReference);
        json.WriteEndObject();
        json.WriteStartArray("shipmentReferences");
        json.WriteStartObject();
        json.WriteString("typeCode", "FF");
        json.WriteString("reference", shipment.Ref);
        json.WriteEndObject();
        json.WriteEndArray();
        if (reason is not null)
            json.WriteString("reason", reason);

        json.WriteEndObject();
    }

    private static void Transport(
        Utf8JsonWriter json, SampleShipment shipment, Place port, Vessel vessel, string voyage, string? delayReason, string? remark,
        string? portCallStatus)
    {
        json.WriteStartObject("transportDetails");
        if (delayReason is not null)
        {
            json.WriteStartArray("delayReasonCodes");
            json.WriteStringValue(delayReason);
            json.WriteEndArray();
        }

        if (remark is not null)
            json.WriteString("changeRemark", remark);

        json.WriteStartObject("transportCall");
        json.WriteString("transportCallReference", $"{vessel.ImoNumber}-{voyage}-{port.Code}");
        json.WriteString("modeOfTransport", "VESSEL");
        if (portCallStatus is not null)
            json.WriteString("portCallStatusCode", portCallStatus);

        Voyage(json, "exportVoyageNumberOrReference", voyage);
        Voyage(json, "importVoyageNumberOrReference", voyage);
        json.WriteStartObject("vesselTransport");
        json.WriteString("vesselIMONumber", vessel.ImoNumber);
        json.WriteString("vesselName", vessel.Name);
        json.WriteString("operatorCarrierCode", shipment.Carrier);
        json.WriteString("operatorCarrierCodeListProvider", "NMFTA");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Voyage(Utf8JsonWriter json, string member, string voyage)
    {
        json.WriteStartObject(member);
        json.WriteString("carrierVoyageNumber", voyage);
        json.WriteEndObject();
    }
}
