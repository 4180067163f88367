using FreightRecovery.Domain;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using FreightRecovery.Engine.Privacy;
using NodaTime;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Tests.Engine;

/// <summary>One process over a store: everything that remembers, and a clock that stands still until a test moves it.</summary>
internal sealed class Node
{
    /// <summary>The master key of every node in these tests.</summary>
    public const string Master = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private readonly string name;
    private int numbers;

    /// <param name="name">Ids derive from it: nodes that work side by side have different names.</param>
    /// <param name="door">The gateway that its commands go through; null for its own.</param>
    public Node(MemoryStore store, string name = "one", int capacity = 8192, int depth = 1024, ICommandGateway? door = null)
    {
        this.name = name;
        Store = store;
        Keys = new CustomerKeys(store, MasterKey.TryParse(Master)!);
        Transactor = new Transactor(store, () => Policy, Keys);
        Gateway = new InProcessGateway(Transactor, capacity, depth);
        Door = door ?? Gateway;
        Reporting = new Reporting(Door, Transactor);
        Dispatcher = new Dispatcher(store, Door);
        Sweep = new DeadlineSweep(store, Door, () => Policy, _ => NewId());
    }

    public MemoryStore Store { get; }

    /// <summary>The policy in force.</summary>
    public Policy Policy { get; set; } = Policy.Default;

    public CustomerKeys Keys { get; }

    public Transactor Transactor { get; }

    public InProcessGateway Gateway { get; }

    /// <summary>The gateway that its commands go through.</summary>
    public ICommandGateway Door { get; }

    public Reporting Reporting { get; }

    public Dispatcher Dispatcher { get; }

    public DeadlineSweep Sweep { get; }

    public Instant Now { get; set; } = Start;

    public CommandId NewId() => new(Id(name, Interlocked.Increment(ref numbers)));

    public Envelope To(StreamId stream, object command, string by = "ann") => new(stream, command, NewId(), Now, new Actor(by, Authority.Executive));

    public ValueTask<Outcome> Send(StreamId stream, object command, string by = "ann") => Door.Send(To(stream, command, by));

    public ValueTask<Outcome> Send(LedgerCommand command, string by = "ann") => Send(StreamId.Of(Shipment), command, by);

    public ValueTask<Outcome> Send(IncidentId incident, IncidentCommand command) => Send(StreamId.Of(incident), command);

    /// <summary>Puts the shipment and invoices of it, 100 dollars of freight each.</summary>
    public async Task Book(int invoices = 1)
    {
        await Send(new LedgerCommand.RecordShipment(ShipmentFacts()));
        for (var i = 1; i <= invoices; i++)
            await Send(new LedgerCommand.IssueInvoice(Invoice(i), Dollars(100m), InvoiceKind.Freight, new LocalDate(2026, 2, 1)));
    }

    public async Task<IncidentId> Report(IncidentFacts? facts = null)
    {
        var (outcome, incident, _) = await Reporting.Report(
            NewId(), facts ?? IncidentFacts(), Now, new Actor("li"), null, TestContext.Current.CancellationToken);
        Assert.IsType<Outcome.Done>(outcome);
        return incident;
    }

    public ValueTask<Outcome> Reopen(IncidentId incident, CommandId? id = null, long? ifMatch = null) => Reporting.HoldAgainThen(
        incident, id ?? NewId(), Now, new Actor("li"), ifMatch, null, heldAsOf => new IncidentCommand.Reopen("It came back.", heldAsOf),
        TestContext.Current.CancellationToken);

    public async Task<LedgerState> Ledger() =>
        (LedgerState)(await Transactor.Load(StreamId.Of(Shipment), null, TestContext.Current.CancellationToken)).State;

    public async Task<IncidentState> Incident(IncidentId incident) =>
        (IncidentState)(await Transactor.Load(StreamId.Of(incident), null, TestContext.Current.CancellationToken)).State;

    public async Task<InvoiceStatus> Status(int invoice = 1)
    {
        var ledger = await Ledger();
        return ledger.StatusOf(ledger.Find(Invoice(invoice))!);
    }
}
