using System.CommandLine;
using FreightRecovery.Domain;
using FreightRecovery.Store;
using FreightRecovery.Store.Sqlite;
using FreightRecovery.Web.Hosting;
using FreightRecovery.Web.Policies;

namespace FreightRecovery.Web.Cli;

/// <summary>The care of a data directory.</summary>
internal static class MaintenanceCommands
{
    /// <summary><c>verify</c>: 1 when anything is wrong.</summary>
    public static Command Verify()
    {
        var data = CommandLine.Data();
        var command = new Command("verify", "Checks the file, the chain of every stream, that every event can be read, and the files of evidence.") { data };
        command.SetAction(async words =>
        {
            var found = await Progress.Run("Verifying", "events", null, tell => Task.Run(() => Maintenance.Verify(words.GetRequiredValue(data), tell)));
            if (found.Note is { } note)
                await Console.Error.WriteLineAsync(note);
            foreach (var problem in found.Problems)
                await Console.Error.WriteLineAsync(problem);
            Console.WriteLine(found.Problems.Count == 0
                ? $"{found.Events} events in {found.Streams} streams: all is well."
                : $"{found.Events} events in {found.Streams} streams: {found.Problems.Count} problems.");
            return found.Problems.Count == 0 ? ExitCodes.Ok : ExitCodes.Failed;
        });
        return command;
    }

    /// <summary><c>rebuild</c>.</summary>
    public static Command Rebuild()
    {
        var (data, policy) = (CommandLine.Data(), PolicyCommand.File());
        var command = new Command("rebuild", "Makes the read tables anew from the events.") { data, policy };
        command.SetAction(async words =>
        {
            var rules = Rules(words.GetRequiredValue(data), words.GetValue(policy));
            var events = await Progress.Run(
                "Rebuilding", "events", null, tell => Task.Run(() => Maintenance.Rebuild(words.GetRequiredValue(data), rules, tell)));
            Console.WriteLine($"Rebuilt from {events} events.");
            return ExitCodes.Ok;
        });
        return command;
    }

    /// <summary><c>backup</c>.</summary>
    public static Command Backup()
    {
        var data = CommandLine.Data();
        var file = new Argument<string>("FILE") { Description = "The copy; a file of that name is replaced." };
        var command = new Command("backup", "Copies the database while it is in use.") { file, data };
        command.SetAction(words =>
        {
            var target = Path.GetFullPath(words.GetRequiredValue(file));
            Maintenance.Backup(words.GetRequiredValue(data), target);
            Console.WriteLine($"Copied to {target}, {new FileInfo(target).Length / 1024} KiB.");
            var evidence = Path.GetFullPath(Path.Combine(words.GetRequiredValue(data), EvidenceFiles.Folder));
            if (Directory.Exists(evidence))
                Console.WriteLine($"Files of evidence are not in it. Copy {evidence} after this: its files are only ever added, never changed.");
            Console.WriteLine($"The master key ({MasterKeyFile.FileName}) is not in it either. Keep it apart: with the copy it opens what is personal, and without it nobody does.");
            return ExitCodes.Ok;
        });
        return command;
    }

    /// <summary><c>migrate</c>.</summary>
    public static Command Migrate()
    {
        var (data, policy) = (CommandLine.Data(), PolicyCommand.File());
        var command = new Command("migrate", "Brings the schema up to date; serve does the same at its start.") { data, policy };
        command.SetAction(async words =>
        {
            await using var store = SqliteStore.Open(
                words.GetRequiredValue(data), () => Rules(words.GetRequiredValue(data), words.GetValue(policy)));
            Console.WriteLine($"The schema is at {Migrations.Newest}.");
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Policy Rules(string data, string? policy) =>
        LegalSource.Open(data).Over(new PolicyFiles(policy, data).Load().House);
}
