using System.Text;
using System.Text.Json.Nodes;
using FreightRecovery.Feeds;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Domain.Tests.Feeds;

/// <summary>Writes facts as messages of both versions: the reader's mirror, independent of its code tables.</summary>
internal static class DcsaWriter
{
    public static byte[] Message22(params IEnumerable<TradeFact> facts) =>
        Bytes(new JsonArray([.. facts.Select(f => Event22(f))]));

    public static byte[] Message30(params IEnumerable<TradeFact> facts) =>
        Bytes(new JsonObject { ["events"] = new JsonArray([.. facts.Select(f => Event30(f))]) });

    public static byte[] Bytes(JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString());

    public static JsonObject Event22(TradeFact fact, Offset offset = default)
    {
        var e = new JsonObject
        {
            ["eventID"] = fact.EventId,
            ["eventCreatedDateTime"] = Time(fact.CreatedAt!.Value, offset),
            ["eventDateTime"] = Time(fact.OccurredAt, offset),
            ["eventClassifierCode"] = ClassifierCode(fact.Classifier),
            ["eventType"] = EventType(fact.Kind),
        };
        switch (fact.Kind)
        {
            case FactKind.Equipment equipment:
                e["equipmentEventTypeCode"] = MoveCode(equipment.Move);
                e["emptyIndicatorCode"] = equipment.Laden == true ? "LADEN" : "EMPTY";
                if (!fact.Containers.IsEmpty) e["equipmentReference"] = fact.Containers[0];
                if (fact.Location is { } place) e["eventLocation"] = new JsonObject { ["UNLocationCode"] = place };
                break;
            case FactKind.Document document:
                e["shipmentEventTypeCode"] = StatusCode(document.Status);
                e["documentTypeCode"] = DocumentCode(document.Type);
                e["documentID"] = document.Reference;
                break;
            default:
                e["transportEventTypeCode"] = fact.Kind is FactKind.Departure ? "DEPA" : "ARRI";
                break;
        }

        if (fact.Mode is { } mode) e["transportCall"] = Call22(fact, mode);
        if (!fact.DelayReasonCodes.IsEmpty) e["delayReasonCode"] = fact.DelayReasonCodes[0];
        if (fact.Remark is { } remark) e[fact.Kind is FactKind.Document ? "reason" : "changeRemark"] = remark;
        e["documentReferences"] = Pairs(Documents(fact), "documentReferenceType", "documentReferenceValue");
        e["references"] = Pairs(References(fact), "referenceType", "referenceValue");
        return e;
    }

    public static JsonObject Event30(TradeFact fact, Offset offset = default)
    {
        var classification = new JsonObject { ["eventTypeCode"] = EventType(fact.Kind), ["eventClassifierCode"] = ClassifierCode(fact.Classifier) };
        var e = new JsonObject
        {
            ["eventID"] = fact.EventId,
            ["eventDateTime"] = Time(fact.OccurredAt, offset),
            ["eventClassification"] = classification,
        };
        if (fact.CreatedAt is { } updated) e["eventUpdatedDateTime"] = Time(updated, offset);
        if (fact.IsRetracted) e["isRetracted"] = true;
        if (fact.Location is { } place) e["eventLocation"] = new JsonObject { ["UNLocationCode"] = place };
        if (fact.Carrier is { } carrier)
            e["eventRouting"] = new JsonObject { ["originatingParty"] = new JsonObject { ["partyCode"] = carrier, ["partyFunction"] = "CA" } };

        var shipment = new JsonObject
        {
            ["additionalDocumentReferences"] = Pairs(Documents(fact), "typeCode", "reference"),
            ["shipmentReferences"] = Pairs(References(fact), "typeCode", "reference"),
        };
        var transport = new JsonObject { ["delayReasonCodes"] = new JsonArray([.. fact.DelayReasonCodes.Select(c => (JsonNode)c)]) };
        if (fact.Remark is { } remark) (fact.Kind is FactKind.Document ? shipment : transport)[fact.Kind is FactKind.Document ? "reason" : "changeRemark"] = remark;
        if (fact.Mode is { } mode) transport["transportCall"] = Call30(fact, mode);
        switch (fact.Kind)
        {
            case FactKind.Equipment equipment:
                classification["equipmentEventTypeCode"] = MoveCode(equipment.Move);
                var details = new JsonObject { ["equipmentReference"] = fact.Containers[0] };
                if (equipment.Laden is { } laden) details["emptyIndicatorCode"] = laden ? "LADEN" : "EMPTY";
                e["equipmentDetails"] = details;
                break;
            case FactKind.Document document:
                classification["shipmentEventTypeCode"] = StatusCode(document.Status);
                shipment["documentReference"] = new JsonObject { ["typeCode"] = DocumentCode(document.Type), ["reference"] = document.Reference };
                break;
            default:
                classification["transportEventTypeCode"] = fact.Kind is FactKind.Departure ? "DEPA" : "ARRI";
                break;
        }

        e["shipmentDetails"] = shipment;
        e["transportDetails"] = transport;
        return e;
    }

    public static string Time(Instant at, Offset offset = default) => OffsetDateTimePattern.Rfc3339.Format(at.WithOffset(offset));

