using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FreightRecovery.Domain;
using FreightRecovery.Web.Intake;
using NodaTime;

namespace FreightRecovery.Web.Cli;

/// <summary>
/// <c>import KIND FILE</c>, also while the server runs. A file of incidents is known by its content, so importing it
/// again, or going on after a crash, reports nothing twice; the other kinds are put, and putting the same changes nothing.
/// </summary>
internal sealed class ImportCommand : Command
{
    public ImportCommand()
        : base("import", "Imports a file: NDJSON, or CSV by its ending .csv. Rejected rows go into FILE.rejected.ndjson.")
    {
        var kind = new Argument<string>("KIND") { Description = string.Join(", ", ImportKind.All.Select(k => k.Name)) };
        kind.AcceptOnlyFromAmong([.. ImportKind.All.Select(k => k.Name)]);
        var file = new Argument<string>("FILE");
        var policy = PolicyCommand.File();
        Add(kind);
        Add(file);
        Add(policy);
        var place = new PlaceOptions().AddTo(this);
        SetAction(async (words, cancel) =>
        {
            await using var embedded = await Embedded.Open(place.Of(words), words.GetValue(policy), cancel);
            var now = SystemClock.Instance.GetCurrentInstant();
            var result = await Import(
                embedded, ImportKind.Find(words.GetRequiredValue(kind))!, words.GetRequiredValue(file), new Actor("import", Authority.Executive), now, cancel);
            Console.WriteLine($"{result.Read} rows read, {result.Accepted} accepted, {result.Rejected} rejected.");
            return result.Rejected == 0 ? ExitCodes.Ok : ExitCodes.Failed;
        });
    }

    /// <summary>Imports a file, and delivers what follows from it.</summary>
    public static async Task<ImportResult> Import(
        Embedded embedded, ImportKind kind, string file, Actor by, Instant now, CancellationToken cancel)
    {
        await using var rows = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        var name = Convert.ToHexStringLower(await SHA256.HashDataAsync(rows, cancel));
        rows.Position = 0;
        // Where the content decides, the first start is remembered; where it is put, this run stands for itself.
        var startedAt = kind.IsPut ? now : await ImportNames.StartOf(embedded.Store, by, kind, name, now, cancel);
        var form = Path.GetExtension(file).Equals(".csv", StringComparison.OrdinalIgnoreCase) ? ImportForm.Csv : ImportForm.Ndjson;
        var order = new ImportOrder(kind, form, by, null, kind.IsPut ? $"{name}/{now.ToUnixTimeTicks()}" : name, startedAt, now);

        await embedded.Disruptions.Refresh(cancel);
        using var rejected = new RejectedRows(file + ".rejected.ndjson");
        var result = await Progress.Run(
            $"Importing {kind.Name}", "rows", () => rows.Length == 0 ? 1 : (double)rows.Position / rows.Length,
            async tell => (await embedded.Dispatcher.DrainBeside(
                Task.Run(() => embedded.Importer.Run(order, rows, rejected.Add, tell, cancel), cancel), embedded.Store.Outbox, cancel)).Result);
        foreach (var error in result.Errors.Take(RejectedRows.Shown))
            await Console.Error.WriteLineAsync($"{file}, line {error.Line}: {error.Reason}");
        if (result.Rejected > 0)
            await Console.Error.WriteLineAsync($"All {result.Rejected} rejected rows, with reasons: {rejected.File}");
        return result;
    }

    /// <summary>The rows that were rejected, beside the file they come from; it is made when the first one comes.</summary>
    private sealed class RejectedRows : IDisposable
    {
        public const int Shown = 10;
        private static readonly JsonWriterOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        private FileStream? file;

        public RejectedRows(string file)
        {
            File = file;
            // What an earlier run rejected is no longer true.
            System.IO.File.Delete(file);
        }

        public string File { get; }

        public void Add(ImportRow row, string reason)
        {
            file ??= new FileStream(File, FileMode.Create, FileAccess.Write);
            using (var json = new Utf8JsonWriter(file, Written))
            {
                json.WriteStartObject();
                json.WriteNumber("line", row.Line);
                json.WriteString("reason", reason);
                json.WriteString("row", Encoding.UTF8.GetString(row.Json.Span));
                json.WriteEndObject();
            }

            file.WriteByte((byte)'\n');
        }

        public void Dispose() => file?.Dispose();
    }
}
