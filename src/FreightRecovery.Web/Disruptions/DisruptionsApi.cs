using FreightRecovery.Domain;
using FreightRecovery.Domain.Disruptions;
using FreightRecovery.Engine;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FreightRecovery.Web.Disruptions;

/// <summary>Disruptions: declared once, an incident for each shipment.</summary>
internal static class DisruptionsApi
{
    private const int FirstShipments = 50;

    public static void Map(IEndpointRouteBuilder api)
    {
        var disruptions = api.MapGroup("/disruptions").WithTags("Disruptions");
        disruptions.MapPost("", Declare).RequireAuthorization(Access.Disruptions)
            .WithSummary("Declares a disruption; answers when the invoices of all shipments that it hits are held.");
        disruptions.MapGet("", List).RequireAuthorization(Access.Anybody).WithSummary("Disruptions, newest first.");
        disruptions.MapGet("/{id:guid}", Get).RequireAuthorization(Access.Anybody).WithSummary("A disruption and how far it has come.");
        disruptions.MapGet("/{id:guid}/shipments", Hits).RequireAuthorization(Access.Anybody)
            .WithSummary("The shipments that it hit, with their incidents.");
        disruptions.MapPost("/{id:guid}/run", Run).RequireAuthorization(Access.Disruptions)
            .WithSummary("Looks for shipments again; adds only what is new.");
        disruptions.MapPost("/{id:guid}/end", End).RequireAuthorization(Access.Disruptions)
            .WithSummary("Compares no more shipments with it; the incidents stay.");
    }

    private static Task<Results<Versioned<DisruptionView>, ProblemHttpResult>> Declare(
        Write<DisruptionBody, DisruptionFacts> write, Commands commands, Views views, CancellationToken cancel) =>
        Take(write, write.Facts, commands, views, cancel);

    /// <summary>Declares a disruption and holds what it hits, whichever way that was asked for.</summary>
    internal static Task<Results<Versioned<DisruptionView>, ProblemHttpResult>> Take(
        WriteRequest write, DisruptionFacts facts, Commands commands, Views views, CancellationToken cancel) =>
        commands.Send<DisruptionState, DisruptionView>(
            write, StreamId.Of(new DisruptionId(write.Id.Child("disruption"))),
            new DisruptionCommand.Declare(facts with { Branch = write.Caller.Branch }),
            async done =>
            {
                if (done.Added)
                    await views.Hold(done.Stream.Disruption, cancel);
                var view = await views.Of(done.Added ? await views.Load(done.Stream, cancel) : done, write.Caller, cancel);
                return done.Added
                    ? view with { Status = StatusCodes.Status201Created, Location = $"{Routes.Base}/disruptions/{view.Body.Id}" }
                    : view;
            },
            cancel);

    private static async Task<Results<Ok<Api.PageOf<DisruptionView>>, ProblemHttpResult>> List(
        Page<DisruptionKey> page, Caller caller, Store.Queries.Disruptions disruptions, FanOut fanOut, CancellationToken cancel) =>
        Page<DisruptionKey>.Of(
            await disruptions.List(caller.Branch, page.After, page.Limit, cancel), row => DisruptionView.Of(row, fanOut.ProgressOf(row.Id)));

    private static async Task<Results<Versioned<DisruptionView>, ProblemHttpResult>> Get(
        Guid id, Caller caller, Views views, CancellationToken cancel)
    {
        var (done, problem) = await views.Open(id, caller, cancel);
        return done is null ? problem! : await views.Of(done, caller, cancel);
    }

    private static async Task<Results<Ok<Api.PageOf<Hit>>, ProblemHttpResult>> Hits(
        Guid id, Page<HitKey> page, Caller caller, Views views, Store.Queries.Disruptions disruptions, CancellationToken cancel)
    {
        var (_, problem) = await views.Open(id, caller, cancel);
        if (problem is not null)
            return problem;
        return Page<HitKey>.Of(await disruptions.Hits(new DisruptionId(id), caller.Scope, page.After, page.Limit, cancel), hit => hit);
    }

