using System.Text;
using System.Text.Json.Nodes;
using FreightRecovery.Feeds;
using FreightRecovery.Feeds.Dcsa;
using NodaTime;
using static FreightRecovery.Domain.Tests.Feeds.Synthetic;

namespace FreightRecovery.Domain.Tests.Feeds;

public class DcsaReadingTests
{
    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[{]")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("{\"events\":7}")]
    [InlineData("{\"events\":[],\"events\":[]}")]
    [InlineData("[]]")]
    public void What_is_no_message_is_put_aside_whole(string text)
    {
        var reading = DcsaTrackAndTrace.Read(Encoding.UTF8.GetBytes(text));

        Assert.Empty(reading.Facts);
        Assert.Equal(("", text), (Assert.Single(reading.Unreadable).Pointer, reading.Unreadable[0].Raw));
    }

    [Fact]
    public void An_empty_list_holds_nothing() => Assert.Equal((0, 0), Counts(DcsaTrackAndTrace.Read("[]"u8.ToArray())));

    [Fact]
    public void A_byte_order_mark_is_passed_over() =>
        Assert.Equal((1, 0), Counts(DcsaTrackAndTrace.Read((byte[])[.. "\uFEFF"u8, .. DcsaWriter.Message22(Sailed)])));

    [Theory]
    [InlineData("eventID", "eventID")]
    [InlineData("eventType", "eventType")]
    [InlineData("eventCreatedDateTime", "eventCreatedDateTime")]
    [InlineData("eventDateTime", "eventDateTime")]
    [InlineData("eventClassifierCode", "eventClassifierCode")]
    [InlineData("transportEventTypeCode", "transportEventTypeCode")]
    [InlineData("transportCall", "transportCall")]
    [InlineData("transportCall/transportCallID", "transportCall/transportCallID")]
    [InlineData("transportCall/modeOfTransport", "transportCall/modeOfTransport")]
    [InlineData("transportCall/vessel/vesselIMONumber", "transportCall/vessel/vesselIMONumber")]
    [InlineData("documentReferences/0/documentReferenceType", "documentReferences/0/documentReferenceType")]
    public void A_missing_attribute_is_pointed_at_and_the_next_event_is_read(string remove, string pointer)
    {
        var reading = Read22(e => Parent(e, remove, out var name).Remove(name));

        Assert.Equal("/0/" + pointer, Assert.Single(reading.Unreadable).Pointer);
        Assert.Contains("missing", reading.Unreadable[0].Reason);
        Assert.Equal(Sailed, Assert.Single(reading.Facts));
    }

    [Theory]
    [InlineData("eventID", "7")]
    [InlineData("eventID", "\" \"")]
    [InlineData("eventType", "\"PARADE\"")]
    [InlineData("eventType", "\"transport\"")]
    [InlineData("eventClassifierCode", "\"MAYBE\"")]
    [InlineData("transportEventTypeCode", "\"LOAD\"")]
    [InlineData("delayReasonCode", "\"WEATHER\"")]
    [InlineData("transportCall", "[]")]
    [InlineData("transportCall/modeOfTransport", "\"CAMEL\"")]
    [InlineData("transportCall/UNLocationCode", "\"Qingdao\"")]
    [InlineData("transportCall/UNLocationCode", "\"CN1AO\"")]
    [InlineData("transportCall/statusCode", "\"GONE\"")]
    [InlineData("transportCall/vessel/vesselIMONumber", "\"93214AB\"")]
    [InlineData("documentReferences", "{}")]
    [InlineData("documentReferences/0", "1")]
    [InlineData("documentReferences/0/documentReferenceType", "\"XXX\"")]
    [InlineData("references/0/referenceType", "\"XXX\"")]
    public void A_wrong_value_is_pointed_at_and_the_next_event_is_read(string path, string value)
    {
        var reading = Read22(e => Set(e, path, JsonNode.Parse(value)!));

        Assert.Equal("/0/" + path, Assert.Single(reading.Unreadable).Pointer);
        Assert.Equal(Sailed, Assert.Single(reading.Facts));
    }

