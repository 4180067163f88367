using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Intake.Csv;
using NodaTime;

namespace FreightRecovery.Web.Intake;

/// <summary>
/// What can be imported. Each row is the body of the route that does the same for one thing, with the same checks, and
/// the reference that the route has in its path as the member <c>ref</c>.
/// </summary>
public abstract class ImportKind
{
    // The command line knows the kinds by name at each start; what their rows look like takes a while to find out, and most starts import nothing.
    private readonly Lazy<CsvForm> form;
    private readonly Lazy<CsvColumns> columns;

    private ImportKind(string name, Type body)
    {
        Name = name;
        form = new Lazy<CsvForm>(() => CsvForm.Of(body, IsPut));
        columns = new Lazy<CsvColumns>(() => new CsvColumns(name, Form));
    }

    /// <summary>The kinds by name.</summary>
    public static IReadOnlyList<ImportKind> All { get; } = [new Customers(), new Shipments(), new Invoices(), new Bookings(), new Incidents()];

    /// <summary>The name in the route and on the command line.</summary>
    public string Name { get; }

    /// <summary>True where a row puts a thing under its own reference, so that importing it again changes nothing.</summary>
    public bool IsPut => this is Customers or Shipments or Invoices;

    internal CsvForm Form => form.Value;

    internal CsvColumns Columns => columns.Value;

    /// <summary>The kind of a name, or null.</summary>
    public static ImportKind? Find(string name) => All.FirstOrDefault(k => k.Name == name);

    /// <summary>
    /// Reads and checks rows, and looks up in one go what they refer to. Answers in the rows' order, with what is wrong
    /// or with the step that carries the row out.
    /// </summary>
    internal abstract ValueTask<ImportStep[]> Prepare(IReadOnlyList<ImportRow> rows, ImportContext context);

    private static (string? Ref, TFacts? Facts, Rejection? Fault) ReadPut<TBody, TFacts>(ImportRow row, Instant now)
        where TBody : class, IBody<TFacts>
        where TFacts : class
    {
        if (row.Fault is not null)
            return (null, null, row.Fault);
        var faults = new Faults(now);
        if (!RefMember.TryCut(row.Json.Span, out var reference, out var body))
            return (null, null, Rejection.Of("The row is not a JSON object with the text member ref."));
        faults.Ref(reference, "/ref");
        var facts = BodyReader.Read<TBody, TFacts>(body, faults);
        return faults.Any ? (null, null, Rejection.Of(faults)) : (reference, facts, null);
    }

    private static (TFacts? Facts, Rejection? Fault) ReadPost<TBody, TFacts>(ImportRow row, Instant now)
        where TBody : class, IBody<TFacts>
        where TFacts : class
    {
        if (row.Fault is not null)
            return (null, row.Fault);
        var faults = new Faults(now);
        var facts = BodyReader.Read<TBody, TFacts>(row.Json.Span, faults);
        return faults.Any ? (null, Rejection.Of(faults)) : (facts, null);
    }

    private static ImportStep Send(ImportContext context, ImportRow row, StreamId stream, object command, bool isNew = false) => new(async cancel =>
        await context.Engine.Gateway.Send(
            new Envelope(stream, command, context.IdOf(row), context.Now, context.By) { OpensStream = isNew }, cancel) is Outcome.Refused refused
            ? Rejection.Of(refused.Refusal)
            : null);

    private static ImportStep UnknownCustomer(CustomerRef customer) =>
        new(Rejection.Of("/customer", $"There is no customer {customer}. Import the customers first."));

