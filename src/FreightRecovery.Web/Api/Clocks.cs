using FreightRecovery.Domain;
using FreightRecovery.Domain.Incidents;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Web.Api;

/// <summary>The clocks of an incident. They count the working hours of the customer's branch.</summary>
/// <param name="Zone">The IANA time zone of the branch's calendar.</param>
/// <param name="FirstResponse">The customer is told, by the channel of the report or by its kind, whichever asks for more haste.</param>
/// <param name="Acknowledgement">The customer is told, by severity.</param>
/// <param name="Assessment">It is found out what happened.</param>
/// <param name="Offer">The customer accepts an offer; null when none is owed.</param>
/// <param name="Resolution">It is settled.</param>
public sealed record Clocks(
    string Zone, IncidentClockView FirstResponse, IncidentClockView Acknowledgement, IncidentClockView Assessment, IncidentClockView? Offer,
    IncidentClockView Resolution)
{
    internal static Clocks Of(IncidentClocks clocks, bool sums)
    {
        var readings = clocks.Readings().ToDictionary(r => r.Clock, r => IncidentClockView.Of(r, clocks.Work.Zone, sums));
        return new Clocks(
            clocks.Work.Zone.Id, readings[ClockKind.FirstResponse], readings[ClockKind.Acknowledgement], readings[ClockKind.Assessment],
            readings.GetValueOrDefault(ClockKind.Offer), readings[ClockKind.Resolution]);
    }
}

/// <summary>One clock with the sum behind it.</summary>
/// <param name="State">Whether it runs, stands, or is done.</param>
/// <param name="DueAt">When its target is used up, UTC; null while it stands, or when it ended before.</param>
/// <param name="MetAt">When what it waits for happened, UTC; null while it has not.</param>
/// <param name="Missed">Whether the target was used up before.</param>
/// <param name="Target">How much working time there is.</param>
/// <param name="TargetBy">Whose figure the target is: that of the channel, of the severity, or the kind's own.</param>
/// <param name="Counted">How much of it the spans come to.</param>
/// <param name="StartedAt">Since when it runs, UTC.</param>
/// <param name="GraceUntil">Until when a reopened incident is spared, UTC.</param>
/// <param name="HolidaysUntil">
/// Where it counts past the last day for which the calendar's holidays are entered: that day. What is due after it may be told too early.
/// </param>
/// <param name="Spans">
/// The working time that counts: up to what ended the clock, or as far as the target reaches. The answer to a report leaves it out.
/// </param>
/// <param name="Pauses">The times in which it stood.</param>
public sealed record IncidentClockView(
    ClockStatus State, Instant? DueAt, Instant? MetAt, bool Missed, string Target, TargetSource TargetBy, string Counted, Instant StartedAt,
    Instant? GraceUntil, LocalDate? HolidaysUntil, IReadOnlyList<SpanView>? Spans, IReadOnlyList<ClockPause> Pauses)
{
    internal static IncidentClockView Of(ClockReading r, DateTimeZone zone, bool sums) => new(
        r.Status, r.DueAt, r.MetAt, r.Missed, DurationText.Write(r.Target), r.TargetBy, DurationText.Write(r.Counted), r.StartedAt,
        r.GraceUntil, r.PastHolidays,
        sums
            ? [.. r.Spans.Select(s => new SpanView(
                s.Start, s.End, LocalTimes.Write(s.Start, zone), LocalTimes.Write(s.End, zone), DurationText.Write(s.Duration)))]
            : null,
        r.Pauses);
}

/// <summary>A stretch of working time, in UTC and in the branch's own time.</summary>
public sealed record SpanView(Instant From, Instant To, string FromLocal, string ToLocal, string Counts);

/// <summary>Instants on somebody's own clock.</summary>
internal static class LocalTimes
{
    /// <summary>RFC 3339 with the offset of the zone, to the second.</summary>
    public static string Write(Instant at, string zone) => Write(at, DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc);

    /// <inheritdoc cref="Write(Instant, string)"/>
    public static string Write(Instant at, DateTimeZone zone) => OffsetDateTimePattern.Rfc3339.Format(at.InZone(zone).ToOffsetDateTime());
}
