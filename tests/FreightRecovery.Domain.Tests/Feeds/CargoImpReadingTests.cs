using System.Text;
using FreightRecovery.Feeds;
using FreightRecovery.Feeds.CargoImp;
using NodaTime;

namespace FreightRecovery.Domain.Tests.Feeds;

/// <summary>Synthetic messages; no real consignment.</summary>
public class CargoImpReadingTests
{
    private static readonly FeedContext Context = new(Instant.FromUtc(2026, 6, 20, 12, 0));

    [Fact]
    public void A_status_with_its_envelope_and_supplements_is_one_fact()
    {
        var reading = Read("""
            QD SIN05XH
            .HDQFMQR 200739
            FSU/14
            157-53806270HKGNLU/P2K505.0T10
            FIW/QR8403/20JUN1039/DOH/P2K505.0/S0720/A1008
            OCI/HK/ISS/RA/28490
            /HK//SS/SPX
            /HK//SM/XRY
            ULD/PMC72534QR/PMC77313QR
            """);

        Assert.Empty(reading.Unreadable);
        Assert.Equal("FSU/14", reading.Version);
        var part = new CargoQuantity(2, new(505m), 10, Portion.Part);
        Assert.Equal(
            new TradeFact
            {
                EventId = "157-53806270/FIW/QR8403/20.6.639.0/DOH/P2.0",
                Kind = new FactKind.Handling(CargoMove.Stored),
                Classifier = Classifier.Actual,
                OccurredAt = Instant.FromUtc(2026, 6, 20, 7, 39),
                TransportDocuments = ["157-53806270"],
                Mode = MeansOfTransport.Air,
                Flight = "QR8403",
                Airport = "DOH",
                Quantity = part,
                Declared = part,
                Carrier = "QR",
            },
            Assert.Single(reading.Facts));
    }

    [Theory]
    [InlineData("BKD/SR903/22JUN/BSLKHI/T20/S1900/S0500-N", CargoMove.Booked, Classifier.Planned, "2026-06-22T17:00:00Z")]
    [InlineData("PRE///CDGHKG/T18/S2000/S0500-N", CargoMove.Prepared, Classifier.Planned, "2026-06-20T18:00:00Z")]
    [InlineData("MAN/SR1207/18JUN/HKGZRH/T20/S1200/S1900", CargoMove.Manifested, Classifier.Planned, "2026-06-18T04:00:00Z")]
    [InlineData("MAN/LH400/16JUN/FRAJFK", CargoMove.Manifested, Classifier.Planned, "2026-06-15T22:00:00Z")]
    [InlineData("RCS/15JUN1800/BHX/T13/SHIPPERNAME", CargoMove.ReceivedFromShipper, Classifier.Actual, "2026-06-15T17:00:00Z")]
    [InlineData("FOH/16JUN1317/FRA/LCAG", CargoMove.OnHand, Classifier.Actual, "2026-06-16T11:17:00Z")]
    [InlineData("DOC/16JUN1317/FRA/T1", CargoMove.DocumentsReceived, Classifier.Actual, "2026-06-16T11:17:00Z")]
    [InlineData("DPU/16JUN1317/FRA/T1", CargoMove.Collected, Classifier.Actual, "2026-06-16T11:17:00Z")]
    [InlineData("RCT/TW/12JUN1900/CDG/T20", CargoMove.HandedOver, Classifier.Actual, "2026-06-12T17:00:00Z")]
    [InlineData("RCF/LH451/10JUN0700/FRA/T12", CargoMove.ReceivedFromFlight, Classifier.Actual, "2026-06-10T05:00:00Z")]
    [InlineData("RCF/LH451/10JUN0010-N/FRA/T12", CargoMove.ReceivedFromFlight, Classifier.Actual, "2026-06-10T22:10:00Z")]
    [InlineData("RCF/LH451/10JUN0010-P/FRA/T12", CargoMove.ReceivedFromFlight, Classifier.Actual, "2026-06-08T22:10:00Z")]
    [InlineData("RCF/LH451/10JUN0010-B/FRA/T12", CargoMove.ReceivedFromFlight, Classifier.Actual, "2026-06-14T22:10:00Z")]
    [InlineData("AWR/LH451/10JUN0700/FRA/T12", CargoMove.DocumentsReceived, Classifier.Actual, "2026-06-10T05:00:00Z")]
    [InlineData("FOW/QR8403/20JUN1039/DOH/P2", CargoMove.LeftStore, Classifier.Actual, "2026-06-20T07:39:00Z")]
    [InlineData("TRM/TW/SYD/T12", CargoMove.Transferred, Classifier.Planned, "2026-06-20T12:00:00Z")]
    [InlineData("TRM/TW/18JUN1000/SYD/T12", CargoMove.Transferred, Classifier.Planned, "2026-06-18T00:00:00Z")]
    [InlineData("TFD/CK/10JUN1800/HKG/T12", CargoMove.Transferred, Classifier.Actual, "2026-06-10T10:00:00Z")]
    [InlineData("NFD/03MAY2000/HEL/T3", CargoMove.ConsigneeNotified, Classifier.Actual, "2026-05-03T17:00:00Z")]
    [InlineData("AWD/17JUN1530/ARN/T10", CargoMove.DocumentsDelivered, Classifier.Actual, "2026-06-17T13:30:00Z")]
    [InlineData("CCD/18JUN2100/JFK/T12", CargoMove.ClearedByCustoms, Classifier.Actual, "2026-06-19T01:00:00Z")]
    [InlineData("CRC/18JUN1400/LYS/T12/AF321/19JUN/LYSCDG", CargoMove.ReportedToCustoms, Classifier.Actual, "2026-06-18T12:00:00Z")]
    [InlineData("TGC/18JUN1400/LYS/T12", CargoMove.UnderCustomsControl, Classifier.Actual, "2026-06-18T12:00:00Z")]
    [InlineData("DLV/27MAY1300/NCE/T3", CargoMove.Delivered, Classifier.Actual, "2026-05-27T11:00:00Z")]
    [InlineData("DDL/27MAY1015/NCE/T3/CNEE", CargoMove.Delivered, Classifier.Actual, "2026-05-27T08:15:00Z")]
    public void Each_status_line_tells_what_is_done_and_when(string line, CargoMove move, Classifier classifier, string at)
    {
        var fact = Assert.Single(Of(line));

        Assert.Equal((new FactKind.Handling(move), classifier, NodaTime.Text.InstantPattern.General.Parse(at).Value), ((FactKind.Handling)fact.Kind, fact.Classifier, fact.OccurredAt));
    }

