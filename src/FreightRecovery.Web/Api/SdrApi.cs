using System.Globalization;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Claims;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Hosting;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Web.Api;

/// <summary>A value of the SDR as the contract shows it.</summary>
/// <param name="Value">Units of the currency for one SDR, a decimal string.</param>
public sealed record SdrView(LocalDate On, Currency Currency, int Version, string Value, string? Source, Instant EnteredAt, string EnteredBy)
{
    internal static SdrView Of(EnteredRate rate) => new(
        rate.On, rate.Currency, rate.Version, rate.Value.ToString(CultureInfo.InvariantCulture), rate.Source, rate.EnteredAt, rate.EnteredBy);
}

/// <summary>Values of the SDR by day and currency: people enter them, and every word on a day is kept with its author.</summary>
internal static class SdrApi
{
    private static readonly LocalDate Earliest = new(1981, 1, 1);

    public static void Map(IEndpointRouteBuilder api)
    {
        var sdr = api.MapGroup("/sdr").WithTags("Claims");
        sdr.MapPut("/{currency}/{on}", Put).RequireAuthorization(Access.Rates)
            .WithSummary("Enters what one SDR was worth on a day; limits of liability are computed with it at once. An earlier word on the same day is kept.");
        sdr.MapGet("/{currency}", List).RequireAuthorization(Access.Claims)
            .WithSummary("All values that were ever entered for a currency, the newest day first, each with who entered it when.");
    }

    private static async Task<Results<Versioned<SdrView>, ProblemHttpResult>> Put(
        string currency, string on, Write<SdrBody, SdrWord> write, SdrRates rates, LegalSource legal, CancellationToken cancel)
    {
        var faults = new Faults(write.At);
        var known = Known(currency, faults);
        var day = LocalDatePattern.Iso.Parse(on) is { Success: true } parsed ? parsed.Value : (LocalDate?)null;
        if (day is null || day < Earliest || day > write.At.WithOffset(Offset.FromHours(14)).Date)
            faults.Add("/on", $"This is a day from {LocalDatePattern.Iso.Format(Earliest)} to today; write it like 2026-11-20.");
        if (faults.Any)
            return Problems.Invalid(faults);
        var rate = new SdrRate(day!.Value, known!.Value, write.Facts.Value);
        if (await rates.Enter(rate, write.Facts.Source, write.IfMatch, write.At, write.Caller.Actor.Name, cancel) is not { } entered)
            return Problems.From(new Refusal.Stale("Another value has been entered since you read it. GET the values and look again."));
        legal.Enter(await rates.All(cancel));
        return new Versioned<SdrView>(SdrView.Of(entered), entered.Version);
    }

    private static async Task<Results<Ok<PageOf<SdrView>>, ProblemHttpResult>> List(
        string currency, Page<RateKey> page, SdrRates rates, IClock clock, CancellationToken cancel)
    {
        var faults = new Faults(clock.GetCurrentInstant());
        return Known(currency, faults) is { } known
            ? Page<RateKey>.Of(await rates.List(known, page.After, page.Limit, cancel), SdrView.Of)
            : Problems.Invalid(faults);
    }

    private static Currency? Known(string currency, Faults faults)
    {
        if (Codes.Currencies.Contains(currency))
            return new Currency(currency);
        faults.Add("/currency", "A currency in use is three capital letters (ISO 4217).");
        return null;
    }
}
