using System.Diagnostics;
using FreightRecovery.Load.Http;

namespace FreightRecovery.Load.Scenarios;

/// <summary>Holds what an answer takes in a large book against what it takes in a small one, in turns.</summary>
internal static class Growth
{
    private const int Few = 10_000;
    private const int Many = 1_000_000;
    private const int Times = 400;
    private const int TimesToWarm = 4000;
    private const double Most = 1.5;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>Compares answers.</summary>
    /// <param name="workshop">Where the books are made.</param>
    /// <param name="size">The customers of the large book; a million unless told.</param>
    /// <param name="answers">What is asked for.</param>
    /// <param name="roles">Of whoever asks, in all branches.</param>
    public static async Task<IReadOnlyList<Score>> Compare(Workshop workshop, int? size, IEnumerable<(string Name, string Path)> answers, params string[] roles)
    {
        var many = size ?? Many;
        var (few, all) = (await GrownBook.Make(workshop, Few), await GrownBook.Make(workshop, many));
        var (smallKey, largeKey) = (await Workshop.AddKey(few, roles), await Workshop.AddKey(all, roles));
        await using var small = await ServerProcess.Product(few);
        await using var large = await ServerProcess.Product(all);
        using var toSmall = await Connection.Open(small.Address);
        using var toLarge = await Connection.Open(large.Address);
        var scores = new List<Score>();
        foreach (var (name, path) in answers)
        {
            var (atFew, atMany) = await InTurns(
                () => Wait(toSmall, Connection.Request("GET", path, smallKey)), () => Wait(toLarge, Connection.Request("GET", path, largeKey)));
            scores.Add(new Score(
                name, FormattableString.Invariant($"{atMany:F2} ms at {many}"), FormattableString.Invariant($"{atFew:F2} ms at {Few}"),
                atMany / atFew, Most, AtLeast: false, $"median of up to {Times} over HTTP; read tables filled by SQL"));
        }

        return scores;
    }

    /// <summary>The medians of two that take turns.</summary>
    public static async Task<(double One, double Other)> InTurns(Func<ValueTask<double>> one, Func<ValueTask<double>> other)
    {
        var (ones, others) = (new List<double>(), new List<double>());
        // Until the code is compiled as it is in a house that has been open for a minute, or for as long: a page that is slow shows it in fewer turns.
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < TimesToWarm && watch.Elapsed < Longest; i++)
            _ = (await one(), await other());
        for (watch.Restart(); ones.Count < Times && (watch.Elapsed < Longest || ones.Count == 0);)
        {
            ones.Add(await one());
            others.Add(await other());
        }

        return (Median(ones), Median(others));
    }

    /// <summary>How long a good answer takes, in milliseconds.</summary>
    public static async ValueTask<double> Wait(Connection connection, ReadOnlyMemory<byte> request)
    {
        var sent = Stopwatch.GetTimestamp();
        if (await connection.Send(request) is var status && status != 200)
            throw new InvalidOperationException($"Answered {status}:\n{connection.Last}");
        return Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
    }

    /// <summary>The value in the middle.</summary>
    public static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
