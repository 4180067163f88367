using FreightRecovery.Feeds;
using FreightRecovery.Feeds.Edifact;
using NodaTime;
using static FreightRecovery.Domain.Tests.Feeds.EdifactWriter;

namespace FreightRecovery.Domain.Tests.Feeds;

public class IftstaReadingTests
{
    private const string At = "DTM+334:202603091530:203";

    private static readonly Instant Then = Instant.FromUtc(2026, 3, 9, 15, 30);

    [Fact]
    public void A_container_loaded_on_a_vessel_is_a_load_on_that_voyage()
    {
        var fact = Only(
            "DTM+137:20260310:102", "RFF+FF:HB-1", "CNI+1+BL1", "STS+1+48", "RFF+BN:BOOK1", At, "LOC+9+CNTAO:139:6",
            "TDT+20+012W+1++SYNL:172:20+++9321483:146:11:PACIFIC STAR", "EQD+CN+SYNU1111111+45G1+++5");

        Assert.Equal(
            new TradeFact
            {
                EventId = fact.EventId,
                Kind = new FactKind.Equipment(EquipmentMove.Loaded, Laden: true),
                Classifier = Classifier.Actual,
                OccurredAt = Then,
                CreatedAt = Instant.FromUtc(2026, 3, 10, 0, 0),
                Bookings = ["BOOK1"],
                TransportDocuments = ["BL1"],
                ForwarderReferences = ["HB-1"],
                Containers = ["SYNU1111111"],
                Mode = MeansOfTransport.Vessel,
                Vessel = "PACIFIC STAR",
                Imo = "9321483",
                ExportVoyage = "012W",
                Location = "CNTAO",
                Carrier = "SYNL",
            },
            fact);
        Assert.Equal("SYNU1111111", fact.LoadedContainer);
    }

    [Theory]
    [InlineData("17", IrregularityKind.RefusedByCustoms)]
    [InlineData("18", IrregularityKind.Damaged)]
    [InlineData("20", IrregularityKind.Delayed)]
    [InlineData("36", IrregularityKind.Missing)]
    [InlineData("49", IrregularityKind.Lost)]
    [InlineData("57", IrregularityKind.NotLoaded)]
    [InlineData("59", IrregularityKind.Offloaded)]
    [InlineData("86", IrregularityKind.ShortShipped)]
    [InlineData("302", IrregularityKind.OverCarried)]
    [InlineData("106", IrregularityKind.RefusedByConsignee)]
    [InlineData("301", IrregularityKind.DocumentsMissing)]
    [InlineData("115", IrregularityKind.Discrepancy)]
    public void A_status_says_what_is_wrong(string code, IrregularityKind what) =>
        Assert.Equal(new FactKind.Irregularity(what), Only("CNI+1+BL1", $"STS+1+{code}", At).Kind);

    [Fact]
    public void Blanks_are_no_reason() => Assert.Equal(
        Only("CNI+1+BL1", "STS+1+18", At) with { EventId = "" }, Only("CNI+1+BL1", "STS+1+18+ ", At) with { EventId = "" });

    [Theory]
    [InlineData("6", CargoMove.Booked)]
    [InlineData("13", CargoMove.Collected)]
    [InlineData("21", CargoMove.Delivered)]
    [InlineData("12", CargoMove.ClearedByCustoms)]
    [InlineData("24", CargoMove.Departed)]
    [InlineData("1", CargoMove.Arrived)]
    [InlineData("82", CargoMove.Returned)]
    public void A_status_says_what_is_done(string code, CargoMove move) =>
        Assert.Equal(new FactKind.Handling(move), Only("CNI+1+BL1", $"STS++{code}", At).Kind);

    [Theory]
    [InlineData("63", "WEA")]
    [InlineData("20", "STR")]
    [InlineData("31", "STR")]
    [InlineData("88", "ACC")]
    public void The_reason_of_a_delay_is_told_as_its_delay_code(string reason, string delay)
    {
        var fact = Only("CNI+1+BL1", $"STS+1+20+{reason}", At);

        Assert.Equal([delay], fact.DelayReasonCodes);
        Assert.Equal(new FactKind.Irregularity(IrregularityKind.Delayed), fact.Kind);
    }

