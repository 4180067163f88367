using FreightRecovery.Domain;
using FreightRecovery.Domain.Reports;
using FreightRecovery.Store.Queries.Reports;
using NodaTime;

namespace FreightRecovery.Web.Api.Reports;

/// <summary>Customers and their expected margins of twelve months, as recorded now.</summary>
public sealed record CustomersAndMargin(long Customers, IReadOnlyList<Money> Margin)
{
    internal static CustomersAndMargin Of(IEnumerable<CountedSum> margins)
    {
        var sums = margins.ToList();
        return new CustomersAndMargin(sums.Sum(m => m.Count), sums.Amounts());
    }
}

/// <summary>Moves from one stage to another.</summary>
public sealed record StageFlow(Stage From, Stage To, long Moves);

/// <summary>The slide of the whole book.</summary>
/// <param name="AsOf">The instant of the report, UTC.</param>
/// <param name="From">The first day, UTC; null from the beginning on.</param>
/// <param name="To">The last day, UTC; null up to now.</param>
/// <param name="Branch">The branch; null for all.</param>
/// <param name="Stages">Every stage: where customers stood at the period's start and end, and now.</param>
/// <param name="Flows">The moves in the period.</param>
/// <param name="Retained">Customers that stood at complaint, silence or lost at any time in the period, and at content or grumble at its end.</param>
/// <param name="Lost">Customers lost at its end and not at its start.</param>
/// <param name="Recovered">Moves from complaint to content in the period: complaints settled to the customer's satisfaction.</param>
/// <param name="WonBack">Moves from lost to content in the period.</param>
/// <param name="Captive">Customers that are silent after a complaint and still book, now.</param>
/// <param name="ValueAtStake">Now, by currency.</param>
public sealed record SlideReport(
    Instant AsOf, LocalDate? From, LocalDate? To, string? Branch, IReadOnlyList<StageLine> Stages, IReadOnlyList<StageFlow> Flows,
    CustomersAndMargin Retained, CustomersAndMargin Lost, long Recovered, long WonBack, long Captive, IReadOnlyList<Money> ValueAtStake)
{
    internal static async Task<IResult> Get([AsParameters] ReportRequest asked, SlideFigures slide, CancellationToken cancel)
    {
        var query = asked.Read();
        if (query.Problem is { } problem)
            return problem;
        var (book, atStake) = await slide.Book(query.Scope, cancel);
        var moved = await slide.Moved(query.Scope, cancel);
        var report = new SlideReport(
            query.AsOf, query.From, query.To, query.Branch, book.Lines(),
            [
                .. book.Flows.Where(f => f.In > 0).OrderBy(f => f.From).ThenBy(f => f.To).Select(f => new StageFlow(f.From, f.To, f.In)),
            ],
            CustomersAndMargin.Of(moved.Where(m => m.Retained).Select(m => m.Margin)),
            CustomersAndMargin.Of(moved.Where(m => m.Lost).Select(m => m.Margin)),
            book.Moves(Stage.Complaint, Stage.Content), book.Moves(Stage.Lost, Stage.Content), book.Stages.Sum(s => s.Captive),
            atStake.Amounts());
        return query.Csv ? report.ToCsv().Answer() : TypedResults.Ok(report);
    }

    private Csv ToCsv()
    {
        var csv = new Csv("what", "from", "to", "count", "amount", "currency");
        foreach (var line in Stages)
        {
            var stage = Figures.Name(line.Stage);
            Add("atStart", null, stage, line.AtStart);
            Add("new", null, stage, line.New);
            Add("entered", null, stage, line.Entered);
            Add("left", stage, null, line.Left);
            Add("atEnd", null, stage, line.AtEnd);
            Add("now", null, stage, line.Now);
        }

        foreach (var flow in Flows)
            Add("moves", Figures.Name(flow.From), Figures.Name(flow.To), flow.Moves);
        Sum("retained", Retained);
        Sum("lost", Lost);
        Add("recovered", null, null, Recovered);
        Add("wonBack", null, null, WonBack);
        Add("captive", null, null, Captive);
        foreach (var amount in ValueAtStake)
            csv.Text("valueAtStake").Text(null).Text(null).Number(null).Money(amount).Line();
        return csv;

        void Add(string what, string? from, string? to, long count) =>
            csv.Text(what).Text(from).Text(to).Number(count).Money(null).Line();

        void Sum(string what, CustomersAndMargin sum)
        {
            Add(what, null, null, sum.Customers);
            foreach (var amount in sum.Margin)
                csv.Text(what + "Margin").Text(null).Text(null).Number(null).Money(amount).Line();
        }
    }
}
