using System.Buffers.Text;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using FreightRecovery.Store;
using FreightRecovery.Web.Api.Bodies;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FreightRecovery.Web.Api;

/// <summary>A page of a list, and the cursor of the next one when more may follow.</summary>
public sealed record PageOf<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>How many rows a page of a list has.</summary>
internal static class PageSize
{
    /// <summary>The most that may be asked for.</summary>
    public const int Most = 200;

    /// <summary>When nothing is asked for.</summary>
    public const int Usual = 50;
}

/// <summary>Which page is asked for: <c>limit</c> from 1 to 200, and <c>after</c>, the cursor of the page before.</summary>
/// <typeparam name="TKey">The key of a list's last row, which the cursor carries.</typeparam>
public sealed class Page<TKey> : IRequestPart
    where TKey : class
{
    /// <summary>Rows of the page.</summary>
    public int Limit { get; private init; } = PageSize.Usual;

    /// <summary>The last row of the page before, or null for the first page.</summary>
    public TKey? After { get; private init; }

    /// <inheritdoc/>
    public ProblemHttpResult? Problem { get; private init; }

    /// <summary>Binds a handler's parameter.</summary>
    public static ValueTask<Page<TKey>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = context.Request.Query;
        var limit = PageSize.Usual;
        if (query.TryGetValue("limit", out var asked)
            && (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > PageSize.Most))
            return Wrong("?limit", $"A page has 1 to {PageSize.Most} rows.");
        TKey? after = null;
        if (query.TryGetValue("after", out var cursor) && !TryRead(cursor.ToString(), out after))
            return Wrong("?after", "This is no cursor of this list. Take 'next' of the page before, or leave it out.");
        return ValueTask.FromResult<Page<TKey>?>(new Page<TKey> { Limit = limit, After = after });

        static ValueTask<Page<TKey>?> Wrong(string where, string what) =>
            ValueTask.FromResult<Page<TKey>?>(new Page<TKey> { Problem = Problems.Invalid(where, what) });
    }

    /// <summary>The answer for a page of rows.</summary>
    public static Ok<PageOf<TView>> Of<TRow, TView>(Store.Queries.PageOf<TRow, TKey> page, Func<TRow, TView> view) =>
        TypedResults.Ok(new PageOf<TView>([.. page.Items.Select(view)], page.Next is { } next ? Write(next) : null));

    private static string Write(TKey key) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(key, BodyReader.Options));

    private static bool TryRead(string cursor, out TKey? key)
    {
        key = null;
        if (cursor.Length > 1024 || !Base64Url.IsValid(cursor))
            return false;
        try
        {
            key = JsonSerializer.Deserialize<TKey>(Base64Url.DecodeFromChars(cursor), BodyReader.Options);
            return key is not null;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return false;
        }
    }
}

/// <summary>Parameters of a list, read and noted as faults when they are wrong.</summary>
internal static class Parameters
{
    /// <summary>A value of an enumeration.</summary>
    public static T? Word<T>(this Faults faults, string? value, string name)
        where T : struct, Enum
    {
        if (string.IsNullOrEmpty(value))
            return null;
        if (Names.TryParse<T>(value) is { } known)
            return known;
        faults.Add("?" + name, $"This is one of {string.Join(", ", Names.All(typeof(T)))}.");
        return null;
    }
}
