using System.Globalization;
using System.Text;
using FreightRecovery.Feeds;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace FreightRecovery.Domain.Tests.Feeds;

/// <summary>Synthetic facts that IFTSTA can carry, and interchanges of them in any separators, good and broken.</summary>
internal static class EdifactGenerators
{
    private static readonly (string Code, FactKind Kind)[] Statuses =
    [
        ("18", new FactKind.Irregularity(IrregularityKind.Damaged)), ("49", new FactKind.Irregularity(IrregularityKind.Lost)),
        ("57", new FactKind.Irregularity(IrregularityKind.NotLoaded)), ("20", new FactKind.Irregularity(IrregularityKind.Delayed)),
        ("21", new FactKind.Handling(CargoMove.Delivered)), ("74", new FactKind.Handling(CargoMove.OnHand)),
        ("75", new FactKind.Other("consignee changed")),
    ];

    /// <summary>Separators of all kinds, none of them a letter, digit or one another.</summary>
    public static Gen<EdifactStyle> Styles =>
        from separators in Gen.Shuffle("!\"#$%&()*;<=>@[]^_{|}~+:'?/\\\u001C\u001D\u001F\t".ToCharArray())
        from hasUna in Gen.Elements(true, true, false)
        from syntax in Gen.Elements("UNOY", "UNOW")
        from version in Gen.Elements(3, 4)
        from dec in Gen.Elements('.', ',')
        from ends in Gen.Elements("\n", "\r\n", "\r", "", "\n\n ").ArrayOf(3)
        select (hasUna
            ? new EdifactStyle(separators[0], separators[1], dec, separators[2], version == 4 ? separators[3] : ' ', separators[4]) { HasUna = true }
            : new EdifactStyle(Repetition: version == 4 ? '*' : ' ')) with
        {
            Syntax = syntax, Version = version, LineEnds = ends,
        };

    private static Gen<string> Names => Gen.Elements(
        "BL1", "SYN 000-1", "a+b:c'd?e", "??", "中遠海運'", "ÆØÅ*!", "A", "Задержка: \"шторм\"", "x;y|z~", new string('X', 100));

    private static Gen<Texts> Lists => Gen.Choose(0, 2).SelectMany(n => Names.ListOf(n)).Select(l => Texts.Of([.. l.Distinct()]));

    private static Gen<string?> MaybeName => Gen.OneOf(Gen.Constant<string?>(null), Names.Select(n => (string?)n));

    /// <summary>A fact that one status can carry, and only in one way; its id is not written.</summary>
    public static Gen<TradeFact> Facts =>
        from status in Gen.Elements(Statuses)
        from seconds in Gen.Choose(0, 2_000_000_000)
        from bookings in Lists
        from documents in Lists
        from instructions in Lists
        from forwarders in Lists
        from containers in Lists
        from mode in Gen.Elements<MeansOfTransport?>(null, MeansOfTransport.Vessel, MeansOfTransport.Barge, MeansOfTransport.Rail, MeansOfTransport.Truck)
        from vessel in MaybeName
        from voyage in MaybeName
        from carrier in MaybeName
        from place in Gen.Elements<string?>(null, "CNTAO", "USNYC", "US2T9")
        from delays in Gen.Elements<Texts>([], ["WEA"], ["STR"], ["WEA", "ACC"])
        from pieces in Gen.Elements<int?>(null, 1, 520)
        from grams in Gen.Elements<int?>(null, 1, 470_500, int.MaxValue)
        from remark in Names
        select new TradeFact
        {
            EventId = "",
            Kind = status.Kind,
            Classifier = Classifier.Actual,
            OccurredAt = Instant.FromUtc(2001, 1, 1, 0, 0) + Duration.FromSeconds(seconds),
            Bookings = bookings,
            TransportDocuments = documents,
            ShippingInstructions = instructions,
            ForwarderReferences = forwarders,
            Containers = containers,
            Mode = mode,
            Vessel = mode is null ? null : vessel,
            ExportVoyage = mode is null ? null : voyage,
            Carrier = mode is null ? null : carrier,
            Location = place,
            Quantity = pieces is null && grams is null ? null : new(pieces, grams is { } g ? new(g / 1000m) : null),
            DelayReasonCodes = delays,
            Remark = remark,
        };

