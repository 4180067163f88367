using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api.Reports;

namespace FreightRecovery.Web.IncidentDesk;

/// <summary>A column of the inbox.</summary>
public enum InboxColumn
{
    /// <summary>When it was reported.</summary>
    Reported,

    /// <summary>When it happened.</summary>
    Occurred,

    /// <summary>What happened, and how bad it is; the way to the incident's page, so it always stands.</summary>
    What,

    /// <summary>The shipment's reference.</summary>
    Shipment,

    /// <summary>Whose shipment it is.</summary>
    Customer,

    /// <summary>Where it stands in its life.</summary>
    State,

    /// <summary>When the customer was told, or is to be told.</summary>
    Told,

    /// <summary>Who has it.</summary>
    Assignee,

    /// <summary>The branch.</summary>
    Branch,
}

/// <summary>Which columns an address asks for. They stand in one order, whoever chose them.</summary>
internal static class InboxColumns
{
    /// <summary>What stands where nobody has chosen.</summary>
    public static IReadOnlyList<InboxColumn> Usual { get; } =
    [
        InboxColumn.Reported, InboxColumn.What, InboxColumn.Shipment, InboxColumn.Customer, InboxColumn.State, InboxColumn.Told, InboxColumn.Assignee,
    ];

    // The columns of the file, each with the one of the screen that it belongs to.
    private static readonly (InboxColumn? Of, string Name, Func<Csv, InboxRow, Csv> Write)[] File =
    [
        (null, "id", (csv, row) => csv.Text(row.Id.ToString())),
        (InboxColumn.Reported, "reportedAt", (csv, row) => csv.At(row.ReportedAt)),
        (InboxColumn.Occurred, "occurredAt", (csv, row) => csv.At(row.OccurredAt)),
        (InboxColumn.What, "kind", (csv, row) => csv.Text(Names.Of(row.Kind))),
        (InboxColumn.What, "severity", (csv, row) => csv.Text(Names.Of(row.Severity))),
        (InboxColumn.State, "state", (csv, row) => csv.Text(Names.Of(row.State))),
        (InboxColumn.Shipment, "shipment", (csv, row) => csv.Text(row.Shipment.Value)),
        (InboxColumn.Customer, "customer", (csv, row) => csv.Text(row.Customer.Value)),
        (InboxColumn.Customer, "customerName", (csv, row) => csv.Text(row.CustomerName)),
        (InboxColumn.Branch, "branch", (csv, row) => csv.Text(row.Branch)),
        (InboxColumn.Assignee, "assignee", (csv, row) => csv.Text(row.Assignee)),
        (InboxColumn.Told, "firstResponseDueAt", (csv, row) => csv.At(row.FirstResponseDueAt)),
        (InboxColumn.Told, "customerToldAt", (csv, row) => csv.At(row.ToldAt)),
        (InboxColumn.What, "description", (csv, row) => csv.Text(row.Description)),
    ];

    /// <summary>Reads what was asked for, as one value or several; null when nothing that there is was.</summary>
    public static IReadOnlyList<InboxColumn>? Of(IEnumerable<string?> asked)
    {
        var known = asked.SelectMany(a => a?.Split(',', StringSplitOptions.TrimEntries) ?? []).Select(Names.TryParse<InboxColumn>).OfType<InboxColumn>()
            .Append(InboxColumn.What).Distinct().Order().ToList();
        return asked.Any() && !known.SequenceEqual(Usual) ? known : null;
    }

    /// <summary>The same for an address.</summary>
    public static string? Text(IReadOnlyList<InboxColumn>? columns) => columns is null ? null : string.Join(',', columns.Select(Names.Of));

    /// <summary>The file of a list: of the columns that were chosen, or of all.</summary>
    public static (Csv File, Action<InboxRow> Line) Csv(IReadOnlyList<InboxColumn>? chosen)
    {
        var columns = File.Where(c => c.Of is not { } of || chosen?.Contains(of) != false).ToList();
        var csv = new Csv([.. columns.Select(c => c.Name)]);
        return (csv, row => columns.Aggregate(csv, (file, column) => column.Write(file, row)).Line());
    }
}
