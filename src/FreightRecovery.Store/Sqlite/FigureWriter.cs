using System.Diagnostics;
using FreightRecovery.Engine.Rows;
using Microsoft.Data.Sqlite;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Store.Sqlite;

/// <summary>Writes the rows that reports count.</summary>
internal sealed class FigureWriter(SqliteConnection connection) : IDisposable
{
    private readonly Statement incident = new(connection, """
        INSERT INTO incident_figure (reported_at, id, branch, customer, shipment, kind, fault, severity, cause, state, due_at, told_at,
            told_worked, settled_at, settled_worked, mark)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
        ON CONFLICT (reported_at, id) DO UPDATE SET fault = excluded.fault, severity = excluded.severity, cause = excluded.cause,
            state = excluded.state, told_at = excluded.told_at, told_worked = excluded.told_worked, settled_at = excluded.settled_at,
            settled_worked = excluded.settled_worked, mark = excluded.mark
        """);

    private readonly Statement offer = new(connection, """
        INSERT INTO agreed_offer (reported_at, incident, number, offer, branch, currency, cost, gain, recoverable)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING
        """);

    private readonly Statement money = new(connection, """
        INSERT INTO claim_money (claim, number, reported_at, incident, branch, paid, on_day, currency, amount)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        ON CONFLICT (claim, number) DO UPDATE SET on_day = excluded.on_day, currency = excluded.currency, amount = excluded.amount
        """);

    private readonly Statement bar = new(connection, """
        INSERT INTO time_bar (claim, side, bar, branch, last_day, status) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (claim, side, bar) DO UPDATE SET last_day = excluded.last_day, status = excluded.status
        """);

    private readonly Statement noMoves = new(connection, "DELETE FROM stage_move WHERE customer = ?1 AND number >= ?2");

    private readonly Statement move = new(connection,
        "INSERT INTO stage_move (customer, number, at, from_stage, to_stage) VALUES (?1, ?2, ?3, ?4, ?5)");

    public void Write(ReadRow row)
    {
        switch (row)
        {
            case IncidentFigureRow r:
                incident.Add(r.ReportedAt).Add(r.Id.Value.ToString()).Add(r.Branch).Add(r.Customer.Value).Add(r.Shipment.Value)
                    .Add(Names.Of(r.Kind)).Add(Names.Of(r.Fault)).Add(Names.Of(r.Severity)).Add(r.Cause is { } cause ? Names.Of(cause) : null)
                    .Add(Names.Of(r.Status)).Add(r.FirstResponseDueAt).Add(r.ToldAt).Add(Seconds(r.ToldWorked)).Add(r.SettledAt)
                    .Add(Seconds(r.SettledWorked)).Add((long?)r.Mark).Run();
                break;
            case AgreedOfferRow r:
                offer.Add(r.ReportedAt).Add(r.Incident.Value.ToString()).Add((long)r.Number).Add(r.Offer.ToString()).Add(r.Branch)
                    .Add(r.Cost.Currency.Code).Add(r.Cost.Minor()).Add(r.RetentionGain.Minor()).Add(r.Recoverable.Minor()).Run();
                break;
            case ClaimMoneyRow r:
                money.Add(r.Claim.ToString()).Add((long)r.Number).Add(r.ReportedAt).Add(r.Incident.Value.ToString()).Add(r.Branch).Add(r.Paid)
                    .Add(LocalDatePattern.Iso.Format(r.On)).Add(r.Amount.Currency.Code).Add(r.Amount.Minor()).Run();
                break;
            case TimeBarRow { Outcome: var outcome } r:
                bar.Add(r.Claim.ToString()).Add(Names.Of(outcome.Side)).Add(Names.Of(outcome.Bar)).Add(r.Branch)
                    .Add(outcome.By is { } by ? LocalDatePattern.Iso.Format(by) : null).Add(Names.Of(outcome.Status)).Run();
                break;
            case StageMovesRow r:
                noMoves.Add(r.Customer.Value).Add((long)r.From).Run();
                for (var i = 0; i < r.Moves.Count; i++)
                    move.Add(r.Customer.Value).Add((long)(r.From + i)).Add(r.Moves[i].At).Add(Names.Of(r.Moves[i].From))
                        .Add(Names.Of(r.Moves[i].To)).Run();
                break;
            default:
                throw new UnreachableException();
        }
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[incident, offer, money, bar, noMoves, move])
            statement.Dispose();
    }

    private static long? Seconds(Duration? time) => time is { } known ? (long)known.TotalSeconds : null;
}
