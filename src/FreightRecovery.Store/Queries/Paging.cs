using System.Text.Json;
using NodaTime;

namespace FreightRecovery.Store.Queries;

/// <summary>One page of a list, and the key of its last row when more may follow.</summary>
public sealed record PageOf<TRow, TKey>(IReadOnlyList<TRow> Items, TKey? Next)
    where TKey : class;

/// <summary>To whom something belongs within the house: what decides who may see it.</summary>
public sealed record Belonging(string? Branch, string? SalesRep, string? AccountManager);

/// <summary>
/// What of a list somebody may see: null members bound nothing. With both a sales rep and an account manager named,
/// either one is enough.
/// </summary>
public sealed record Scope(string? Branch, string? SalesRep, string? AccountManager)
{
    /// <summary>All there is.</summary>
    public static Scope All { get; } = new(null, null, null);

    /// <summary>
    /// What a condition goes on with for rows of a table that have a branch, a rep and a manager. Only these constants are ever put together;
    /// every value is a parameter, of the scope's own names.
    /// </summary>
    internal string Bounds(string table) =>
        (Branch is null ? "" : $" AND {table}.branch = @{nameof(Branch)}")
        + (SalesRep, AccountManager) switch
        {
            (null, null) => "",
            (_, null) => $" AND {table}.sales_rep = @{nameof(SalesRep)}",
            (null, _) => $" AND {table}.account_manager = @{nameof(AccountManager)}",
            _ => $" AND ({table}.sales_rep = @{nameof(SalesRep)} OR {table}.account_manager = @{nameof(AccountManager)})",
        };
}

/// <summary>Stored forms as the domain's types.</summary>
internal static class Stored
{
    public static Instant At(long ticks) => Instant.FromUnixTimeTicks(ticks);

    public static Instant? At(long? ticks) => ticks is { } known ? At(known) : null;

    public static T Json<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Engine.Json.Options) ?? throw new JsonException("A stored value is null.");

    public static T? JsonOrNull<T>(string? json)
        where T : class => json is null ? null : Json<T>(json);

    /// <summary>The pattern of LIKE for texts that hold this one, with <c>!</c> as its escape; null for none.</summary>
    public static string? Holding(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        foreach (var special in (string[])["!", "%", "_", "["])
            text = text.Replace(special, "!" + special, StringComparison.Ordinal);
        return $"%{text}%";
    }

    /// <summary>A page out of one row more than asked for, which tells whether more follows.</summary>
    public static PageOf<TRow, TKey> Page<TRow, TKey>(IEnumerable<TRow> rows, int limit, Func<TRow, TKey> key)
        where TKey : class
    {
        var items = rows.ToList();
        if (items.Count <= limit)
            return new PageOf<TRow, TKey>(items, null);
        items.RemoveRange(limit, items.Count - limit);
        return new PageOf<TRow, TKey>(items, key(items[^1]));
    }
}
