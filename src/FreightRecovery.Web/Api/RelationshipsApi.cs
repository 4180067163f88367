using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Engine;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace FreightRecovery.Web.Api;

/// <summary>Where customers stand on the slide, and the words that move them.</summary>
internal static class RelationshipsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/customers/{ref}/signals", Observe).RequireAuthorization(Access.Signals).WithTags("Relationships")
            .WithSummary("A word of the customer. Answers with its standing.");
        api.MapGet("/customers/{ref}/relationship", Get).RequireAuthorization(Access.Anybody).WithTags("Relationships")
            .WithSummary("The customer's standing as of now, with its reasons and its history.");
        api.MapGet("/relationships", Board).RequireAuthorization(Access.Board).WithTags("Relationships")
            .WithSummary("Customers at risk, by value at stake falling.");
    }

    private static Task<Results<Versioned<RelationshipView>, ProblemHttpResult>> Observe(
        string @ref, Write<SignalBody, SignalFacts> write, Customers customers, Commands commands, Func<Policy> policy, CancellationToken cancel) =>
        Record(@ref, write, write.Facts, customers, commands, policy, cancel);

    /// <summary>Records what a customer said, whichever way it came.</summary>
    internal static async Task<Results<Versioned<RelationshipView>, ProblemHttpResult>> Record(
        string @ref, WriteRequest write, SignalFacts facts, Customers customers, Commands commands, Func<Policy> policy, CancellationToken cancel)
    {
        var customer = new CustomerRef(@ref);
        if (await customers.Find(customer, cancel) is not { } known)
            return NoSuchCustomer(customer);
        if (!write.Caller.Sees(known.Belonging))
            return Problems.OutOfScope();
        var signal = new Signal(write.Id.Child("signal"), facts.Kind, facts.At) { Channel = facts.Channel, Note = facts.Note };
        return await commands.Send<CustomerState, RelationshipView>(
            write, StreamId.Of(customer), new CustomerCommand.Observe(signal),
            // As of the stream's own time, so that the same request later gets the same answer.
            done => new(new Versioned<RelationshipView>(
                Relationship.Of(done.State.Signals, done.State.AsOf, policy().Relationship, done.State.Facts), done.Version)),
            cancel);
    }

    private static async Task<Results<Versioned<RelationshipView>, ProblemHttpResult>> Get(
        string @ref, Caller caller, Commands commands, Func<Policy> policy, IClock clock, CancellationToken cancel)
    {
        var customer = new CustomerRef(@ref);
        var done = await commands.Load<CustomerState>(StreamId.Of(customer), cancel);
        if (done.State.Facts is not { } facts)
            return NoSuchCustomer(customer);
        if (!caller.Sees(new Belonging(facts.Branch, facts.SalesRep, facts.AccountManager)))
            return Problems.OutOfScope();
        var now = Instant.Max(clock.GetCurrentInstant(), done.State.AsOf);
        return new Versioned<RelationshipView>(Relationship.Of(done.State.Signals, now, policy().Relationship, facts), done.Version);
    }

    private static async Task<Results<Ok<PageOf<CustomerAtRisk>>, ProblemHttpResult>> Board(
        string? stage, string? accountManager, string? branch, double? minRisk, Page<StakeKey> page, Caller caller,
        Relationships relationships, IClock clock, CancellationToken cancel)
    {
        var faults = new Faults(clock.GetCurrentInstant());
        var filter = new RelationshipFilter(
            faults.Word<Stage>(stage, "stage"), string.IsNullOrEmpty(accountManager) ? null : accountManager,
            string.IsNullOrEmpty(branch) ? null : branch, minRisk);
        if (minRisk is not (null or (>= 0 and <= 1)))
            faults.Add("?minRisk", "A risk lies between 0 and 1.");
        if (faults.Any)
            return Problems.Invalid(faults);
        if (caller.Branch is not null && filter.Branch is not null && filter.Branch != caller.Branch)
            return Problems.OutOfScope();
        return Page<StakeKey>.Of(await relationships.Board(filter, caller.Scope, page.After, page.Limit, cancel), row => row);
    }

    private static ProblemHttpResult NoSuchCustomer(CustomerRef customer) => Problems.NotFound($"There is no customer {customer}.");
}
