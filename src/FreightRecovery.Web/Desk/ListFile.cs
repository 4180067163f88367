using System.Text;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api.Reports;

namespace FreightRecovery.Web.Desk;

/// <summary>A whole list as a file, sent while it is read, page by page: memory does not grow with the book.</summary>
internal static class ListFile
{
    private const int Rows = 500;

    /// <summary>The answer.</summary>
    /// <param name="name">The file's name, without its ending.</param>
    /// <param name="csv">The file with its head.</param>
    /// <param name="page">Reads a page after a key.</param>
    /// <param name="line">Writes a row's line.</param>
    public static IResult Of<TRow, TKey>(
        string name, Csv csv, Func<TKey?, int, ValueTask<PageOf<TRow, TKey>>> page, Action<Csv, TRow> line)
        where TKey : class => Results.Stream(
        async stream =>
        {
            await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
            TKey? after = null;
            do
            {
                var rows = await page(after, Rows);
                foreach (var row in rows.Items)
                    line(csv, row);
                await writer.WriteAsync(csv.Take());
                after = rows.Next;
            }
            while (after is not null);
        },
        Csv.MediaType, name + ".csv");

    /// <summary>A list that is whole in memory, as a file.</summary>
    public static IResult Of<TRow>(string name, Csv csv, IEnumerable<TRow> rows, Action<Csv, TRow> line)
    {
        foreach (var row in rows)
            line(csv, row);
        return Results.File(Encoding.UTF8.GetBytes(csv.Take()), Csv.MediaType, name + ".csv");
    }
}
