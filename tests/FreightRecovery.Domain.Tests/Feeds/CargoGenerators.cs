using FreightRecovery.Feeds;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace FreightRecovery.Domain.Tests.Feeds;

/// <summary>Synthetic Cargo-IMP messages, good and broken.</summary>
internal static class CargoGenerators
{
    private static readonly LocalDate Middle = new(2026, 10, 15);

    private static Gen<string> Airports => Gen.Elements("HKG", "FRA", "JFK", "DOH", "LUX");

    private static Gen<int> Minutes => Gen.Choose(0, 1439);

    private static Gen<string> Flights => Gen.Elements("CV7301", "QR8403", "5X61", "O31698", "CX0255", "LH8400A");

    private static Gen<CargoQuantity> Wholes =>
        from pieces in Gen.Choose(1, 9999)
        from mass in Masses
        from volume in Gen.OneOf(Gen.Constant<decimal?>(null), Gen.Choose(1, 9999).Select(v => (decimal?)(v / 100m)))
        select new CargoQuantity(pieces, mass, Volume: volume);

    private static Gen<CargoQuantity> Parts =>
        from pieces in Gen.Choose(1, 99)
        from mass in Masses
        from total in Gen.Choose(100, 9999)
        from split in Gen.Elements(Portion.Part, Portion.Split)
        select new CargoQuantity(pieces, mass, total, split);

    private static Gen<Mass?> Masses => Gen.OneOf(Gen.Constant<Mass?>(null), Gen.Choose(1, 999_999).Select(m => (Mass?)new Mass(m / 10m)));

    private static Gen<(char, int, int)?> Clocks => Gen.OneOf(
        Gen.Constant<(char, int, int)?>(null),
        from indicator in Gen.Elements('A', 'E', 'S')
        from minute in Minutes
        from change in Gen.Choose(-1, 15)
        select ((char, int, int)?)(indicator, minute, change));

    private static Gen<string?> Names => Gen.Elements<string?>(null, "ACME LOGISTICS", "DR. A. B. O'NEILL-SYNTHETIC");

    /// <summary>A status of any kind.</summary>
    public static Gen<CargoStatus> Statuses =>
        from code in Gen.Elements([.. CargoWriter.Legs, .. CargoWriter.OffFlight, .. CargoWriter.Here, .. CargoWriter.Interline, "DIS"])
        from offset in Gen.Choose(-180, 180)
        from minute in Minutes
        from timed in Gen.Elements(true, true, false)
        from airport in Airports
        from next in Airports
        from flight in Flights
        from quantity in Gen.OneOf(Wholes, Parts)
        from told in Gen.Elements(true, true, true, false)
        from departure in Clocks
        from arrival in Clocks
        from discrepancy in Gen.Elements(CargoWriter.Discrepancies.ToArray())
        from name in Names
        let leg = CargoWriter.Legs.Contains(code)
        let flown = leg || CargoWriter.OffFlight.Contains(code) || code == "DIS"
        let here = CargoWriter.Here.Contains(code)
        select new CargoStatus(code, Middle.PlusDays(offset), !leg && timed ? minute : null, airport)
        {
            Next = leg ? next : null,
            Flight = flown ? flight : null,
            Carrier = CargoWriter.Interline.Contains(code) ? "TW" : null,
            Discrepancy = code == "DIS" ? discrepancy : null,
            Quantity = told || leg ? quantity : null,
            Departure = leg ? departure : null,
            Arrival = leg ? arrival : null,
            Name = here ? name : null,
        };

    /// <summary>A consignment with a few statuses.</summary>
    public static Gen<(string Waybill, CargoQuantity Declared, CargoStatus[] Statuses)> Consignments =>
        from serial in Gen.Choose(0, 9_999_999)
        from declared in Gen.OneOf(Wholes, Parts)
        from count in Gen.Choose(1, 5)
        from statuses in Statuses.ArrayOf(count)
        select (CargoWriter.Waybill(157, serial), declared, statuses);

    /// <summary>A file of one or more messages, enveloped or not.</summary>
    public static Gen<string> Files =>
        from count in Gen.Choose(1, 3)
        from consignments in Consignments.ArrayOf(count)
        from enveloped in Gen.Elements(true, false)
        from lineBreak in Gen.Elements("\r\n", "\n", "\r")
        select string.Join(lineBreak, consignments.Select(c =>
            (enveloped ? $"QK LUXFMCV{lineBreak}.HKGFMCX 111230{lineBreak}" : "") + CargoWriter.Message(c.Waybill, c.Declared, c.Statuses, lineBreak)));

    /// <summary>A file after up to four wounds.</summary>
    public static Gen<byte[]> Broken =>
        from file in Files
        from count in Gen.Choose(1, 4)
        from wounds in Wounds.ListOf(count)
        select wounds.Aggregate(CargoWriter.Bytes(file), (m, wound) => wound(m));

    private static Gen<Func<byte[], byte[]>> Wounds => Gen.OneOf(
        from at in Gen.Choose(0, int.MaxValue) select (Func<byte[], byte[]>)(m => m[..(at % (m.Length + 1))]),
        from at in Gen.Choose(0, int.MaxValue) from b in Gen.Choose(0, 255) select Wound(at, 1, [(byte)b]),
        from at in Gen.Choose(0, int.MaxValue) from length in Gen.Choose(1, 40) select Wound(at, length, []),
        from at in Gen.Choose(0, int.MaxValue)
        from text in Gen.Elements(
            "/", "//", "\n", "\r\n/", "\nDEP", "\nDIS/", "FSU/14\n", "\nFWB/16\n", "\nQK HKGFMCX\n", "\0", "\u00e9", "-N", "-Z", "31FEB", "T0", "K", "999999999999", "\nLAST\n", "\nOCI/X", " ", "xyz/")
        select Wound(at, 0, System.Text.Encoding.UTF8.GetBytes(text)));

    private static Func<byte[], byte[]> Wound(int at, int length, byte[] insert) => m =>
    {
        var from = at % (m.Length + 1);
        return [.. m[..from], .. insert, .. m[Math.Min(m.Length, from + length)..]];
    };
}
