using FreightRecovery.Domain;

namespace FreightRecovery.Web.Api.Summaries;

/// <summary>The words of a summary in one language.</summary>
internal sealed record SummaryWords
{
    public required Func<string, string> Opening { get; init; }

    public required Func<string, string?, string, string> Happened { get; init; }

    public required Func<string, string, string> Told { get; init; }

    public required Func<string, string> Affected { get; init; }

    public required Func<string, string> Paper { get; init; }

    public required Func<int, string> Packages { get; init; }

    public required string Kilograms { get; init; }

    public required string Comma { get; init; }

    public required Func<string, string> Wanted { get; init; }

    public required string NothingWanted { get; init; }

    public required string Question { get; init; }

    public required Func<Wish, string> Of { get; init; }

    public static SummaryWords In(string language) => language switch
    {
        "zh-Hans" => ChineseSummary.Simplified,
        "zh-Hant" => ChineseSummary.Traditional,
        "ru" => WesternSummary.Russian,
        _ => WesternSummary.English,
    };
}