    [Theory]
    [InlineData("2026-03-01T08:00:00")]
    [InlineData("2026-03-01 08:00:00Z")]
    [InlineData("2026/03/01T08:00:00Z")]
    [InlineData("2026-02-29T08:00:00Z")]
    [InlineData("2026-13-01T08:00:00Z")]
    [InlineData("2026-03-01T24:00:00Z")]
    [InlineData("2026-03-01T08:00:00+0100")]
    [InlineData("2026-03-01T08:00:00+18:00")]
    [InlineData("2026-03-01T08:00:00.Z")]
    [InlineData("2026-03-01T08:00:00.1234567890Z")]
    [InlineData("1999-01-01T14:12:56Z")]
    [InlineData("2099-01-01T14:12:56Z")]
    [InlineData("2026-03-01")]
    [InlineData("20260301T080000Z")]
    public void A_time_that_names_no_plausible_instant_is_wrong(string time) =>
        Assert.Equal("/0/eventDateTime", Assert.Single(Read22(e => e["eventDateTime"] = time).Unreadable).Pointer);

    [Theory]
    [InlineData("2026-03-01T08:00:00Z", 0)]
    [InlineData("2026-03-01T16:30:00+08:30", 0)]
    [InlineData("2026-02-28T20:00:00-12:00", 0)]
    [InlineData("2026-03-01T08:00:00.25Z", 250_000_000)]
    public void Offsets_and_fractions_are_respected(string time, int nanoseconds) => Assert.Equal(
        Departure + Duration.FromNanoseconds(nanoseconds), Read22(e => e["eventDateTime"] = time).Facts[0].OccurredAt);

    [Fact]
    public void An_escaped_plus_sign_is_a_plus_sign()
    {
        var text = Encoding.UTF8.GetString(DcsaWriter.Message22(Sailed)).Replace("2026-03-01T08:00:00Z", "2026-03-01T09:00:00\\u002B01:00");

        Assert.Equal(Sailed, DcsaTrackAndTrace.Read(Encoding.UTF8.GetBytes(text)).Facts[0]);
    }

    [Fact]
    public void A_call_that_is_at_two_places_is_wrong() => Assert.Equal(
        "/0/transportCall/location",
        Assert.Single(Read22(e => Set(e, "transportCall/location", new JsonObject { ["UNLocationCode"] = "KRPUS" })).Unreadable).Pointer);

    [Fact]
    public void Text_that_is_not_UTF8_spoils_its_own_event_only()
    {
        var message = DcsaWriter.Message22(Sailed with { Remark = "spoilt" }, Sailed);
        message[message.AsSpan().IndexOf("spoilt"u8)] = 0xFF;

        var reading = DcsaTrackAndTrace.Read(message);

        Assert.Equal(("/0", "not UTF-8"), (Assert.Single(reading.Unreadable).Pointer, reading.Unreadable[0].Reason));
        Assert.Equal(Sailed, Assert.Single(reading.Facts));
    }

    [Fact]
    public void Half_a_surrogate_pair_spoils_its_own_event_only()
    {
        var text = Encoding.UTF8.GetString(DcsaWriter.Message22(Sailed with { Remark = "spoilt" }, Sailed)).Replace("spoilt", "\\ud800");

        Assert.Equal((1, 1), Counts(DcsaTrackAndTrace.Read(Encoding.UTF8.GetBytes(text))));
    }

    [Theory]
    [InlineData("OMIT")]
    [InlineData("CUTR")]
    public void A_port_call_status_may_stand_where_the_delay_reason_does(string code)
    {
        var fact = Read22(e => e["delayReasonCode"] = code).Facts[0];

        Assert.IsType<FactKind.PortCall>(fact.Kind);
        Assert.True(fact.DelayReasonCodes.IsEmpty);
    }

    [Fact]
    public void A_code_written_with_escapes_is_the_same_code()
    {
        var text = Encoding.UTF8.GetString(DcsaWriter.Message22(Sailed)).Replace("\"ACT\"", "\"\\u0041CT\"");

        Assert.Equal(Sailed, DcsaTrackAndTrace.Read(Encoding.UTF8.GetBytes(text)).Facts[0]);
    }

    [Fact]
    public void A_long_reason_is_cut_and_put_in_one_line()
    {
        var remark = Read22(e => e["changeRemark"] = "a\r\nb" + new string('x', 1000)).Facts[0].Remark!;

        Assert.Equal((250, "a b"), (remark.Length, remark[..3]));
    }