    [Theory]
    [InlineData("14", IrregularityKind.Damaged)]
    [InlineData("19", IrregularityKind.Discrepancy)]
    [InlineData("27", IrregularityKind.ShortShipped)]
    [InlineData("41", IrregularityKind.NotLoaded)]
    public void A_reason_that_says_what_is_wrong_is_a_fact_of_its_own(string reason, IrregularityKind what)
    {
        var facts = Read("CNI+1+BL1", $"STS+1+21+62+{reason}::6:in its own words", At).Facts;

        Assert.Equal([new FactKind.Handling(CargoMove.Delivered), new FactKind.Irregularity(what)], facts.Select(f => f.Kind));
        Assert.NotEqual(facts[0].EventId, facts[1].EventId);
        Assert.EndsWith(": in its own words", facts[1].Remark);
    }

    [Fact]
    public void Up_to_five_reasons_are_read() => Assert.Equal(
        ["WEA", "STR", "ACC", "FTE", "DIN"], Read("CNI+1+BL1", "STS+1+20+63+20+88+23+37", At).Facts[0].DelayReasonCodes);

    [Fact]
    public void A_departure_by_nobody_knows_what_is_the_cargos_and_by_a_vessel_the_vessels()
    {
        Assert.Equal(new FactKind.Departure(), Only("CNI+1+BL1", "STS+1+24", At, "TDT+20+012W+1").Kind);
        Assert.Equal(new FactKind.Handling(CargoMove.Departed), Only("CNI+1+BL1", "STS+1+24", At).Kind);
    }

    [Fact]
    public void An_arrival_names_the_voyage_it_came_on_and_the_end_of_the_leg()
    {
        var fact = Only("CNI+1+BL1", "STS+1+1", "TDT+20+012W+1+++++:::PACIFIC STAR", "LOC+9+CNTAO", "DTM+186:202603010800:203", "LOC+11+USNYC", "DTM+132:202604010800:203");

        Assert.Equal(
            (new FactKind.Arrival(), "012W", null, "USNYC", Classifier.Estimated, Instant.FromUtc(2026, 4, 1, 8, 0)),
            (fact.Kind, fact.ImportVoyage, fact.ExportVoyage, fact.Location, fact.Classifier, fact.OccurredAt));
    }

    [Fact]
    public void Of_several_legs_the_main_carriage_counts()
    {
        var fact = Only("CNI+1+BL1", "STS+1+24", At, "TDT+10+T1+3", "LOC+5+CNSHA", "TDT+20+012W+1+++++:::PACIFIC STAR", "LOC+9+CNTAO", "TDT+30+T2+2", "LOC+5+USNYC");

        Assert.Equal((MeansOfTransport.Vessel, "012W", "CNTAO"), (fact.Mode, fact.ExportVoyage, fact.Location));
    }

    [Theory]
    [InlineData("TDT+20+255+4++CX", "CX255")]
    [InlineData("TDT+20+CX255+4++CX", "CX255")]
    public void A_flight_is_carrier_and_number(string tdt, string flight)
    {
        var fact = Only("CNI+1", "RFF+AWB:160-12345675", "STS+1+24", At, tdt, "LOC+5+HKG:162:3");

        Assert.Equal(
            (flight, MeansOfTransport.Air, "HKG", null, null), (fact.Flight, fact.Mode, fact.Airport, fact.Location, fact.ExportVoyage));
        Assert.Equal(["160-12345675"], fact.TransportDocuments);
    }

    [Fact]
    public void Each_container_of_a_load_is_a_fact_of_its_own()
    {
        var facts = Read("CNI+1+BL1", "STS+1+48", At, "EQD+CN+SYNU1111111++++5", "EQD+CN+SYNU2222222++++5", "EQD+TE+TRAILER").Facts;

        Assert.Equal(["SYNU1111111", "SYNU2222222"], facts.Select(f => f.LoadedContainer));
        Assert.NotEqual(facts[0].EventId, facts[1].EventId);
    }

    [Fact]
    public void Where_equipment_comes_first_each_container_has_its_own_statuses()
    {
        var facts = Read("EQD+CN+SYNU1111111++++4", "STS+1+48", At, "EQD+CN+SYNU2222222++++5", "STS+1+18", At, "STS+1+48", At).Facts;

        Assert.Equal(
            [("SYNU1111111", new FactKind.Equipment(EquipmentMove.Loaded, false)), ("SYNU2222222", new FactKind.Irregularity(IrregularityKind.Damaged)),
                ("SYNU2222222", (FactKind)new FactKind.Equipment(EquipmentMove.Loaded, true))],
            facts.Select(f => (f.Containers[0], f.Kind)));
    }