    private sealed class Customers() : ImportKind("customers", typeof(CustomerBody))
    {
        internal override async ValueTask<ImportStep[]> Prepare(IReadOnlyList<ImportRow> rows, ImportContext context)
        {
            var read = rows.Select(row => ReadPut<CustomerBody, CustomerFacts>(row, context.Now)).ToArray();
            // Who may write everywhere need not know where a customer belongs now.
            var known = context.Bound ? await context.Branches(read.Select(r => r.Ref is { } c ? new CustomerRef(c) : (CustomerRef?)null)) : null;
            return [.. rows.Zip(read, (row, r) => r switch
            {
                ({ } reference, { } facts, _) => context.MayNotTouch(facts.Branch)
                    ?? context.MayNotTouch(known?.GetValueOrDefault(new CustomerRef(reference), facts.Branch))
                    ?? Send(context, row, StreamId.Of(new CustomerRef(reference)), new CustomerCommand.RecordCustomer(facts)),
                var (_, _, fault) => new ImportStep(fault!),
            })];
        }
    }

    private sealed class Shipments() : ImportKind("shipments", typeof(ShipmentBody))
    {
        internal override async ValueTask<ImportStep[]> Prepare(IReadOnlyList<ImportRow> rows, ImportContext context)
        {
            var read = rows.Select(row => ReadPut<ShipmentBody, ShipmentFacts>(row, context.Now)).ToArray();
            var known = await context.Branches(read.Select(r => r.Facts?.Customer));
            var refs = read.Where(r => r.Ref is not null).Select(r => r.Ref!);
            var stored = await context.StoredShipments(refs);
            var standing = context.Bound ? await context.Shipments(refs.Where(stored.Contains).Select(s => (ShipmentRef?)new ShipmentRef(s))) : null;
            return [.. rows.Zip(read, (row, r) => r switch
            {
                ({ } reference, { } facts, _) => known.TryGetValue(facts.Customer, out var branch)
                    ? context.MayNotTouch(branch)
                        ?? context.MayNotTouch(standing?.GetValueOrDefault(new ShipmentRef(reference))?.Customer?.Branch ?? branch)
                        ?? Put(context, row, new ShipmentRef(reference), facts, isNew: !stored.Contains(reference))
                    : UnknownCustomer(facts.Customer),
                var (_, _, fault) => new ImportStep(fault!),
            })];
        }
    }

    private static ImportStep Put(ImportContext context, ImportRow row, ShipmentRef shipment, ShipmentFacts facts, bool isNew)
    {
        var put = Send(context, row, StreamId.Of(shipment), new LedgerCommand.RecordShipment(facts), isNew);
        return context.Engine.Disruptions is not { Active.Count: > 0 } watch
            ? put
            : new ImportStep(async cancel =>
            {
                var refused = await put.Start(cancel);
                if (refused is null)
                    await watch.Catch(shipment, facts, context.Now, cancel);
                return refused;
            });
    }

    private sealed class Invoices() : ImportKind("invoices", typeof(InvoiceBody))
    {
        internal override async ValueTask<ImportStep[]> Prepare(IReadOnlyList<ImportRow> rows, ImportContext context)
        {
            var read = rows.Select(row => ReadPut<InvoiceBody, InvoiceFacts>(row, context.Now)).ToArray();
            var known = await context.Shipments(read.Select(r => r.Facts?.Shipment));
            return [.. rows.Zip(read, (row, r) => r switch
            {
                ({ } reference, { } facts, _) => known.TryGetValue(facts.Shipment, out var shipment)
                    ? context.MayNotTouch(shipment.Customer?.Branch)
                        ?? Send(context, row, StreamId.Of(facts.Shipment),
                            new LedgerCommand.IssueInvoice(new InvoiceRef(reference), facts.Amount, facts.Kind, facts.DueOn)) with { Claims = reference }
                    : UnknownShipment(facts.Shipment),
                var (_, _, fault) => new ImportStep(fault!),
            })];
        }
    }

    private sealed class Bookings() : ImportKind("bookings", typeof(BookingRow))
    {
        internal override async ValueTask<ImportStep[]> Prepare(IReadOnlyList<ImportRow> rows, ImportContext context)
        {
            var read = rows.Select(row => ReadPost<BookingRow, BookedSignal>(row, context.Now)).ToArray();
            var known = await context.Branches(read.Select(r => r.Facts?.Customer));
            return [.. rows.Zip(read, (row, r) => r switch
            {
                ({ } booked, _) => known.TryGetValue(booked.Customer, out var branch)
                    ? context.MayNotTouch(branch)
                        ?? Send(context, row, StreamId.Of(booked.Customer), new CustomerCommand.Observe(booked.Signal))
                    : UnknownCustomer(booked.Customer),
                var (_, fault) => new ImportStep(fault!),
            })];
        }
    }

