using System.Diagnostics;
using System.IO.Compression;
using FreightRecovery.Load.Http;
using FreightRecovery.Store.Queries;
using FreightRecovery.Store.Sqlite;

namespace FreightRecovery.Load.Scenarios;

/// <summary>
/// The pages that people open all day: whether they stay quick as the book grows, what an inbox costs beyond its query, and what a page weighs on
/// its way with everything it brings along but the pictures' own program.
/// </summary>
internal static partial class Pages
{
    private const int MostBytes = 150_000;
    private const int RowsOfInbox = 50;

    private static readonly (string Name, string Path)[] Desks =
    [
        ("pages: today", "/"), ("pages: inbox", "/incidents"), ("pages: inbox by the first word's time", "/incidents?order=due"),
        ("pages: customers at risk", "/customers"), ("pages: invoices", "/invoices"), ("pages: approvals", "/approvals"),
    ];

    private static readonly string[] Roles = ["admin", "finance", "manager"];

    public static async Task<IReadOnlyList<Score>> Run(Workshop workshop, int? size) =>
        [.. await Growth.Compare(workshop, size, Desks, Roles), .. await Own(workshop)];

    private static async Task<IReadOnlyList<Score>> Own(Workshop workshop)
    {
        var data = await GrownBook.Make(workshop, 100_000);
        var key = await Workshop.AddKey(data, Roles);
        await using var server = await ServerProcess.Product(data);
        return [.. await Inbox(data, key, server), .. await Weights(key, server)];
    }

    private static async Task<IReadOnlyList<Score>> Inbox(string data, string key, ServerProcess server)
    {
        await using var store = SqliteStore.Open(data);
        var inbox = new InboxQueries(store);
        using var connection = await Connection.Open(server.Address);
        var (page, query) = await Growth.InTurns(() => Ask("/incidents"), Query);
        // What is left of a page when nothing is rendered: signing in, the way through the middleware, the wire, and the rows.
        var (bare, alone) = await Growth.InTurns(() => Ask($"/api/v1/incidents?limit={RowsOfInbox}"), Query);
        return
        [
            new Score(
                "pages: inbox and its query", FormattableString.Invariant($"{page:F2} ms"), FormattableString.Invariant($"{query:F2} ms"), page / query, 2, AtLeast: false,
                "median over HTTP; the query alone in this process"),
            new Score(
                "pages: as many incidents as JSON and the query", FormattableString.Invariant($"{bare:F2} ms"), FormattableString.Invariant($"{alone:F2} ms"),
                bare / alone, null, AtLeast: false, "the same, with nothing rendered"),
        ];

        ValueTask<double> Ask(string path) => Growth.Wait(connection, Connection.Request("GET", path, key));

        async ValueTask<double> Query()
        {
            var began = Stopwatch.GetTimestamp();
            var rows = await inbox.Page(new InboxFilter(), InboxOrder.Newest, new Scope(null, null, null), null, RowsOfInbox);
            return rows.Items.Count == RowsOfInbox
                ? Stopwatch.GetElapsedTime(began).TotalMilliseconds
                : throw new InvalidOperationException($"{rows.Items.Count} rows.");
        }
    }

    private static async Task<IReadOnlyList<Score>> Weights(string key, ServerProcess server)
    {
        using var http = new HttpClient { BaseAddress = server.Address, DefaultRequestHeaders = { { "Authorization", $"Bearer {key}" }, { "Accept-Encoding", "br, gzip" } } };
        var scores = new List<Score>();
        foreach (var (name, path) in Desks)
        {
            var (weight, html) = await Get(http, path);
            var parts = 0;
            foreach (var asset in Assets().Matches(html).Select(m => m.Groups[1].Value).Distinct())
                if (!asset.Contains("echarts", StringComparison.Ordinal))
                    (weight, parts) = (weight + (await Get(http, asset)).Bytes, parts + 1);
            scores.Add(new Score(
                name + ", weight", FormattableString.Invariant($"{weight / 1000.0:F1} kB"), $"{MostBytes / 1000} kB", (double)weight / MostBytes, 1, AtLeast: false,
                $"compressed, with its {parts} files"));
        }

        return scores;
    }

    private static async Task<(int Bytes, string Text)> Get(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path);
        answer.EnsureSuccessStatusCode();
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        await using Stream plain = answer.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress),
            "gzip" => new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress),
            _ => new MemoryStream(bytes),
        };
        return (bytes.Length, await new StreamReader(plain).ReadToEndAsync());
    }

    [System.Text.RegularExpressions.GeneratedRegex("(?:src|href)=\"(/(?:assets|lib)/[^\"]+)\"")]
    private static partial System.Text.RegularExpressions.Regex Assets();
}