    [Fact]
    public void References_of_a_consignment_stay_with_it()
    {
        var facts = Read(
            "RFF+CU:OURS", "CNI+1+BL1", "RFF+BN:B1", "STS+1+21", "RFF+MB:MB1", At, "STS+1+13", At, "CNI+2+BL2", "STS+1+21", "RFF+SI:S1", At).Facts;

        Assert.Equal(
            [("BL1, MB1", "B1", "", "OURS"), ("BL1", "B1", "", "OURS"), ("BL2", "", "S1", "OURS")],
            facts.Select(f => (f.TransportDocuments.ToString(), f.Bookings.ToString(), f.ShippingInstructions.ToString(), f.ForwarderReferences.ToString())));
    }

    [Fact]
    public void Pieces_and_gross_masses_of_the_goods_add_up()
    {
        var fact = Only("CNI+1+BL1", "STS+1+21", At, "GID+1+3:PK", "MEA+WT+AAB+KGM:100.5", "MEA+VOL++MTQ:2", "GID+2+4:PK", "MEA+WT+AAB+LBR:100");

        Assert.Equal(new CargoQuantity(7, new(145.859237m)), fact.Quantity);
    }

    [Theory]
    [InlineData("MEA+WT+ADZ+KGM:90", 90)]
    [InlineData("CNT+7:9:KGM", 9)]
    public void Masses_that_differ_are_a_discrepancy(string other, int differs)
    {
        var facts = Read("CNI+1+BL1", "STS+1+21", At, "GID+1+1:PK", "MEA+WT+AAB+KGM:100", other).Facts;

        Assert.Equal([new FactKind.Handling(CargoMove.Delivered), new FactKind.Irregularity(IrregularityKind.Discrepancy)], facts.Select(f => f.Kind));
        Assert.Equal((new CargoQuantity(1, new(differs)), $"gross mass 100 kg, told otherwise {differs} kg"), (facts[1].Quantity, facts[1].Remark));
    }

    [Fact]
    public void A_total_of_the_consignment_differs_from_its_goods_too() => Assert.Equal(
        2, Read("CNI+1+BL1", "CNT+7:9:KGM", "STS+1+21", At, "GID+1+1:PK", "MEA+WT+AAB+KGM:100").Facts.Length);

    [Fact]
    public void Masses_that_agree_are_none() =>
        Assert.Equal(new(100m), Only("CNI+1+BL1", "CNT+7:100:KGM", "STS+1+21", At, "MEA+WT+AAB+KGM:100.0", "MEA+WT+ADZ+KGM:100").Quantity!.Mass);

    [Fact]
    public void A_verified_mass_is_a_weighing_of_its_own()
    {
        var facts = Read("CNI+1+BL1", "STS+1+48", At, "EQD+CN+SYNU1111111++++5", "MEA+AAE+VGM+KGM:12000").Facts;

        Assert.Equal((new FactKind.Weighing(MassBasis.VerifiedGross), new CargoQuantity(null, new(12000))), (facts[1].Kind, facts[1].Quantity));
    }

    [Theory]
    [InlineData("KGM:1,5", "decimal mark")]
    [InlineData("KGM:-5", "decimal mark")]
    [InlineData("KGM:1e5", "decimal mark")]
    [InlineData("KGM:.5", "decimal mark")]
    [InlineData("KGM:9999999999999999", "decimal mark")]
    [InlineData("PND:5", "none of KGM, LBR, TNE and GRM")]
    public void A_mass_that_is_no_mass_is_wrong(string mass, string reason) =>
        Assert.Contains(reason, Read("CNI+1+BL1", "STS+1+21", At, $"MEA+WT+AAB+{mass}").Fault().Reason);

    [Fact]
    public void A_decimal_comma_is_one_where_UNA_says_so()
    {
        var style = new EdifactStyle(Decimal: ',') { HasUna = true };
        var bytes = Bytes(style, Iftsta("CNI+1+BL1", "STS+1+21", At, "MEA+WT+AAB+KGM:1,5"));

        Assert.Equal(new(1.5m), EdifactFile.Read(bytes, Context).Facts[0].Quantity!.Mass);
    }

