using System.Text;

namespace FreightRecovery.Load;

/// <summary>A book of any size as its import files, the same for the same number.</summary>
internal static class Book
{
    // More than one incident on a shipment has to be of another kind: the same one again would be the same event.
    private static readonly string[] Kinds = ["cargoRolled", "transitDelay", "cargoDamaged", "documentsDefective", "priceDiffersFromQuote", "cargoLost"];

    /// <summary>The vessel of every shipment.</summary>
    public const string Vessel = "Northern Crane";

    public static string InvoiceOf(int n) => $"INV25-{n:D7}";

    /// <summary>Customer n, as the body of its route and with its reference.</summary>
    public static string Customer(int n) =>
        $$"""
        {"ref":"C-{{n:D7}}","expectedAnnualMargin":{"amount":"{{4_000 + (n * 37L % 90_000)}}.00","currency":"USD"},"name":"Hengtai Precision Castings No. {{n}} Co., Ltd.","language":"en","timeZone":"Asia/Shanghai","countryCode":"CN","branch":"SHA","salesRep":"rep{{n % 40}}","accountManager":"am{{n % 10}}"}
        """;

    /// <summary>Shipment n of a book of so many customers.</summary>
    public static string Shipment(int n, int customers) =>
        $$"""
        {"ref":"SHA25-{{n:D7}}","customer":"C-{{n % customers:D7}}","mode":"sea","carrier":"NCLU","vessel":"{{Vessel}}","voyage":"{{n % 90:D3}}E","origin":"CNSHA","destination":"DEHAM","incoterm":"FOB","packages":40,"grossMass":12400,"insured":{{(n % 2 == 0 ? "true" : "false")}},"liabilityRegime":"hagueVisby","bookedAt":"2025-02-{{1 + (n % 28):D2}}T08:00:00Z","masterReference":"NCLU{{n:D8}}"}
        """;

    /// <summary>The freight invoice of shipment n.</summary>
    public static string Invoice(int n) =>
        $$"""
        {"ref":"{{InvoiceOf(n)}}","shipment":"SHA25-{{n:D7}}","amount":{"amount":"1850.50","currency":"USD"},"kind":"freight","dueOn":"2025-04-01"}
        """;

    /// <summary>Report n on a book of so many shipments: one on each shipment, then one more of another kind on each.</summary>
    public static string Incident(int n, int shipments) =>
        $$"""
        {"shipment":"SHA25-{{n % shipments:D7}}","kind":"{{Kinds[n / shipments]}}","fault":"carrier","severity":"major","occurredAt":"2025-03-02T05:00:00Z","place":"CNSHA","description":"Container left behind at Shanghai; the terminal tells no next sailing yet (case {{n}}).","channel":"email","reportedBy":"terminal desk","wish":"rebooking"}
        """;

    /// <summary>Writes an import file.</summary>
    public static string File(string directory, string name, int from, int count, Func<int, string> row)
    {
        var path = Path.Combine(directory, name + ".ndjson");
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
        for (var n = from; n < from + count; n++)
            writer.WriteLine(row(n));
        return path;
    }
}
