using System.Diagnostics;
using FreightRecovery.Load;

var n = args.Length > 0 ? int.Parse(args[0]) : 20000;
var dir = Directory.CreateTempSubdirectory("fr-load-").FullName;
await using (var bench = new Bench(dir))
{
    var w = Stopwatch.StartNew();
    await bench.Fill(n / 5, n);
    Console.WriteLine($"fill {n / 5} customers, {n} shipments: {w.Elapsed.TotalSeconds:F1} s; cpu {Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds:F1}");
    var t = await bench.Report(n, n, n / 5);
    Console.WriteLine($"report {n}: {t.TotalSeconds:F2} s = {n / t.TotalSeconds:F0}/s; cpu {Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds:F1}; rss {Environment.WorkingSet >> 20} MB");
    await bench.Dispatcher.Drain();
}
var v = FreightRecovery.Store.Sqlite.Maintenance.Verify(dir);
Console.WriteLine($"verify {v.Events} events {v.Streams} streams; problems: {string.Join('\n', v.Problems)}");
Console.WriteLine(dir);