    [Theory]
    [InlineData("20260309:102", "2026-03-09T00:00:00Z")]
    [InlineData("260309:101", "2026-03-09T00:00:00Z")]
    [InlineData("2603091530:201", "2026-03-09T15:30:00Z")]
    [InlineData("260309153045:202", "2026-03-09T15:30:45Z")]
    [InlineData("202603091530:203", "2026-03-09T15:30:00Z")]
    [InlineData("20260309153045:204", "2026-03-09T15:30:45Z")]
    [InlineData("202603091530?+0800:205", "2026-03-09T07:30:00Z")]
    [InlineData("2603091530CET:301", "2026-03-09T14:30:00Z")]
    [InlineData("202603091530UTC:303", "2026-03-09T15:30:00Z")]
    [InlineData("20260309153045MSK:304", "2026-03-09T12:30:45Z")]
    [InlineData("20260309153045?+08:304", "2026-03-09T07:30:45Z")]
    [InlineData("202603092400:203", "2026-03-10T00:00:00Z")]
    [InlineData("090326:2", "2026-03-09T00:00:00Z")]
    [InlineData("20260309T1530:10", "2026-03-09T15:30:00Z")]
    [InlineData("202603091530-202603101530:719", null)]
    [InlineData("202603091530202603101530:719", "2026-03-09T15:30:00Z")]
    [InlineData("20260309-20260310:718", "2026-03-09T00:00:00Z")]
    public void Times_are_read_by_their_format(string value, string? instant)
    {
        var reading = Read("CNI+1+BL1", "STS+1+21", $"DTM+334:{value}");

        Assert.Equal(instant, reading.Facts.FirstOrDefault()?.OccurredAt.ToString());
        Assert.Equal(instant is null, reading.Unreadable.Length == 1);
    }

    [Theory]
    [InlineData("2026:602", "tells no day")]
    [InlineData("20260309:999", "is not read here")]
    [InlineData("20260309:203", "not of format 203")]
    [InlineData("2026030x:102", "not of format 102")]
    [InlineData("20260230:102", "not a date")]
    [InlineData("202603092401:203", "not a date")]
    [InlineData("19990309:102", "not a date")]
    [InlineData("202603091530XYZ:303", "add it to the list \"zone\"")]
    [InlineData("202603091530?+19:303", "add it to the list \"zone\"")]
    public void A_time_that_names_no_instant_is_wrong(string value, string reason) =>
        Assert.Contains(reason, Read("CNI+1+BL1", "STS+1+21", $"DTM+334:{value}").Fault().Reason);

    [Theory]
    [InlineData("202603091530:203", "2026-03-09T14:30:00Z")]
    [InlineData("202607091530:203", "2026-07-09T13:30:00Z")]
    [InlineData("202603290230:203", "2026-03-29T01:30:00Z")] // skipped by daylight saving: an hour on
    [InlineData("202610250230:203", "2026-10-25T00:30:00Z")] // twice: the earlier
    [InlineData("202603091530UTC:303", "2026-03-09T15:30:00Z")]
    [InlineData("202603091530CST:303", "2026-03-09T07:30:00Z")]
    public void The_partners_map_says_the_zone(string value, string instant)
    {
        var context = With(("zone", "default", "Europe/Berlin"), ("zone", "CST", "Asia/Shanghai"));
        var bytes = Bytes(Iftsta("CNI+1+BL1", "STS+1+21", $"DTM+334:{value}"));

        Assert.Equal(instant, EdifactFile.Read(bytes, context).Facts[0].OccurredAt.ToString());
    }

    [Fact]
    public void What_happened_counts_before_what_is_expected()
    {
        var fact = Only("CNI+1+BL1", "STS+1+20", "DTM+132:202603200000:203", At, "DTM+232:202603150000:203");

        Assert.Equal((Then, Classifier.Actual), (fact.OccurredAt, fact.Classifier));
    }

    [Theory]
    [InlineData("DTM+17:202603091530:203", Classifier.Estimated)]
    [InlineData("DTM+232:202603091530:203", Classifier.Planned)]
    [InlineData("DTM+2:202603091530:203", Classifier.Requested)]
    public void A_time_says_how_firm_the_status_is(string dtm, Classifier classifier) =>
        Assert.Equal(classifier, Only("CNI+1+BL1", "STS+1+21", dtm).Classifier);

    [Fact]
    public void A_delivery_that_is_expected_is_no_delivery() =>
        Assert.Equal(Classifier.Estimated, Only("CNI+1+BL1", "STS+1+361", At).Classifier);

