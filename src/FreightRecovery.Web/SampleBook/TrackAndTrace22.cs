using System.Diagnostics;
using System.Text.Json;
using NodaTime.Text;

namespace FreightRecovery.Web.SampleBook;

/// <summary>Writes events as DCSA Track and Trace 2.2: a list of flat events.</summary>
internal static class TrackAndTrace22
{
    public static void Write(Utf8JsonWriter json, IEnumerable<CarrierEvent> events)
    {
        json.WriteStartArray();
        foreach (var e in events)
        {
            json.WriteStartObject();
            Event(json, e);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Event(Utf8JsonWriter json, CarrierEvent e)
    {
        switch (e)
        {
            case CarrierEvent.Transport transport:
                Head(json, e, "TRANSPORT", transport.Port);
                json.WriteString("transportEventTypeCode", transport.Code);
                if (transport.DelayReason is not null)
                    json.WriteString("delayReasonCode", transport.DelayReason);

                if (transport.Remark is not null)
                    json.WriteString("changeRemark", transport.Remark);

                Call(json, e.Shipment, transport.Port, e.Shipment.Vessel!, e.Shipment.Voyage!, transport.PortCallStatus);
                break;
            case CarrierEvent.Equipment equipment:
                Head(json, e, "EQUIPMENT", equipment.Port);
                json.WriteString("equipmentEventTypeCode", equipment.Code);
                json.WriteString("equipmentReference", equipment.Container);
                json.WriteString("ISOEquipmentCode", "45G1");
                json.WriteString("emptyIndicatorCode", "LADEN");
                json.WriteStartObject("eventLocation");
                json.WriteString("locationName", equipment.Port.Name);
                json.WriteString("UNLocationCode", equipment.Port.Code);
                json.WriteEndObject();
                Call(
                    json, e.Shipment, equipment.Port, equipment.OtherVessel ?? e.Shipment.Vessel!,
                    equipment.OtherVoyage ?? e.Shipment.Voyage!, portCallStatus: null);
                break;
            case CarrierEvent.Document document:
                Head(json, e, "SHIPMENT", e.Shipment.Lane.From);
                json.WriteString("shipmentEventTypeCode", document.Code);
                json.WriteString("documentID", e.Shipment.MasterReference);
                json.WriteString("documentTypeCode", "BKG");
                json.WriteString("reason", document.Reason);
                break;
            case CarrierEvent.Retraction:
                throw new InvalidOperationException("Version 2.2 knows no retraction.");
            default:
                throw new UnreachableException();
        }

        References(json, e.Shipment);
    }

    private static void Head(Utf8JsonWriter json, CarrierEvent e, string type, Place place)
    {
        json.WriteString("eventID", e.Id);
        json.WriteString("eventCreatedDateTime", BookFiles.Text(e.ToldAt));
        json.WriteString("eventType", type);
        json.WriteString("eventClassifierCode", e.Classifier);
        json.WriteString("eventDateTime", OffsetDateTimePattern.Rfc3339.Format(place.Local(e.At)));
    }

    private static void Call(
        Utf8JsonWriter json, SampleShipment shipment, Place port, Vessel vessel, string voyage, string? portCallStatus)
    {
        json.WriteStartObject("transportCall");
        json.WriteString("transportCallID", $"{vessel.ImoNumber}-{voyage}-{port.Code}");
        json.WriteString("carrierServiceCode", $"{shipment.Lane.From.Country}{shipment.Lane.To.Country}1");
        json.WriteString("exportVoyageNumber", voyage);
        json.WriteString("importVoyageNumber", voyage);
        json.WriteString("UNLocationCode", port.Code);
        json.WriteString("facilityTypeCode", "POTE");
        json.WriteString("modeOfTransport", "VESSEL");
        if (portCallStatus is not null)
            json.WriteString("portCallStatusCode", portCallStatus);

        json.WriteStartObject("vessel");
        json.WriteString("vesselIMONumber", vessel.ImoNumber);
        json.WriteString("vesselName", vessel.Name);
        json.WriteString("vesselOperatorCarrierCode", shipment.Carrier);
        json.WriteString("vesselOperatorCarrierCodeListProvider", "NMFTA");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void References(Utf8JsonWriter json, SampleShipment shipment)
    {
        json.WriteStartArray("documentReferences");
        Reference(json, "documentReferenceType", "BKG", "documentReferenceValue", shipment.MasterReference);
        json.WriteEndArray();
        json.WriteStartArray("references");
        Reference(json, "referenceType", "FF", "referenceValue", shipment.Ref);
        foreach (var container in shipment.Containers)
        {
            Reference(json, "referenceType", "EQ", "referenceValue", container);
        }

        json.WriteEndArray();
    }

    private static void Reference(Utf8JsonWriter json, string typeMember, string type, string valueMember, string value)
    {
        json.WriteStartObject();
        json.WriteString(typeMember, type);
        json.WriteString(valueMember, value);
        json.WriteEndObject();
    }
}
