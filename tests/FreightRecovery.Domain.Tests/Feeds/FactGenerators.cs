using System.Text;
using FreightRecovery.Feeds;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace FreightRecovery.Domain.Tests.Feeds;

/// <summary>Synthetic facts and messages, good and broken.</summary>
internal static class FactGenerators
{
    private static readonly Instant Epoch = Instant.FromUtc(2001, 1, 1, 0, 0);

    public static Gen<Offset> Offsets => Gen.Choose(-17 * 60, 17 * 60).Select(m => Offset.FromSeconds(m * 60));

    private static Gen<Instant> Instants =>
        from seconds in Gen.Choose(0, int.MaxValue)
        from nanoseconds in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 999_999_999))
        select Epoch + Duration.FromSeconds(seconds) + Duration.FromNanoseconds(nanoseconds);

    private static Gen<string> Names => Gen.Elements(
        "ABC123123123", "King of the Seas", "HHL71800000", "Jø\"rgen\\ Mærsk", "中遠海運", "A", "2103S", "MV \u00c9toile 🚢", new string('X', 100));

    private static Gen<string?> MaybeName => Gen.OneOf(Gen.Constant<string?>(null), Names.Select(n => (string?)n));

    private static Gen<Texts> Lists => Gen.Choose(0, 3).SelectMany(n => Names.ListOf(n)).Select(l => Texts.Of([.. l.Distinct()]));

    private static Gen<string?> Places => Gen.Elements<string?>(null, "CNTAO", "USNYC", "KRPUS", "US2T9");

    private static Gen<FactKind> Kinds => Gen.OneOf(
        Gen.Elements<FactKind>(new FactKind.Departure(), new FactKind.Arrival()),
        Gen.Elements(Enum.GetValues<PortCallStatus>()).Select(s => (FactKind)new FactKind.PortCall(s)),
        from move in Gen.Elements(Enum.GetValues<EquipmentMove>())
        from laden in Gen.Elements(true, false)
        select (FactKind)new FactKind.Equipment(move, laden),
        from kind in Gen.Elements(
            DocumentKind.Booking, DocumentKind.ShippingInstruction, DocumentKind.TransportDocument, DocumentKind.CustomsClearance,
            DocumentKind.CustomsInspection, DocumentKind.VerifiedGrossMass, DocumentKind.AdvanceManifest)
        from status in Gen.Elements(
            DocumentStatus.Drafted, DocumentStatus.PendingApproval, DocumentStatus.PendingUpdate, DocumentStatus.Rejected,
            DocumentStatus.Declined, DocumentStatus.Confirmed, DocumentStatus.OnHold, DocumentStatus.Cancelled)
        from reference in Names
        select (FactKind)new FactKind.Document(kind, status, reference));

    /// <summary>A fact that both versions can carry, and only in one way.</summary>
    public static Gen<TradeFact> Facts =>
        from id in Names
        from kind in Kinds
        from classifier in Gen.Elements(Enum.GetValues<Classifier>())
        from occurred in Instants
        from created in Instants
        from bookings in Lists
        from documents in Lists
        from instructions in Lists
        from forwarders in Lists
        from containers in Lists
        from container in Names
        from mode in Gen.Elements(MeansOfTransport.Vessel, MeansOfTransport.Barge, MeansOfTransport.Rail, MeansOfTransport.Truck)
        from vessel in MaybeName
        from carrier in MaybeName
        from export in MaybeName
        from import in MaybeName
        from place in Places
        from delay in Gen.Elements<Texts>([], ["WEA"], ["STR"], ["XYZ"])
        from remark in MaybeName
        select Canonical(new TradeFact
        {
            EventId = id,
            Kind = kind,
            Classifier = classifier,
            OccurredAt = occurred,
            CreatedAt = created,
            Bookings = bookings,
            TransportDocuments = documents,
            ShippingInstructions = instructions,
            ForwarderReferences = forwarders,
            Containers = kind is FactKind.Equipment ? containers.With(container) : containers,
            Mode = mode,
            Vessel = vessel,
            Imo = "9321483",
            ExportVoyage = export,
            ImportVoyage = import,
            Location = place,
            Carrier = carrier,
            DelayReasonCodes = delay,
            Remark = remark,
        });

    /// <summary>A message of a few facts in either version.</summary>
    public static Gen<byte[]> Messages =>
        from count in Gen.Choose(1, 4)
        from facts in Facts.ListOf(count)
        from three in Gen.Elements(true, false)
        select three ? DcsaWriter.Message30(facts) : DcsaWriter.Message22(facts);

    /// <summary>A message after up to four wounds.</summary>
    public static Gen<byte[]> Broken =>
        from message in Messages
        from count in Gen.Choose(1, 4)
        from wounds in Wounds.ListOf(count)
        select wounds.Aggregate(message, (m, wound) => wound(m));

    private static Gen<Func<byte[], byte[]>> Wounds => Gen.OneOf(
        from at in Gen.Choose(0, int.MaxValue) select (Func<byte[], byte[]>)(m => m[..(at % (m.Length + 1))]),
        from at in Gen.Choose(0, int.MaxValue) from b in Gen.Choose(0, 255) select Wound(at, 1, [(byte)b]),
        from at in Gen.Choose(0, int.MaxValue) from length in Gen.Choose(1, 40) select Wound(at, length, []),
        from at in Gen.Choose(0, int.MaxValue)
        from text in Gen.Elements(
            "null", "\"", "{", "}", "[", "]", ",", "{},", "[[[[", "\\ud800", "\\u0000", "1e999,", "\"events\":[],", "\"eventType\":7,", "-", "\u00ff", "\t")
        select Wound(at, 0, Encoding.UTF8.GetBytes(text)),
        from old in Gen.Elements("eventID", "eventDateTime", "eventClassifierCode", "TRANSPORT", "ACT", "documentTypeCode", "2", ":", "transportCall", "BKG", "Z\"")
        from replacement in Gen.Elements("", "x", "null", "eventType", "events", "\\ud83d", "\u00e9")
        select (Func<byte[], byte[]>)(m => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(m).Replace(old, replacement, StringComparison.Ordinal))));

    private static Func<byte[], byte[]> Wound(int at, int length, byte[] insert) => m =>
    {
        var from = at % (m.Length + 1);
        var to = Math.Min(m.Length, from + length);
        return [.. m[..from], .. insert, .. m[to..]];
    };

    // A document event names its own document first; the reader finds it there and in the list only once.
    private static TradeFact Canonical(TradeFact fact)
    {
        if (fact.Kind is not FactKind.Document document) return fact;
        return document.Type switch
        {
            DocumentKind.Booking => fact with { Bookings = First(document.Reference, fact.Bookings) },
            DocumentKind.TransportDocument => fact with { TransportDocuments = First(document.Reference, fact.TransportDocuments) },
            DocumentKind.ShippingInstruction => fact with { ShippingInstructions = First(document.Reference, fact.ShippingInstructions) },
            _ => fact,
        };
    }

    private static Texts First(string first, Texts rest) => rest.Aggregate(Texts.Of(first), (list, item) => list.With(item));
}
