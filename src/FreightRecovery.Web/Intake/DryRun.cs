using FreightRecovery.Domain;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;

namespace FreightRecovery.Web.Intake;

/// <summary>
/// Decides commands as they would be decided, one after the other, and stores nothing. What earlier commands of the same run would
/// have changed counts for the streams that were last tried; one that fell out of memory is judged as it is stored.
/// </summary>
internal sealed class DryRun(IDatabase database, Transactor transactor) : ICommandGateway
{
    private const int MostStreams = 8192;

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Dictionary<StreamId, StreamState> streams = [];
    private readonly Queue<StreamId> oldestFirst = new();
    private readonly Invoices invoices = new(database);
    // Both references of each invoice of the run: the one thing here that grows with the file.
    private readonly Dictionary<InvoiceRef, ShipmentRef> issuedTo = [];

    /// <summary>An importer that checks everything as this one would and writes nothing.</summary>
    public static Importer Of(IntakeEngine engine, Transactor transactor)
    {
        var dry = new DryRun(engine.Database, transactor);
        return new Importer(engine with { Gateway = dry, Reporting = new Reporting(dry, transactor), Disruptions = null });
    }

    /// <inheritdoc/>
    public async ValueTask<Outcome> Send(Envelope envelope, CancellationToken cancel = default)
    {
        await turn.WaitAsync(cancel);
        try
        {
            var (outcome, state) = await transactor.Try(streams.GetValueOrDefault(envelope.Stream), envelope, cancel);
            if (outcome is Outcome.Done done && await TakenElsewhere(done.Events, envelope.Stream, cancel))
                return new Outcome.Refused(Transactor.TakenElsewhere);
            Remember(state);
            return outcome;
        }
        finally
        {
            turn.Release();
        }
    }

    private async ValueTask<bool> TakenElsewhere(IReadOnlyList<object> events, StreamId stream, CancellationToken cancel)
    {
        foreach (var issued in events.OfType<LedgerEvent.InvoiceIssued>())
        {
            var shipment = new ShipmentRef(stream.Key);
            if (await invoices.Place(issued.Invoice, cancel) is { } place && place.Shipment != shipment)
                return true;
            if (!issuedTo.TryAdd(issued.Invoice, shipment) && issuedTo[issued.Invoice] != shipment)
                return true;
        }

        return false;
    }

    private void Remember(StreamState state)
    {
        if (!streams.ContainsKey(state.Stream))
            oldestFirst.Enqueue(state.Stream);
        streams[state.Stream] = state;
        if (streams.Count > MostStreams)
            streams.Remove(oldestFirst.Dequeue());
    }
}
