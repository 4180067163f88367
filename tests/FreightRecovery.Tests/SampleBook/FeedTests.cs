using System.Text.Json;
using FreightRecovery.Domain;
using FreightRecovery.Web.SampleBook;
using NodaTime;

namespace FreightRecovery.Tests.SampleBook;

public sealed class FeedTests(WrittenBook book) : IClassFixture<WrittenBook>
{
    private IEnumerable<FeedMessage> Readable => book.Summary.Feed.Where(m => !m.Unreadable && m.Format == "dcsa-tnt");

    [Fact]
    public void Every_message_is_valid_JSON_but_one()
    {
        Assert.All(Readable, m => Assert.NotEmpty(book.EventsOf(m)));

        var unreadable = Assert.Single(book.Summary.Feed, m => m.Unreadable);
        Assert.ThrowsAny<JsonException>(() => book.EventsOf(unreadable));
    }

    [Fact]
    public void The_folder_holds_the_messages_and_sorts_in_their_order()
    {
        var files = book.Files.Where(f => f.Contains("feed", StringComparison.Ordinal)).Select(Path.GetFileName);

        Assert.Equal(files, book.Summary.Feed.Select(m => m.FileName));
        Assert.InRange(book.Summary.Feed.Length, 15, 60);
    }

    [Fact]
    public void Every_format_is_spoken_and_one_status_has_a_code_that_only_its_sender_knows()
    {
        var formats = book.Summary.Feed.Select(m => m.Format).Distinct();
        Assert.Equal(["cargo-imp", "dcsa-tnt", "iftsta", "vermas"], formats.Order(StringComparer.Ordinal));
        Assert.Contains("STS+1+Y41'", File.ReadAllText(book.PathOf(book.Summary.Feed.Single(m => m.Format == "iftsta"))));
    }

