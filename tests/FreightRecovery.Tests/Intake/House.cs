using System.Security.Cryptography;
using System.Text;
using Dapper;
using FreightRecovery.Domain;
using FreightRecovery.Engine;
using FreightRecovery.Feeds.Meanings;
using FreightRecovery.Store.Queries;
using FreightRecovery.Store.Sqlite;
using FreightRecovery.Web.Intake;
using FreightRecovery.Web.Intake.Csv;
using NodaTime;

namespace FreightRecovery.Tests.Intake;

/// <summary>A house of its own in a temporary directory: the embedded store, the engine, the ways in.</summary>
public sealed class House : IAsyncDisposable
{
    public static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly Actor By = new("partner");

    public House()
    {
        Directory = System.IO.Directory.CreateTempSubdirectory("freight-recovery-").FullName;
        Store = SqliteStore.Open(Directory);
        Transactor = new Transactor(Store, () => Policy.Default, Store.Keys);
        var gateway = new InProcessGateway(Transactor);
        var reporting = new Reporting(gateway, Transactor);
        var engine = new IntakeEngine(Store, gateway, reporting);
        Importer = new Importer(engine);
        DryImporter = DryRun.Of(engine, Transactor);
        Feeds = new FeedIntake(Store, gateway, reporting, () => FeedPolicy.Default, new PartnerMaps(Path.Combine(Directory, PartnerMaps.Folder)));
        Dispatcher = new Dispatcher(Store, gateway);
    }

    public string Directory { get; }

    public SqliteStore Store { get; }

    public Transactor Transactor { get; }

    public Importer Importer { get; }

    public Importer DryImporter { get; }

    public FeedIntake Feeds { get; }

    public Dispatcher Dispatcher { get; }

    /// <summary>Imports text under a name.</summary>
    public async Task<ImportResult> Import(
        string kind, string text, ImportForm form = ImportForm.Ndjson, string name = "file", Action<ImportRow, Rejection>? rejected = null)
    {
        using var rows = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await Importer.Run(new ImportOrder(ImportKind.Find(kind)!, form, By, null, name, Now, Now), rows, rejected);
    }

    /// <summary>Imports the bytes of a file of separated values.</summary>
    internal async Task<ImportResult> ImportCsv(string kind, byte[] file, CsvReading? reading = null)
    {
        using var rows = new MemoryStream(file);
        var order = new ImportOrder(ImportKind.Find(kind)!, ImportForm.Csv, By, null, "file", Now, Now) { Csv = reading ?? CsvReading.Guessed };
        return await Importer.Run(order, rows);
    }

    /// <summary>Imports a file as the verb does, with its reports beside it.</summary>
    internal async Task<ImportResult> ImportBeside(string kind, string file, bool dryRun = false, Duration? later = null)
    {
        await using var rows = File.OpenRead(file);
        using var rejected = new RejectedFiles(file, FileOrder.FormOf(file));
        return await FileImport.Run(
            Store, dryRun ? DryImporter : Importer,
            new FileOrder(ImportKind.Find(kind)!, FileOrder.FormOf(file), By, Now + (later ?? Duration.Zero)) { DryRun = dryRun },
            rows, rejected.Add, null, TestContext.Current.CancellationToken);
    }

    /// <summary>Writes a file into the house's directory.</summary>
    public async Task<string> Write(string name, byte[] content)
    {
        var path = Path.Combine(Directory, name);
        await File.WriteAllBytesAsync(path, content, TestContext.Current.CancellationToken);
        return path;
    }

    /// <summary>Imports a file.</summary>
    public async Task<ImportResult> ImportFile(string kind, string file)
    {
        await using var rows = File.OpenRead(file);
        var result = await Importer.Run(new ImportOrder(ImportKind.Find(kind)!, ImportForm.Ndjson, By, null, file, Now, Now), rows);
        await Drain();
        return result;
    }

    /// <summary>Sends a message.</summary>
    public async Task<FeedAnswer> Feed(string json, Instant? at = null)
    {
        var answer = await Feeds.Take(FeedFormat.Dcsa, Encoding.UTF8.GetBytes(json), By, at ?? Now);
        await Drain();
        return answer;
    }

    /// <summary>Sends a message of another format.</summary>
    public async Task<FeedAnswer> Feed(FeedFormat format, string message, Instant? at = null)
    {
        var answer = await Feeds.Take(format, Encoding.UTF8.GetBytes(message), By, at ?? Now);
        await Drain();
        return answer;
    }

