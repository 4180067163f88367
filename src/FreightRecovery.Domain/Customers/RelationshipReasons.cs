using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using NodaTime;

namespace FreightRecovery.Domain.Customers;

/// <summary>Says in words why a customer stands where it stands. Every sentence carries its figures.</summary>
internal static class RelationshipReasons
{
    /// <summary>Why a move happened.</summary>
    public static string Why(in Move move, RelationshipPolicy policy)
    {
        var day = Words.Day(move.Signal?.At ?? move.At);
        return move.Cause switch
        {
            MoveCause.MinorIncident => $"A minor incident{Kind(move.Signal)} on {day}.",
            MoveCause.MildRemark => $"A mild remark on {day}.",
            MoveCause.SeriousIncident => $"A {Severity(move.Signal)} incident{Kind(move.Signal)} on {day}.",
            MoveCause.SecondIncident => $"A second incident{Kind(move.Signal)} within {Words.Days(policy.TwoIncidentDays)}, on {day}.",
            MoveCause.ComplaintVoiced => $"{Voice(move.Signal)} on {day}.",
            MoveCause.BrokenPromise => $"A promise to the customer was broken on {day}.",
            MoveCause.CalmAgain =>
                $"Nothing is open, promises were kept, and nothing new came in for {Words.Days(move.Days)}.",
            MoveCause.FellSilent =>
                $"{Words.Count(move.Attempts, "fruitless attempt", "fruitless attempts")}, then no word for {Words.Days(move.Days)}, its own horizon.",
            MoveCause.SettledWell =>
                $"All its incidents are resolved with satisfaction {policy.SatisfiedMark} or more, the last on {day}.",
            MoveCause.SettledSoSo =>
                $"All its incidents are settled, satisfaction below {policy.SatisfiedMark} or not given, by {day}.",
            MoveCause.WentQuiet =>
                $"Neither word nor booking for {Words.Days(move.Days)}, its own horizon, and no complaint stands.",
            MoveCause.SpokeAgain => $"It spoke again on {day}.",
            MoveCause.BookedAfterQuiet => $"It booked again on {day}.",
            MoveCause.BookingsFaded =>
                $"No booking for {Words.Days(move.Days)}: P(alive) fell below {Words.Percent(policy.LostBelow)}.",
            MoveCause.BookingsGivenUp => $"Silent for {Words.Days(move.Days)} without a booking.",
            MoveCause.SaidFarewell => $"It said on {day} that it leaves.",
            MoveCause.BookedAfterLoss => $"It booked again on {day} after it was lost.",
        };
    }

    /// <summary>Why the customer stands where it stands, the weightiest first.</summary>
    public static ImmutableArray<string> Of(Slide slide, RelationshipView view, CustomerFacts? facts, Instant now)
    {
        if (slide.Since is not { } since)
            return ["Nothing has been heard of it yet."];
        var reasons = ImmutableArray.CreateBuilder<string>();
        reasons.Add(Standing(slide, since));
        if (slide.Incidents.Open > 0)
            reasons.Add(OpenIncidents(slide.Incidents, now));
        if (slide.FruitlessAttempts > 0)
            reasons.Add(Attempts(slide));
        if (slide.Threats > 0)
            reasons.Add($"It has threatened {Words.Count(slide.Threats, "time", "times")} to leave or to go public.");
        if (Repeated(slide) is { } repeated)
            reasons.Add(repeated);
        if (view.Captive)
        {
            reasons.Add(
                $"Captive: {Words.Count(slide.BookingsInSilence, "booking", "bookings")} since it fell silent; it leaves at the first chance.");
        }
        reasons.Add(slide.LastWord is { } word
            ? $"Its last word came on {Words.Day(word)}, {Words.Days(DaysFrom(word, now))} ago; its own horizon is {Words.Days(view.HorizonDays)}."
            : $"It has not said a word; its horizon is {Words.Days(view.HorizonDays)}.");
        if (slide.Bookings.Last is { } booked)
        {
            reasons.Add(string.Create(CultureInfo.InvariantCulture,
                $"It booked on {Words.Count(slide.Bookings.Days, "day", "days")}, last on {Words.Day(booked)}, {Words.Days(DaysFrom(booked, now))} ago: P(alive) {view.PAlive:0.00}."));
        }
        if (view.Risk > view.BaseRisk)
            reasons.Add(Weights(slide.Policy));
        reasons.Add(Stake(view, facts));
        return reasons.ToImmutable();
    }

