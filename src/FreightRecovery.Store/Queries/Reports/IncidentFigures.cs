using System.Data.Common;
using System.Runtime.InteropServices;
using Dapper;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Reports;
using NodaTime;

namespace FreightRecovery.Store.Queries.Reports;

/// <summary>
/// The incidents that were reported in a period: one stretch of a narrow table, read once and in order. Grouping it in the database would
/// sort it for each question; here its rows pass by, and what stays is as much as there are customers.
/// </summary>
public sealed class IncidentFigures(IDatabase database)
{
    // An incident before the period counts when it makes one within it a repeat.
    private const string Lines =
        """
        SELECT reported_at, branch, kind, fault, state, mark, due_at, told_at, told_worked, settled_at, settled_worked, customer
        FROM incident_figure
        WHERE reported_at >= @earlier AND reported_at < @to AND (@branch IS NULL OR branch = @branch)
        ORDER BY reported_at, id
        """;

    /// <summary>How many there are of each, how long they took, and which came soon after another of the same customer.</summary>
    /// <param name="now">What must have been told before this instant and was not is overdue.</param>
    public ValueTask<(IReadOnlyList<IncidentTally> Counted, IncidentTimes Times, RepeatTally Repeats)> Read(
        ReportScope scope, Instant now, int repeatDays, CancellationToken cancel = default) => database.Read(
        async connection =>
        {
            var reading = new Reading(scope.From?.ToUnixTimeTicks() ?? long.MinValue, now.ToUnixTimeTicks(), repeatDays * NodaConstants.TicksPerDay);
            await using var rows = (DbDataReader)await connection.ExecuteReaderAsync(new CommandDefinition(
                Lines, scope.Parameters(within: repeatDays * NodaConstants.TicksPerDay), cancellationToken: cancel));
            while (await rows.ReadAsync(cancel))
                reading.Take(rows);
            return reading.Done();
        },
        cancel);

    private readonly record struct Alike(string Branch, string Kind, string Fault, string State, int Mark);

    private struct Counts
    {
        public long All, Told, InTime, Overdue;
    }

    private sealed class Reading(long from, long now, long soon)
    {
        private readonly Dictionary<Alike, Counts> counts = [];
        private readonly Dictionary<string, long> lastOf = new(StringComparer.Ordinal);
        private readonly Dictionary<string, bool> customers = new(StringComparer.Ordinal);
        private readonly IncidentTimes times = new(new Times(), new Times(), new Times(), new Times());

        public void Take(DbDataReader row)
        {
            var (reported, state) = (row.GetInt64(0), row.GetString(4));
            if (state is not ("withdrawn" or "unfounded"))
                Repeat(row.GetString(11), reported);
            if (reported < from)
                return;
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(
                counts, new Alike(row.GetString(1), row.GetString(2), row.GetString(3), state, row.IsDBNull(5) ? 0 : (int)row.GetInt64(5)), out _);
            count.All++;
            var due = row.GetInt64(6);
            if (row.IsDBNull(7))
            {
                if (due < now && row.IsDBNull(9))
                    count.Overdue++;
                return;
            }

            var told = row.GetInt64(7);
            count.Told++;
            if (told <= due)
                count.InTime++;
            Add(times.Told, (told - reported) / NodaConstants.TicksPerSecond);
            Add(times.ToldWorked, row.IsDBNull(8) ? null : row.GetInt64(8));
            if (state != "resolved" || row.IsDBNull(9))
                return;
            Add(times.Resolved, (row.GetInt64(9) - reported) / NodaConstants.TicksPerSecond);
            Add(times.ResolvedWorked, row.IsDBNull(10) ? null : row.GetInt64(10));
        }

        public (IReadOnlyList<IncidentTally>, IncidentTimes, RepeatTally) Done() => (
            [
                .. counts.Select(c => new IncidentTally(
                    c.Key.Branch, Names.Parse<IncidentKind>(c.Key.Kind), Names.Parse<Fault>(c.Key.Fault),
                    Names.Parse<IncidentStatus>(c.Key.State), c.Key.Mark == 0 ? null : c.Key.Mark, c.Value.All, c.Value.Told, c.Value.InTime,
                    c.Value.Overdue)),
            ],
            times,
            new RepeatTally(customers.Count, customers.Values.Count(repeated => repeated)));

        private void Repeat(string customer, long reported)
        {
            ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(lastOf, customer, out var known);
            if (reported >= from)
            {
                ref var repeated = ref CollectionsMarshal.GetValueRefOrAddDefault(customers, customer, out _);
                repeated |= known && reported - last <= soon;
            }

            last = reported;
        }

        private static void Add(Times to, long? time)
        {
            if (time is { } known)
                to.Add(known);
        }
    }
}
