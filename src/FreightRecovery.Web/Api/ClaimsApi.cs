using FreightRecovery.Domain;
using FreightRecovery.Domain.Claims;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using FreightRecovery.Engine.Rows;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Web.Api;

/// <summary>A claim as lists show it.</summary>
public sealed record ClaimSummary(
    Guid Id, IncidentId Incident, CustomerRef Customer, string Branch, ClaimDirection Direction, LiabilityRegime? Regime, Money Amount,
    Money? Reserve, Money Recovered, Money? Settled, LocalDate? NoticeBy, LocalDate? SueBy, LocalDate? NextBar, Instant OpenedAt)
{
    internal static ClaimSummary Of(ClaimRow row) => new(
        row.Id, row.Incident, row.Customer, row.Branch, row.Direction, row.Regime, row.Amount, row.Reserve, row.Recovered, row.Settled,
        row.NoticeBy, row.SueBy, row.NextBar, row.OpenedAt);
}

/// <summary>Claims: opening, reading, and what is done with them until they are settled.</summary>
internal static class ClaimsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/incidents/{id:guid}/claims", Open).RequireAuthorization(Access.Claims).WithTags("Claims")
            .Produces<ClaimView>(StatusCodes.Status201Created)
            .WithSummary("Records a demand for money. Answers with its limit, the last days for notice and suit, and what they rest on.");
        var claims = api.MapGroup("/claims").WithTags("Claims");
        claims.MapGet("/", List).RequireAuthorization(Access.Claims)
            .WithSummary("Claims; with dueBefore those with a last day before that day, soonest first.");
        var claim = claims.MapGroup("/{id:guid}").RequireAuthorization(Access.Claims);
        claim.MapGet("/", Get).WithSummary("A claim with both clocks of the loss.");
        Step<DatedBody, DatedWord>("notice", (id, w) => new IncidentCommand.GiveNotice(id, w.On, w.Note), "Written notice was given: that last day is met.");
        Step<DatedBody, DatedWord>("disallowance", (id, w) => new IncidentCommand.DisallowClaim(id, w.On, w.Note), "The other side disallowed the claim in writing.");
        Step<DatedBody, DatedWord>("suit", (id, w) => new IncidentCommand.FileSuit(id, w.On, w.Note), "Suit was filed, or arbitration begun.");
        Step<ParticularsBody, ClaimParticulars>("particulars", (id, given) => new IncidentCommand.DescribeClaim(id, given),
            "Adds the other side, the carrier's regime, or that the loss was caused wilfully; what is left out stays as it is.");
        Step<ExtensionBody, GrantedTime>("extension", (id, w) => new IncidentCommand.ExtendTime(id, w.Until, w.GrantedBy, w.Evidence), "The other side granted more time for suit, in writing.");
        Step<ReserveBody, ReserveBody>("reserve", (id, w) => new IncidentCommand.SetReserve(id, w.Amount!.Value, w.Note), "Sets money aside for the claim, or expects it from the claim.");
        Step<RecoveryBody, ReceivedMoney>("recovery", (id, w) => new IncidentCommand.ReceiveRecovery(id, w.Amount, w.On, w.From), "Money came in on a claim of ours.");
        Step<SettlementBody, SettledMoney>("settlement", (id, w) => new IncidentCommand.SettleClaim(id, w.Amount, w.On, w.Note), "Ends the claim; beyond the limit of liability a manager does.");

        void Step<TBody, TFacts>(string path, Func<Guid, TFacts, IncidentCommand> command, string summary)
            where TBody : class, IBody<TFacts>
            where TFacts : class =>
#pragma warning disable RDG011 // bound at the start: one handler for many bodies
            claim.MapPost(
                "/" + path,
                (Guid id, Write<TBody, TFacts> write, ClaimQueries claims, IncidentDoor door, ClaimViews views, CancellationToken cancel) =>
                    Send(id, write, command(id, write.Facts), claims, door, views, cancel))
                .WithSummary(summary);
