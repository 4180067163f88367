using System.Security.Cryptography;
using FreightRecovery.Domain;
using FreightRecovery.Engine;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Disruptions;
using NodaTime;

namespace FreightRecovery.Web.Intake;

/// <summary>What an import came to.</summary>
/// <param name="Read">Rows read.</param>
/// <param name="Accepted">Rows carried out, or found to be so already.</param>
/// <param name="Rejected">Rows that were not.</param>
/// <param name="Errors">The first of the rejected rows, with reasons.</param>
public sealed record ImportResult(long Read, long Accepted, long Rejected, IReadOnlyList<ImportError> Errors);

/// <summary>Why a row was rejected.</summary>
/// <param name="Line">The line it starts on, from 1.</param>
/// <param name="Reason">What to do about it.</param>
public sealed record ImportError(long Line, string Reason);

/// <summary>The engine as the ways in use it.</summary>
public sealed record IntakeEngine(IDatabase Database, ICommandGateway Gateway, Reporting Reporting)
{
    /// <summary>The policy in force.</summary>
    public Func<Policy> Policy { get; init; } = () => Domain.Policy.Default;

    /// <summary>The disruptions that shipments are compared with; null for none.</summary>
    public DisruptionWatch? Disruptions { get; init; }
}

/// <summary>Who imports what, and under which name the import can be repeated.</summary>
/// <param name="Kind">What is imported.</param>
/// <param name="Form">The form of the file.</param>
/// <param name="By">Who does it.</param>
/// <param name="Branch">The branch that the importer is bound to; null for all.</param>
/// <param name="Name">The import's name: the same rows under the same name are carried out once.</param>
/// <param name="StartedAt">When an import of this name first began; its rows' ids carry this time.</param>
/// <param name="Now">The instant of this call, UTC.</param>
public sealed record ImportOrder(ImportKind Kind, ImportForm Form, Actor By, string? Branch, string Name, Instant StartedAt, Instant Now);

/// <summary>
/// Imports a stream of rows of any length in constant memory. Rows are read and checked on the caller's way, looked up
/// by the batch, and many are on their way to the writer at once, so that they share its commits. Rows of one stream
/// keep their order.
/// </summary>
public sealed class Importer(IntakeEngine engine)
{
    /// <summary>So many errors are told; the rest is only counted.</summary>
    public const int MostErrors = 100;

    private const int Batch = 256;
    private const int InFlight = 1024;

    /// <summary>Imports a stream.</summary>
    /// <param name="order">What, by whom.</param>
    /// <param name="rows">The file.</param>
    /// <param name="rejected">Told of each rejected row, in the file's order.</param>
    /// <param name="progress">Told now and then how many rows are done.</param>
    public async Task<ImportResult> Run(
        ImportOrder order, Stream rows, Action<ImportRow, string>? rejected = null, Action<long>? progress = null, CancellationToken cancel = default)
    {
        var context = new ImportContext(engine, order, cancel);
        var tally = new Tally(rejected, progress);
        var underWay = new Queue<(ImportRow Row, Task<string?> Step)>(InFlight);
        var batch = new List<ImportRow>(Batch);
        try
        {
            var source = order.Form == ImportForm.Csv ? CsvRows.Read(rows, order.Kind.Form, cancel) : NdjsonRows.Read(rows, cancel);
            await foreach (var row in source)
            {
                batch.Add(row);
                if (batch.Count == Batch)
                    await Start();
            }

            await Start();
            while (underWay.TryDequeue(out var next))
                tally.Add(next.Row, await next.Step);
        }
        finally
        {
            // Nothing goes on behind the caller's back: what was started has ended when this does.
            await Task.WhenAll(underWay.Select(u => u.Step)).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        return tally.Result;

        async ValueTask Start()
        {
            if (batch.Count == 0)
                return;
            var steps = await order.Kind.Prepare(batch, context);
            for (var i = 0; i < steps.Length; i++)
            {
                if (underWay.Count == InFlight && underWay.TryDequeue(out var oldest))
                    tally.Add(oldest.Row, await oldest.Step);
                underWay.Enqueue((batch[i], steps[i].Start(cancel)));
            }

            batch.Clear();
        }
    }

    private sealed class Tally(Action<ImportRow, string>? rejected, Action<long>? progress)
    {
        private const int TellEvery = 1000;
        private readonly List<ImportError> errors = [];
        private long read, refused;

        public ImportResult Result => new(read, read - refused, refused, errors);

        public void Add(ImportRow row, string? reason)
        {
            read++;
            if (reason is not null)
            {
                refused++;
                if (errors.Count < MostErrors)
                    errors.Add(new ImportError(row.Line, reason));
                rejected?.Invoke(row, reason);
            }

            if (read % TellEvery == 0)
                progress?.Invoke(read);
        }
    }
}

/// <summary>What preparing rows needs: the engine, the order, and lookups by the batch.</summary>
internal sealed class ImportContext(IntakeEngine engine, ImportOrder order, CancellationToken cancel)
{
    // Ids of an import climb with its lines, slower than any import is, so that none lies in the future.
    private const int LinesPerMillisecond = 64;

    public IntakeEngine Engine => engine;

    public Instant Now => order.Now;

    public Actor By => order.By;

    /// <summary>True when the importer is bound to a branch.</summary>
    public bool Bound => order.Branch is not null;

    /// <summary>The id of a row's command: the same row on the same line of the same import gives it again.</summary>
    public CommandId IdOf(ImportRow row)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(row.Json.Span, hash);
        return ImportIds.At(
            order.StartedAt + Duration.FromMilliseconds(row.Line / LinesPerMillisecond),
            $"import/{order.By.Name}/{order.Kind.Name}/{order.Name}/{row.Line}/{Convert.ToHexString(hash)}");
    }

    /// <summary>What is said of a row of another branch; null when the branch is the importer's.</summary>
    public ImportStep? MayNotTouch(string? branch) => order.Branch is null || branch == order.Branch
        ? null
        : new ImportStep($"This belongs to another branch than {order.Branch}, for which the key is.");

    /// <summary>The branches of those of these customers that are known.</summary>
    public async ValueTask<IReadOnlyDictionary<CustomerRef, string>> Branches(IEnumerable<CustomerRef?> customers) =>
        (await KnownShipments.Branches(engine.Database, customers.OfType<CustomerRef>().Select(c => c.Value), cancel))
            .ToDictionary(p => new CustomerRef(p.Key), p => p.Value);

    /// <summary>Those of these shipments that are known.</summary>
    public async ValueTask<IReadOnlyDictionary<ShipmentRef, KnownShipment>> Shipments(IEnumerable<ShipmentRef?> shipments) =>
        (await KnownShipments.ByRef(engine.Database, shipments.OfType<ShipmentRef>().Select(s => s.Value), cancel)).ToDictionary(s => s.Ref);
}