    private sealed class Incidents() : ImportKind("incidents", typeof(IncidentBody))
    {
        internal override async ValueTask<ImportStep[]> Prepare(IReadOnlyList<ImportRow> rows, ImportContext context)
        {
            var read = rows.Select(row => ReadPost<IncidentBody, ReportedIncident>(row, context.Now)).ToArray();
            var known = await context.Shipments(read.Select(r => r.Facts?.Shipment));
            return [.. rows.Zip(read, (row, r) => r switch
            {
                ({ } report, _) => !known.TryGetValue(report.Shipment, out var shipment) ? UnknownShipment(report.Shipment)
                    : shipment.Customer is not { } customer ? UnknownCustomer(shipment.Facts.Customer)
                    : context.MayNotTouch(customer.Branch) ?? Report(context, row, report, shipment.Facts, customer),
                var (_, fault) => new ImportStep(fault!),
            })];
        }

        private static ImportStep Report(
            ImportContext context, ImportRow row, ReportedIncident report, ShipmentFacts shipment, CustomerFacts customer) => new(async cancel =>
        {
            var (outcome, _, _) = await context.Engine.Reporting.Report(
                context.IdOf(row), report.With(shipment, customer, context.Engine.Policy()), context.Now, context.By, null, cancel);
            return outcome is Outcome.Refused refused ? Rejection.Of(refused.Refusal) : null;
        });
    }

    private static ImportStep UnknownShipment(ShipmentRef shipment) =>
        new(Rejection.Of("/shipment", $"There is no shipment {shipment}. Import the shipments first."));
}

/// <summary>What is to be done for a row, or why nothing is.</summary>
internal readonly struct ImportStep
{
    private readonly Rejection? fault;
    private readonly Func<CancellationToken, Task<Rejection?>>? carryOut;

    /// <summary>The row is wrong.</summary>
    public ImportStep(Rejection fault) => this.fault = fault;

    /// <summary>The row is sent on its way; the step answers why it was refused, or null.</summary>
    public ImportStep(Func<CancellationToken, Task<Rejection?>> carryOut) => this.carryOut = carryOut;

    /// <summary>
    /// A reference that the row claims for its stream against every other one; null for none. Of two rows of a file that claim the same
    /// the first one has it, so the second one waits for it.
    /// </summary>
    public string? Claims { get; init; }

    /// <summary>Starts it. Answers why the row is rejected, or null.</summary>
    public Task<Rejection?> Start(CancellationToken cancel) => carryOut is null ? Task.FromResult(fault) : carryOut(cancel);
}

/// <summary>A row of bookings and contacts: a signal with its customer; a booking when it does not say what it is.</summary>
internal sealed record BookingRow(string? Customer, SpokenSignal? Kind, Instant? At, Channel? Channel, string? Note) : IBody<BookedSignal>
{
    /// <inheritdoc/>
    public BookedSignal? Read(Faults faults)
    {
        var customer = new CustomerRef(faults.Ref(Customer, "/customer"));
        return new SignalBody(Kind ?? SpokenSignal.Booking, At, Channel, Note).Read(faults) is { } told ? new BookedSignal(customer, SignalOf(customer, told)) : null;
    }

    // What was told of a customer at an instant is one signal, however often its row is imported.
    private static Signal SignalOf(CustomerRef customer, SignalFacts told) =>
        new(ImportIds.At(told.At, $"signal/{customer}/{told.Kind}/{told.At.ToUnixTimeTicks()}").Value, told.Kind, told.At)
        {
            Channel = told.Channel,
            Note = told.Note,
        };
}

/// <summary>A checked row of bookings and contacts.</summary>
internal sealed record BookedSignal(CustomerRef Customer, Signal Signal);
