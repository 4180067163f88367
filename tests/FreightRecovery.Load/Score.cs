using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace FreightRecovery.Load;

/// <summary>One line of the table: ours, what it is held against in the same run, and the ratio with its target.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Ours">Ours, with its unit.</param>
/// <param name="Against">What it is held against.</param>
/// <param name="Ratio">Ours to it.</param>
/// <param name="Target">What the ratio is to be; null when it is only told.</param>
/// <param name="AtLeast">Whether the target is the least or the most.</param>
/// <param name="Note">More about it.</param>
internal sealed record Score(string Name, string Ours, string Against, double Ratio, double? Target, bool AtLeast = true, string Note = "")
{
    /// <summary>True unless a target is missed.</summary>
    public bool Met => Target is not { } target || (AtLeast ? Ratio >= target : Ratio <= target);
}

/// <summary>Prints the machine and the scores.</summary>
internal static class Table
{
    public static void Print(IReadOnlyList<Score> scores)
    {
        var rows = scores.Select(s => (string[])
        [
            s.Name, s.Ours, s.Against,
            string.Create(CultureInfo.InvariantCulture, $"ratio {s.Ratio:F2}"),
            s.Target is { } t ? string.Create(CultureInfo.InvariantCulture, $"(target {(s.AtLeast ? ">=" : "<=")} {t:0.##}){(s.Met ? "" : " MISSED")}") : "",
            s.Note,
        ]).ToList();
        var widths = Enumerable.Range(0, 6).Select(i => rows.Max(r => r[i].Length)).ToArray();
        Console.WriteLine();
        Console.WriteLine(Machine());
        foreach (var row in rows)
            Console.WriteLine(string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
    }

    private static string Machine()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        return $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSArchitecture}, {RuntimeInformation.FrameworkDescription}, "
            + $"{RuntimeInformation.OSDescription}, SQLite {connection.ServerVersion}";
    }
}
