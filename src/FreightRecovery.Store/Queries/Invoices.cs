using System.Data.Common;
using System.Globalization;
using Dapper;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine.Rows;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Store.Queries;

/// <summary>Where an invoice belongs: its shipment's ledger, and whose it is.</summary>
public sealed record InvoicePlace(ShipmentRef Shipment, Belonging Belonging);

/// <summary>The last row of a page of invoices.</summary>
public sealed record InvoiceKey(Instant? HeldSince, string Ref);

/// <summary>Invoices: one, those of a shipment, and finance's list.</summary>
public sealed class Invoices(IDatabase database)
{
    private const string Columns =
        """
        i.ref AS Ref, i.shipment AS Shipment, i.customer AS Customer, i.amount AS Amount, i.payable AS Payable, i.currency AS Currency,
        i.kind AS Kind, i.due_on AS DueOn, i.status AS Status, i.held_since AS HeldSince, i.holds AS Holds, i.receipt AS Receipt,
        i.override AS Override, i.version AS Version, i.payable_now AS PayableNow, i.held_amount AS HeldAmount, i.details AS Details
        """;

    private const string Within =
        """
        AND (@branch IS NULL OR c.branch = @branch)
        AND (@salesRep IS NULL AND @accountManager IS NULL OR c.sales_rep = @salesRep OR c.account_manager = @accountManager)
        AND (@search IS NULL OR i.ref LIKE @search ESCAPE '!' OR i.shipment LIKE @search ESCAPE '!' OR c.name LIKE @search ESCAPE '!'
            OR i.customer LIKE @search ESCAPE '!')
        """;

    // Reads along the index of held invoices, oldest first.
    private const string HeldFirstPage =
        $"""
        SELECT {Columns} FROM invoice i LEFT JOIN customer c ON c.ref = i.customer
        WHERE i.status = 'held' AND i.held_since <= @heldBefore {Within}
        ORDER BY i.held_since, i.ref LIMIT @limit
        """;

    private const string HeldNextPage =
        $"""
        SELECT {Columns} FROM invoice i LEFT JOIN customer c ON c.ref = i.customer
        WHERE i.status = 'held' AND i.held_since <= @heldBefore AND i.held_since >= @since AND (i.held_since > @since OR i.ref > @after) {Within}
        ORDER BY i.held_since, i.ref LIMIT @limit
        """;

    private const string ByReference =
        $"""
        SELECT {Columns} FROM invoice i LEFT JOIN customer c ON c.ref = i.customer
        WHERE i.ref > @after AND (@status IS NULL OR i.status = @status) {Within}
        ORDER BY i.ref LIMIT @limit
        """;

    private const string PlaceOf =
        """
        SELECT i.shipment, c.branch, c.sales_rep, c.account_manager
        FROM invoice i LEFT JOIN customer c ON c.ref = i.customer
        WHERE i.ref = @reference
        """;

    private const string ByKey = $"SELECT {Columns} FROM invoice i WHERE i.ref = @reference";
    private const string ByShipment = $"SELECT {Columns} FROM invoice i WHERE i.shipment = @reference ORDER BY i.ref";

    /// <summary>Whose invoice it is and where its ledger is, or null.</summary>
    public ValueTask<InvoicePlace?> Place(InvoiceRef invoice, CancellationToken cancel = default) => database.Read(
        connection => Prepared.One(
            connection, PlaceOf, invoice.Value,
            row => new InvoicePlace(
                new ShipmentRef(row.GetString(0)), new Belonging(row.TextOrNull(1), row.TextOrNull(2), row.TextOrNull(3))),
            cancel),
        cancel);

    /// <summary>The invoice, or null.</summary>
    public ValueTask<InvoiceRow?> Find(InvoiceRef invoice, CancellationToken cancel = default) => database.Read(
        connection => Prepared.One(connection, ByKey, invoice.Value, row => Row.Of(row).Read(), cancel), cancel);