    /// <summary>Delivers what follows from what was done.</summary>
    public async Task Drain() => await Dispatcher.Drain(TestContext.Current.CancellationToken);

    /// <summary>How many events are stored.</summary>
    public async Task<long> Events() => await Store.Head(TestContext.Current.CancellationToken);

    /// <summary>What waits in quarantine.</summary>
    public async Task<IReadOnlyList<QuarantinedMessage>> Waiting() =>
        await Quarantine.Waiting(Store, null, 100, TestContext.Current.CancellationToken);

    /// <summary>Reads a message in quarantine again.</summary>
    public async Task<FeedAnswer> Replay(QuarantinedMessage message)
    {
        var answer = await Feeds.Replay(message, By, Now);
        await Drain();
        return answer;
    }

    /// <summary>A number from the database.</summary>
    public async Task<long> Count(string sql, object? parameters = null) =>
        await Store.Read(async connection => await connection.ExecuteScalarAsync<long>(sql, parameters));

    /// <summary>The hash of everything that is stored.</summary>
    public async Task<string> Digest() => await Store.Read(async connection =>
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var table in await connection.QueryAsync<string>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"))
            foreach (IDictionary<string, object?> row in await connection.QueryAsync($"SELECT * FROM {table}"))
                foreach (var (column, value) in row)
                    hash.AppendData(Encoding.UTF8.GetBytes($"{table}.{column}={(value is byte[] bytes ? Convert.ToHexString(bytes) : value)}\n"));
        return Convert.ToHexString(hash.GetHashAndReset());
    });

    /// <summary>Writes what a process that died would have left.</summary>
    public async Task Note(string sql) =>
        await Store.Write((connection, transaction) => connection.Execute(sql, transaction: transaction));

    /// <summary>Empties tables, as a house of an older release has them.</summary>
    public async Task Forget(params string[] tables) => await Store.Write((connection, transaction) =>
        connection.Execute(string.Concat(tables.Select(t => $"DELETE FROM {t};")), transaction: transaction));

    /// <summary>Texts from the database.</summary>
    public async Task<IReadOnlyList<string>> Texts(string sql, object? parameters = null) =>
        await Store.Read(async connection => (IReadOnlyList<string>)[.. await connection.QueryAsync<string>(sql, parameters)]);

    /// <summary>One customer and its shipment of two containers from Qingdao to Busan, with a freight invoice.</summary>
    public async Task<House> WithOneShipment()
    {
        await Import("customers", Rows.Customer("C1"));
        await Import("shipments", Rows.Shipment("S1", "C1"));
        await Import("invoices", Rows.Invoice("I1", "S1"));
        await Drain();
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        System.IO.Directory.Delete(Directory, recursive: true);
    }
}

/// <summary>Rows of import files.</summary>
public static class Rows
{
    public const string Containers = """["MSKU1234565","TGHU7654320"]""";

    public static string Customer(string reference, string name = "Blue Crane Toys") =>
        $$"""{"ref":"{{reference}}","name":"{{name}}","language":"en","timeZone":"Asia/Shanghai","countryCode":"CN","branch":"SHA","salesRep":"mei.lin","accountManager":"wei.tang","nominated":false,"expectedAnnualMargin":{"amount":"40000.00","currency":"USD"},"contacts":[{"name":"Li Na","email":"li@example.com"}]}""";

    public static string Shipment(string reference, string customer) =>
        $$"""{"ref":"{{reference}}","customer":"{{customer}}","mode":"sea","carrier":"ZZZU","vessel":"MV Amber Tide","voyage":"012E","origin":"CNTAO","destination":"KRPUS","bookedAt":"2026-02-20T08:00:00Z","masterReference":"BKG-{{reference}}","containers":{{Containers}}}""";

    public static string Invoice(string reference, string shipment) =>
        $$"""{"ref":"{{reference}}","shipment":"{{shipment}}","amount":{"amount":"1000.00","currency":"USD"},"kind":"freight","dueOn":"2026-04-01"}""";

    public static string Incident(string shipment, string kind = "cargoDamaged", string occurredAt = "2026-03-01T08:00:00Z") =>
        $$"""{"shipment":"{{shipment}}","kind":"{{kind}}","occurredAt":"{{occurredAt}}","description":"Six cartons wet.","channel":"phone","reportedBy":"Li Na"}""";
}
