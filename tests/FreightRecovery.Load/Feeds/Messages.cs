using System.Globalization;
using System.Text;

namespace FreightRecovery.Load.Feeds;

/// <summary>Synthetic messages of each format, the same for the same number.</summary>
internal static class Messages
{
    /// <summary>A Track and Trace 3.0 message of some events.</summary>
    public static byte[] Dcsa(int n, int events) => Encoding.UTF8.GetBytes(
        "{\"events\":[" + string.Join(',', Enumerable.Range(n * events, events).Select(DcsaEvent)) + "]}");

    /// <summary>Cargo-IMP status messages, one for each waybill.</summary>
    public static byte[] CargoImp(int n, int waybills) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(n * waybills, waybills).Select(CargoImpMessage)));

    /// <summary>An interchange of status reports and a verified mass.</summary>
    public static byte[] Edifact(int n, int messages)
    {
        var text = new StringBuilder($"UNB+UNOC:3+EXAMPLE+HOUSE+260305:0900+{n}'\n");
        for (var m = 1; m <= messages; m++)
            text.Append(m % 4 == 0 ? Vermas(n, m) : Iftsta(n, m));
        return Encoding.Latin1.GetBytes(text.Append(CultureInfo.InvariantCulture, $"UNZ+{messages}+{n}'\n").ToString());
    }

    private static string DcsaEvent(int n) =>
        $$"""
        {"eventRouting":{"originatingParty":{"partyCode":"SYNL","codeListProvider":"SMDG","partyFunction":"CA"} },"eventID":"evt-{{n}}","eventDateTime":"2026-03-0{{1 + (n % 8)}}T05:30:00+08:00","eventUpdatedDateTime":"2026-03-05T0{{n % 9}}:00:00Z","eventLocation":{"UNLocationCode":"CNSHA"},"eventClassification":{"eventTypeCode":"TRANSPORT","eventClassifierCode":"{{(n % 3 == 0 ? "EST" : "ACT")}}","transportEventTypeCode":"{{(n % 2 == 0 ? "DEPA" : "ARRI")}}"},"shipmentDetails":{"documentReference":{"typeCode":"BKG","reference":"SYN{{n:D7}}"} },"transportDetails":{"transportCall":{"transportCallReference":"tc-{{n}}","modeOfTransport":"VESSEL","exportVoyageNumberOrReference":{"carrierVoyageNumber":"2612W"},"vesselTransport":{"vesselIMONumber":"9321483","vesselName":"Northern Crane"} },"delayReasonCodes":["WEA"]} }
        """;

    private static string CargoImpMessage(int n)
    {
        var serial = 1000000 + (n % 8999999);
        var day = 1 + (n % 8);
        return
            $"""
            FSU/14
            157-{serial}{serial % 7}HKGLUX/T25K505.0
            RCS/0{day}MAR0930/HKG/T25K{505 + (n % 9)}.0
            MAN/QR8157/0{day}MAR/HKGDOH/P10K202.0/S2300
            DEP/QR8157/0{day}MAR/HKGDOH/P10K202.0/S2315/A0600
            DIS/QR8157/0{day}MAR1200/HKG/OFLD/P15K303.0

            """.ReplaceLineEndings("\r\n");
    }

    private static string Iftsta(int n, int m) =>
        $"""
        UNH+{m}+IFTSTA:D:00B:UN'
        BGM+23+M{n}-{m}+9'
        DTM+137:20260305:102'
        CNI+1+BL{n}{m}'
        STS+1+{(m % 3 == 0 ? 18 : 24)}+14'
        RFF+BN:SYN{m:D7}'
        DTM+334:2026030{1 + (m % 8)}1530:203'
        LOC+9+CNSHA:139:6'
        TDT+20+2612W+1++SYNL:172:20+++9321483:146:11:NORTHERN CRANE'
        EQD+CN+SYNU{m:D7}+45G1+++5'
        MEA+WT+AAB+KGM:{12000 + m}'
        UNT+12+{m}'

        """;

    private static string Vermas(int n, int m) =>
        $"""
        UNH+{m}+VERMAS:D:16A:UN:SMDG10'
        BGM+749+V{n}-{m}+9'
        DTM+137:202603050900:203'
        RFF+BN:SYN{m:D7}'
        EQD+CN+SYNU{m:D7}+45G1:102:5'
        MEA+AAE+VGM+KGM:{12000 + m}'
        DTM+WAT:202603041200:203'
        UNT+8+{m}'

        """;
}
