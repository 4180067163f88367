using System.Text;
using FreightRecovery.Domain;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api.Reports;
using FreightRecovery.Web.Intake;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace FreightRecovery.Web.Desk;

/// <summary>The pages on which what could not be read is looked at, mended, read again or discarded.</summary>
internal static class QuarantinePages
{
    /// <summary>The list.</summary>
    public const string Path = "/quarantine";

    private const int OnOnePage = 50;
    private const int LongestReason = 1000;

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("", List);
        pages.MapGet("/{id:guid}", Show);
        pages.MapPost("/{id:guid}/replay", Replay);
        pages.MapPost("/{id:guid}/discard", Discard);
        pages.MapPost("/{id:guid}/return", Return);
        pages.MapPost("/{id:guid}/map", Correct);
    }

    private static async Task<IResult> List(Guid? after, string? done, Guid? last, Frame frame, IDatabase database, CancellationToken cancel)
    {
        var rows = await Quarantine.Waiting(database, after, OnOnePage + 1, cancel);
        return new RazorComponentResult<QuarantineListPage>(new Dictionary<string, object?>
        {
            [nameof(QuarantineListPage.Frame)] = frame,
            [nameof(QuarantineListPage.Messages)] = rows.Take(OnOnePage).ToList(),
            [nameof(QuarantineListPage.Next)] = rows.Count > OnOnePage ? rows[OnOnePage - 1].Id : (Guid?)null,
            [nameof(QuarantineListPage.Done)] = done switch
            {
                "read" => "quarantine.done.read",
                "discarded" => "quarantine.done.discarded",
                "returned" => "quarantine.done.returned",
                _ => null,
            },
            [nameof(QuarantineListPage.Discarded)] = done == "discarded" ? last : null,
        });
    }

    /// <summary>All of the list.</summary>
    public static IResult File(IDatabase database) => ListFile.Of<QuarantinedMessage, QuarantinedMessage>(
        "quarantine", new Csv("receivedAt", "receivedBy", "feed", "reason", "place", "attempts", "id"),
        async (after, limit) =>
        {
            var rows = await Quarantine.Waiting(database, after?.Id, limit, CancellationToken.None);
            return new PageOf<QuarantinedMessage, QuarantinedMessage>(rows, rows.Count == limit ? rows[^1] : null);
        },
        (csv, m) => csv.At(m.ReceivedAt).Text(m.ReceivedBy).Text(m.Feed).Text(m.Reason).Text(m.Pointer).Number(m.Attempts).Text(m.Id.ToString()).Line());

    private static Task<IResult> Show(Guid id, Frame frame, IDatabase database, PartnerMaps maps, CancellationToken cancel) =>
        Page(id, frame, database, maps, null, cancel);

    private static async Task<IResult> Replay(
        Guid id, Frame frame, Caller caller, IClock clock, IDatabase database, FeedIntake feeds, PartnerMaps maps, [FromForm] string? form,
        CancellationToken cancel)
    {
        if (await Quarantine.Find(database, id, cancel) is not { DoneAt: null } message)
            return await Page(id, frame, database, maps, null, cancel);
        var answer = await feeds.Replay(message, caller.Actor, clock.GetCurrentInstant(), cancel);
        return answer.Quarantined.Count == 0
            ? Results.LocalRedirect($"{Path}?done=read")
            : await Page(id, frame, database, maps, new QuarantineStep("quarantine.still"), cancel);
    }

    private static async Task<IResult> Discard(
        Guid id, Frame frame, Caller caller, IClock clock, IDatabase database, PartnerMaps maps, [FromForm] string? reason, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason)
            return await Page(id, frame, database, maps, new QuarantineStep(null) { DiscardError = frame.L["quarantine.discard.fault", ("most", LongestReason)] }, cancel);
        await Quarantine.Discard(database, id, new Discard(caller.Name, reason.Trim()), clock.GetCurrentInstant(), cancel);
        return Results.LocalRedirect($"{Path}?done=discarded&last={id}");
    }

    private static async Task<IResult> Return(
        Guid id, Caller caller, IDatabase database, ILogger<FeedIntake> log, [FromForm] string? form, CancellationToken cancel) =>
        await QuarantineApi.TakeBack(id, caller, database, log, cancel) is { } problem ? problem : Results.LocalRedirect($"{Path}?done=returned");

    private static async Task<IResult> Correct(
        Guid id, Frame frame, Caller caller, IClock clock, IDatabase database, FeedIntake feeds, PartnerMaps maps, [FromForm] string? map, [FromForm] string? act,
        CancellationToken cancel)
    {
        if (await Quarantine.Find(database, id, cancel) is not { } message)
            return Results.NotFound();
        var dryRun = act != "save";
        var (answer, faults) = await PartnersApi.Put(message.ReceivedBy, Encoding.UTF8.GetBytes(map ?? ""), dryRun, maps, cancel);
        if (answer is null || dryRun || message.DoneAt is not null)
            return await Page(id, frame, database, maps, new QuarantineStep(null) { Map = map, MapFaults = faults, MapAnswer = answer }, cancel);
        return await Replay(id, frame, caller, clock, database, feeds, maps, null, cancel);
    }

    private static async Task<IResult> Page(
        Guid id, Frame frame, IDatabase database, PartnerMaps maps, QuarantineStep? outcome, CancellationToken cancel)
    {
        var message = await Quarantine.Find(database, id, cancel);
        var text = message is null ? null : outcome?.Map ?? MapOf(message, maps);
        return new RazorComponentResult<QuarantinePage>(new Dictionary<string, object?>
        {
            [nameof(QuarantinePage.Frame)] = frame,
            [nameof(QuarantinePage.Message)] = message,
            [nameof(QuarantinePage.Text)] = message is null ? null : MarkedText.Of(message),
            [nameof(QuarantinePage.Map)] = text,
            [nameof(QuarantinePage.Outcome)] = outcome,
        })
        {
            StatusCode = message is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK,
        };
    }

    private static string MapOf(QuarantinedMessage message, PartnerMaps maps) => maps.Text(message.ReceivedBy) is { } text
        ? Encoding.UTF8.GetString(text)
        : $$"""
            {
              "partner": {{System.Text.Json.JsonSerializer.Serialize(message.ReceivedBy)}},
              "feeds": { "{{message.Feed}}": { "status": { } } }
            }
            """;
}

/// <summary>What the last step on the page came to.</summary>
/// <param name="Word">The key of a sentence on top of the page; null when the place of the step says it.</param>
public sealed record QuarantineStep(string? Word)
{
    /// <summary>What is wrong with the reason for discarding.</summary>
    public string? DiscardError { get; init; }

    /// <summary>The map as it was sent.</summary>
    public string? Map { get; init; }

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<PolicyFault> MapFaults { get; init; } = [];

    /// <summary>What it changes.</summary>
    public PartnerMapAnswer? MapAnswer { get; init; }
}