    [Fact]
    public void A_retraction_needs_its_id_and_nothing_else()
    {
        var fact = Assert.Single(DcsaTrackAndTrace.Read("""{"events":[{"eventID":"gone","isRetracted":true}]}"""u8.ToArray()).Facts);

        Assert.Equal(("gone", true), (fact.EventId, fact.IsRetracted));
    }

    [Theory]
    [InlineData("eventClassification")]
    [InlineData("eventClassification/eventTypeCode")]
    [InlineData("eventClassification/eventClassifierCode")]
    [InlineData("eventClassification/transportEventTypeCode")]
    [InlineData("eventDateTime")]
    [InlineData("transportDetails")]
    [InlineData("transportDetails/transportCall")]
    [InlineData("shipmentDetails/additionalDocumentReferences/0/reference")]
    public void Version_30_demands_what_an_event_needs(string remove)
    {
        var bad = DcsaWriter.Event30(Sailed);
        Parent(bad, remove, out var name).Remove(name);
        var message = new JsonObject { ["events"] = new JsonArray(bad, DcsaWriter.Event30(Sailed)) };

        var reading = DcsaTrackAndTrace.Read(DcsaWriter.Bytes(message));

        Assert.Equal("/events/0/" + remove, Assert.Single(reading.Unreadable).Pointer);
        Assert.Equal(Sailed, Assert.Single(reading.Facts));
    }

    [Theory]
    [InlineData("IOT")]
    [InlineData("REEFER")]
    public void A_sensor_event_is_read_and_means_nothing(string type)
    {
        var e = DcsaWriter.Event30(Loaded);
        e["eventClassification"]!["eventTypeCode"] = type;

        var fact = DcsaTrackAndTrace.Read(DcsaWriter.Bytes(new JsonObject { ["events"] = new JsonArray(e) })).Facts[0];

        Assert.Equal(new FactKind.Other(type), fact.Kind);
        fact.Nothing();
    }

    [Fact]
    public void A_message_beyond_its_bounds_is_put_aside_whole()
    {
        var message = DcsaWriter.Message22(Sailed, Sailed);
        string Reason(FeedLimits limits) => Assert.Single(DcsaTrackAndTrace.Read(message, limits).Unreadable).Reason;

        Assert.Contains("longer", Reason(new() { MaxBytes = message.Length - 1 }));
        Assert.Contains("more than 1 events", Reason(new() { MaxEvents = 1 }));
        Assert.Contains("not JSON", Reason(new() { MaxDepth = 3 }));
        Assert.Equal((0, 1), Counts(DcsaTrackAndTrace.Read(Encoding.UTF8.GetBytes(new string('[', 1_000_000)))));
    }

    [Fact]
    public void An_event_with_endless_references_is_put_aside_alone()
    {
        var reading = DcsaTrackAndTrace.Read(
            DcsaWriter.Message22(Sailed with { Bookings = ["B1", "B2", "B3"] }, Sailed), new() { MaxReferences = 2 });

        Assert.Equal("/0/documentReferences", Assert.Single(reading.Unreadable).Pointer);
        Assert.Single(reading.Facts);
    }

    private static (int, int) Counts(FeedReading reading) => (reading.Facts.Length, reading.Unreadable.Length);

    // The changed event first, a sound one after it.
    private static FeedReading Read22(Action<JsonObject> change)
    {
        var e = DcsaWriter.Event22(Sailed);
        change(e);
        return DcsaTrackAndTrace.Read(DcsaWriter.Bytes(new JsonArray(e, DcsaWriter.Event22(Sailed))));
    }

    private static JsonObject Parent(JsonObject e, string path, out string name)
    {
        var parts = path.Split('/');
        name = parts[^1];
        return parts[..^1].Aggregate((JsonNode)e, (node, part) => int.TryParse(part, out var i) ? node[i]! : node[part]!).AsObject();
    }

    private static void Set(JsonObject e, string path, JsonNode value)
    {
        var parts = path.Split('/');
        var parent = parts[..^1].Aggregate((JsonNode)e, (node, part) => int.TryParse(part, out var i) ? node[i]! : node[part]!);
        if (int.TryParse(parts[^1], out var index)) parent.AsArray()[index] = value;
        else parent[parts[^1]] = value;
    }
}
