namespace FreightRecovery.Tests.Intake;

/// <summary>Messages of a shipping line about shipment S1 of the house, in DCSA Track and Trace 2.2 and 3.0.</summary>
public static class Messages
{
    /// <summary>A message of version 2.2.</summary>
    public static string Two(params IEnumerable<string> events) => $"[{string.Join(",", events)}]";

    /// <summary>A message of version 3.0.</summary>
    public static string Three(params IEnumerable<string> events) => $$"""{"events":[{{string.Join(",", events)}}]}""";

    /// <summary>A gate-in, load or other move of a container at Qingdao.</summary>
    public static string Container(string id, string code, string container, string at = "2026-03-01T03:00:00Z") =>
        $$"""
        {"eventID":"{{id}}","eventType":"EQUIPMENT","eventClassifierCode":"ACT","equipmentEventTypeCode":"{{code}}","eventDateTime":"{{at}}",
         "eventCreatedDateTime":"{{at}}","equipmentReference":"{{container}}","emptyIndicatorCode":"LADEN",
         "eventLocation":{"UNLocationCode":"CNTAO"},{{Call("CNTAO")}},{{Booking}}}
        """;

    /// <summary>The departure of the booked ship from Qingdao.</summary>
    public static string Departure(string id, string at = "2026-03-01T06:00:00Z") => Transport(id, "DEPA", "ACT", "CNTAO", at, Booking);

    /// <summary>The same, told of the ship alone.</summary>
    public static string Sailing(string id, string delayReason, string voyage = "12E") =>
        Transport(id, "ARRI", "EST", "KRPUS", "2026-03-09T06:00:00Z", """ "documentReferences":[]""", delayReason, voyage);

    /// <summary>A later arrival at Busan, with its reason.</summary>
    public static string Delay(string id, string reason, string createdAt = "2026-03-02T06:00:00Z") =>
        Transport(id, "ARRI", "EST", "KRPUS", "2026-03-09T06:00:00Z", Booking, reason, createdAt: createdAt);

    /// <summary>The delay in version 3.0.</summary>
    public static string DelayInThree(string id, string reason, string updatedAt = "2026-03-02T06:00:00Z") =>
        $$"""
        {"eventID":"{{id}}","eventDateTime":"2026-03-09T06:00:00Z","eventUpdatedDateTime":"{{updatedAt}}",
         "eventRouting":{"originatingParty":{"partyCode":"ZZZU","codeListProvider":"NMFTA","codeListName":"SCAC","partyFunction":"CA"} },
         "eventClassification":{"eventTypeCode":"TRANSPORT","eventClassifierCode":"EST","transportEventTypeCode":"ARRI"},
         "eventLocation":{"UNLocationCode":"KRPUS"},
         "shipmentDetails":{"documentReference":{"typeCode":"BKG","reference":"BKG-S1"} },
         "transportDetails":{"delayReasonCodes":["{{reason}}"],"transportCall":{"transportCallReference":"T1","modeOfTransport":"VESSEL",
           "vesselTransport":{"vesselIMONumber":"9321483","vesselName":"Amber Tide","operatorCarrierCode":"ZZZU","operatorCarrierCodeListProvider":"NMFTA"} } } }
        """;

    /// <summary>Takes an event back.</summary>
    public static string Retraction(string id, string updatedAt = "2026-03-02T07:00:00Z") =>
        $$"""
        {"eventID":"{{id}}","isRetracted":true,"eventUpdatedDateTime":"{{updatedAt}}","eventDateTime":"{{updatedAt}}",
         "eventRouting":{"originatingParty":{"partyCode":"ZZZU","codeListProvider":"NMFTA","codeListName":"SCAC","partyFunction":"CA"} },
         "eventClassification":{"eventTypeCode":"TRANSPORT","eventClassifierCode":"EST","transportEventTypeCode":"ARRI"} }
        """;

    private const string Booking = """ "documentReferences":[{"documentReferenceType":"BKG","documentReferenceValue":"BKG-S1"}]""";

    private static string Transport(
        string id, string code, string classifier, string port, string at, string references, string? reason = null, string voyage = "12E",
        string createdAt = "2026-03-02T06:00:00Z") =>
        $$"""
        {"eventID":"{{id}}","eventType":"TRANSPORT","eventClassifierCode":"{{classifier}}","transportEventTypeCode":"{{code}}",
         "eventDateTime":"{{at}}","eventCreatedDateTime":"{{createdAt}}",{{(reason is null ? "" : $"\"delayReasonCode\":\"{reason}\",")}}
         {{Call(port, voyage)}},{{references}}}
        """;

    private static string Call(string port, string voyage = "12E") =>
        $$"""
        "transportCall":{"transportCallID":"T1","carrierServiceCode":"AX","carrierVoyageNumber":"{{voyage}}","exportVoyageNumber":"{{voyage}}",
          "UNLocationCode":"{{port}}","modeOfTransport":"VESSEL","location":{"UNLocationCode":"{{port}}"},
          "vessel":{"vesselIMONumber":"9321483","vesselName":"AMBER TIDE","vesselOperatorCarrierCode":"ZZZU","vesselOperatorCarrierCodeListProvider":"NMFTA"} }
        """;
}
