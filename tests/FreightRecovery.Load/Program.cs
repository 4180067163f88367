using System.Globalization;
using FreightRecovery.Load;
using FreightRecovery.Load.Http;
using FreightRecovery.Load.Scenarios;

if (args is [BareServer.Verb, var data])
{
    await BareServer.Run(data);
    return 0;
}

var scenarios = new Dictionary<string, Func<Workshop, int?, Task<IReadOnlyList<Score>>>>
{
    ["floor"] = Bottom.Run,
    ["intake-bulk"] = Bulk.Run,
    ["import"] = Importing.Run,
    ["signals"] = Signals.Run,
    ["disruption"] = FanningOut.Run,
    ["intake-http"] = HttpIntake.Run,
    ["collect"] = Collecting.Run,
    ["board"] = Boards.Run,
    ["pages"] = Pages.Run,
    ["start"] = Starting.Run,
    ["memory"] = Memory.Run,
    ["intake-silo"] = OneSilo.Run,
    ["parse"] = Parsing.Run,
    ["fuzz"] = Fuzzing.Run,
};
CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
var names = new List<string>();
int? size = null;
var check = false;
for (var i = 0; i < args.Length; i++)
{
    if (args[i] == "--check")
        check = true;
    else if (args[i] == "--size" && i + 1 < args.Length && int.TryParse(args[++i], CultureInfo.InvariantCulture, out var n) && n > 0)
        size = n;
    else if (args[i] == "all")
        names.AddRange(scenarios.Keys);
    else if (scenarios.ContainsKey(args[i]))
        names.Add(args[i]);
    else
    {
        Console.Error.WriteLine($"There is no '{args[i]}'. Usage: [{string.Join('|', scenarios.Keys)}|all ...] [--size N] [--check]");
        return 2;
    }
}

using var workshop = new Workshop();
var scores = new List<Score>();
foreach (var name in names.Count == 0 ? [.. scenarios.Keys] : names)
{
    Console.WriteLine($"{name} ...");
    scores.AddRange(await scenarios[name](workshop, size));
}

Table.Print(scores);
return check && !scores.TrueForAll(s => s.Met) ? 1 : 0;
