using System.Text.Json;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using FreightRecovery.Engine.Rows;
using Microsoft.Data.Sqlite;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Store.Sqlite;

/// <summary>Writes read rows, whole, one statement per table.</summary>
internal sealed class RowWriter(SqliteConnection connection) : IDisposable
{
    private static readonly InvoiceDetails NoDetails = new();

    private readonly Statement customer = new(connection, """
        INSERT INTO customer (ref, name, branch, sales_rep, account_manager, facts, stage, since, recovered, won_back, quiet, captive,
            horizon_days, p_alive, risk, value_at_stake, stake, reasons, as_of, version, known_since, margin_currency, margin, stake_minor)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24)
        ON CONFLICT (ref) DO UPDATE SET name = excluded.name, branch = excluded.branch, sales_rep = excluded.sales_rep,
            account_manager = excluded.account_manager, facts = excluded.facts, stage = excluded.stage, since = excluded.since,
            recovered = excluded.recovered, won_back = excluded.won_back, quiet = excluded.quiet, captive = excluded.captive,
            horizon_days = excluded.horizon_days, p_alive = excluded.p_alive, risk = excluded.risk,
            value_at_stake = excluded.value_at_stake, stake = excluded.stake, reasons = excluded.reasons, as_of = excluded.as_of,
            version = excluded.version, known_since = excluded.known_since, margin_currency = excluded.margin_currency,
            margin = excluded.margin, stake_minor = excluded.stake_minor
        """);

    private readonly Statement margin = new(connection, """
        INSERT INTO customer_margin (ref, currency, margin) VALUES (?1, ?2, ?3)
        ON CONFLICT (ref) DO UPDATE SET currency = excluded.currency, margin = excluded.margin
        """);

    private readonly Statement shipment = new(connection, """
        INSERT INTO shipment (ref, customer, mode, master_reference, vessel, voyage, delivered, facts, version, carrier, agent,
            origin, destination, booked_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
        ON CONFLICT (ref) DO UPDATE SET customer = excluded.customer, mode = excluded.mode, master_reference = excluded.master_reference,
            vessel = excluded.vessel, voyage = excluded.voyage, delivered = excluded.delivered, facts = excluded.facts,
            version = excluded.version, carrier = excluded.carrier, agent = excluded.agent, origin = excluded.origin,
            destination = excluded.destination, booked_at = excluded.booked_at
        """);

    private readonly Statement noContainers = new(connection, "DELETE FROM shipment_container WHERE shipment = ?1");

    private readonly Statement container = new(connection,
        "INSERT INTO shipment_container (container, shipment) VALUES (?1, ?2) ON CONFLICT DO NOTHING");

    private readonly Statement invoice = new(connection, """
        INSERT INTO invoice (ref, shipment, customer, amount, payable, currency, kind, due_on, status, held_since, holds, receipt,
            override, version, payable_now, held_amount, details)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
        ON CONFLICT (ref) DO UPDATE SET shipment = excluded.shipment, customer = excluded.customer, amount = excluded.amount,
            payable = excluded.payable, currency = excluded.currency, kind = excluded.kind, due_on = excluded.due_on,
            status = excluded.status, held_since = excluded.held_since, holds = excluded.holds, receipt = excluded.receipt,
            override = excluded.override, version = excluded.version, payable_now = excluded.payable_now,
            held_amount = excluded.held_amount, details = excluded.details
        """);

    private readonly Statement incident = new(connection, """
        INSERT INTO incident (id, shipment, customer, branch, sales_rep, account_manager, kind, state, severity, fault, assignee, level,
            channel, description, occurred_at, reported_at, first_response_at, told_at, settled, feed, message, version)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)
        ON CONFLICT (id) DO UPDATE SET state = excluded.state, severity = excluded.severity, fault = excluded.fault,
            assignee = excluded.assignee, level = excluded.level, description = excluded.description, told_at = excluded.told_at, settled = excluded.settled,
            version = excluded.version
        """);

    private readonly Statement promise = new(connection, """
        INSERT INTO promise (id, incident, customer, branch, sales_rep, what, due_at, made_at, status, renewed)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        ON CONFLICT (id) DO UPDATE SET due_at = excluded.due_at, status = excluded.status, renewed = excluded.renewed
        """);

    private readonly Statement claim = new(connection, """
        INSERT INTO money_claim (id, incident, customer, branch, sales_rep, account_manager, direction, regime, amount, currency, reserve,
            recovered, settled, notice_by, sue_by, next_bar, opened_at, version)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
        ON CONFLICT (id) DO UPDATE SET regime = excluded.regime, reserve = excluded.reserve, recovered = excluded.recovered,
            settled = excluded.settled, notice_by = excluded.notice_by, sue_by = excluded.sue_by, next_bar = excluded.next_bar,
            version = excluded.version
        """);

    private readonly Statement disruption = new(connection, """
        INSERT INTO disruption (id, status, facts, branch, declared_at, declared_by, watch_until, held, reported, version)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        ON CONFLICT (id) DO UPDATE SET status = excluded.status, held = excluded.held, reported = excluded.reported,
            version = excluded.version
        """);

    private readonly Statement evidence = new(connection,
        "INSERT INTO evidence (id, incident, sha256) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING");

    private readonly FigureWriter figures = new(connection);

    private readonly Statement notification = new(connection, """
        INSERT INTO notification (seq, id, recipient, branch, kind, text, incident, customer, at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """);

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
                    .Add(r.Facts.DeliveredAt is not null).Add(ToJson(r.Facts)).Add(r.Version).Add(r.Facts.Carrier).Add(r.Facts.Agent)
                    .Add(r.Facts.Origin).Add(r.Facts.Destination).Add(r.Facts.BookedAt).Run();
                noContainers.Add(r.Ref.Value).Run();
                foreach (var number in r.Facts.Containers)
                    container.Add(TradeNames.Reference(number)).Add(r.Ref.Value).Run();
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
            default:
                figures.Write(row);
                break;
        }
    }

    public void Write(Notice notice, long seq, Instant at) =>
        notification.Add(seq).Add(notice.Id.ToString()).Add(notice.Recipient).Add(notice.Branch).Add(notice.Kind).Add(notice.Text)
            .Add(notice.Incident?.Value.ToString()).Add(notice.Customer?.Value).Add(at).Run();

    public void Dispose()
    {
        foreach (var statement in (Statement[])[customer, margin, shipment, noContainers, container, invoice, incident, promise, claim, disruption,
            evidence, notification])
            statement.Dispose();
        figures.Dispose();
    }

    private static string? Plain(string? text, Func<string, string> spelling) => text is null ? null : spelling(text);

    private static string? Day(LocalDate? day) => day is { } known ? LocalDatePattern.Iso.Format(known) : null;

    private static string ToJson<T>(T value) => JsonSerializer.Serialize(value, Json.Options);
}
