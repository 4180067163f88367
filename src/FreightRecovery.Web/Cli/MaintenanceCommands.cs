using System.CommandLine;
using FreightRecovery.Domain;
using FreightRecovery.Store;
using FreightRecovery.Store.Sqlite;
using FreightRecovery.Store.SqlServer;
using FreightRecovery.Web.Hosting;
using FreightRecovery.Web.Policies;

namespace FreightRecovery.Web.Cli;

/// <summary>The care of a data directory.</summary>
internal static class MaintenanceCommands
{
    /// <summary><c>verify</c>: 1 when anything is wrong.</summary>
    public static Command Verify()
    {
        var command = new Command("verify", "Checks the store, the chain of every stream, that every event can be read, and the files of evidence.");
        var place = new PlaceOptions().AddTo(command);
        command.SetAction(async (words, cancel) =>
        {
            var found = await Progress.Run("Verifying", "events", null, tell => place.Of(words).Verify(tell, cancel));
            if (found.Note is { } note)
                await Console.Error.WriteLineAsync(note);
            foreach (var problem in found.Problems)
                await Console.Error.WriteLineAsync(problem);
            var what = $"{found.Events} events in {found.Streams} streams (digest {found.Digest})";
            Console.WriteLine(found.Problems.Count == 0 ? $"{what}: all is well." : $"{what}: {found.Problems.Count} problems.");
            return found.Problems.Count == 0 ? ExitCodes.Ok : ExitCodes.Failed;
        });
        return command;
    }

    /// <summary><c>rebuild</c>.</summary>
    public static Command Rebuild()
    {
        var policy = PolicyCommand.File();
        var command = new Command("rebuild", "Makes the read tables anew from the events.") { policy };
        var place = new PlaceOptions().AddTo(command);
        command.SetAction(async (words, cancel) =>
        {
            var rules = Rules(place.Directory(words), words.GetValue(policy));
            var events = await Progress.Run("Rebuilding", "events", null, tell => place.Of(words).Rebuild(rules, tell, cancel));
            Console.WriteLine($"Rebuilt from {events} events.");
            return ExitCodes.Ok;
        });
        return command;
    }

    /// <summary><c>backup</c>.</summary>
    public static Command Backup()
    {
        var file = new Argument<string>("FILE") { Description = "The copy; a file of that name is replaced." };
        var command = new Command("backup", "Copies the database file while it is in use.") { file };
        var place = new PlaceOptions().AddTo(command);
        command.SetAction(words =>
        {
            if (place.Of(words).Connection is not null)
                throw new ArgumentException("A database on SQL Server is copied by the server itself: BACKUP DATABASE, or whatever the house uses for it.");
            var data = place.Directory(words);
            var target = Path.GetFullPath(words.GetRequiredValue(file));
            Maintenance.Backup(data, target);
            Console.WriteLine($"Copied to {target}, {new FileInfo(target).Length / 1024} KiB.");
            var evidence = Path.GetFullPath(Path.Combine(data, EvidenceFiles.Folder));
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
        var policy = PolicyCommand.File();
        var from = new Option<string?>("--from")
        {
            Description = "A data directory whose file is copied into an empty database on SQL Server. Stop the server that uses it first.", HelpName = "DIR",
        };
        var command = new Command("migrate", "Brings the schema up to date; serve does the same at its start. With --from it copies a file to SQL Server.")
        {
            policy, from,
        };
        var place = new PlaceOptions().AddTo(command);
        command.SetAction(async (words, cancel) =>
        {
            var to = place.Of(words);
            if (words.GetValue(from) is { } source)
            {
                var rows = await Progress.Run("Copying", "rows", null, tell => to.CopyFrom(source, tell, cancel));
                Console.WriteLine($"Copied {rows} rows. Run verify on both sides: events, streams and digest must be the same.");
                if (Path.GetFullPath(source) != Path.GetFullPath(to.DataDirectory))
                    Console.WriteLine($"The master key, the policy, calendars and files of evidence stay in {source}: copy them to {to.DataDirectory}.");
            }

            await using var store = await to.Open(() => Rules(to.DataDirectory, words.GetValue(policy)), cancel);
            // Here, so that the nodes of a cluster need no right to make tables.
            if (to.Connection is { } connection)
                await MembershipTables.Apply(connection, cancel);
            Console.WriteLine($"The schema is at {StorePlace.NewestSchema}.");
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Policy Rules(string data, string? policy) =>
        LegalSource.Open(data).Over(new PolicyFiles(policy, data).Load().House);
}
