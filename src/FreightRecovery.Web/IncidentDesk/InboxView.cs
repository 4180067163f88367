using System.Buffers.Text;
using System.Text.Json;
using FreightRecovery.Domain;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using Microsoft.AspNetCore.Http.Extensions;

namespace FreightRecovery.Web.IncidentDesk;

/// <summary>Which incidents an address asks for, in which order, and which page of them: whoever is given the address sees the same.</summary>
/// <param name="Filter">Which.</param>
/// <param name="Order">In which order.</param>
/// <param name="After">After which row; null for the first page.</param>
public sealed record InboxView(InboxFilter Filter, InboxOrder Order, InboxKey? After)
{
    /// <summary>The columns that somebody has chosen; null for the usual ones.</summary>
    public IReadOnlyList<InboxColumn>? Chosen { get; init; }

    /// <summary>The columns that stand.</summary>
    public IReadOnlyList<InboxColumn> Columns => Chosen ?? InboxColumns.Usual;

    /// <summary>Reads an address. A value that is none is left out, as a filter that nobody set.</summary>
    public static InboxView Of(IQueryCollection query) => new(
        new InboxFilter
        {
            State = Word<IncidentStatus>(query, "state"),
            Kind = Word<IncidentKind>(query, "kind"),
            Severity = Word<Severity>(query, "severity"),
            Assignee = Text(query, "assignee"),
            Customer = Text(query, "customer"),
            Told = Text(query, "told") switch { "yes" => true, "no" => false, _ => null },
            Text = Text(query, "q"),
        },
        Word<InboxOrder>(query, "order") ?? InboxOrder.Newest,
        Key(Text(query, "after")))
    {
        Chosen = InboxColumns.Of(query["columns"]),
    };

    /// <summary>Whether everything is asked for.</summary>
    public bool Unbounded => Filter == new InboxFilter() && Order == InboxOrder.Newest;

    /// <summary>The address of this page.</summary>
    public string Address(string path = IncidentPages.Path)
    {
        var query = new QueryBuilder();
        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                query.Add(name, value);
        }

        Add("q", Filter.Text);
        Add("state", Filter.State is { } state ? Names.Of(state) : null);
        Add("kind", Filter.Kind is { } kind ? Names.Of(kind) : null);
        Add("severity", Filter.Severity is { } severity ? Names.Of(severity) : null);
        Add("assignee", Filter.Assignee);
        Add("customer", Filter.Customer);
        Add("told", Filter.Told switch { true => "yes", false => "no", null => null });
        Add("order", Order == InboxOrder.Newest ? null : Names.Of(Order));
        Add("columns", InboxColumns.Text(Chosen));
        Add("after", After is { } after ? Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(after)) : null);
        return path + query;
    }

    private static string? Text(IQueryCollection query, string name) => query[name].ToString().Trim() is { Length: > 0 and <= 200 } text ? text : null;

    private static T? Word<T>(IQueryCollection query, string name)
        where T : struct, Enum => Text(query, name) is { } text ? Names.TryParse<T>(text) : null;

    private static InboxKey? Key(string? cursor)
    {
        if (cursor is null || !Base64Url.IsValid(cursor))
            return null;
        try
        {
            return JsonSerializer.Deserialize<InboxKey>(Base64Url.DecodeFromChars(cursor));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