    [Fact]
    public void A_departure_tells_also_when_the_flight_is_expected_to_arrive()
    {
        var facts = Of("DEP/LX172/24MAR/ZRHHKG/T20/A2230/E1730-N");

        Assert.Equal(
            [(new FactKind.Departure(), Classifier.Actual, "ZRH", Instant.FromUtc(2026, 3, 24, 21, 30)), (new FactKind.Arrival(), Classifier.Estimated, "HKG", Instant.FromUtc(2026, 3, 25, 9, 30))],
            facts.Select(f => (f.Kind, f.Classifier, f.Airport, f.OccurredAt)).Cast<(FactKind, Classifier, string?, Instant)>());
        Assert.Equal("HKG", facts[0].NextAirport);
    }

    [Fact]
    public void A_scheduled_arrival_is_nothing_new() => Assert.Single(Of("DEP/LX172/24MAR/ZRHHKG/T20/A2230/S1730-N"));

    [Fact]
    public void A_departure_may_tell_that_the_flight_has_arrived() =>
        Assert.Equal(Classifier.Actual, Of("DEP/LX172/24MAR/ZRHHKG/T20/A2230/A1730-N")[1].Classifier);

    [Fact]
    public void A_supplement_does_not_continue_the_status() => Assert.Null(Assert.Single(Of("MAN/LH400/16JUN/FRAJFK\nULD/T5")).Quantity);

    [Theory]
    [InlineData("MSCA", IrregularityKind.Missing)]
    [InlineData("FDCA", IrregularityKind.Found)]
    [InlineData("MSAW", IrregularityKind.DocumentsMissing)]
    [InlineData("FDAW", IrregularityKind.DocumentsFound)]
    [InlineData("OFLD", IrregularityKind.Offloaded)]
    [InlineData("SSPD", IrregularityKind.ShortShipped)]
    [InlineData("OVCD", IrregularityKind.OverCarried)]
    [InlineData("DFLD", IrregularityKind.DefinitelyLoaded)]
    [InlineData("MSAV", IrregularityKind.DocumentsMissing)]
    [InlineData("FDAV", IrregularityKind.DocumentsFound)]
    [InlineData("MSMB", IrregularityKind.Missing)]
    [InlineData("FDMB", IrregularityKind.Found)]
    public void Each_discrepancy_code_tells_what_is_wrong(string code, IrregularityKind what) =>
        Assert.Equal(new FactKind.Irregularity(what), Assert.Single(Of($"DIS/AF321/12JUN0930/LHR/{code}/T1")).Kind);

    [Fact]
    public void A_discrepancy_may_name_the_airline_alone_or_nobody()
    {
        Assert.Null(Of("DIS/AF/12JUN0930/LHR/MSCA/T1")[0].Flight);
        Assert.Null(Of("DIS//12JUN0930/LHR/MSCA/T1")[0].Flight);
    }

