using System.CommandLine;
using FreightRecovery.Store;

namespace FreightRecovery.Web.Cli;

/// <summary>The options that say where the house keeps its events; every verb that opens a store has them.</summary>
internal sealed class PlaceOptions
{
    private const string File = "sqlite";
    private const string Server = "sqlserver";

    // A connection string here alone puts a server in place of the file, on every verb.
    private const string Whole = "FREIGHTRECOVERY_SQLSERVER";

    private readonly Option<string> data = CommandLine.Data();

    private readonly Option<string> store = new("--store")
    {
        Description = $"{File}: a file in the data directory. {Server}: a database on SQL Server, named by --connection or by {Whole}.",
        HelpName = "KIND",
        DefaultValueFactory = _ => Set("FREIGHTRECOVERY_STORE") ?? (Set(Whole) is null ? File : Server),
    };

    private readonly Option<string?> connection = new("--connection")
    {
        Description = "The connection string of the database on SQL Server. Others on this machine see a command line: the variable "
            + $"{Whole}, or FREIGHTRECOVERY_CONNECTION beside --store, is the better place for a password.",
        HelpName = "STRING",
        DefaultValueFactory = _ => Set("FREIGHTRECOVERY_CONNECTION") ?? Set(Whole),
    };

    public PlaceOptions() => store.AcceptOnlyFromAmong(File, Server);

    /// <summary>Adds them to a verb.</summary>
    public PlaceOptions AddTo(Command command)
    {
        command.Add(data);
        command.Add(store);
        command.Add(connection);
        return this;
    }

    /// <summary>The data directory.</summary>
    public string Directory(ParseResult words) => words.GetRequiredValue(data);

    /// <summary>Where the events are.</summary>
    /// <exception cref="ArgumentException">The options do not fit together.</exception>
    public StorePlace Of(ParseResult words) => (words.GetValue(store), words.GetValue(connection)) switch
    {
        (Server, null) => throw new ArgumentException(
            "--store sqlserver needs a connection string: name it with --connection, or set FREIGHTRECOVERY_SQLSERVER."),
        (Server, { } text) => new StorePlace(Directory(words), text),
        // A connection in the environment alone may be meant for another verb; one on the command line is not.
        (_, not null) when words.GetResult(connection) is { Implicit: false } => throw new ArgumentException(
            "--connection goes with --store sqlserver."),
        _ => new StorePlace(Directory(words)),
    };

    /// <summary>Opens the store, and says so where that begins a house: a mistyped directory looks the same.</summary>
    public async Task<IOpenStore> Open(ParseResult words, CancellationToken cancel)
    {
        var place = Of(words);
        if (!place.Exists)
            await Console.Error.WriteLineAsync($"There was no house at {place}: an empty one begins there now. If you meant another, name it with --data.");
        return await place.Open(cancel: cancel);
    }

    private static string? Set(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } set ? set : null;
}