    /// <summary>The invoices of a shipment, by reference.</summary>
    public ValueTask<IReadOnlyList<InvoiceRow>> OfShipment(ShipmentRef shipment, CancellationToken cancel = default) =>
        database.Read<IReadOnlyList<InvoiceRow>>(
            async connection => await Prepared.All(connection, ByShipment, shipment.Value, row => Row.Of(row).Read(), cancel), cancel);

    /// <summary>Finance's list: held invoices by age, others by reference.</summary>
    /// <param name="status">Only these, or all when null.</param>
    /// <param name="heldBefore">For held ones: held at this instant or earlier, UTC.</param>
    /// <param name="scope">What the reader may see.</param>
    /// <param name="after">The last row of the page before, or null.</param>
    /// <param name="limit">Rows of a page.</param>
    public ValueTask<PageOf<InvoiceRow, InvoiceKey>> List(
        InvoiceStatus? status, Instant? heldBefore, Scope scope, InvoiceKey? after, int limit, CancellationToken cancel = default) =>
        Search(status, heldBefore, null, scope, after, limit, cancel);

    /// <summary>The same, of those alone whose reference, shipment or customer holds a text; all when it is null.</summary>
    public ValueTask<PageOf<InvoiceRow, InvoiceKey>> Search(
        InvoiceStatus? status, Instant? heldBefore, string? text, Scope scope, InvoiceKey? after, int limit, CancellationToken cancel = default)
    {
        var sql = status != InvoiceStatus.Held ? ByReference : after?.HeldSince is null ? HeldFirstPage : HeldNextPage;
        return database.Read(
            async connection => Stored.Page(
                (await connection.QueryAsync<Row>(new CommandDefinition(
                    database.Words(sql),
                    new
                    {
                        status = status is { } wanted ? Names.Of(wanted) : null,
                        heldBefore = heldBefore?.ToUnixTimeTicks() ?? long.MaxValue,
                        since = after?.HeldSince?.ToUnixTimeTicks(),
                        after = after?.Ref ?? "",
                        branch = scope.Branch,
                        salesRep = scope.SalesRep,
                        accountManager = scope.AccountManager,
                        search = Stored.Holding(text),
                        limit = limit + 1,
                    },
                    cancellationToken: cancel))).Select(r => r.Read()),
                limit,
                last => new InvoiceKey(status == InvoiceStatus.Held ? last.HeldSince : null, last.Ref.Value)),
            cancel);
    }

    private sealed record Row(
        string Ref, string Shipment, string Customer, string Amount, string Payable, string Currency, string Kind, string DueOn,
        string Status, long? HeldSince, string Holds, string? Receipt, string? Override, long Version,
        string PayableNow, string HeldAmount, string Details)
    {
        // In the order of the columns above.
        public static Row Of(DbDataReader row) => new(
            row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6),
            row.GetString(7), row.GetString(8), row.IsDBNull(9) ? null : row.GetInt64(9), row.GetString(10), row.TextOrNull(11),
            row.TextOrNull(12), row.GetInt64(13), row.GetString(14), row.GetString(15), row.GetString(16));

        public InvoiceRow Read()
        {
            var currency = new Currency(Currency);
            return new InvoiceRow(
                new InvoiceRef(Ref), new ShipmentRef(Shipment), new CustomerRef(Customer),
                Money(Amount), Money(Payable), Names.Parse<InvoiceKind>(Kind), LocalDatePattern.Iso.Parse(DueOn).Value, Names.Parse<InvoiceStatus>(Status),
                Stored.At(HeldSince), Stored.Json<List<HoldView>>(Holds), Stored.JsonOrNull<Receipt>(Receipt),
                Stored.JsonOrNull<OverrideRequest>(Override), Version)
            {
                PayableNow = Money(PayableNow), HeldAmount = Money(HeldAmount), Details = Stored.Json<InvoiceDetails>(Details),
            };

            Money Money(string amount) => new(decimal.Parse(amount, CultureInfo.InvariantCulture), currency);
        }
    }
}
