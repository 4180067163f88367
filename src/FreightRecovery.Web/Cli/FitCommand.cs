using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using FreightRecovery.Domain.Customers.Fitting;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Policies;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Web.Cli;

/// <summary>
/// <c>fit</c>: fits the buying model to the house's own bookings, or to a file of purchases, and tests it on what came
/// after. Nothing is changed: <c>--out</c> writes the parameters as a piece of the policy.
/// </summary>
internal sealed class FitCommand : Command
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public FitCommand()
        : base("fit", "Fits the model behind P(alive) to the bookings, prints it with a back-test, and writes it as a piece of the policy.")
    {
        var file = new Option<string?>("--file") { Description = "A file of purchases in place of the house's own bookings.", HelpName = "FILE" };
        var columns = new Option<string>("--columns")
        {
            Description = "What the file's columns are, in their order; _ for one that is not needed.",
            DefaultValueFactory = _ => "customer,date",
        };
        var until = new Option<string?>("--until") { Description = "The last day to fit on; the last booking's when left out.", HelpName = "DATE" };
        var weeks = new Option<int?>("--holdout-weeks") { Description = "How many weeks to test on; the policy's, or half of a short book, when left out." };
        var output = new Option<string?>("--out") { Description = "Where to write the parameters, as JSON.", HelpName = "FILE" };
        var rules = PolicyCommand.File();
        foreach (var option in (Option[])[file, columns, until, weeks, output, rules])
            Add(option);
        var place = new PlaceOptions().AddTo(this);
        SetAction(async (words, cancel) =>
        {
            var policy = new PolicyFiles(words.GetValue(rules), place.Directory(words)).Load().House.Relationship;
            var last = Day(words.GetValue(until));
            if (words.GetValue(weeks) is < 1)
                throw new ArgumentException("--holdout-weeks is at least one.");
            var book = words.GetValue(file) is { } name
                ? TransactionFile.Read(name, TransactionFile.Columns(words.GetRequiredValue(columns)), null)
                : await Own(place.Of(words), cancel);
            var report = FitReport.Of(book, last, words.GetValue(weeks), policy);
            foreach (var line in report.Lines)
                Console.WriteLine(line);
            if (report.Fitted is not { } fitted)
            {
                await Console.Error.WriteLineAsync(report.Obstacle);
                return ExitCodes.Failed;
            }

            if (words.GetValue(output) is { } target)
            {
                await File.WriteAllTextAsync(target, Fragment(fitted) + "\n", cancel);
                Console.WriteLine($"Written to {target}.");
            }

            return fitted.Doubt is null ? ExitCodes.Ok : ExitCodes.Failed;
        });
    }

    /// <summary>The parameters as the policy file has them.</summary>
    internal static string Fragment(FittedBook fitted) =>
        JsonSerializer.Serialize(new { relationship = new { model = fitted.Parameters } }, Written);

    private static async Task<BuyingBook> Own(StorePlace place, CancellationToken cancel)
    {
        await using var store = await place.Open(cancel: cancel);
        return new BuyingBook(await new Bookings(store).Days(null, cancel));
    }

    private static LocalDate? Day(string? text) =>
        text is null ? null
        : LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var day } ? day
        : throw new ArgumentException($"--until is a date like 1997-09-30, not '{text}'.");
}

/// <summary>A fit and its back-test in lines of text.</summary>
internal sealed record FitReport(FittedBook? Fitted, string? Obstacle, IReadOnlyList<string> Lines)
{
    /// <summary>
    /// Fits a book up to a day. The test takes a fit of its own: what is to be predicted must not have been seen. Where the
    /// book goes on after the day, that is what it is tested on; else the last weeks are kept back.
    /// </summary>
    public static FitReport Of(BuyingBook book, LocalDate? until, int? weeks, Domain.Customers.RelationshipPolicy policy)
    {
        if (book is not { First: { } first, Last: { } latest })
            return new FitReport(null, "There are no bookings to fit to.", []);
        var last = until ?? latest;
        var (fitted, obstacle) = BgNbdFit.Fit(book.Until(last), policy.Fit);
        if (fitted is null)
            return new FitReport(null, obstacle, []);
        var lines = new List<string>
        {
            Text($"Fitted to {fitted.Customers} customers from {Day(first)} to {Day(last)}; {fitted.Repeaters} of them bought again; known for {fitted.Youngest:0.0} to {fitted.Oldest:0.0} weeks."),
            Text($"r {fitted.Parameters.R:0.0000}  alpha {fitted.Parameters.Alpha:0.0000}  a {fitted.Parameters.A:0.0000}  b {fitted.Parameters.B:0.0000}  (weeks)"),
            Text($"log-likelihood {fitted.LogLikelihood:0.00}"),
        };
        if (fitted.Doubt is not null)
            lines.Add("Doubtful: " + fitted.Doubt);

        var span = Period.DaysBetween(first, latest) / 7;
        var ahead = Period.DaysBetween(last, latest) / 7;
        var test = weeks ?? (ahead > 0 ? Math.Min(policy.Fit.HoldoutWeeks, ahead) : Math.Min(policy.Fit.HoldoutWeeks, span / 2));
        var cut = ahead >= test ? last : latest.PlusWeeks(-test);
        var (earlier, why) = cut == last ? (fitted, null) : test < 1 || cut <= first ? (null, "the book is too short") : BgNbdFit.Fit(book.Until(cut), policy.Fit);
        if (earlier is null)
            lines.Add($"No back-test: {why}");
        else
            lines.AddRange(Tested(BackTest.Of(book.WithFuture(cut, test), test, earlier.Parameters, policy.LostBelow), cut, policy.LostBelow));
        return new FitReport(fitted, null, lines);
    }

    private static IEnumerable<string> Tested(BackTestResult test, LocalDate cut, double lostBelow)
    {
        yield return Text($"Back-test: fitted up to {Day(cut)}, then {test.Weeks:0} weeks; {test.Bought:P1} of {test.Customers} customers bought.");
        yield return Text($"Brier score {test.Brier:0.0000}, against {test.BrierOfShare:0.0000} for saying {test.Bought:P1} of everybody.");
        yield return test.Precision is { } precision
            ? Text($"P(alive) below {lostBelow:P0}: {test.Flagged} customers, {precision:P1} of them did not buy; that finds {test.Recall ?? 0:P1} of the repeat buyers who stayed away.")
            : Text($"P(alive) below {lostBelow:P0}: nobody.");
        yield return "tenth  customers  predicted  observed";
        for (var i = 0; i < test.Deciles.Length; i++)
            yield return Text($"{i + 1,5}  {test.Deciles[i].Customers,9}  {test.Deciles[i].Predicted,9:0.000}  {test.Deciles[i].Observed,8:0.000}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Day(LocalDate day) => LocalDatePattern.Iso.Format(day);
}
