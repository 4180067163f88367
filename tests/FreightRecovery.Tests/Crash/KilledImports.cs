using System.Globalization;
using System.Text.RegularExpressions;
using FreightRecovery.Store.Sqlite;
using FreightRecovery.Web.Cli;
using FreightRecovery.Web.Intake;
using Microsoft.Data.Sqlite;

namespace FreightRecovery.Tests.Crash;

/// <summary>The real program is killed while it imports; run again, it goes on where it was.</summary>
public sealed partial class KilledImports : IDisposable
{
    private const int Rows = 20_000;
    private readonly string data = Directory.CreateTempSubdirectory("freight-crash-").FullName;

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public async Task A_killed_import_is_finished_without_doubles_and_without_loss()
    {
        await Import("customers", [Intake.Rows.Customer("C1")]);
        var file = await Write("shipments", Shipments());

        using (var first = ServerProcess.Launch("import", "shipments", file, "--data", data))
        {
            // In the middle: the first position is written, and some rows behind it are committed.
            while (Count("SELECT count(*) FROM stream_event") < ImportTrail.Every + 3000)
                Assert.False(first.HasExited, "It ended before it was killed.");
            first.Kill();
            await first.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var before = Count("SELECT count(*) FROM stream_event");
        Assert.InRange(before, ImportTrail.Every, Rows - 1);
        var said = await Run(file);
        Assert.Contains($"{Rows} rows read, {Rows} accepted, 0 rejected.", said, StringComparison.Ordinal);
        var skipped = int.Parse(Skipped().Match(said).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.InRange(skipped, ImportTrail.Every, before);
        Assert.Equal(Rows, Count("SELECT count(*) FROM shipment"));
        Assert.Equal(Rows + 1, Count("SELECT count(*) FROM stream_event"));
        Assert.Empty(Maintenance.Verify(data).Problems);
    }

    [Fact]
    public async Task A_killed_server_takes_up_what_it_had_claimed_in_its_inbox()
    {
        var inbox = Path.Combine(data, "inbox");
        var done = Directory.CreateDirectory(Path.Combine(inbox, "shipments", "done")).FullName;
        Directory.CreateDirectory(Path.Combine(inbox, "customers"));
        await Write("inbox/customers/c", [Intake.Rows.Customer("C1")]);
        await Write("inbox/shipments/s", Shipments());
        await using (var server = await ServerProcess.Start(data, "none", "--inbox", inbox))
        {
            while (Count("SELECT count(*) FROM stream_event") < ImportTrail.Every + 3000)
                await Task.Yield();
            await server.Kill();
        }

        Assert.InRange(Count("SELECT count(*) FROM stream_event"), ImportTrail.Every, Rows - 1);
        Assert.Single(Directory.GetFiles(Path.Combine(inbox, "shipments", "working"), "*~s.ndjson"));
        var finished = Appears(done, "s.ndjson");
        await using (await ServerProcess.Start(data, "none", "--inbox", inbox))
            await finished;
        Assert.Equal(Rows, Count("SELECT count(*) FROM shipment"));
        Assert.Equal(Rows + 1, Count("SELECT count(*) FROM stream_event"));
        Assert.Empty(Directory.GetFiles(Path.Combine(inbox, "shipments", "working")));
        Assert.Empty(Maintenance.Verify(data).Problems);
    }

    // Without the day of booking: that would be a signal of their one customer for each of them.
    private static IEnumerable<string> Shipments() => Enumerable.Range(0, Rows).Select(i =>
        Intake.Rows.Shipment($"S{i}", "C1").Replace("\"bookedAt\":\"2026-02-20T08:00:00Z\",", "", StringComparison.Ordinal));

    private static async Task Appears(string folder, string name)
    {
        var there = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(folder, name);
        watcher.Created += (_, _) => there.TrySetResult();
        watcher.Renamed += (_, _) => there.TrySetResult();
        watcher.EnableRaisingEvents = true;
        await there.Task.WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);
    }

    private async Task Import(string kind, string[] rows)
    {
        using var process = ServerProcess.Launch("import", kind, await Write(kind, rows), "--data", data);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(ExitCodes.Ok, process.ExitCode);
    }

    private async Task<string> Write(string name, IEnumerable<string> rows)
    {
        var file = Path.Combine(data, name + ".ndjson");
        await File.WriteAllLinesAsync(file, rows, TestContext.Current.CancellationToken);
        return file;
    }

    private async Task<string> Run(string file)
    {
        using var process = ServerProcess.Launch("import", "shipments", file, "--data", data);
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return said;
    }

    private long Count(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, SqliteStore.FileName)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    [GeneratedRegex(@"^(\d+) rows had been accepted", RegexOptions.Multiline)]
    private static partial Regex Skipped();
}