    [Theory]
    [InlineData("T10K505.0MC0.5", 10, "505.0", null, Portion.Total, "0.5")]
    [InlineData("P3K75T25", 3, "75", 25, Portion.Part, null)]
    [InlineData("S4L100", 4, "45.359237", 10, Portion.Split, null)]
    [InlineData("D2", 2, null, 10, Portion.Part, null)]
    [InlineData("M2K1DG5", 2, "1", 10, Portion.Part, null)]
    [InlineData("T1K1CF1", 1, "1", 10, Portion.Total, "0.028316846592")]
    [InlineData("T1K1CC500000", 1, "1", 10, Portion.Total, "0.5")]
    public void Quantities_are_read_with_their_units(string text, int pieces, string? mass, int? total, Portion portion, string? volume)
    {
        var quantity = Of($"RCS/15JUN1800/BHX/{text}", consignment: text.Length > 12 ? "157-53806270HKGNLU/P1" : "157-53806270HKGNLU/T10")[0].Quantity!;

        Assert.Equal((pieces, portion), (quantity.Pieces, quantity.Portion));
        Assert.Equal((Number(mass), total, Number(volume)), (quantity.Mass?.Kilograms, text == "T10K505.0MC0.5" ? null : quantity.TotalPieces, quantity.Volume));
    }

    [Fact]
    public void A_volume_may_follow_the_shippers_name() =>
        Assert.Equal(1.25m, Of("RCS/15JUN1800/BHX/T13K100/NAME/MC1.25")[0].Quantity!.Volume);

    [Fact]
    public void Names_are_not_kept() =>
        Assert.DoesNotContain("MICLARK", Assert.Single(Read("FSA/11\n077-12345675BOGNCE/T10K350\nDLV/03NOV1615/NCE/T10K350/MICLARK\nOSI/CALL MICLARK").Facts).ToString());

    [Theory]
    [InlineData("15DEC", "2025-12-15")]
    [InlineData("15JAN", "2026-01-15")]
    [InlineData("29FEB", "2024-02-29")]
    public void The_year_is_the_one_that_brings_the_day_nearest(string day, string date)
    {
        var received = new FeedContext(Instant.FromUtc(2026, 1, 2, 0, 0));
        var fact = Assert.Single(CargoImp.Read(Encoding.ASCII.GetBytes($"FSU/14\n157-53806270HKGNLU/T1\nNFD/{day}1200/DOH/T1"), received).Facts);

        Assert.Equal(date, fact.OccurredAt.InUtc().Date.ToString("uuuu-MM-dd", null));
    }

    [Theory]
    [InlineData("1230", "2026-06-20T09:30:00Z")]
    [InlineData("0330", "2026-06-20T00:30:00Z")]
    [InlineData("0230", "2026-06-20T23:30:00Z")]
    [InlineData("0400-N", "2026-06-21T01:00:00Z")]
    public void A_time_without_a_day_is_the_nearest(string time, string at) =>
        Assert.Equal(NodaTime.Text.InstantPattern.General.Parse(at).Value, Assert.Single(Of($"NFD/{time}/DOH/T1")).OccurredAt);

    [Fact]
    public void A_time_that_a_clock_change_skips_is_moved_on_and_one_that_comes_twice_is_the_earlier()
    {
        Assert.Equal(Instant.FromUtc(2026, 3, 29, 1, 30), Of("NFD/29MAR0230/FRA/T1")[0].OccurredAt);
        Assert.Equal(Instant.FromUtc(2026, 10, 25, 0, 30), Of("NFD/25OCT0230/FRA/T1")[0].OccurredAt);
    }

    [Fact]
    public void The_time_of_an_airport_whose_zone_is_not_known_is_taken_as_UTC_and_the_fact_says_so()
    {
        var fact = Of("NFD/18JUN1400/XQZ/T12")[0];

        Assert.Equal((true, Instant.FromUtc(2026, 6, 18, 14, 0)), (fact.IsZoneUnknown, fact.OccurredAt));
        Assert.False(Of("NFD/18JUN1400/LYS/T12")[0].IsZoneUnknown);
    }

