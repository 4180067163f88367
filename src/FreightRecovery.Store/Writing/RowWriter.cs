using System.Text.Json;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using FreightRecovery.Engine.Rows;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Store.Writing;

/// <summary>Writes read rows, whole.</summary>
/// <param name="open">Gives the sink of a table's rows.</param>
/// <param name="noContainers">Takes a shipment whose containers go before its new ones are written.</param>
/// <param name="noSteps">Takes an incident whose owed steps go before those are written that it owes now.</param>
/// <param name="noMoves">Takes a customer and a number: the moves from there on go before new ones are written.</param>
internal sealed class RowWriter(Func<WrittenTable, RowSink> open, RowSink noContainers, RowSink noSteps, RowSink noMoves) : IDisposable
{
    private static readonly InvoiceDetails NoDetails = new();

    private readonly RowSink customer = open(Tables.Customer);
    private readonly RowSink margin = open(Tables.CustomerMargin);
    private readonly RowSink shipment = open(Tables.Shipment);
    private readonly RowSink container = open(Tables.ShipmentContainer);
    private readonly RowSink way = open(Tables.ShipmentWay);
    private readonly RowSink invoice = open(Tables.Invoice);
    private readonly RowSink incident = open(Tables.Incident);
    private readonly RowSink promise = open(Tables.Promise);
    private readonly RowSink claim = open(Tables.MoneyClaim);
    private readonly RowSink disruption = open(Tables.Disruption);
    private readonly RowSink evidence = open(Tables.Evidence);
    private readonly RowSink step = open(Tables.OwedStep);
    private readonly FigureWriter figures = new(open, noMoves);