    [Fact]
    public void Both_versions_of_the_standard_are_spoken()
    {
        Assert.All(Readable, m => Assert.All(book.EventsOf(m), e => Assert.Equal(m.Version == "3.0", e.Names().Contains("eventRouting"))));
        Assert.Equal(["2.2", "3.0"], Readable.Select(m => m.Version).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_event_names_a_booking_of_the_book_and_its_own_containers()
    {
        var byMaster = book.Shipments.ToDictionary(s => s.Text("masterReference"));
        foreach (var e in Readable.SelectMany(book.EventsOf).Where(e => !e.Names().Contains("isRetracted")))
        {
            var shipment = byMaster[Booking(e)];
            if (Container(e) is { } container)
                Assert.Contains(container, shipment.GetProperty("containers").EnumerateArray().Select(c => c.GetString()));
        }
    }

    [Fact]
    public void Normal_traffic_sails_as_booked_and_leaves_no_container_behind()
    {
        var byMaster = book.Shipments.ToDictionary(s => s.Text("masterReference"));
        var normal = Readable.Where(m => m.Raises.IsEmpty && m.FileName.Contains("normal", StringComparison.Ordinal)).ToArray();
        Assert.True(normal.Length >= 3);
        foreach (var events in normal.Select(book.EventsOf))
        {
            Assert.All(events, e => Assert.Equal(byMaster[Booking(e)].Text("vessel"), VesselName(e)));
            Assert.All(events, e => Assert.Equal(byMaster[Booking(e)].Text("voyage"), Voyage(e)));
            Assert.All(events, e => Assert.DoesNotContain("elayReason", e.GetRawText(), StringComparison.Ordinal));
            foreach (var departure in events.Where(e => Code(e) == "DEPA"))
            {
                var containers = byMaster[Booking(departure)].GetProperty("containers").EnumerateArray().Select(c => c.GetString()!);
                var loaded = events.Where(e => Code(e) == "LOAD").Select(Container);
                Assert.Empty(containers.Except(loaded!));
            }
        }
    }

    [Fact]
    public void The_ship_of_case_1_leaves_as_booked_and_none_of_the_thirty_is_loaded()
    {
        var shipment = book.Shipments.Single(s => s.Text("ref") == "QD-ROLLED-01");
        var events = book.EventsOf(Raising("QD-ROLLED-01")).Where(e => Booking(e) == shipment.Text("masterReference")).ToArray();

        var departure = Assert.Single(events, e => Code(e) == "DEPA");
        Assert.Equal((shipment.Text("vessel"), shipment.Text("voyage")), (VesselName(departure), Voyage(departure)));
        Assert.Equal(30, events.Count(e => Code(e) == "GTIN"));
        Assert.DoesNotContain(events, e => Code(e) == "LOAD" && e.Text("eventClassifierCode") == "ACT");
    }

    [Fact]
    public void The_collision_is_an_accident_at_Busan_and_is_told_twice_word_for_word()
    {
        var collision = Raising("QD-COLLISION-01");
        var events = book.EventsOf(collision);
        Assert.Equal(6, events.Length);
        Assert.All(events, e => Assert.Equal(("ACC", "KRPUS"), (e.Text("delayReasonCode"), e.GetProperty("transportCall").Text("UNLocationCode"))));

        var again = book.Summary.Feed.Single(m => m.FileName.Contains("told-twice", StringComparison.Ordinal));
        Assert.Empty(again.Raises);
        Assert.Equal(File.ReadAllBytes(book.PathOf(collision)), File.ReadAllBytes(book.PathOf(again)));
    }

    [Fact]
    public void The_retraction_takes_back_the_id_of_an_earlier_event()
    {
        var retraction = Readable.SelectMany(book.EventsOf).Single(e => e.Names().Contains("isRetracted"));

        Assert.Equal(2, Readable.SelectMany(book.EventsOf).Count(e => e.Text("eventID") == retraction.Text("eventID")));
    }

    [Fact]
    public void Event_ids_are_given_once_but_for_what_is_told_twice_or_taken_back()
    {
        var ids = Readable.Where(m => !m.FileName.Contains("told-twice", StringComparison.Ordinal)).SelectMany(book.EventsOf)
            .Where(e => !e.Names().Contains("isRetracted")).Select(e => e.Text("eventID")).ToArray();

        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void No_shipment_is_hit_twice()
    {
        var hit = book.Summary.Feed.SelectMany(m => m.Raises).Select(r => r.Shipment).Concat(book.Incidents.Select(i => i.Text("shipment"))).ToArray();

        Assert.Equal(hit.Length, hit.Distinct().Count());
    }

    [Fact]
    public void Actual_events_have_happened_and_all_were_told_by_now()
    {
        foreach (var e in Readable.SelectMany(book.EventsOf))
        {
            var told = Moment(e.TextOrNull("eventCreatedDateTime") ?? e.Text("eventUpdatedDateTime"));
            Assert.True(told <= WrittenBook.Now);
            if (Classifier(e) == "ACT")
                Assert.True(Moment(e.Text("eventDateTime")) <= told);
        }
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 200)]
    [InlineData(2026, 365)]
    [InlineData(-5, 700)]
    public void Any_seed_on_any_day_makes_a_whole_book(int seed, int days)
    {
        using var other = new WrittenBook(seed, WrittenBook.Now + Duration.FromDays(days) + Duration.FromSeconds(59));

        Assert.Equal(3_000, other.Shipments.Length);
        Assert.Equal(4_000, other.Invoices.Length);
        Assert.InRange(other.Shipments.Count(s => s.TextOrNull("deliveredAt") is null), 300, 500);
        Assert.Contains(other.Summary.Feed.SelectMany(m => m.Raises), r => r.Kind == IncidentKind.CargoRolled);
    }

    private FeedMessage Raising(string shipment) => book.Summary.Feed.Single(m => m.Raises.Any(r => r.Shipment == shipment));

    private static string Booking(JsonElement e) => e.TryGetProperty("documentReferences", out var documents)
        ? documents[0].Text("documentReferenceValue")
        : e.GetProperty("shipmentDetails").GetProperty("documentReference").Text("reference");

    private static string? Container(JsonElement e) =>
        e.TextOrNull("equipmentReference") ?? (e.TryGetProperty("equipmentDetails", out var details) ? details.Text("equipmentReference") : null);

    private static string? Code(JsonElement e)
    {
        var codes = e.TryGetProperty("eventClassification", out var classification) ? classification : e;
        return codes.TextOrNull("transportEventTypeCode") ?? codes.TextOrNull("equipmentEventTypeCode");
    }

    private static string? Classifier(JsonElement e) =>
        e.TextOrNull("eventClassifierCode") ?? (e.TryGetProperty("eventClassification", out var c) ? c.Text("eventClassifierCode") : null);

    private static JsonElement TransportCall(JsonElement e) =>
        e.TryGetProperty("transportCall", out var call) ? call : e.GetProperty("transportDetails").GetProperty("transportCall");

    private static string VesselName(JsonElement e) =>
        (TransportCall(e).TryGetProperty("vessel", out var vessel) ? vessel : TransportCall(e).GetProperty("vesselTransport")).Text("vesselName");

    private static string Voyage(JsonElement e) =>
        TransportCall(e).TextOrNull("exportVoyageNumber")
        ?? TransportCall(e).GetProperty("exportVoyageNumberOrReference").Text("carrierVoyageNumber");

    private static Instant Moment(string text) => NodaTime.Text.OffsetDateTimePattern.Rfc3339.Parse(text).Value.ToInstant();
}