    [Fact]
    public void A_partners_map_gives_zones_leads_codes_to_the_standards_and_reads_over_what_it_ignores()
    {
        var context = Context with { Codes = Codes(("zone", "XQZ", "Asia/Kathmandu"), ("status", "PUP", "NFD"), ("status", "FOW", "ignore"), ("discrepancy", "DMGD", "damaged"), ("discrepancy", "NOTE", "ignore")) };
        var reading = Read("FSU/14\n157-53806270HKGNLU/T1\nPUP/18JUN1400/XQZ/T1\nFOW/nonsense\nDIS/QR/18JUN1400/HKG/DMGD/T1\nDIS/QR/18JUN1400/HKG/NOTE/T1\nULD/X", context);

        Assert.Empty(reading.Unreadable);
        Assert.Equal(
            [new FactKind.Handling(CargoMove.ConsigneeNotified), new FactKind.Irregularity(IrregularityKind.Damaged)],
            reading.Facts.Select(f => f.Kind));
        Assert.Equal((false, Instant.FromUtc(2026, 6, 18, 8, 15)), (reading.Facts[0].IsZoneUnknown, reading.Facts[0].OccurredAt));
    }

    [Fact]
    public void A_partners_default_zone_is_for_airports_that_nobody_knows()
    {
        var context = Context with { Codes = Codes(("zone", "default", "Asia/Kathmandu")) };

        Assert.Equal(
            [Instant.FromUtc(2026, 6, 18, 8, 15), Instant.FromUtc(2026, 6, 18, 12, 0)],
            Read("FSU/14\n157-53806270HKGNLU/T1\nNFD/18JUN1400/XQZ/T1\nNFD/18JUN1400/LYS/T1", context).Facts.Select(f => f.OccurredAt));
    }

    [Fact]
    public void A_partners_map_file_may_speak_of_every_status_and_discrepancy_that_is_read()
    {
        var map = """{"partner": "Synthetic", "feeds": {"cargo-imp": {"status": {"PUP": "DPU", "A1": "FOW"}, "discrepancy": {"DMGD": "damaged", "X": "MSMB"}}}}""";

        Assert.IsType<PartnerMapReading.Sound>(PartnerCodes.Read(Encoding.UTF8.GetBytes(map)));
    }

    [Fact]
    public void The_carrier_is_the_waybills_airline_or_else_the_flights()
    {
        Assert.Equal("QR", Of("RCF/LH451/10JUN0700/FRA/T12")[0].Carrier);
        Assert.Equal("LH", Of("RCF/LH451/10JUN0700/FRA/T12", "996-53806270HKGNLU/T10")[0].Carrier);
    }

    [Fact]
    public void Another_flight_and_other_pieces_are_another_event_and_a_better_time_of_the_flight_is_not()
    {
        var told = Of("DEP/CX255/18JUN/HKGLHR/P5/S0100/S0900")[0].EventId;

        Assert.Equal(told, Of("DEP/CX255/18JUN/HKGLHR/P5/A0130/E0915")[0].EventId);
        Assert.Equal(told, Of("dep/cx255/18jun/hkglhr/p5")[0].EventId);
        Assert.NotEqual(told, Of("DEP/CX257/18JUN/HKGLHR/P5")[0].EventId);
        Assert.NotEqual(told, Of("DEP/CX255/18JUN/HKGLHR/P4")[0].EventId);
        Assert.NotEqual(told, Of("DEP/CX255/19JUN/HKGLHR/P5")[0].EventId);
    }

    [Fact]
    public void A_message_may_name_several_consignments_and_end_marks_are_read_over()
    {
        var reading = Read("\u0001QU LUXFMCV HKGFMCX\r\nANCFMCV\r\n.HKGFMCX 111230\r\n\u0002FSA/14\r\n157-53806270HKGNLU/T1\r\n/SPARE PARTS\r\nNFD/18JUN1400/LYS/T1\r\nLAST\r\n172-12345675HKGLUX\r\nNFD/18JUN1400/LUX/T1\r\nNNNN\r\n\u0003");

        Assert.Empty(reading.Unreadable);
        Assert.Equal(["157-53806270", "172-12345675"], reading.Facts.Select(f => f.TransportDocuments[0]));
        Assert.Null(reading.Facts[1].Declared);
    }

    private static IReadOnlyList<TradeFact> Of(string line, string consignment = "157-53806270HKGNLU/T12")
    {
        var reading = Read($"FSU/14\n{consignment}\n{line}");
        Assert.Empty(reading.Unreadable);
        return reading.Facts;
    }

    private static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static PartnerCodes Codes(params (string List, string Code, string Meant)[] rows) => new()
    {
        Lists = System.Collections.Immutable.ImmutableDictionary.CreateRange(rows.GroupBy(r => r.List).Select(g => KeyValuePair.Create(
            g.Key, System.Collections.Immutable.ImmutableDictionary.CreateRange(g.Select(r => KeyValuePair.Create(r.Code, r.Meant)))))),
    };

    private static FeedReading Read(string message, FeedContext? context = null) => CargoImp.Read(Encoding.UTF8.GetBytes(message), context ?? Context);
}
