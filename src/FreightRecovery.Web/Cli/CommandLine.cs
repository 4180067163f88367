using System.CommandLine;
using System.CommandLine.Invocation;
using FreightRecovery.Engine.Privacy;
using FreightRecovery.Store;
using FreightRecovery.Web.Hosting;
using FreightRecovery.Web.Policies;
using Microsoft.Data.Sqlite;

namespace FreightRecovery.Web.Cli;

/// <summary>The program's verbs.</summary>
public static class CommandLine
{
    /// <summary>Runs the program. Answers with its exit code: 0 all went well, 1 a check failed or rows were rejected, 2 it could not be done.</summary>
    /// <param name="words">What was said.</param>
    /// <param name="host">Another host than the embedded one.</param>
    public static async Task<int> Run(string[] words, HostChoice? host = null)
    {
        var root = new RootCommand("FreightRecovery: tell the customer first, hold the invoice, put it right, keep the customer.");
        ServeCommand.AddTo(root, host);
        root.Add(new ImportCommand());
        root.Add(new KeyCommand());
        root.Add(new UserCommand());
        root.Add(new FitCommand());
        root.Add(new PolicyCommand());
        root.Add(MaintenanceCommands.Verify());
        root.Add(MaintenanceCommands.Rebuild());
        root.Add(MaintenanceCommands.Backup());
        root.Add(MaintenanceCommands.Migrate());

        var parsed = root.Parse(words);
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("Try --help.");
            return ExitCodes.Unusable;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                // The server answers what it is at before it goes.
                ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
            });
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped.");
            return ExitCodes.Failed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SchemaException or SqliteException or ArgumentException
            or PolicyException or InvalidDataException or MasterKeyException)
        {
            // The machine or the words were wrong, and the message says how; anything else is a bug and shows its trace.
            await Console.Error.WriteLineAsync(e is ArgumentException { ParamName: { } name } ? e.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : e.Message);
            return ExitCodes.Unusable;
        }
    }

    /// <summary>The option that every verb has.</summary>
    internal static Option<string> Data() => new("--data")
    {
        Description = "The data directory.",
        HelpName = "DIR",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("FREIGHTRECOVERY_DATA") is { Length: > 0 } set ? set : "data",
    };
}
