using System.Diagnostics;
using FreightRecovery.Engine.Rows;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Store.Writing;

/// <summary>Writes the rows that reports count.</summary>
internal sealed class FigureWriter(Func<WrittenTable, RowSink> open, RowSink noMoves) : IDisposable
{
    private readonly RowSink incident = open(Tables.IncidentFigure);
    private readonly RowSink offer = open(Tables.AgreedOffer);
    private readonly RowSink money = open(Tables.ClaimMoney);
    private readonly RowSink bar = open(Tables.TimeBar);
    private readonly RowSink move = open(Tables.StageMove);

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
        foreach (var sink in (RowSink[])[incident, offer, money, bar, noMoves, move])
            sink.Dispose();
    }

    private static long? Seconds(Duration? time) => time is { } known ? (long)known.TotalSeconds : null;
}
