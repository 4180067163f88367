using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using FreightRecovery.Store.Sqlite;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace FreightRecovery.Load;

/// <summary>A directory for the databases of one run, which goes with it, and the books in it, each made once and copied.</summary>
internal sealed class Workshop : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("freight-load-").FullName;
    private readonly Dictionary<(int Customers, int Shipments), string> books = [];

    /// <summary>An empty data directory.</summary>
    public string NewDirectory() => Directory.CreateDirectory(Path.Combine(root, Guid.NewGuid().ToString("N"))).FullName;

    /// <summary>A data directory with a book of its own.</summary>
    public async Task<string> NewBook(int customers, int shipments)
    {
        if (!books.TryGetValue((customers, shipments), out var made))
        {
            books[(customers, shipments)] = made = NewDirectory();
            await Bench.Make(made, customers, shipments);
        }

        var directory = NewDirectory();
        File.Copy(FileIn(made), FileIn(directory));
        return directory;
    }

    /// <summary>Makes a key in a data directory.</summary>
    public static Task<string> AddKey(string directory, params string[] roles) => AddKey(new StorePlace(directory), roles);

    /// <summary>Makes a key in a store.</summary>
    public static async Task<string> AddKey(StorePlace place, params string[] roles)
    {
        await using var store = await place.Open();
        return await new ApiKeys(store).Add("load", roles, null, SystemClock.Instance.GetCurrentInstant());
    }

    /// <summary>The database in a data directory.</summary>
    public static string FileIn(string directory) => Path.Combine(directory, SqliteStore.FileName);

    /// <summary>Runs statements in a data directory's database, in one transaction.</summary>
    public static void Execute(string directory, string sql)
    {
        using var connection = Open(directory);
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA journal_mode = WAL; PRAGMA cache_size = -262144; BEGIN; {sql}; COMMIT; PRAGMA wal_checkpoint(TRUNCATE)";
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }

    /// <summary>A connection to a data directory's database.</summary>
    public static SqliteConnection Open(string directory)
    {
        var connection = new SqliteConnection($"Data Source={FileIn(directory)};Pooling=False");
        connection.Open();
        return connection;
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