    private static Task<Results<Versioned<DisruptionView>, ProblemHttpResult>> Run(
        Guid id, Write write, Views views, CancellationToken cancel) => LookAgain(id, write, views, cancel);

    /// <summary>Runs a disruption again, whichever way that was asked for.</summary>
    internal static async Task<Results<Versioned<DisruptionView>, ProblemHttpResult>> LookAgain(
        Guid id, WriteRequest write, Views views, CancellationToken cancel)
    {
        var (done, problem) = await views.Open(id, write.Caller, cancel);
        if (done is null)
            return problem!;
        if (done.State.Status == DisruptionStatus.Ended)
            return Problems.From(new Refusal.NotAllowedInState($"It has ended: {done.State.EndedBecause} Declare a new one if it goes on."));
        await views.Hold(new DisruptionId(id), cancel);
        return await views.Of(await views.Load(done.Stream, cancel), write.Caller, cancel);
    }

    private static Task<Results<Versioned<DisruptionView>, ProblemHttpResult>> End(
        Guid id, Write<ReasonBody, ReasonBody> write, Commands commands, Views views, DisruptionWatch watch, CancellationToken cancel) =>
        Stop(id, write, write.Facts.Reason!, commands, views, watch, cancel);

    /// <summary>Ends a disruption, whichever way that was asked for.</summary>
    internal static async Task<Results<Versioned<DisruptionView>, ProblemHttpResult>> Stop(
        Guid id, WriteRequest write, string reason, Commands commands, Views views, DisruptionWatch watch, CancellationToken cancel)
    {
        var (_, problem) = await views.Open(id, write.Caller, cancel);
        if (problem is not null)
            return problem;
        return await commands.Send<DisruptionState, DisruptionView>(
            write, StreamId.Of(new DisruptionId(id)), new DisruptionCommand.End(reason),
            async done =>
            {
                await watch.Refresh(cancel);
                return await views.Of(done, write.Caller, cancel);
            },
            cancel);
    }

    /// <summary>Draws disruptions, and knows who may see and run them.</summary>
    public sealed class Views(
        Commands commands, FanOut fanOut, FanOutService service, Store.Queries.Disruptions disruptions, Func<Policy> policy)
    {
        public Task<Done<DisruptionState>> Load(StreamId stream, CancellationToken cancel) => commands.Load<DisruptionState>(stream, cancel);

        /// <summary>Runs it and waits until all invoices are held; a long run goes on after the answer.</summary>
        public async Task Hold(DisruptionId id, CancellationToken cancel)
        {
            try
            {
                await service.Hold(id, cancel).WaitAsync(policy().Disruptions.AnswerWithin.ToTimeSpan(), cancel);
            }
            catch (TimeoutException)
            {
                // The answer says how far it has come.
            }
        }

        public async Task<(Done<DisruptionState>? Done, ProblemHttpResult? Problem)> Open(Guid id, Caller caller, CancellationToken cancel)
        {
            var done = await Load(StreamId.Of(new DisruptionId(id)), cancel);
            return done.State.Facts is not { } facts ? (null, Problems.NotFound($"There is no disruption {id}."))
                : facts.Branch is null || caller.Branch is null || facts.Branch == caller.Branch ? (done, null)
                : (null, Problems.OutOfScope());
        }

        public async ValueTask<Versioned<DisruptionView>> Of(Done<DisruptionState> done, Caller caller, CancellationToken cancel)
        {
            var hits = await disruptions.Hits(done.Stream.Disruption, caller.Scope, null, FirstShipments, cancel);
            return new(Of(done) with { Shipments = hits.Items }, done.Version);
        }

        /// <summary>Without its shipments.</summary>
        public DisruptionView Of(Done<DisruptionState> done) =>
            DisruptionView.Of(done.Stream.Disruption, done.State, fanOut.ProgressOf(done.Stream.Disruption));
    }
}
