using FreightRecovery.Domain;
using FreightRecovery.Engine.Rows;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.SampleBook;
using NodaTime;

namespace FreightRecovery.Web.Cli;

/// <summary>
/// What the sales reps of the sample book have done by now. The worked cases stay as they were reported, for the reader
/// to work on; of the others about half of today's customers have been told, one of them too late by now, and three of
/// the days before show a long hold, a customer won over, and a recovery that is being carried out.
/// </summary>
internal sealed class SampleDay(Embedded embedded, Instant now)
{
    // More than a day ever has.
    private const int AllIncidents = 500;
    private const int Assessed = 4;
    private const int Offered = 2;
    private const int Accepted = 1;

    private static readonly Duration Hour = Duration.FromHours(1);
    private static readonly Duration Day = Duration.FromDays(1);

    /// <summary>From now until the next word of each of today's promises, in hours.</summary>
    private static readonly int[] NextWordIn = [5, 1, 29, 2, 9, 20, 3, 14];

    private readonly SampleWork work = new(embedded);

    /// <summary>Does it. Answers how many incidents somebody has worked on.</summary>
    public async Task<int> Work(CancellationToken cancel)
    {
        var everything = await new Incidents(embedded.Store, embedded.Store.Keys).List(
            new IncidentFilter(null, null, null, null), new Scope(null, null, null), null, AllIncidents, cancel);
        var ordinary = everything.Items
            .Where(i => !WorkedCases.Is(i.Shipment.Value) && i.Status != IncidentStatus.Withdrawn)
            .OrderBy(i => i.ReportedAt).ThenBy(i => i.Shipment.Value, StringComparer.Ordinal)
            .ToList();
        var earlier = ordinary.TakeWhile(i => i.ReportedAt < now - Day).ToList();
        await LongHold(earlier[0], cancel);
        await WonOver(earlier[1], cancel);
        await CarriedOut(earlier[2], cancel);
        var told = ToldOf([.. ordinary.Skip(earlier.Count)]);
        for (var i = 0; i < told.Count; i++)
            await Today(told[i], i, cancel);
        return earlier.Count + told.Count;
    }

    /// <summary>Half of today's: those whose time for a first response is over, but for the last of them, and then the oldest.</summary>
    private List<IncidentRow> ToldOf(List<IncidentRow> today)
    {
        var due = today.Where(i => i.FirstResponseDueAt <= now).ToList();
        var forgotten = due.LastOrDefault();
        return [.. due.Concat(today).Distinct().Where(i => i != forgotten).Take(today.Count / 2)];
    }

    /// <summary>So many hours from now, and on to the half hour: nobody promises a word at 14:07.</summary>
    private Instant In(int hours)
    {
        const long HalfHour = 30 * NodaConstants.SecondsPerMinute;
        var seconds = (now + (hours * Hour)).ToUnixTimeSeconds();
        return Instant.FromUnixTimeSeconds((seconds + HalfHour - 1) / HalfHour * HalfHour);
    }

    private async Task Today(IncidentRow incident, int place, CancellationToken cancel)
    {
        var told = Instant.Min(incident.ReportedAt + Hour / 2, now);
        var nextWord = In(NextWordIn[place % NextWordIn.Length]);
        await work.Tell(incident, told, nextWord, cancel);
        if (place >= Assessed)
            return;
        await work.Assess(incident, Instant.Min(told + Hour, now), cancel);
        if (place >= Offered)
            return;
        var offer = await work.Offer(incident, Instant.Min(told + (2 * Hour), now), cancel);
        if (place >= Accepted)
            return;
        await work.Accept(incident, offer, Instant.Min(told + (3 * Hour), now), cancel);
    }

    /// <summary>Damage under survey: the first word was kept, the second had to be renewed, in time.</summary>
    private async Task LongHold(IncidentRow incident, CancellationToken cancel)
    {
        var start = incident.ReportedAt;
        var word = await work.Tell(incident, start + Hour, start + (2 * Day), cancel);
        await work.Assess(incident, start + Day, cancel);
        await work.Keep(incident, word, start + Day + Hour, "A surveyor is appointed; the customer has the name.", cancel);
        var report = await work.Promise(incident, "The surveyor's report", start + Day + (2 * Hour), start + (6 * Day), cancel);
        await work.Renew(incident, report, start + (5 * Day), In(26), cancel);
    }

    /// <summary>Told at once, answered with one offer, carried out within days: the customer gives full marks.</summary>
    private async Task WonOver(IncidentRow incident, CancellationToken cancel)
    {
        var start = incident.ReportedAt;
        var word = await work.Tell(incident, start + (Hour / 2), start + Day, cancel);
        await work.Assess(incident, start + (2 * Hour), cancel);
        var offer = await work.Offer(incident, start + (4 * Hour), cancel);
        await work.Keep(incident, word, start + (5 * Hour), "The offer went out with the figures.", cancel);
        var steps = await work.Accept(incident, offer, start + Day, cancel);
        foreach (var step in steps)
            await work.Complete(incident, step, start + (2 * Day), cancel);
        await work.Settle(
            incident, start + (4 * Day), mark: 5, "The quotation was typed over from an old one.",
            "Quotations are drawn from the tariff of the day, never copied.", cancel);
    }

    /// <summary>The first word was kept and the customer agreed; the corrected documents are promised for tonight, and the steps are owed.</summary>
    private async Task CarriedOut(IncidentRow incident, CancellationToken cancel)
    {
        var start = incident.ReportedAt;
        var word = await work.Tell(incident, start + (3 * Hour), start + (30 * Hour), cancel);
        await work.Assess(incident, start + Day, cancel);
        await work.Keep(incident, word, start + Day + Hour, "Told which lines of the documents are put right.", cancel);
        await work.Promise(incident, "The corrected documents", start + Day + Hour, In(9), cancel);
        await work.Accept(incident, await work.Offer(incident, start + Day + (2 * Hour), cancel), start + (2 * Day), cancel);
    }
}