    public void Write(ReadRow row)
    {
        switch (row)
        {
            case CustomerRow r:
                customer.Add(r.Ref.Value).Add(r.Facts?.Name).Add(r.Facts?.Branch).Add(r.Facts?.SalesRep).Add(r.Facts?.AccountManager)
                    .Add(r.Facts is null ? null : ToJson(r.Facts)).Add(Names.Of(r.Stage)).Add(r.Since).Add(r.Recovered).Add(r.WonBack)
                    .Add(r.Quiet).Add(r.Captive).Add(r.HorizonDays).Add(r.PAlive).Add(r.Risk)
                    .Add(r.StakeRank).Add(r.ValueAtStake is { } stake ? ToJson(stake) : null)
                    .Add(ToJson(r.Reasons)).Add(r.AsOf).Add(r.Version).Add(r.KnownSince)
                    .Add(r.Facts?.ExpectedAnnualMargin.Currency.Code).Add(r.Facts?.ExpectedAnnualMargin.Minor())
                    .Add(r.ValueAtStake?.Minor()).Run();
                break;
            case MarginRow r:
                margin.Add(r.Ref.Value).Add(r.Margin.Currency.Code).Add((double)r.Margin.Amount).Run();
                break;
            case ShipmentRow r:
                shipment.Add(r.Ref.Value).Add(r.Facts.Customer.Value).Add(Names.Of(r.Facts.Mode)).Add(Plain(r.Facts.MasterReference, TradeNames.Reference))
                    .Add(Plain(r.Facts.Vessel, TradeNames.Vessel)).Add(Plain(r.Facts.Voyage, TradeNames.Voyage))
                    .Add(r.Facts.DeliveredAt is not null).Add(r.FactsText).Add(r.Version).Add(r.Facts.Carrier).Add(r.Facts.Agent)
                    .Add(r.Facts.Origin).Add(r.Facts.Destination).Add(r.Facts.BookedAt).Run();
                // The first event of a stream finds none.
                if (r.Version > 1)
                    noContainers.Add(r.Ref.Value).Run();
                foreach (var number in r.Facts.Containers.Select(TradeNames.Reference).Distinct())
                    container.Add(number).Add(r.Ref.Value).Run();
                break;
            case ShipmentWayRow r:
                way.Add(r.Shipment.Value).Add(r.Flight).Add(r.ToldDeparture).Add(r.ToldArrival).Add(r.Version).Run();
                break;
            case InvoiceRow r:
                invoice.Add(r.Ref.Value).Add(r.Shipment.Value).Add(r.Customer.Value)
                    .Add(r.Amount.AmountText).Add(r.Payable.AmountText)
                    .Add(r.Amount.Currency.Code).Add(Names.Of(r.Kind)).Add(LocalDatePattern.Iso.Format(r.DueOn)).Add(Names.Of(r.Status))
                    .Add(r.HeldSince).Add(r.Holds.Count == 0 ? "[]" : ToJson(r.Holds)).Add(r.Receipt is null ? null : ToJson(r.Receipt))
                    .Add(r.Override is null ? null : ToJson(r.Override)).Add(r.Version).Add(r.PayableNow.AmountText)
                    .Add(r.HeldAmount.AmountText).Add(r.Details == NoDetails ? "{}" : ToJson(r.Details)).Run();
                break;
            case IncidentRow r:
                incident.Add(r.Id.Value.ToString()).Add(r.Shipment.Value).Add(r.Customer.Value).Add(r.Branch).Add(r.SalesRep)
                    .Add(r.AccountManager).Add(Names.Of(r.Kind)).Add(Names.Of(r.Status)).Add(Names.Of(r.Severity)).Add(Names.Of(r.Fault))
                    .Add(r.Assignee).Add(Names.Of(r.Level)).Add(Names.Of(r.Channel)).Add(r.Description).Add(r.OccurredAt).Add(r.ReportedAt)
                    .Add(r.FirstResponseDueAt).Add(r.CustomerToldAt).Add(r.Settled).Add(r.Source?.Feed).Add(r.Source?.MessageId)
                    .Add(r.Version).Run();
                break;
            case PromiseRow r:
                promise.Add(r.Id.ToString()).Add(r.Incident.Value.ToString()).Add(r.Customer.Value).Add(r.Branch).Add(r.SalesRep)
                    .Add(r.What).Add(r.DueAt).Add(r.MadeAt).Add(Names.Of(r.Status)).Add(r.Renewed).Run();
                break;
            case ClaimRow r:
                claim.Add(r.Id.ToString()).Add(r.Incident.Value.ToString()).Add(r.Customer.Value).Add(r.Branch).Add(r.SalesRep)
                    .Add(r.AccountManager).Add(Names.Of(r.Direction)).Add(r.Regime is { } regime ? Names.Of(regime) : null)
                    .Add(r.Amount.AmountText).Add(r.Amount.Currency.Code).Add(r.Reserve?.AmountText).Add(r.Recovered.AmountText)
                    .Add(r.Settled?.AmountText).Add(Day(r.NoticeBy)).Add(Day(r.SueBy)).Add(Day(r.NextBar)).Add(r.OpenedAt).Add(r.Version).Run();
                break;
            case DisruptionRow r:
                disruption.Add(r.Id.Value.ToString()).Add(Names.Of(r.Status)).Add(ToJson(r.Facts)).Add(r.Facts.Branch).Add(r.DeclaredAt)
                    .Add(r.DeclaredBy).Add(r.WatchUntil).Add(r.Held).Add(r.Reported).Add(r.Version).Run();
                break;
            case EvidenceRow r:
                evidence.Add(r.Id.ToString()).Add(r.Incident.Value.ToString()).Add(r.Sha256).Run();
                break;
            case OwedStepsRow r:
                noSteps.Add(r.Incident.Value.ToString()).Run();
                foreach (var s in r.Steps)
                    step.Add(r.Incident.Value.ToString()).Add(s.Id.ToString()).Add(r.Shipment.Value).Add(r.Customer.Value).Add(r.Branch)
                        .Add(r.SalesRep).Add(r.AccountManager).Add(s.What).Add(s.Owner).Add(s.DueAt).Run();
                break;
            default:
                figures.Write(row);
                break;
        }
    }

    public void Dispose()
    {
        foreach (var sink in (RowSink[])[customer, margin, shipment, noContainers, container, way, invoice, incident, promise, claim, disruption, evidence, noSteps, step])
            sink.Dispose();
        figures.Dispose();
    }

    private static string? Plain(string? text, Func<string, string> spelling) => text is null ? null : spelling(text);

    private static string? Day(LocalDate? day) => day is { } known ? LocalDatePattern.Iso.Format(known) : null;

    private static string ToJson<T>(T value) => JsonSerializer.Serialize(value, Json.Options);
}
