using System.Text.Json;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Reports;
using FreightRecovery.Store;
using FreightRecovery.Web.Api.Reports;
using FreightRecovery.Web.Language;
using NodaTime.Text;

namespace FreightRecovery.Web.BookDesk;

/// <summary>What the pictures of the book are drawn from, as JSON in the page. The tables beside them tell the same.</summary>
internal static class BookPictures
{
    /// <summary>The moves from each stage to each other: who moved back and forth counts on both ways, so the two sides stand apart.</summary>
    public static string Flow(SlideReport slide, Locale locale) => JsonSerializer.Serialize(
        new
        {
            nodes = slide.Flows.Select(f => (Id: "from " + f.From, Stage: f.From)).Concat(slide.Flows.Select(f => (Id: "to " + f.To, Stage: f.To))).Distinct()
                .Select(n => new { id = n.Id, label = locale[$"customer.stage.{Names.Of(n.Stage)}"], stage = Names.Of(n.Stage) }),
            links = slide.Flows.Select(f => new { from = "from " + f.From, to = "to " + f.To, count = f.Moves }),
        },
        JsonSerializerOptions.Web);

    /// <summary>Causes by how many incidents they brought, and their share so far.</summary>
    public static string Causes(IEnumerable<ParetoRow> rows, Locale locale) => JsonSerializer.Serialize(
        new
        {
            bars = rows.Select(r => new { label = Kind(r.Key, locale), count = r.Incidents, sofar = r.Cumulative }),
            count = locale["book.incidents"],
            sofar = locale["book.cumulative"],
        },
        JsonSerializerOptions.Web);

    /// <summary>What came in, and who was lost, month by month.</summary>
    public static string Counts(IReadOnlyList<TrendRow> months, Locale locale) => Lines(
        months, locale, share: false, ("book.incidents", m => m.IncidentsReported), ("book.lostin", m => m.CustomersLost));

    /// <summary>How far the house kept its word, month by month.</summary>
    public static string Shares(IReadOnlyList<TrendRow> months, Locale locale) => Lines(
        months, locale, share: true, ("book.intime", m => m.FirstResponseInTime), ("book.resolved", m => m.ResolutionRate), ("book.kept", m => m.PromisesKept));

    /// <summary>A month as people write it.</summary>
    public static string Month(TrendRow month, Locale locale) => locale.Month(YearMonthPattern.Iso.Parse(month.Month).Value);

    private static string Lines(
        IReadOnlyList<TrendRow> months, Locale locale, bool share, params IEnumerable<(string Name, Func<TrendRow, decimal?> Value)> lines) => JsonSerializer.Serialize(
        new
        {
            months = months.Select(m => Month(m, locale)),
            lines = lines.Select(l => new { name = locale[l.Name], values = months.Select(l.Value) }),
            share,
        },
        JsonSerializerOptions.Web);

    /// <summary>The word for a kind of incident by its name.</summary>
    public static string Kind(string? name, Locale locale) =>
        name is not null && Names.TryParse<IncidentKind>(name) is { } kind ? locale.Word(kind) : locale["book.unknown"];
}