    [Fact]
    public void Without_a_time_of_its_own_a_status_has_the_messages() =>
        Assert.Equal(Then, Only("DTM+137:202603091530:203", "RFF+FF:X", "DTM+137:20200101:102", "CNI+1+BL1", "STS+1+21").OccurredAt);

    [Fact]
    public void A_status_without_any_time_is_put_aside() =>
        Assert.Equal("segment 5 (UNT): the status \"21\" before it has no time: DTM+334 is missing", Read("CNI+1+BL1", "STS+1+21").Fault().Reason);

    [Fact]
    public void A_message_without_a_status_is_put_aside() => Assert.Contains("without a status", Read("CNI+1+BL1").Fault().Reason);

    [Theory]
    [InlineData("STS+1+A7", "segment 4 (STS): the status \"A7\" is not known", "A7")]
    [InlineData("STS+1+380", "segment 4 (STS): the status \"380\" is not known", "380")]
    [InlineData("STS+1+18::ZZZ", "segment 4 (STS): the status \"18\" is not known", "18")]
    [InlineData("STS+1+20+Q1", "segment 4 (STS): the reason \"Q1\" is not known", "Q1")]
    [InlineData("STS+Z9+20", "segment 4 (STS): the category \"Z9\" is not known", "Z9")]
    [InlineData("STS+1", "segment 4 (STS): it has no code of the status", "STS")]
    public void A_code_that_is_not_known_is_put_aside_with_its_place_and_what_to_do(string sts, string reason, string marked)
    {
        var fault = Read("CNI+1+BL1", sts, At).Fault();

        Assert.StartsWith(reason, fault.Reason);
        Assert.Equal((5, marked), (fault.At!.Value.Line, fault.Marked()));
        if (marked != "STS") Assert.Contains("of the partner's map", fault.Reason);
    }

    [Fact]
    public void The_partners_map_says_what_a_code_means_or_that_it_is_read_over()
    {
        var context = With(("status", "A7", "18"), ("status", "B1", "ignore"), ("reason", "Q1", "63"), ("reason", "Q2", "ignore"), ("category", "Z9", "1"));
        var bytes = Bytes(Iftsta(
            "CNI+1+BL1", "STS+1+A7::ZZZ", At, "STS+1+B1", "RFF+BN:NOT-READ", "DTM+334:nonsense:203", "STS+Z9+20+Q1+Q2", At));
        var facts = EdifactFile.Read(bytes, context).Facts;

        Assert.Equal(
            [new FactKind.Irregularity(IrregularityKind.Damaged), new FactKind.Irregularity(IrregularityKind.Delayed)], facts.Select(f => f.Kind));
        Assert.Equal((["WEA"], 0), (facts[1].DelayReasonCodes, facts[1].Bookings.Count));
    }

    [Fact]
    public void A_message_of_nothing_but_what_is_read_over_is_read() => Assert.Equal(
        (0, 0), Counts(EdifactFile.Read(Bytes(Iftsta("CNI+1+BL1", "STS+1+B1", At)), With(("status", "B1", "ignore")))));

    [Fact]
    public void Statuses_of_other_categories_are_told_and_mean_nothing() =>
        Assert.Equal(new FactKind.Other("inspection result, status 5"), Only("CNI+1+BL1", "STS+3+5", At).Kind);

    [Theory]
    [InlineData("LOC+175+DEHAM", "LOC+9+CNTAO", "DEHAM", null)]
    [InlineData("LOC+9+CNTAO", "LOC+175+DEHAM", "DEHAM", null)]
    [InlineData("LOC+9+CNTAO", "LOC+11+DEHAM", null, null)]
    [InlineData("LOC+9+CNTAO", null, "CNTAO", null)]
    [InlineData("LOC+175+HKG:162:3", null, null, "HKG")]
    [InlineData("LOC+175+HKG", null, null, "HKG")]
    [InlineData("LOC+175+DEHAM::86", null, null, null)]
    [InlineData("LOC+175+:::Hamburg", null, null, null)]
    public void The_place_is_that_of_the_status_by_a_code_we_know(string loc, string? second, string? locode, string? airport)
    {
        var fact = Only([.. new[] { "CNI+1+BL1", "STS+1+20", At, loc, second }.OfType<string>()]);

        Assert.Equal((locode, airport), (fact.Location, fact.Airport));
    }

