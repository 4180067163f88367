using System.Text;
using FreightRecovery.Domain;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace FreightRecovery.Web.Intake;

/// <summary>A message in quarantine as the contract shows it.</summary>
/// <param name="Id">Its id, for the replay.</param>
/// <param name="Feed">The feed it came by.</param>
/// <param name="Pointer">RFC 6901 pointer to the fault within its message; empty for the whole.</param>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="Body">What came; bytes that are no UTF-8 show as U+FFFD.</param>
/// <param name="At">Where in the body the fault stands; null where it has a pointer or is the whole.</param>
/// <param name="ReceivedAt">When it first came, UTC.</param>
/// <param name="ReceivedBy">Who sent it.</param>
/// <param name="Attempts">How often it was replayed in vain.</param>
/// <param name="DoneAt">When it was read after all or discarded, UTC; null while it waits.</param>
/// <param name="Discarded">Who discarded it, and why.</param>
public sealed record QuarantineView(
    Guid Id, string Feed, string Pointer, string Reason, string Body, FaultPlace? At, Instant ReceivedAt, string ReceivedBy, int Attempts,
    Instant? DoneAt, Discard? Discarded)
{
    internal static QuarantineView Of(QuarantinedMessage m) => new(
        m.Id, m.Feed, m.Pointer, m.Reason, TextOf(m), m.At, m.ReceivedAt, m.ReceivedBy, m.Attempts, m.DoneAt, m.Discarded);

    /// <summary>The body as text.</summary>
    internal static string TextOf(QuarantinedMessage m) => FeedFormat.Find(m.Feed)?.Decode(m.Body) ?? Encoding.UTF8.GetString(m.Body);
}

/// <summary>Where a page of the quarantine ends.</summary>
public sealed record QuarantineKey(Guid Id);

/// <summary>What could not be read or placed: look at it, have it read again, or discard it.</summary>
internal static class QuarantineApi
{
    public static void Map(RouteGroupBuilder quarantine)
    {
        quarantine.RequireAuthorization(Access.Quarantine);
        quarantine.MapGet("", List).WithSummary("What could not be read or placed, oldest first.");
        quarantine.MapGet("/{id:guid}", Get).WithSummary("One of them, also when it no longer waits.");
        quarantine.MapPost("/{id:guid}/replay", Replay).WithSummary("Reads a message again, with its sender's codes of today.");
        quarantine.MapPost("/{id:guid}/discard", Discard).WithSummary("Says that it will never be read, and why. It is kept.");
        quarantine.MapDelete("/{id:guid}/discard", Return).WithSummary("Takes a discarding back: the message waits again.");
    }

    private static async Task<Results<Ok<PageOf<QuarantineView>>, ProblemHttpResult>> List(
        Page<QuarantineKey> page, IDatabase database, CancellationToken cancel)
    {
        var rows = await Quarantine.Waiting(database, page.After?.Id, page.Limit + 1, cancel);
        var more = rows.Count > page.Limit;
        var items = rows.Take(page.Limit).ToList();
        return Page<QuarantineKey>.Of(
            new Store.Queries.PageOf<QuarantinedMessage, QuarantineKey>(items, more ? new QuarantineKey(items[^1].Id) : null), QuarantineView.Of);
    }

    private static async Task<Results<Ok<QuarantineView>, ProblemHttpResult>> Get(Guid id, IDatabase database, CancellationToken cancel) =>
        await Quarantine.Find(database, id, cancel) is { } message ? TypedResults.Ok(QuarantineView.Of(message)) : NoSuch(id);

    private static async Task<Results<Ok<FeedAnswer>, ProblemHttpResult>> Replay(
        Guid id, Caller caller, IClock clock, IDatabase database, FeedIntake feeds, CancellationToken cancel) =>
        await Quarantine.Find(database, id, cancel) switch
        {
            null => NoSuch(id),
            { DoneAt: { } at } => Done(at),
            var message => TypedResults.Ok(await feeds.Replay(message, caller.Actor, clock.GetCurrentInstant(), cancel)),
        };

    private static async Task<Results<Ok<QuarantineView>, ProblemHttpResult>> Discard(
        Guid id, Write<ReasonBody, ReasonBody> write, IDatabase database, CancellationToken cancel)
    {
        if (await Quarantine.Find(database, id, cancel) is not { } message)
            return NoSuch(id);
        if (message.DoneAt is { } at)
            return Done(at);
        await Quarantine.Discard(database, id, new Discard(write.Caller.Name, write.Facts.Reason!), write.At, cancel);
        return TypedResults.Ok(QuarantineView.Of((await Quarantine.Find(database, id, cancel))!));
    }

    private static async Task<Results<Ok<QuarantineView>, ProblemHttpResult>> Return(
        Guid id, Write write, IDatabase database, ILogger<FeedIntake> log, CancellationToken cancel) =>
        await TakeBack(id, write.Caller, database, log, cancel) is { } problem
            ? problem
            : TypedResults.Ok(QuarantineView.Of((await Quarantine.Find(database, id, cancel))!));

    /// <summary>Takes a discarding back; the row forgets who had discarded it, so the log keeps that. Answers with why not, or null.</summary>
    internal static async Task<ProblemHttpResult?> TakeBack(Guid id, Caller caller, IDatabase database, ILogger log, CancellationToken cancel)
    {
        if (await Quarantine.Find(database, id, cancel) is not { } message)
            return NoSuch(id);
        // It waits already: it was taken back before, or never discarded.
        if (message.DoneAt is null)
            return null;
        if (message.Discarded is not { } discarded || !await Quarantine.Return(database, id, cancel))
            return Problems.From(new Refusal.NotAllowedInState("It was read, or the same message came again and waits; there is nothing to take back."));
        log.LogInformation("Message {Id} waits again: {Who} took back what {Discarder} had discarded.", id, caller.Name, discarded.By);
        return null;
    }

    private static ProblemHttpResult NoSuch(Guid id) => Problems.NotFound($"There is nothing in quarantine under {id}.");

    private static ProblemHttpResult Done(Instant at) =>
        Problems.From(new Refusal.NotAllowedInState($"It was read or discarded at {at}; there is nothing left to do."));
}
