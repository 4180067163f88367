using FreightRecovery.Engine;
using FreightRecovery.Store;
using FreightRecovery.Web.Disruptions;
using FreightRecovery.Web.Intake.Csv;

namespace FreightRecovery.Web.Intake;

/// <summary>The engine as the ways in use it.</summary>
public sealed record IntakeEngine(IDatabase Database, ICommandGateway Gateway, Reporting Reporting)
{
    /// <summary>The policy in force.</summary>
    public Func<Domain.Policy> Policy { get; init; } = () => Domain.Policy.Default;

    /// <summary>The disruptions that shipments are compared with; null for none.</summary>
    public DisruptionWatch? Disruptions { get; init; }
}

/// <summary>
/// Imports a stream of rows of any length in constant memory. Rows are read and checked on the caller's way, looked up
/// by the batch, and many are on their way to the writer at once, so that they share its commits. Rows of one stream
/// keep their order, and of rows that claim one reference for several streams the first has it.
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
        ImportOrder order, Stream rows, Action<ImportRow, Rejection>? rejected = null, Action<long>? progress = null, CancellationToken cancel = default)
    {
        var context = new ImportContext(engine, order, cancel);
        await using var trail = await ImportTrail.Begin(engine.Database, order, cancel);
        var tally = new ImportTally(rejected, progress);
        var underWay = new Queue<(long Number, ImportRow Row, string? Claims, Task<Rejection?> Step)>(InFlight);
        // Wide enough for databases to which capitals are the same letters.
        var claimed = new Dictionary<string, Task>(StringComparer.OrdinalIgnoreCase);
        var batch = new List<(long Number, ImportRow Row)>(Batch);
        // While the rows of one batch are sent on their way, those of the next one are read and checked.
        (List<(long Number, ImportRow Row)> Rows, Task<ImportStep[]> Steps)? prepared = null;
        Task checking = Task.CompletedTask;
        try
        {
            var source = order.Form == ImportForm.Csv
                ? CsvRows.Read(rows, order.Kind, order.Csv, tally.Found, cancel)
                : NdjsonRows.Read(rows, cancel);
            await foreach (var row in source)
            {
                switch (trail.Pass(row))
                {
                    case Passed.Done:
                        tally.Skip();
                        continue;
                    case Passed.Later:
                        continue;
                    case Passed.OtherRows:
                        return ImportResult.OfOtherRows;
                    case Passed.Now:
                        foreach (var again in trail.TakeAgain())
                            await Add(again);
                        await Add((trail.Rows, row));
                        break;
                }
            }

            if (!trail.Caught)
                return ImportResult.OfOtherRows;
            foreach (var again in trail.TakeAgain())
                await Add(again);
            await Prepare();
            await Start();
            while (underWay.Count > 0)
                await Finish();
            await trail.End(cancel);
        }
        finally
        {
            // Nothing goes on behind the caller's back: what was started has ended when this does.
            await Task.WhenAll([.. underWay.Select(u => u.Step), checking]).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        return tally.Result;

        async ValueTask Add((long, ImportRow) row)
        {
            batch.Add(row);
            if (batch.Count == Batch)
                await Prepare();
        }

        async ValueTask Prepare()
        {
            var rows = batch;
            batch = new List<(long Number, ImportRow Row)>(Batch);
            var steps = Task.Run(async () => await order.Kind.Prepare(rows.ConvertAll(b => b.Row), context), cancel);
            checking = steps;
            await Start();
            prepared = (rows, steps);
        }

        async ValueTask Start()
        {
            if (prepared is not var (rows, preparing))
                return;
            var steps = await preparing;
            prepared = null;
            for (var i = 0; i < steps.Length; i++)
            {
                if (underWay.Count == InFlight)
                    await Finish();
                if (steps[i].Claims is { } taken && claimed.TryGetValue(taken, out var first))
                    await first.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                var step = steps[i].Start(cancel);
                underWay.Enqueue((rows[i].Number, rows[i].Row, steps[i].Claims, step));
                if (steps[i].Claims is { } claim)
                    claimed[claim] = step;
            }
        }

        async ValueTask Finish()
        {
            var (number, row, claim, step) = underWay.Peek();
            var rejection = await step;
            underWay.Dequeue();
            if (claim is not null && claimed.TryGetValue(claim, out var last) && last == step)
                claimed.Remove(claim);
            tally.Add(row, rejection);
            await trail.Done(number, rejection is not null, cancel);
        }
    }
}
