using System.CommandLine;
using FreightRecovery.Domain;
using FreightRecovery.Engine;
using FreightRecovery.Web.Intake;
using FreightRecovery.Web.Intake.Csv;
using NodaTime;

namespace FreightRecovery.Web.Cli;

/// <summary>
/// <c>import KIND FILE</c>, also while the server runs. A run that broke off goes on where it was. A file of incidents or bookings is
/// known by its content, so importing it again reports nothing twice; the other kinds are put, and putting the same changes nothing.
/// </summary>
internal sealed class ImportCommand : Command
{
    private const int Shown = 10;

    public ImportCommand()
        : base("import", "Imports a file: NDJSON, or CSV by its ending .csv. Rejected rows go into FILE.rejected.*, their reasons into FILE.errors.csv.")
    {
        var kind = new Argument<string>("KIND") { Description = string.Join(", ", ImportKind.All.Select(k => k.Name)) };
        kind.AcceptOnlyFromAmong([.. ImportKind.All.Select(k => k.Name)]);
        var file = new Argument<string>("FILE");
        var policy = PolicyCommand.File();
        var csv = new CsvOptions();
        var dryRun = new Option<bool>("--dry-run") { Description = "Check everything and write nothing into the house." };
        var fromStart = new Option<bool>("--from-start") { Description = "Begin with the first row, also where an earlier run broke off." };
        Add(kind);
        Add(file);
        Add(policy);
        csv.AddTo(this);
        Add(dryRun);
        Add(fromStart);
        var place = new PlaceOptions().AddTo(this);
        SetAction(async (words, cancel) =>
        {
            var reading = csv.Of(words);
            await using var embedded = await Embedded.Open(place.Of(words), words.GetValue(policy), cancel);
            var name = words.GetRequiredValue(file);
            var order = new FileOrder(
                ImportKind.Find(words.GetRequiredValue(kind))!, FileOrder.FormOf(name), new Actor("import", Authority.Executive),
                SystemClock.Instance.GetCurrentInstant())
            {
                Csv = reading, DryRun = words.GetValue(dryRun), FromStart = words.GetValue(fromStart),
            };
            var result = await Import(embedded, order, name, cancel);
            if (result.Skipped > 0)
                Console.WriteLine($"{result.Skipped} rows had been accepted by an earlier run of this file (--from-start begins anew).");
            Console.WriteLine($"{result.Read} rows read, {result.Accepted} accepted, {result.Rejected} rejected.{(order.DryRun ? " Nothing was written: this was a dry run." : "")}");
            return result.Rejected == 0 ? ExitCodes.Ok : ExitCodes.Failed;
        });
    }

    /// <summary>Imports a file, and delivers what follows from it.</summary>
    public static async Task<ImportResult> Import(Embedded embedded, FileOrder order, string file, CancellationToken cancel)
    {
        await using var rows = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        await embedded.Disruptions.Refresh(cancel);
        using var rejected = new RejectedFiles(file, order.Form);
        var importer = order.DryRun ? embedded.DryImporter : embedded.Importer;
        var result = await Progress.Run(
            $"{(order.DryRun ? "Checking" : "Importing")} {order.Kind.Name}", "rows", () => rows.Length == 0 ? 1 : (double)rows.Position / rows.Length,
            async tell => (await embedded.Dispatcher.DrainBeside(
                Task.Run(() => FileImport.Run(embedded.Store, importer, order, rows, rejected.Add, tell, cancel), cancel), embedded.Store.Outbox,
                Dispatcher.Gathered, cancel)).Result);
        if (result.ReadAs is { } readAs)
            Console.WriteLine(readAs);
        foreach (var error in result.Errors.Take(Shown))
            await Console.Error.WriteLineAsync($"{file}, line {error.Line}: {error.Reason}");
        if (result.Rejected > 0)
            await Console.Error.WriteLineAsync($"All reasons: {rejected.Errors}" + (rejected.HasRows ? $"; the rows to correct and import again: {rejected.Rows}" : ""));
        return result;
    }
}

/// <summary>The options that say how a file of separated values is to be read.</summary>
internal sealed class CsvOptions
{
    private readonly Option<string?> encoding = new("--encoding")
    {
        Description = "How the CSV is written: utf-8, utf-16, gb18030, big5, windows-1251, windows-1252 ...; guessed when left out.", HelpName = "NAME",
    };

    private readonly Option<string?> delimiter = new("--delimiter")
    {
        Description = "What stands between the CSV's fields: a character, or tab; found out when left out.", HelpName = "C",
    };

    private readonly Option<string?> map = new("--map")
    {
        Description = "A JSON file from the CSV's column names to our members, such as {\"Kd.-Nr.\": \"customer\", \"Notiz\": null}.", HelpName = "FILE",
    };

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Add(encoding);
        command.Add(delimiter);
        command.Add(map);
    }

    /// <summary>What they say.</summary>
    /// <exception cref="ArgumentException">The encoding or the delimiter is none.</exception>
    /// <exception cref="InvalidDataException">The map is none.</exception>
    public CsvReading Of(ParseResult words) => new()
    {
        Encoding = words.GetValue(encoding) is { } name
            ? FileEncoding.Find(name) ?? throw new ArgumentException($"There is no encoding '{name}'. There are utf-8, utf-16, gb18030, big5, windows-1251, windows-1252 and others.")
            : null,
        Delimiter = words.GetValue(delimiter) is { } word
            ? CsvReading.DelimiterOf(word) ?? throw new ArgumentException($"--delimiter is one character, such as ; or |, or the word tab; not '{word}'.")
            : null,
        Map = words.GetValue(map) is { } file ? ColumnMap.Read(file) : ColumnMap.None,
    };
}
