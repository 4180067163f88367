using System.Security.Cryptography;
using System.Text.Json;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;

namespace FreightRecovery.Web.Intake;

/// <summary>What is to be done with the next row of an import that may have come a part of the way before.</summary>
internal enum Passed
{
    /// <summary>It is carried out.</summary>
    Now,

    /// <summary>An earlier run has carried it out.</summary>
    Done,

    /// <summary>An earlier run rejected it: it is tried again as soon as it is known that these are the same rows.</summary>
    Later,

    /// <summary>These are other rows than those of the earlier run.</summary>
    OtherRows,
}

/// <summary>
/// How far an import came. The position is written now and then, after the rows before it were committed, with the hash
/// of those rows: a second run passes over them, once it has seen that they are the same. Rows that were rejected are
/// tried again. What lies between the position and a crash is done again, which adds nothing, since ids derive from rows.
/// </summary>
internal sealed class ImportTrail : IAsyncDisposable
{
    /// <summary>A position is written each time so many rows are done.</summary>
    public const int Every = 5_000;

    // With more rejected rows than this the position stays where it is.
    private const int MostRejected = 200;

    private readonly IDatabase database;
    private readonly string? name;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ImportPosition? before;
    private readonly HashSet<long> retried;
    private readonly Queue<(long Rows, string Hash)> marks = new();
    private readonly List<long> rejected = [];
    private List<(long, ImportRow)> again = [];
    private Task writing = Task.CompletedTask;

    private ImportTrail(IDatabase database, string? name, ImportPosition? before)
    {
        (this.database, this.name, this.before) = (database, name, before);
        retried = [.. before?.Rejected ?? []];
    }

    /// <summary>Rows that have passed.</summary>
    public long Rows { get; private set; }

    /// <summary>True when every row of the earlier run has passed.</summary>
    public bool Caught => before is null || Rows >= before.Rows;

    /// <summary>Begins, or goes on where an earlier run of the same import left off.</summary>
    public static async ValueTask<ImportTrail> Begin(IDatabase database, ImportOrder order, CancellationToken cancel)
    {
        if (!order.Remembered)
            return new ImportTrail(database, null, null);
        var name = ImportNames.PositionOf(order);
        var stored = await Settings.Find(database, name, cancel);
        return new ImportTrail(database, name, stored is null ? null : JsonSerializer.Deserialize<ImportPosition>(stored));
    }

    /// <summary>Takes the next row of the file into account.</summary>
    public Passed Pass(ImportRow row)
    {
        Rows++;
        if (name is null)
            return Passed.Now;
        hash.AppendData(row.Json.Span);
        hash.AppendData("\n"u8);
        if (Rows > (before?.Rows ?? 0))
        {
            if (Rows % Every == 0)
                marks.Enqueue((Rows, Hash()));
            return Passed.Now;
        }

        if (Rows == before!.Rows && Hash() != before.Hash)
            return Passed.OtherRows;
        if (!retried.Contains(Rows))
            return Passed.Done;
        again.Add((Rows, row));
        return Passed.Later;
    }

    /// <summary>The rows that an earlier run rejected, once.</summary>
    public IReadOnlyList<(long Number, ImportRow Row)> TakeAgain()
    {
        var taken = again;
        again = [];
        return taken;
    }

    /// <summary>Notes that a row, and so every one before it, is committed or rejected; begins to write the position when it is time.</summary>
    public async ValueTask Done(long number, bool wasRejected, CancellationToken cancel)
    {
        if (wasRejected)
            rejected.Add(number);
        if (!marks.TryPeek(out var mark) || mark.Rows != number)
            return;
        marks.Dequeue();
        // The rows go on meanwhile: a position waits in the writer's queue behind every row that is under way.
        await writing;
        writing = Write(mark.Rows, mark.Hash, cancel);
    }

    /// <summary>Notes that all rows are done.</summary>
    public async ValueTask End(CancellationToken cancel)
    {
        await writing;
        if (name is not null)
            await Write(Rows, Hash(), cancel);
    }

    /// <summary>Waits for the position that is being written.</summary>
    public async ValueTask DisposeAsync()
    {
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        hash.Dispose();
    }

    private Task Write(long rows, string upToHere, CancellationToken cancel) =>
        rejected.Count > MostRejected ? Task.CompletedTask
        : Settings.Set(database, name!, JsonSerializer.Serialize(new ImportPosition(rows, upToHere, rejected)), cancel).AsTask();

    private string Hash() => Convert.ToHexString(hash.GetCurrentHash());
}

/// <summary>How far an import came, as it is stored.</summary>
/// <param name="Rows">So many rows are done.</param>
/// <param name="Hash">SHA-256 of those rows.</param>
/// <param name="Rejected">The numbers of those of them that were rejected, from 1.</param>
internal sealed record ImportPosition(long Rows, string Hash, IReadOnlyList<long> Rejected);