    [Fact]
    public void Nothing_personal_is_kept()
    {
        var reading = Read(
            "DTM+137:20260310:102", "NAD+CN+C1++Ivan Petrov+Street 1", "CTA+IC+:Jane Doe", "COM+jane@example.org:EM", "CNI+1+BL1", "STS+1+23", At,
            "FTX+AAI+++call Jane Doe at 555", "FTX+ACD+++business closed", "NAD+CA+SYNL:172:20");

        Assert.Equal(("business closed", "SYNL"), (reading.Facts[0].Remark, reading.Facts[0].Carrier));
        Assert.DoesNotContain(["Ivan", "Jane", "jane", "555", "Street"], word => reading.Facts[0].ToString().Contains(word));
    }

    [Fact]
    public void A_remark_is_cut_to_what_is_kept() =>
        Assert.Equal(new string('x', 250), Only("CNI+1+BL1", "STS+1+20", At, "FTX+AHN+++" + new string('x', 400)).Remark);

    [Fact]
    public void The_same_status_told_again_has_the_same_id_and_another_has_not()
    {
        var segments = new[] { "CNI+1+BL1", "STS+1+21", At, "LOC+175+DEHAM" };
        var id = Only(segments).EventId;

        Assert.Equal(id, Only("DTM+137:20260311:102", "CNI+7+BL1", "STS++21", At, "LOC+175+DEHAM", "FTX+AHN+++more").EventId);
        Assert.All(
            [("BL1", "BL2"), ("+21", "+13"), ("1530", "1531"), ("DEHAM", "DEBRV")],
            change => Assert.NotEqual(id, Only([.. segments.Select(s => s.Replace(change.Item1, change.Item2))]).EventId));
    }

    [Fact]
    public void An_estimate_told_anew_is_the_same_event()
    {
        var first = Only("CNI+1+BL1", "STS+1+1", "DTM+132:202603200000:203");
        var second = Only("CNI+1+BL1", "STS+1+1", "DTM+132:202603250000:203");

        Assert.Equal(first.EventId, second.EventId);
        Assert.NotEqual(first.OccurredAt, second.OccurredAt);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("3", true)]
    [InlineData("4", false)]
    [InlineData("5", false)]
    [InlineData("9", false)]
    public void A_cancellation_takes_back_what_it_repeats(string function, bool isRetracted)
    {
        string[] segments = ["CNI+1+BL1", "STS+1+18", At, "LOC+175+DEHAM"];
        var told = Only(segments);
        string[] message = ["UNH+1+IFTSTA:D:00B:UN", $"BGM+23+M2+{function}", "DTM+137:20260311:102", .. segments];
        var fact = Assert.Single(EdifactFile.Read(Bytes(message), Context).Facts);

        Assert.Equal((told.EventId, isRetracted), (fact.EventId, fact.IsRetracted));
    }

    [Theory]
    [InlineData("95B")]
    [InlineData("99B")]
    [InlineData("00A")]
    [InlineData("13B")]
    [InlineData("21B")]
    public void Every_directory_from_D95B_to_D21B_is_read(string directory)
    {
        string[] message = [$"UNH+1+IFTSTA:D:{directory}:UN", "BGM+23+M1+9", "CNI+1+BL1", "STS+1+49", At];
        var reading = FreightRecovery.Feeds.Edifact.Iftsta.Read(Bytes(message), Context);

        Assert.Equal(("D." + directory, 1), (reading.Version, reading.Facts.Length));
    }

    [Fact]
    public void A_booking_that_is_cancelled_is_told_of_the_booking() => Assert.Equal(
        new FactKind.Document(DocumentKind.Booking, DocumentStatus.Cancelled, "B1"), Only("CNI+1", "RFF+BN:B1", "STS+1+7", At).Kind);

    [Fact]
    public void Every_code_of_the_lists_is_known()
    {
        int[] gaps = [122, 160, 173, 217, 221, 223, 226, 230, 237, 244, 245, 246, 249, 252, 257, 259, 261, 262, 263, 264, 268, 289, 290, 293, 294, 296, 303, 304, 305];
        var unknown = Enumerable.Range(1, 379).Where(code => Read("CNI+1+BL1", $"STS+1+{code}", At).Unreadable.Length > 0);
        Assert.Equal(gaps, unknown);

        int[] reasonGaps = [83, 86];
        Assert.Equal(reasonGaps, Enumerable.Range(1, 108).Where(code => Read("CNI+1+BL1", $"STS+1+21+{code}", At).Unreadable.Length > 0));
    }

    private static (int, int) Counts(FeedReading reading) => (reading.Facts.Length, reading.Unreadable.Length);
}