    /// <summary>A message of one fact, in default separators and with a point as decimal mark.</summary>
    public static string[] Message(TradeFact fact, string reference)
    {
        var code = Statuses.First(s => s.Kind == fact.Kind).Code;
        var reasons = string.Concat(fact.DelayReasonCodes.Select(d => "+" + d switch { "WEA" => "63", "STR" => "20", _ => "88" }));
        var time = fact.OccurredAt.ToString("uuuuMMddHHmmss", CultureInfo.InvariantCulture);
        var mode = fact.Mode switch { MeansOfTransport.Vessel => "1", MeansOfTransport.Rail => "2", MeansOfTransport.Truck => "3", _ => "8" };
        return
        [
            $"UNH+{reference}+IFTSTA:D:95B:UN", "BGM+23+M1+9", "CNI+1", $"STS+1+{code}{reasons}",
            .. fact.Bookings.Select(r => Referred("BN", r)), .. fact.TransportDocuments.Select(r => Referred("BM", r)),
            .. fact.ShippingInstructions.Select(r => Referred("SI", r)), .. fact.ForwarderReferences.Select(r => Referred("FF", r)),
            $"DTM+334:{time}:204", "FTX+AHN+++" + EdifactWriter.Escaped(fact.Remark!),
            .. fact.Location is { } place ? new[] { $"LOC+175+{place}:139:6" } : [],
            .. fact.Mode is null ? [] : new[]
            {
                $"TDT+20+{Part(fact.ExportVoyage)}+{mode}++{Part(fact.Carrier)}+++:::{Part(fact.Vessel)}",
            },
            .. fact.Containers.Select(c => $"EQD+CN+{Part(c)}"),
            .. fact.Quantity?.Pieces is { } pieces ? new[] { $"GID+1+{pieces}:PK" } : [],
            .. fact.Quantity?.Mass is { } mass ? new[] { $"MEA+WT+AAB+TNE:{(mass.Kilograms / 1000).ToString("0.000000", CultureInfo.InvariantCulture).TrimEnd('0').TrimEnd('.')}" } : [],
        ];
    }

    /// <summary>A file of a few messages after up to four wounds.</summary>
    public static Gen<byte[]> Broken =>
        from count in Gen.Choose(1, 4)
        from facts in Facts.ListOf(count)
        from style in Styles
        from wounds in Gen.Choose(1, 4).SelectMany(n => Wounds.ListOf(n))
        select wounds.Aggregate(EdifactWriter.Bytes(style, [.. facts.Select((f, i) => Message(f, $"{i}"))]), (m, wound) => wound(m));

    /// <summary>One wound: an end too soon, a byte changed, a stretch lost or something put in.</summary>
    public static Gen<Func<byte[], byte[]>> Wound => Gen.OneOf(
        from at in Gen.Choose(0, int.MaxValue) select (Func<byte[], byte[]>)(m => m[..(at % (m.Length + 1))]),
        from at in Gen.Choose(0, int.MaxValue) from b in Gen.Choose(0, 255) select Cut(at, 1, [(byte)b]),
        from at in Gen.Choose(0, int.MaxValue) from length in Gen.Choose(1, 40) select Cut(at, length, []),
        from at in Gen.Choose(0, int.MaxValue)
        from text in Gen.Elements(
            "UNA:+.? '", "UNB+", "UNB+UNOC:3+S+R+260101:0000+I9'", "UNH+9+IFTSTA:D:95B:UN'", "UNT+1+1'", "UNZ+1+I1'", "UNG+'", "UNE+1+1'", "'", "?", "+", ":",
            "''", "\u0000", "\uFFFD", "STS+1+1'", "EQD+CN+'", "\r\n", "++++++++++++++++++++++++++++++++")
        select Cut(at, 0, Encoding.UTF8.GetBytes(text)));

    private static Gen<Func<byte[], byte[]>> Wounds => Gen.OneOf(
        Wound,
        from old in Gen.Elements("UNT", "UNZ", "UNH", "UNB", "STS", "DTM", "BGM", "IFTSTA", "95B", "UNOY", "I1", "334", "204")
        from replacement in Gen.Elements("", "X", "UNA", "UNB", "UNOC", "UNH", "999", "\u00e9")
        select (Func<byte[], byte[]>)(m => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(m).Replace(old, replacement, StringComparison.Ordinal))));

    private static Func<byte[], byte[]> Cut(int at, int length, byte[] insert) => m =>
    {
        var from = at % (m.Length + 1);
        var to = Math.Min(m.Length, from + length);
        return [.. m[..from], .. insert, .. m[to..]];
    };

    private static string Referred(string qualifier, string number) => $"RFF+{qualifier}:{Part(number)}";

    private static string Part(string? text) => text is null ? "" : EdifactWriter.Escaped(text);
}
