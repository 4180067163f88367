using System.Security.Cryptography;
using FreightRecovery.Domain;
using FreightRecovery.Store;
using FreightRecovery.Web.Intake.Csv;
using NodaTime;

namespace FreightRecovery.Web.Intake;

/// <summary>A file to import.</summary>
/// <param name="Kind">What its rows are.</param>
/// <param name="Form">Its form.</param>
/// <param name="By">Who does it.</param>
/// <param name="Now">The instant at which it is done, UTC.</param>
internal sealed record FileOrder(ImportKind Kind, ImportForm Form, Actor By, Instant Now)
{
    /// <summary>The branch that the importer is bound to; null for all.</summary>
    public string? Branch { get; init; }

    /// <summary>What is known of a file of separated values.</summary>
    public CsvReading Csv { get; init; } = CsvReading.Guessed;

    /// <summary>Whether an earlier run that broke off is forgotten.</summary>
    public bool FromStart { get; init; }

    /// <summary>Whether everything is only checked.</summary>
    public bool DryRun { get; init; }

    /// <summary>The form that a name's ending tells.</summary>
    public static ImportForm FormOf(string file) =>
        Path.GetExtension(file).Equals(".csv", StringComparison.OrdinalIgnoreCase) ? ImportForm.Csv : ImportForm.Ndjson;
}

/// <summary>
/// Imports a file that can be read twice. It is known by its content: a run that broke off goes on where it was. A file of things
/// that are put is done with when its end is reached, and importing it once more puts all of it again; reports and bookings are told
/// once for good.
/// </summary>
internal static class FileImport
{
    /// <summary>Imports it.</summary>
    /// <param name="importer">One that writes, or one that only checks.</param>
    /// <param name="order">What and by whom.</param>
    /// <param name="file">The file's content.</param>
    /// <param name="rejected">Told of each rejected row.</param>
    /// <param name="progress">Told now and then how many rows are done.</param>
    public static async Task<ImportResult> Run(
        IDatabase database, Importer importer, FileOrder order, FileStream file, Action<ImportRow, Rejection> rejected,
        Action<long>? progress, CancellationToken cancel)
    {
        var content = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel));
        file.Position = 0;
        if (order.DryRun)
            return await importer.Run(Order(order.Now, remembered: false), file, rejected, progress, cancel);
        if (order.FromStart)
            await Forget();
        var result = await importer.Run(await Begin(), file, rejected, progress, cancel);
        if (result.OtherRows)
        {
            // The same content made other rows, such as for an older version of this program.
            await Forget();
            file.Position = 0;
            result = await importer.Run(await Begin(), file, rejected, progress, cancel);
        }

        if (order.Kind.IsPut)
            await Forget();
        return result;

        async ValueTask<ImportOrder> Begin() => Order(
            await ImportNames.StartOf(database, order.By, order.Kind, content, order.Now, cancel), remembered: true);

        async ValueTask Forget() => await ImportNames.Forget(database, await Begin(), content, cancel);

        ImportOrder Order(Instant startedAt, bool remembered) => new(
            order.Kind, order.Form, order.By, order.Branch, order.Kind.IsPut ? $"{content}/{startedAt.ToUnixTimeTicks()}" : content, startedAt, order.Now)
        {
            Remembered = remembered, Csv = order.Csv,
        };
    }
}