    private static JsonObject Call22(TradeFact fact, MeansOfTransport mode)
    {
        var call = new JsonObject { ["transportCallID"] = "call-1", ["modeOfTransport"] = mode.ToString().ToUpperInvariant() };
        if (fact.Location is { } place && fact.Kind is not FactKind.Equipment) call["UNLocationCode"] = place;
        if (fact.ExportVoyage is { } export) call["exportVoyageNumber"] = export;
        if (fact.ImportVoyage is { } import) call["importVoyageNumber"] = import;
        if (fact.Kind is FactKind.PortCall port) call["statusCode"] = PortCallCode(port.Status);
        if (fact.Imo is not { } imo) return call;
        var vessel = new JsonObject { ["vesselIMONumber"] = imo };
        if (fact.Vessel is { } name) vessel["vesselName"] = name;
        if (fact.Carrier is { } carrier) vessel["vesselOperatorCarrierCode"] = carrier;
        call["vessel"] = vessel;
        return call;
    }

    private static JsonObject Call30(TradeFact fact, MeansOfTransport mode)
    {
        var call = new JsonObject { ["modeOfTransport"] = mode.ToString().ToUpperInvariant() };
        if (fact.ExportVoyage is { } export) call["exportVoyageNumberOrReference"] = new JsonObject { ["carrierVoyageNumber"] = export };
        if (fact.ImportVoyage is { } import) call["importVoyageNumberOrReference"] = new JsonObject { ["carrierVoyageNumber"] = import };
        if (fact.Kind is FactKind.PortCall port) call["portCallStatusCode"] = PortCallCode(port.Status);
        var vessel = new JsonObject();
        if (fact.Vessel is { } name) vessel["vesselName"] = name;
        if (fact.Imo is { } imo) vessel["vesselIMONumber"] = imo;
        call["vesselTransport"] = vessel;
        return call;
    }

    private static IEnumerable<(string, string)> Documents(TradeFact fact) =>
        [.. fact.Bookings.Select(b => ("BKG", b)), .. fact.TransportDocuments.Select(d => ("TRD", d)), .. fact.ShippingInstructions.Select(s => ("SHI", s))];

    private static IEnumerable<(string, string)> References(TradeFact fact) =>
        [("PO", "purchase 7"), .. fact.Containers.Select(c => ("EQ", c)), .. fact.ForwarderReferences.Select(f => ("FF", f))];

    private static JsonArray Pairs(IEnumerable<(string Type, string Value)> pairs, string type, string value) =>
        new([.. pairs.Select(p => new JsonObject { [type] = p.Type, [value] = p.Value })]);

    private static string EventType(FactKind kind) => kind switch
    {
        FactKind.Equipment => "EQUIPMENT",
        FactKind.Document => "SHIPMENT",
        _ => "TRANSPORT",
    };

    private static string ClassifierCode(Classifier classifier) => classifier switch
    {
        Classifier.Planned => "PLN",
        Classifier.Estimated => "EST",
        Classifier.Actual => "ACT",
        Classifier.Requested => "REQ",
    };

    private static string MoveCode(EquipmentMove move) => move switch
    {
        EquipmentMove.Loaded => "LOAD",
        EquipmentMove.Discharged => "DISC",
        EquipmentMove.GatedIn => "GTIN",
        EquipmentMove.GatedOut => "GTOT",
        EquipmentMove.Stuffed => "STUF",
        EquipmentMove.Stripped => "STRP",
        EquipmentMove.PickedUp => "PICK",
        EquipmentMove.DroppedOff => "DROP",
        EquipmentMove.Inspected => "INSP",
        EquipmentMove.Resealed => "RSEA",
        EquipmentMove.Removed => "RMVD",
        EquipmentMove.Crossed => "CROS",
        EquipmentMove.AvailableForDropOff => "AVDO",
        EquipmentMove.AvailableForPickUp => "AVPU",
        EquipmentMove.SelectedForCustomsInspection => "CUSI",
        EquipmentMove.SelectedForCustomsScan => "CUSS",
        EquipmentMove.ReleasedByCustoms => "CUSR",
    };

    private static string PortCallCode(PortCallStatus status) => status switch
    {
        PortCallStatus.Omitted => "OMIT",
        PortCallStatus.Blanked => "BLNK",
        PortCallStatus.Slid => "SLID",
        PortCallStatus.CutAndRun => "CUTR",
        PortCallStatus.RotationChanged => "ROTC",
        PortCallStatus.AdHoc => "ADHO",
        PortCallStatus.PhasedIn => "PHIN",
        PortCallStatus.PhasedOut => "PHOT",
    };

    // The statuses and documents that the generator draws; the rest of the lists is read in a test of its own.
    private static string StatusCode(DocumentStatus status) => status switch
    {
        DocumentStatus.Drafted => "DRFT",
        DocumentStatus.PendingApproval => "PENA",
        DocumentStatus.PendingUpdate => "PENU",
        DocumentStatus.Rejected => "REJE",
        DocumentStatus.Declined => "DECL",
        DocumentStatus.Confirmed => "CONF",
        DocumentStatus.OnHold => "HOLD",
        DocumentStatus.Cancelled => "CANC",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    private static string DocumentCode(DocumentKind kind) => kind switch
    {
        DocumentKind.Booking => "BKG",
        DocumentKind.ShippingInstruction => "SHI",
        DocumentKind.TransportDocument => "TRD",
        DocumentKind.CustomsClearance => "CUC",
        DocumentKind.CustomsInspection => "CUS",
        DocumentKind.VerifiedGrossMass => "VGM",
        DocumentKind.AdvanceManifest => "AMF",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
