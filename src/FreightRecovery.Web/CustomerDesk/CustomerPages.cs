using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Engine;
using FreightRecovery.Engine.Rows;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Desk;
using FreightRecovery.Web.IncidentDesk;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Web.CustomerDesk;

/// <summary>One customer: its slide, what is open with it, what to do next; and the word that it gave us.</summary>
internal static class CustomerPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup(BoardPages.Path + "/{ref}").ExcludeFromDescription();
        pages.MapGet("", Show).RequireAuthorization(Access.Anybody);
        pages.MapPost("/signals", Hear).RequireAuthorization(Access.Signals);
    }

    /// <summary>The address of a customer's page.</summary>
    public static string Address(CustomerRef customer) => $"{BoardPages.Path}/{Uri.EscapeDataString(customer.Value)}";

    private static async Task<IResult> Show(string @ref, string? done, Caller caller, Frame frame, CustomerScreen.Reading reading, CancellationToken cancel)
    {
        var (screen, problem) = await reading.Of(@ref, caller, cancel);
        return screen is null ? problem! : Page(frame, screen with { IsHeard = done is "heard" });
    }

    private static async Task<IResult> Hear(
        string @ref, HttpContext context, Caller caller, Frame frame, CustomerScreen.Reading reading, Customers customers, Commands commands,
        Func<Policy> policy, IFormCollection form, CancellationToken cancel)
    {
        var (screen, problem) = await reading.Of(@ref, caller, cancel);
        if (screen is null)
            return problem!;
        var draft = SignalDraft.Of(form);
        var write = await FormWrite.Of(context, form);
        var faults = new Faults(write.At);
        var zone = frame.L.Zone;
        var at = SignalDraft.Typed.Parse(draft.At) is { Success: true, Value: var local } ? zone.AtLeniently(local).ToInstant() : (Instant?)null;
        var body = new SignalBody(Names.TryParse<SpokenSignal>(draft.Kind), at, Names.TryParse<Channel>(draft.Channel), draft.Note is "" ? null : draft.Note);
        if (body.Read(faults) is not { } facts)
            return Page(frame, screen with { Draft = draft, Faults = [.. faults.Errors.Keys.Select(k => k[1..])] });
        var outcome = await RelationshipsApi.Record(@ref, write, facts, customers, commands, policy, cancel);
        return outcome.Result is ProblemHttpResult refused
            ? Page(frame, screen with { Draft = draft, Refused = refused.ProblemDetails.Detail })
            : Results.LocalRedirect(Address(new CustomerRef(@ref)) + "?done=heard");
    }

    private static RazorComponentResult<CustomerPage> Page(Frame frame, CustomerScreen screen) =>
        new(new Dictionary<string, object?> { [nameof(CustomerPage.Frame)] = frame, [nameof(CustomerPage.Screen)] = screen })
        {
            StatusCode = screen.Refused is null && screen.Faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
}

/// <summary>A word of the customer as typed.</summary>
public sealed record SignalDraft(string Kind, string At, string Channel, string Note)
{
    /// <summary>How a browser writes a day and time.</summary>
    public static LocalDateTimePattern Typed { get; } = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm");

    internal static SignalDraft Of(IFormCollection form) => new(
        form["kind"].ToString(), form["at"].ToString(), form["channel"].ToString(), form["note"].ToString().ReplaceLineEndings("\n").Trim());
}

/// <summary>What the page of a customer shows.</summary>
/// <param name="Customer">Its reference.</param>
/// <param name="Facts">What is recorded.</param>
/// <param name="View">Where it stands.</param>
/// <param name="Signals">All that was heard of it, in order.</param>
/// <param name="Incidents">Its incidents, newest first.</param>
/// <param name="Promises">What we owe it, soonest first.</param>
/// <param name="Now">The instant of the page, UTC.</param>
public sealed record CustomerScreen(
    CustomerRef Customer, CustomerFacts Facts, RelationshipView View, IReadOnlyList<Signal> Signals, IReadOnlyList<IncidentRow> Incidents,
    IReadOnlyList<PromiseDue> Promises, Instant Now)
{
    /// <summary>Whether a word was just taken.</summary>
    public bool IsHeard { get; init; }

    /// <summary>What was typed and not taken.</summary>
    public SignalDraft? Draft { get; init; }

    /// <summary>The fields that are wrong.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>Why it was refused.</summary>
    public string? Refused { get; init; }

    /// <summary>Whether the reader may tell what the customer said.</summary>
    public bool MayTell { get; init; }

    /// <summary>Reads it for somebody.</summary>
    internal sealed class Reading(
        Commands commands, Incidents incidents, PromisesDue promises, PersonalReads reads, Func<Policy> policy, IClock clock)
    {
        private const int MostRows = 50;

        /// <summary>The screen, or why it is not shown.</summary>
        public async Task<(CustomerScreen? Screen, ProblemHttpResult? Problem)> Of(string reference, Caller caller, CancellationToken cancel)
        {
            var customer = new CustomerRef(reference);
            var done = await commands.Load<CustomerState>(StreamId.Of(customer), cancel);
            if (done.State.Facts is not { } facts)
                return (null, Problems.NotFound($"There is no customer {reference}."));
            if (!caller.Sees(new Belonging(facts.Branch, facts.SalesRep, facts.AccountManager)))
                return (null, Problems.OutOfScope());
            var now = Instant.Max(clock.GetCurrentInstant(), done.State.AsOf);
            await reads.Note(caller.Name, customer, $"customer {reference}", now, policy().Privacy.ReadAgainWithin, cancel);
            var rows = await incidents.List(new IncidentFilter(null, null, null, reference), caller.Scope, null, MostRows, cancel);
            return (new CustomerScreen(
                customer, facts, Relationship.Of(done.State.Signals, now, policy().Relationship, facts), done.State.Signals, rows.Items,
                await promises.Of(customer, MostRows, cancel), now) { MayTell = caller.Allows(Access.Signals) }, null);
        }
    }
}