    private static string Standing(Slide slide, Instant since)
    {
        var stage = slide switch
        {
            { Recovered: true } => "Content, recovered,",
            { WonBack: true } => "Content, won back,",
            { Quiet: true } => "Silence, quiet,",
            _ => slide.Stage.ToString(),
        };
        return slide.Moves.Count == 0
            ? $"Content; known since {Words.Day(since)}."
            : $"{stage} since {Words.Day(since)}: {Why(slide.Moves[^1], slide.Policy)}";
    }

    private static string OpenIncidents(IncidentBook book, Instant now)
    {
        foreach (var incident in book.Cases)
        {
            if (incident.Settlement == Settlement.Open)
            {
                return $"{Words.Count(book.Open, "incident is", "incidents are")} open, "
                    + $"the oldest since {Words.Day(incident.ReportedAt)} ({Words.Days(DaysFrom(incident.ReportedAt, now))}).";
            }
        }
        throw new UnreachableException();
    }

    private static string Attempts(Slide slide) =>
        $"{Words.Count(slide.FruitlessAttempts, "fruitless attempt", "fruitless attempts")}: "
        + $"{Words.Count(slide.BrokenPromises, "promise", "promises")} broken, "
        + $"complained again {Words.Count(slide.ComplainedAgain, "time", "times")}, "
        + $"every option declined {Words.Count(slide.Declined, "time", "times")}.";

    private static string? Repeated(Slide slide)
    {
        var repeated = 0;
        foreach (var incident in slide.Incidents.Cases)
        {
            if (incident.Settlement != Settlement.Closed && RelationshipRisk.IsRepeated(incident, slide.Incidents, slide.Policy))
                repeated++;
        }
        return repeated == 0
            ? null
            : $"{Words.Count(repeated, "incident", "incidents")} came close after another or repeated its kind; repeated failures weigh more.";
    }

    // The figures behind the risk claim no more than they are.
    private static string Weights(RelationshipPolicy policy) =>
        $"What failures add to the risk is the house's policy, not measured: a broken promise {Words.Percent(policy.BrokenPromiseWeight)}, "
        + $"a critical, major or minor incident {Words.Percent(policy.CriticalWeight)}, {Words.Percent(policy.MajorWeight)} or {Words.Percent(policy.MinorWeight)}, "
        + $"a complaint without result {Words.Percent(policy.FruitlessWeight)}, a threat {Words.Percent(policy.ThreatWeight)}.";

    private static string Stake(RelationshipView view, CustomerFacts? facts)
    {
        var risk = $"Risk of loss within 90 days {Words.Percent(view.Risk)}, of which {Words.Percent(view.BaseRisk)} is its base";
        return view.ValueAtStake is { } stake && facts is not null
            ? $"{risk}: {stake} of {facts.ExpectedAnnualMargin} expected annual margin at stake."
            : $"{risk}; its expected margin is not known.";
    }

    private static int DaysFrom(Instant from, Instant to) => (to - from).Days;

    private static string Kind(Signal? signal) => signal?.IncidentKind is { } kind ? $" ({Words.Of(kind)})" : "";

    private static string Severity(Signal? signal) => signal?.Severity is { } severity ? Words.Of(severity) : "serious";

    private static string Voice(Signal? signal) => signal switch
    {
        { Kind: SignalKind.Threat } => "A threat to leave or to go public",
        { Satisfaction: { } mark } => $"A satisfaction mark of {mark} out of 5",
        _ => "A complaint voiced",
    };
}
