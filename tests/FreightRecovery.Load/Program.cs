using System.Diagnostics;
using FreightRecovery.Load;
using FreightRecovery.Store.Sqlite;

var n = args.Length > 0 ? int.Parse(args[0]) : 20000;
var dir = Directory.CreateTempSubdirectory("fr-load-").FullName;
var copy = Path.Combine(dir, "before.db");
long position;
await using (var bench = new Bench(dir))
{
    var w = Stopwatch.StartNew();
    await bench.Fill(n / 5, n);
    Console.WriteLine($"fill {n / 5} customers, {n} shipments: {w.Elapsed.TotalSeconds:F1} s; cpu {Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds:F1}");
    position = await bench.Store.Head(default);
    Maintenance.Backup(dir, copy);
    var cpu = Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;
    var t = await bench.Report(n, n, n / 5);
    Console.WriteLine($"report {n}: {t.TotalSeconds:F2} s = {n / t.TotalSeconds:F0}/s; cpu {Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds - cpu:F1}; rss {Environment.WorkingSet >> 20} MB; gc {GC.CollectionCount(0)} {GC.CollectionCount(1)} {GC.CollectionCount(2)}");
    var floor = new Floor(copy, bench.Store.File, position, [new byte[16], "customer/C-0000001", "observe/1", new string('x', 230), 1L]);
    var (rate, batch) = floor.Best(64, 256, 1024, 4096);
    var events = floor.Events;
    Console.WriteLine($"floor: {events} events {rate:F0} events/s at {batch}; real {events / t.TotalSeconds:F0}; ratio {events / t.TotalSeconds / rate:F2}");
}
Directory.Delete(dir, true);