#pragma warning restore RDG011
    }

    /// <summary>The claim and its incident, or why the caller does not get them.</summary>
    public static async Task<(Done<IncidentState>? Incident, ClaimState? Claim, ProblemHttpResult? Problem)> Find(
        Guid id, Caller caller, ClaimQueries claims, IncidentDoor door, CancellationToken cancel)
    {
        if (await claims.IncidentOf(id, cancel) is not { } incident)
            return (null, null, NoSuchClaim(id));
        var (done, problem) = await door.Read(incident.Value, caller, $"claim {id}", cancel);
        return (done, done?.State.Claims.FirstOrDefault(c => c.Id == id), problem);
    }

    private static async Task<Results<Versioned<ClaimView>, ProblemHttpResult>> Open(
        Guid id, Write<ClaimBody, NewClaim> write, IncidentDoor door, Commands commands, ClaimViews views, CancellationToken cancel)
    {
        var (incident, problem) = await door.Open(id, write.Caller, cancel);
        if (problem is not null)
            return problem;
        var ledger = await commands.Load<LedgerState>(StreamId.Of(incident!.State.Facts!.Shipment), cancel);
        if (CargoFacts.Of(ledger.State) is not { } cargo)
            return Problems.Unknown("", $"The shipment {incident.State.Facts.Shipment} is not recorded. Put the shipment first.");
        var claim = write.Facts;
        return await door.Send<ClaimView>(
            id, write, new IncidentCommand.OpenClaim(claim.Direction, claim.Amount, claim.Regime, claim.Terms, claim.NoticeOn, cargo) { Particulars = claim.Particulars },
            done =>
            {
                var view = views.Of(done.Stream.Incident, done.State, done.State.Claims[^1]);
                return new(new Versioned<ClaimView>(view, done.Version)
                {
                    Status = StatusCodes.Status201Created, Location = $"{Routes.Base}/claims/{view.Id}",
                });
            },
            cancel);
    }

    private static async Task<Results<Versioned<ClaimView>, ProblemHttpResult>> Get(
        Guid id, Caller caller, ClaimQueries claims, IncidentDoor door, ClaimViews views, CancellationToken cancel)
    {
        var (incident, claim, problem) = await Find(id, caller, claims, door, cancel);
        return claim is null
            ? problem ?? NoSuchClaim(id)
            : new Versioned<ClaimView>(views.Of(incident!.Stream.Incident, incident.State, claim), incident.Version);
    }

    private static async Task<Results<Versioned<ClaimView>, ProblemHttpResult>> Send(
        Guid id, WriteRequest write, IncidentCommand command, ClaimQueries claims, IncidentDoor door, ClaimViews views,
        CancellationToken cancel) =>
        await claims.IncidentOf(id, cancel) is { } incident
            ? await door.Send<ClaimView>(
                incident.Value, write, command,
                done => new(new Versioned<ClaimView>(views.Of(incident, done.State, done.State.Claims.First(c => c.Id == id)), done.Version)),
                cancel)
            : NoSuchClaim(id);

    private static async Task<Results<Ok<PageOf<ClaimSummary>>, ProblemHttpResult>> List(
        string? direction, string? dueBefore, Page<ClaimKey> page, Caller caller, ClaimQueries claims, IClock clock, CancellationToken cancel)
    {
        var faults = new Faults(clock.GetCurrentInstant());
        var day = string.IsNullOrEmpty(dueBefore) ? null : LocalDatePattern.Iso.Parse(dueBefore) is { Success: true } parsed ? parsed.Value : (LocalDate?)null;
        if (day is null && !string.IsNullOrEmpty(dueBefore))
            faults.Add("?dueBefore", "This is a date; write it like 2026-11-21.");
        var filter = new ClaimFilter(faults.Word<ClaimDirection>(direction, "direction"), day);
        if (faults.Any)
            return Problems.Invalid(faults);
        return Page<ClaimKey>.Of(await claims.List(filter, caller.Scope, page.After, page.Limit, cancel), ClaimSummary.Of);
    }

    private static ProblemHttpResult NoSuchClaim(Guid id) => Problems.NotFound($"There is no claim {id}.");
}
